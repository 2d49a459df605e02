"""The text of a record that is not there yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.imports.cell_text import Text
from kefu_docs.imports.updates import faults_at, tree_of
from kefu_docs.model import Path, columns_of
from kefu_docs.records.decode import decode
from kefu_docs.records.parsed import Tree
from kefu_docs.records.text import parse
from kefu_docs.records.write_yaml import entry_lines


def created(
    file: str, model: type[BaseModel], cells: Mapping[str, Text], comment: str
) -> tuple[bytes, list[str], list[tuple[str, Message]]]:
    """A new record of these cells: its bytes, the keys left empty, what is wrong with it by key.

    Each line of `comment` stands above it. A required key that the sheet does not have is written
    with nothing behind it.
    """
    group: dict[str, Tree] = {}
    for column in columns_of(model):
        if column.key in cells:
            _put(group, column.path, cells[column.key])
    if isinstance(contract := group.get("contract"), dict) and "kind" in contract:
        group["contract"] = {"kind": contract["kind"], **contract}
    missing = list(_missing(model, group))
    for path in missing:
        _put(group, path, "")
    order = [info.alias or name for name, info in model.model_fields.items()]
    lines = [f"# {line}" for line in comment.splitlines()]
    for key in sorted(group, key=order.index):
        lines += entry_lines(key, group[key])
    data = ("\n".join(lines) + "\n").encode()
    return data, [".".join(map(str, p)) for p in missing], _faults(file, data, model, missing)


def _missing(model: type[BaseModel], group: Mapping[str, Tree]) -> Iterator[Path]:
    """The keys that a record must have, and those that a group of it must have that is there."""
    for name, info in model.model_fields.items():
        if info.is_required() and name not in group:
            yield (name,)
    for column in columns_of(model):
        here: Tree | None = group.get(str(column.path[0]))
        for step in column.path[1:-1]:
            here = here.get(str(step)) if isinstance(here, dict) else None
        if column.required and isinstance(here, dict) and column.path[-1] not in here:
            yield column.path


def _faults(
    file: str,
    data: bytes,
    model: type[BaseModel],
    missing: Sequence[Path],
) -> list[tuple[str, Message]]:
    parsed = parse(file, data)
    found = [
        d
        for d in decode(file, data, model).diagnostics
        if d.severity is Severity.ERROR
        and not any((key := parsed.key(path)) and key == d.location for path in missing)
    ]
    paths = {column.path: column.key for column in columns_of(model)}
    return faults_at(file, data, paths, found)


def _put(group: dict[str, Tree], path: Path, text: Text) -> None:
    *above, last = map(str, path)
    for step in above:
        inner = group.setdefault(step, {})
        assert isinstance(inner, dict)
        group = inner
    group[last] = tree_of(text)
