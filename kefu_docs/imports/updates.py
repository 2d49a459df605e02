"""The new text of a record that is there: the cells that say something else, in their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from msgspec import Struct
from pydantic import BaseModel

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.imports.cell_text import Entry, Text
from kefu_docs.imports.group_places import contract_place, paper_places, value_at
from kefu_docs.imports.proposal import FieldChange
from kefu_docs.model import Path, Record, RecordColumn, columns_of
from kefu_docs.model.scalars import bare_phone
from kefu_docs.records.decode import decode
from kefu_docs.records.edit import NotEditableError, edited
from kefu_docs.records.parsed import Tree
from kefu_docs.records.text import parse

_BOM = b"\xef\xbb\xbf"


class Updated(Struct, frozen=True):
    """New bytes of a record, None where nothing changes, and what changes.

    `faults` are what keeps it from changing, each with the key it is about, empty where that is
    none of the sheet's.
    """

    data: bytes | None = None
    fields: tuple[FieldChange, ...] = ()
    faults: tuple[tuple[str, Message], ...] = ()


def updated(record: Record[BaseModel], data: bytes, cells: Mapping[str, Text]) -> Updated:
    """The record's new bytes with these cells, by key; `data` are its bytes now."""
    columns = {column.key: column for column in columns_of(type(record.value))}
    contract = contract_place(record.value, cells)
    if isinstance(contract, Message):
        return Updated(faults=(("contract.number", contract),))
    papers = paper_places(record, data, cells)
    if papers.faults:
        return Updated(faults=papers.faults)
    places = {**contract, **papers.places}
    changes: dict[str, Text] = {}
    for key, text in cells.items():
        value = value_at(record.value, _path(columns[key], places))
        if not _is_same(value, text):
            changes[key] = text
    if not changes:
        return Updated()
    paths = {_path(columns[key], places): key for key in changes}
    try:
        return _edited(record, data, changes, columns, paths)
    except NotEditableError as error:
        values = {"file": record.file}
        message = Message(
            "the value in {file} takes several lines, or has comments; change it there", values
        )
        return Updated(faults=((paths.get(error.path, ""), message),))


def _edited(
    record: Record[BaseModel],
    data: bytes,
    changes: Mapping[str, Text],
    columns: Mapping[str, RecordColumn],
    paths: Mapping[Path, str],
) -> Updated:
    model = type(record.value)
    bom, text = (_BOM, data[len(_BOM) :]) if data.startswith(_BOM) else (b"", data)
    by_path: dict[Path, Tree] = {path: tree_of(changes[key]) for path, key in paths.items()}
    new = bom + edited(text.decode(), by_path, order_of(model)).encode()
    decoded = decode(record.file, new, model)
    if decoded.record is None:
        faults = faults_at(record.file, new, paths, decoded.diagnostics)
        return Updated(faults=tuple(faults))
    value = decoded.record.value
    same = {p for p in paths if value_at(value, p) == value_at(record.value, p)}
    if same == paths.keys():
        return Updated()
    if same:  # the same in other words, such as 2800 and 2800.00, stays as it was written
        fewer = {path: key for path, key in paths.items() if path not in same}
        return _edited(record, data, changes, columns, fewer)
    return Updated(new, tuple(_changes(record.value, value, columns, paths)))


def _changes(
    old: BaseModel, new: BaseModel, columns: Mapping[str, RecordColumn], paths: Mapping[Path, str]
) -> Iterator[FieldChange]:
    for path, key in paths.items():
        yield FieldChange(
            key, columns[key].heading, _shown(value_at(old, path)), _shown(value_at(new, path))
        )


def faults_at(
    file: str, data: bytes, paths: Mapping[Path, str], diagnostics: Iterable[Diagnostic]
) -> list[tuple[str, Message]]:
    """Errors of a record, each with the key of the sheet that stands in its place, if one does.

    An error at a group, such as one that has no place there, is told at the group's first key; one
    within a list at the list's.
    """
    errors = [d for d in diagnostics if d.severity is Severity.ERROR]
    if not errors:
        return []
    parsed = parse(file, data)
    places: dict[Location | None, str] = {}
    for path, key in paths.items():
        for length in range(len(path), 0, -1):
            places.setdefault(parsed.place(path[:length]), key)
            places.setdefault(parsed.key(path[:length]), key)
    for path, place in parsed.locations().items():
        above = (path[:length] for length in range(len(path), 0, -1))
        if found := next((paths[each] for each in above if each in paths), ""):
            places.setdefault(place, found)
    return [(places.get(error.location, ""), error.message) for error in errors]


@lru_cache
def order_of(model: type[BaseModel]) -> tuple[Path, ...]:
    """Every key path of a record and of its groups, in the order of the model."""
    return tuple(
        dict.fromkeys(
            column.path[:length]
            for column in columns_of(model)
            for length in range(1, len(column.path) + 1)
        )
    )


def _path(column: RecordColumn, places: Mapping[Path, Path]) -> Path:
    """Where a column's value stands in a record whose groups stand at these places."""
    for length in (1, 2):
        if place := places.get(column.path[:length]):
            return (*place, *column.path[length:])
    return column.path


def _is_same(value: object, text: Text | None) -> bool:
    """Whether a value is what a cell says, as far as that is seen without decoding the record."""
    if isinstance(text, tuple):
        values = value if isinstance(value, tuple) else ()
        return len(values) == len(text) and all(map(_is_same_item, values, text))
    if text is None or value is None:
        return False
    if isinstance(value, bool):
        return text == ("yes" if value else "no")
    if isinstance(value, Decimal | int):
        try:
            return value == Decimal(text)
        except InvalidOperation:
            return False
    return str(value) in {text, bare_phone(text), text.replace(" ", "")}


def _is_same_item(value: object, item: str | Entry) -> bool:
    """Whether an entry of a list is what a line of a cell says."""
    if isinstance(item, str) or not isinstance(value, BaseModel):
        return value == item
    return all(
        _is_same(getattr(value, name), item.get(key))
        if (key := info.alias or name) in item
        else getattr(value, name) == info.default
        for name, info in type(value).model_fields.items()
    )


def tree_of(text: Text) -> Tree:
    """A cell's value as a record's tree has it."""
    if isinstance(text, str):
        return text
    items: list[Tree] = [item if isinstance(item, str) else dict(item) for item in text]
    return items


def _shown(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return "；".join(map(_shown, value))
    if isinstance(value, BaseModel):
        return " ".join(_shown(getattr(value, name)) for name in type(value).model_fields)
    return str(value)
