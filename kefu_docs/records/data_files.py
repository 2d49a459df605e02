"""The pictures and documents that records name for their templates, by a path from data/.

A path that begins with `templates/` leads into the folder of templates, unless data/ has the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import BaseModel

from kefu_docs.diagnostics import Diagnostic, Message, Severity
from kefu_docs.diagnostics.errors import DataFileError
from kefu_docs.model import Dataset, Employee
from kefu_docs.model import Path as KeyPath
from kefu_docs.model.data_file import DataFile
from kefu_docs.model.scalars import DataPath
from kefu_docs.records.files_below import FileFault, UnreadFileError, read_below, shown

MOST_BYTES = 30_000_000
_MEGABYTE = 1_000_000

_TOLD: Mapping[FileFault, Message] = {
    FileFault.MISSING: Message("the file {file} does not exist"),
    FileFault.OUTSIDE: Message("the file {file} does not lie in the data folder"),
    FileFault.NO_TEXT: Message("the name of the file {file} is not text"),
    FileFault.NO_FILE: Message("{file} is not a file"),
    FileFault.TOO_LARGE: Message("the file {file} has {size} MB; it may have {most}"),
    FileFault.UNREADABLE: Message("the file {file} cannot be read: {reason}"),
}


_IN_TEMPLATES = "templates/"


def data_file(folder: Path, path: DataPath, templates: str = "") -> DataFile:
    """The file that a record names below the data folder, or in the folder of `templates`.

    DataFileError where it is not read.
    """
    folder, name = _place(folder, path, templates)
    return DataFile(
        shown(folder / name),
        hashlib.sha256(_read(folder, name)).hexdigest(),
        lambda: _read(folder, name),
    )


def _place(folder: Path, path: str, templates: str) -> tuple[Path, str]:
    """The folder that a path counts from, and the path from there."""
    is_template = bool(templates) and path.startswith(_IN_TEMPLATES)
    if is_template and not folder.joinpath(path).exists():
        return Path(templates), path.removeprefix(_IN_TEMPLATES)
    return folder, path


def named_templates(dataset: Dataset) -> Iterator[str]:
    """The files in the folder of templates that records name, by their paths from there."""
    for record, _ in dataset.records():
        for _, path in _named(record.value):
            if path.startswith(_IN_TEMPLATES):
                yield path.removeprefix(_IN_TEMPLATES)


def data_file_findings(dataset: Dataset) -> Iterator[Diagnostic]:
    """A warning at each path in a record that leads to nothing that can be read.

    The documents that print it fail; all others of the record are made.
    """
    if dataset.company is None:
        return
    folder = Path(dataset.company.file).parent
    for record, _ in dataset.records():
        for place, path in _named(record.value):
            try:
                _read(*_place(folder, path, dataset.templates))
            except DataFileError as error:
                yield Diagnostic(record.at(*place), Severity.WARNING, "file-unread", error.message)


def _named(value: BaseModel) -> Iterator[tuple[KeyPath, DataPath]]:
    """Where a record may name files: nowhere else is looked, for there may be 10,000 records."""
    if isinstance(value, Employee):
        if value.photo is not None:
            yield ("photo",), value.photo
        for place, contract in value.all_contracts():
            yield from _paths_in(contract.documents, (*place, "documents"))
    documents = getattr(value, "documents", None)
    if documents is not None:
        yield from _paths_in(documents, ("documents",))


def _paths_in(value: object, place: KeyPath = ()) -> Iterator[tuple[KeyPath, DataPath]]:
    """Each path of a file in a record, with its place."""
    if isinstance(value, DataPath):
        yield place, value
    elif isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            yield from _paths_in(getattr(value, name), (*place, info.alias or name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _paths_in(inner, (*place, key))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _paths_in(inner, (*place, index))


def _read(folder: Path, path: str) -> bytes:
    try:
        return read_below(folder, path, MOST_BYTES)
    except UnreadFileError as error:
        values = {
            "file": shown(folder / path),
            "reason": error.reason,
            "size": round(error.size / _MEGABYTE),
            "most": MOST_BYTES // _MEGABYTE,
        }
        told = _TOLD[error.fault]
        unread = DataFileError(replace(told, values=values))
        unread.lasts = error.fault is not FileFault.UNREADABLE  # the disk may be mended
        raise unread from None
