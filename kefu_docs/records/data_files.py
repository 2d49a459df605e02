"""The pictures and documents that records name for their templates, by a path from data/.

A path that begins with `templates/` leads into the folder of templates, unless data/ has the file.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace
from pydantic import BaseModel

from kefu_docs.diagnostics import Diagnostic, Message, Severity
from kefu_docs.diagnostics.errors import DataFileError
from kefu_docs.model import Dataset, Employee, Record
from kefu_docs.model import Path as KeyPath
from kefu_docs.model.data_file import DataFile
from kefu_docs.model.scalars import DataPath
from kefu_docs.records.files_below import FileFault, UnreadFileError, read_below, shown
from kefu_docs.records.missing_files import meant_file

MOST_BYTES = 30_000_000
_MEGABYTE = 1_000_000

_TOLD: Mapping[FileFault, Message] = {
    FileFault.MISSING: Message("the file {file} does not exist{hint}"),
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
    digest = hashlib.sha256(_read(folder, name)).hexdigest()
    return DataFile(shown(folder / name), digest, lambda: _unchanged(folder, name, digest))


def _unchanged(folder: Path, name: str, digest: str) -> bytes:
    """The bytes of a file, which are those of this SHA-256: what is printed is known by it."""
    data = _read(folder, name)
    if hashlib.sha256(data).hexdigest() != digest:
        values = {"file": shown(folder / name)}
        changed = DataFileError(
            Message("the file {file} changed while documents were printed", values),
            Message("build again"),
        )
        changed.lasts = False
        raise changed
    return data


def _place(folder: Path, path: str, templates: str) -> tuple[Path, str]:
    """The folder that a path counts from, and the path from there."""
    is_template = bool(templates) and path.startswith(_IN_TEMPLATES)
    if is_template and not folder.joinpath(path).exists():
        return Path(templates), path.removeprefix(_IN_TEMPLATES)
    return folder, path


def named_templates(dataset: Dataset) -> Iterator[str]:
    """The files in the folder of templates that records name, by their paths from there."""
    in_documents = _names_files(dataset)
    for record, _ in _naming(dataset, in_documents=in_documents):
        for _, path in _named(record.value, in_documents=in_documents):
            if path.startswith(_IN_TEMPLATES):
                yield path.removeprefix(_IN_TEMPLATES)


class NamedFile(NamedTuple):
    """A file that a record names: where, whose record it is, and the digest of its bytes.

    `employee` is empty where the record is nobody's; `fault` says why the file is not read, and
    `unread` is its path where the system is the reason.
    """

    record: Record[BaseModel]
    employee: str
    place: KeyPath
    digest: str
    fault: Message | None
    unread: str = ""


def named_files(dataset: Dataset) -> Iterator[NamedFile]:
    """Every file that a record names, read now."""
    if dataset.company is None:
        return
    folder = Path(dataset.company.file).parent
    in_documents = _names_files(dataset)
    for record, employee in _naming(dataset, in_documents=in_documents):
        for place, path in _named(record.value, in_documents=in_documents):
            try:
                digest = data_file(folder, path, dataset.templates).digest
            except DataFileError as error:
                where, name = _place(folder, path, dataset.templates)
                unread = "" if error.lasts else os.path.normpath(where / name)
                yield NamedFile(record, employee, place, "", error.message, unread)
            else:
                yield NamedFile(record, employee, place, digest, None)


def _naming(dataset: Dataset, *, in_documents: bool) -> Iterable[tuple[Record[BaseModel], str]]:
    """The records that may name files, each with the person's id; months are not even decoded."""
    if in_documents:
        return dataset.records()
    return ((record, employee) for employee, record in dataset.employees.items())


def _names_files(dataset: Dataset) -> bool:
    """Whether documents' values may name files: of 10,000 records most name none."""
    return any(kind.names_files for kind in dataset.kinds.values())


def data_file_findings(files: Iterable[NamedFile]) -> Iterator[Diagnostic]:
    """A warning at each path in a record that leads to nothing that can be read.

    The documents that print it fail; all others of the record are made.
    """
    for file in files:
        if file.fault is not None:
            place = file.record.at(*file.place)
            found = Diagnostic(place, Severity.WARNING, "file-unread", file.fault)
            yield replace(found, unread=file.unread)


def _named(value: BaseModel, *, in_documents: bool) -> Iterator[tuple[KeyPath, DataPath]]:
    """Where a record may name files; `in_documents`, where values of documents may."""
    if isinstance(value, Employee) and value.photo is not None:
        yield ("photo",), value.photo
    if not in_documents:
        return
    if isinstance(value, Employee):
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
        is_missing = error.fault is FileFault.MISSING
        values = {
            "hint": meant_file(folder, path, "photos") if is_missing else "",
            "file": shown(folder / path),
            "reason": error.reason,
            "size": round(error.size / _MEGABYTE),
            "most": MOST_BYTES // _MEGABYTE,
        }
        told = _TOLD[error.fault]
        unread = DataFileError(replace(told, values=values))
        unread.lasts = error.fault is not FileFault.UNREADABLE  # the disk may be mended
        raise unread from None
