"""A data folder to a Dataset: which file is which record, and what does not belong there."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from msgspec.structs import replace
from pydantic import BaseModel

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity, in_order
from kefu_docs.diagnostics.collector import SELDOM, collector_off
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.diagnostics.machine_faults import leads_nowhere
from kefu_docs.diagnostics.printable import visible
from kefu_docs.diagnostics.system_reasons import system_reason
from kefu_docs.model import (
    Dataset,
    Employee,
    ImportMappings,
    Kinds,
    MinimumWages,
    Month,
    PayScheme,
    PersonMonth,
    Record,
    TeamMonth,
)
from kefu_docs.model.kind_declaration import KindDeclarations
from kefu_docs.model.kinds_in_doubt import KindsInDoubt
from kefu_docs.records.decode import decode, recall
from kefu_docs.records.file_names import TEAM, month_name
from kefu_docs.records.files import (
    entries,
    is_file,
    is_folder,
    no_file,
    record_files,
    unread,
    unread_templates,
)
from kefu_docs.records.kept_records import HeldValues, KeptRecord
from kefu_docs.records.kind_models import RecordModels, record_models
from kefu_docs.records.kinds import DECLARATIONS, kinds_of
from kefu_docs.records.sound_kinds import sound_kinds
from kefu_docs.store import Store, digest, program_digest

M = TypeVar("M", bound=BaseModel)

_KIND = "record"
Contents = Mapping[str, str]
_NO_CONTENTS: Contents = MappingProxyType({})


def load_dataset(
    root: Path,
    store: Store | None = None,
    templates: Path | None = None,
    contents: Contents = _NO_CONTENTS,
) -> tuple[Dataset, list[Diagnostic]]:
    """Read every record below `root`; the diagnostics of all files come back sorted.

    Bytes that `store` knows are not parsed again, and a file whose SHA-256 is among `contents`, by
    path, is not even read. A template of the folder `templates` may be a
    kind of documents by itself; without the folder nothing is said of kinds that nobody declares.
    Raises UsageError where there is no such folder.
    """
    if not root.is_dir():
        raise UsageError(
            Message("the data folder {folder} does not exist", {"folder": root.as_posix()}),
            Message("name it with --data, or run the command in the project's folder"),
        )
    with collector_off(SELDOM):
        return _Load(root, store, templates, contents).dataset()


def load_models(root: Path, templates: Path) -> RecordModels:
    """The types of records with the kinds of a data folder and a folder of templates."""
    load = _Load(root, None, templates)
    load.kinds()
    return load.models


class _Load:
    def __init__(
        self,
        root: Path,
        store: Store | None,
        templates: Path | None,
        contents: Contents = _NO_CONTENTS,
    ) -> None:
        self.root = root
        self.contents = contents
        self.store = store
        self.templates = templates
        self.models = RecordModels()
        self.kinds_digest = ""
        self.in_doubt: KindsInDoubt | None = None
        self.program = program_digest()
        self.parts: list[str] = []
        self.read: list[str] = []
        self.values = HeldValues()
        self.diagnostics: list[Diagnostic] = []

    def dataset(self) -> tuple[Dataset, list[Diagnostic]]:
        kinds = self.kinds()
        months, teams = self._months()
        dataset = Dataset(
            company=self._one("company.yaml", self.models.company, required=True),
            pay_schemes=self._folder(self.root / "pay", PayScheme),
            employees=self._folder(self.root / "employees", self.models.employee),
            months=months,
            teams=teams,
            packets=self._one("packets.yaml", self.models.packets),
            minimum_wages=self._one("minimum_wage.yaml", MinimumWages),
            imports=self._one("imports.yaml", ImportMappings),
            kinds=kinds,
            in_doubt=self.in_doubt,
            templates=self.templates.as_posix() if self.templates else "",
        )
        told = [diagnostic.location.file for diagnostic in self.diagnostics]
        self.diagnostics += unread(self.root, [*self.read, *told])
        self.diagnostics += unread_templates(self.templates) if self.templates else ()
        dataset = replace(dataset, digest=digest(*self.parts))
        return dataset, in_order(self.diagnostics)

    def kinds(self) -> Kinds:
        """The kinds of documents; from here on records are decoded by types that know them."""
        declared = self._one(DECLARATIONS, KindDeclarations)
        broken: tuple[str, ...] = ()
        path = self.root / DECLARATIONS
        if declared is None and is_file(path):
            declared, broken = sound_kinds(path)
        elif declared is None and os.path.lexists(path):
            broken = ("",)  # any kind may be declared there
        kinds, wrong, self.in_doubt = kinds_of(declared, self.templates, broken)
        self.diagnostics += wrong
        is_whole = self.in_doubt is None and self.templates is not None
        self.models = record_models(kinds, is_whole=is_whole)
        if self.models != RecordModels():
            own = [repr(kind) for kind in kinds.values() if kind.is_own]
            self.kinds_digest = digest(str(is_whole), *own)
        self.parts += (DECLARATIONS, self.kinds_digest)
        return kinds

    def _one(self, name: str, model: type[M], *, required: bool = False) -> Record[M] | None:
        path = self.root / name
        if is_file(path):
            return self._records([path.as_posix()], model).get(path.stem)
        file = path.as_posix()
        if os.path.lexists(file) and path.parent == self.root:  # a month's are told with its folder
            self._report(file, Severity.ERROR, "file-unreadable", no_file(file))
        elif required:
            self._report(file, Severity.ERROR, "file-missing", Message("the file is missing"))
        return None

    def _folder(self, folder: Path, model: type[M]) -> dict[str, Record[M]]:
        return self._records(record_files(folder, self._report), model)

    def _records(self, files: Iterable[str], model: type[M]) -> dict[str, Record[M]]:
        """The records that can be used, by name; those of known bytes without parsing them."""
        names = list(files)
        unchanged = self._unchanged(names, model)
        rest = (file for file in names if file not in unchanged)
        read = {file: data for file in rest if (data := self._bytes(file)) is not None}
        contents = {file: hashlib.sha256(data).hexdigest() for file, data in read.items()}
        keys = {file: self._key(model, content) for file, content in contents.items()}
        trees = self._trees(keys.values())
        records: dict[str, Record[M]] = {}
        for file in names:
            record: Record[M] | None = unchanged.get(file)
            if file in read:
                key = keys[file]
                record = self._of_bytes(file, read[file], contents[file], model, trees.get(key))
            elif record is not None:
                key = record.digest
            else:
                continue  # it cannot be read
            self.parts += (file.removeprefix(f"{self.root.as_posix()}/"), key)
            if record is not None:
                records[_name_of(file)] = record
        return records

    def _unchanged(self, files: Iterable[str], model: type[M]) -> dict[str, Record[M]]:
        """The records of people whose files are known without reading them."""
        if not issubclass(model, Employee | PersonMonth):
            return {}
        contents = {file: known for file in files if (known := self.contents.get(file))}
        keys = {file: self._key(model, content) for file, content in contents.items()}
        trees = self._trees(keys.values())
        there = {file: key for file, key in keys.items() if key in trees}
        self.read += there
        return {
            file: KeptRecord(file, contents[file], model, key, trees[key].encode(), self.values)
            for file, key in there.items()
        }

    def _of_bytes(
        self, file: str, data: bytes, content: str, model: type[M], tree: str | None
    ) -> Record[M] | None:
        """The record of a file that was read; the value of a person's, of thousands, is let go.

        That of a file with findings stays: it may be in no standard form.
        """
        key = self._key(model, content)
        record = None if tree is None else recall(file, data, model, tree)
        if record is None:
            decoded = decode(file, data, model)
            record, tree = decoded.record, decoded.tree
            self.diagnostics += decoded.diagnostics
            if self.store and tree is not None:
                self.store.keep(_KIND, key, tree)
        if record is None:
            return None
        if tree is not None and isinstance(record.value, Employee | PersonMonth):
            self.values.hold(key, record.value)
            return KeptRecord(file, content, model, key, tree.encode(), self.values)
        return Record(record.file, record.value, record.places, key)

    def _key(self, model: type[BaseModel], content: str) -> str:
        """Under which the store has the tree of a file with this SHA-256, as this type."""
        return digest(self.program, model.__name__, self.kinds_digest, content)

    def _trees(self, keys: Collection[str]) -> dict[str, str]:
        return self.store.facts_once(_KIND, keys) if self.store and keys else {}

    def _bytes(self, file: str) -> bytes | None:
        self.read.append(file)
        try:
            with open(file, "rb") as opened:  # noqa: PTH123 - thousands of paths
                return opened.read()
        except OSError as error:
            values = {"reason": system_reason(error)}
            message = Message("the file cannot be read: {reason}", values)
            self._report(file, Severity.ERROR, "file-unreadable", message)
            return None

    def _months(
        self,
    ) -> tuple[dict[Month, dict[str, Record[PersonMonth]]], dict[Month, Record[TeamMonth]]]:
        months: dict[Month, dict[str, Record[PersonMonth]]] = {}
        teams: dict[Month, Record[TeamMonth]] = {}
        folder = self.root / "months"
        for entry in entries(folder, self._report):
            is_month = is_folder(entry) or leads_nowhere(entry.path)
            if entry.name.startswith(".") or not is_month:
                continue
            try:
                month = Month.parse(entry.name)
            except ValueError:
                file = f"{folder.as_posix()}/{entry.name}"
                self._report(file, Severity.ERROR, "file-name", month_name(entry.name))
                continue
            months[month] = self._folder(folder / entry.name, self.models.month)
            team = self._one(f"months/{month}/{TEAM}.yaml", self.models.team)
            if team is not None:
                teams[month] = team
        self._tell_missing_team(months)
        return months, teams

    def _tell_missing_team(self, months: Iterable[Month]) -> None:
        """Tell that the newest month has no team.yaml; of older ones it is settled."""
        month = max(months, default=None)
        file = f"{self.root.as_posix()}/months/{month}/{TEAM}.yaml"
        if month is not None and file not in self.read:
            message = Message("the file is missing, so no summary of the team is made")
            self._report(file, Severity.NOTICE, "file-missing", message)

    def _report(self, file: str, severity: Severity, rule: str, message: Message) -> None:
        place = Location(visible(file))
        unread = file if rule == "file-unreadable" else ""
        self.diagnostics.append(Diagnostic(place, severity, rule, message, unread=unread))


def _name_of(file: str) -> str:
    return file.rpartition("/")[2].removesuffix(".yaml")
