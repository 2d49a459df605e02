"""A foreign sheet imported: read, proposed, and written when somebody has said yes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kefu_docs.diagnostics import Diagnostic, Message, Severity
from kefu_docs.diagnostics.errors import SheetError
from kefu_docs.diagnostics.nearest import did_you_mean
from kefu_docs.imports import ImportOf, Proposal, propose
from kefu_docs.imports.headings import Headings
from kefu_docs.imports.mapping import proposed
from kefu_docs.model import Dataset, columns_of
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.sheet_reader import sheets_of
from kefu_docs.records import load_dataset, load_models, named_month, schema_comment
from kefu_docs.store import Store
from kefu_docs.store.several_files import publish_all

MAPPING = "imports.yaml"


class PreparedImport(Struct, frozen=True):
    """An import that waits for a yes: what it would do, and the file of headings it proposes."""

    data: Path
    proposal: Proposal
    mapping: bytes | None = None
    findings: list[Diagnostic] = []

    @property
    def is_refused(self) -> bool:
        """Whether a cell or a record keeps all of it out."""
        return bool(self.proposal.refused)

    def write(self) -> None:
        """Write every record, or none. Raises OSError."""
        publish_all(self._files())

    def write_mapping(self) -> Path | None:
        """Write imports.yaml as proposed; where there is one, it is somebody's, and stays."""
        if self.mapping is None:
            return None
        path = self.data / MAPPING
        publish_all({path: self.mapping})
        return path

    def _files(self) -> Mapping[Path, bytes]:
        return {self.data / change.file: change.data for change in self.proposal.changes}


def prepare_import(settings: Settings, file: Path, month: str | None) -> PreparedImport:
    """Read a file and say what importing it would do.

    Raises UsageError for a month or a file that is none, SheetError for one that cannot be read.
    """
    what = ImportOf(None if month is None else named_month(month))
    sheets = sheets_of(file)
    if not sheets:
        raise SheetError(Message("no sheet of the workbook has anything in it"))
    with Store(settings.store) as store:
        dataset, findings = load_dataset(settings.data, store, settings.templates)
    what = _in_shop(what, settings)
    _refuse_unknown_keys(what, dataset)
    data = settings.data
    _refuse_unread_mapping(data, findings)
    on_disk = frozenset(path.stem for path in (data / "employees").glob("*.yaml"))
    proposal = propose(what, sheets, dataset, on_disk, lambda name: (data / name).read_bytes())
    mapping = None
    if proposal.unknown and not (data / MAPPING).exists():
        schema = schema_comment(data, "imports", MAPPING)
        mapping = proposed(what.section, proposal.unknown, columns_of(what.model), schema)
    return PreparedImport(data, proposal, mapping)


def _refuse_unread_mapping(data: Path, findings: Iterable[Diagnostic]) -> None:
    """Raise SheetError where imports.yaml has errors: it would be read as if it were not there."""
    file = (data / MAPPING).as_posix()
    if any(d.location.file == file and d.severity is Severity.ERROR for d in findings):
        raise SheetError(Message("{file} has errors; mend them first", {"file": file}))


def _in_shop(what: ImportOf, settings: Settings) -> ImportOf:
    """What is imported, with what the shop's records hold beside the package's."""
    record_type = "employee" if what.month is None else "month"
    schema = schema_comment(settings.data, record_type, what.file(""))
    models = load_models(settings.data, settings.templates)
    return replace(what, schema=schema, models=models)


def _refuse_unknown_keys(what: ImportOf, dataset: Dataset) -> None:
    """Raise SheetError where imports.yaml gives a heading to a key that no record has."""
    mapping = what.mapping(dataset)
    keys = Headings(columns_of(what.model), {}).keys | ({"id_number"} if what.month else set())
    for heading, key in mapping.headings.items():
        if key not in keys:
            values = {"heading": heading, "key": key, "hint": did_you_mean(key, keys)}
            raise SheetError(
                Message("imports.yaml: {heading!r} is given to {key}, no key{hint}", values)
            )
