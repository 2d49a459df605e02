"""The new text of a record that is there: the cells that say something else, in their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from pydantic import BaseModel

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.imports.cell_text import Text
from kefu_docs.imports.proposal import FieldChange
from kefu_docs.model import Employee, Path, Record, RecordColumn, columns_of
from kefu_docs.model.scalars import bare_phone
from kefu_docs.records.decode import decode
from kefu_docs.records.edit import NotEditableError, edited
from kefu_docs.records.parsed import Tree
from kefu_docs.records.text import parse

_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Updated:
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
    places = _places(record.value, cells)
    if isinstance(places, Message):
        return Updated(faults=(("contract.number", places),))
    changes: dict[str, Text] = {}
    for key, text in cells.items():
        value = _at(record.value, _path(columns[key], places))
        if not _is_same(value, text):
            changes[key] = text
    if not changes:
        return Updated()
    paths = {_path(columns[key], places): key for key in changes}
    try:
        return _edited(record, data, changes, columns, paths)
    except NotEditableError as error:
        values = {"file": record.file}
        message = Message("the value in {file} takes several lines; change it there", values)
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
    by_path: dict[Path, Tree] = {path: _tree(changes[key]) for path, key in paths.items()}
    new = bom + edited(text.decode(), by_path, order_of(model)).encode()
    decoded = decode(record.file, new, model)
    if decoded.record is None:
        faults = faults_at(record.file, new, paths, decoded.diagnostics)
        return Updated(faults=tuple(faults))
    value = decoded.record.value
    same = {p for p in paths if _at(value, p) == _at(record.value, p)}
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
        yield FieldChange(key, columns[key].heading, _shown(_at(old, path)), _shown(_at(new, path)))


def faults_at(
    file: str, data: bytes, paths: Mapping[Path, str], diagnostics: Iterable[Diagnostic]
) -> list[tuple[str, Message]]:
    """Errors of a record, each with the key of the sheet that stands in its place, if one does.

    An error at a group, such as one that has no place there, is told at the group's first key.
    """
    parsed = parse(file, data)
    places: dict[Location | None, str] = {}
    for path, key in paths.items():
        for length in range(len(path), 0, -1):
            places.setdefault(parsed.place(path[:length]), key)
            places.setdefault(parsed.key(path[:length]), key)
    return [
        (places.get(d.location, ""), d.message) for d in diagnostics if d.severity is Severity.ERROR
    ]


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


def _places(value: BaseModel, cells: Mapping[str, Text]) -> Mapping[str, Path] | Message:
    """Where the contract of the cells stands: alone or in the list, by its number.

    Another number is that of another contract, and never put in the place of the one there is.
    """
    if not isinstance(value, Employee) or not any(key.startswith("contract.") for key in cells):
        return {}
    contracts = {contract.number: path for path, contract in value.all_contracts()}
    number = str(cells.get("contract.number", next(iter(contracts), "")))
    if number in contracts and (len(contracts) == 1 or "contract.number" in cells):
        return {"contract": contracts[number]}
    if not contracts:
        return {}
    return Message(
        "the record has other contracts ({numbers}); write the renewal there, under contracts",
        {"numbers": ", ".join(contracts)},
    )


def _path(column: RecordColumn, places: Mapping[str, Path]) -> Path:
    first, *rest = column.path
    return (*places.get(str(first), (first,)), *rest)


def _at(value: object, path: Path) -> object:
    """What a model has at a key path; None where it has nothing."""
    for step in path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, tuple) and step < len(value) else None
        elif isinstance(value, BaseModel):
            fields = type(value).model_fields
            name = next((n for n, info in fields.items() if (info.alias or n) == step), "")
            value = getattr(value, name, None)
        else:
            return None
    return value


def _is_same(value: object, text: Text) -> bool:
    """Whether a value is what a cell says, as far as that is seen without decoding the record."""
    if isinstance(text, tuple):
        return value == text
    if isinstance(value, Decimal | int):
        try:
            return value == Decimal(text)
        except InvalidOperation:
            return False
    return value is not None and str(value) in {text, bare_phone(text), text.replace(" ", "")}


def _tree(text: Text) -> Tree:
    return list(text) if isinstance(text, tuple) else text


def _shown(value: object) -> str:
    if value is None:
        return ""
    return "；".join(map(str, value)) if isinstance(value, tuple) else str(value)
