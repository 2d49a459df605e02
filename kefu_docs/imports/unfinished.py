"""The new text of a month's record that is there but not filled in yet.

`new month` and a first import leave keys with nothing behind them. Such a record cannot be decoded;
what a sheet says is put in its places all the same, and what somebody wrote there stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from msgspec.structs import replace
from pydantic import BaseModel

from kefu_docs.diagnostics import Diagnostic, Message, Severity
from kefu_docs.imports.cell_text import Text
from kefu_docs.imports.proposal import FieldChange
from kefu_docs.imports.updates import Updated, faults_at, order_of, tree_of
from kefu_docs.model import Path, columns_of
from kefu_docs.records.decode import decode
from kefu_docs.records.edit import NotEditableError, edited
from kefu_docs.records.parsed import Tree
from kefu_docs.records.text import parse

_BOM = b"\xef\xbb\xbf"
_EMPTY = "record-missing-key"


def filled_in(file: str, data: bytes, model: type[BaseModel], cells: Mapping[str, Text]) -> Updated:
    """The record's new bytes with these cells, by key; `data` are its bytes now.

    A record with other errors than missing values is refused.
    """
    tree = parse(file, data).tree
    if not isinstance(tree, dict) or _faults(file, data, model):
        return Updated(
            faults=(("", Message("{file} has errors; mend them first", {"file": file})),)
        )
    columns = {column.key: column for column in columns_of(model)}
    olds = {key: _at(tree, columns[key].path) for key in cells}
    changes = {key: text for key, text in cells.items() if not _is_same(olds[key], text)}
    if not changes:
        return Updated()
    result = _edited(file, data, model, {columns[key].path: (key, changes[key]) for key in changes})
    fields = (
        FieldChange(key, columns[key].heading, _shown(olds[key]), _shown(tree_of(text)))
        for key, text in changes.items()
    )
    return replace(result, fields=() if result.data is None else tuple(fields))


def _edited(
    file: str, data: bytes, model: type[BaseModel], changes: Mapping[Path, tuple[str, Text]]
) -> Updated:
    """The record with these values, each with its key in the sheet."""
    paths = {path: key for path, (key, _) in changes.items()}
    by_path = {path: tree_of(text) for path, (_, text) in changes.items()}
    bom, text = (_BOM, data[len(_BOM) :]) if data.startswith(_BOM) else (b"", data)
    try:
        new = bom + edited(text.decode(), by_path, order_of(model)).encode()
    except NotEditableError as error:
        message = Message(
            "the value in {file} takes several lines, or has comments; change it there",
            {"file": file},
        )
        return Updated(faults=((paths.get(error.path, ""), message),))
    if found := _faults(file, new, model):
        return Updated(faults=tuple(faults_at(file, new, paths, found)))
    return Updated(new)


def _faults(file: str, data: bytes, model: type[BaseModel]) -> list[Diagnostic]:
    """The errors of a record but for what is still to be written."""
    return [
        d
        for d in decode(file, data, model).diagnostics
        if d.severity is Severity.ERROR and d.rule != _EMPTY
    ]


def _at(tree: Tree, path: Path) -> Tree | None:
    here: Tree | None = tree
    for step in path:
        here = here.get(str(step)) if isinstance(here, dict) else None
    return here


def _is_same(old: Tree | None, text: Text) -> bool:
    """Whether the record says it already: 2800 is 2800.00."""
    new = tree_of(text)
    if isinstance(old, str) and isinstance(new, str):
        try:
            return old == new or Decimal(old) == Decimal(new)
        except InvalidOperation:
            return False
    return old == new


def _shown(tree: Tree | None) -> str:
    if isinstance(tree, list):
        return "；".join(map(_shown, tree))
    if isinstance(tree, dict):
        return " ".join(map(_shown, tree.values()))
    return tree or ""
