"""A tree of text to a frozen model; every error of pydantic goes back to the place it is about."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.model import Path, Record
from kefu_docs.records.text import parse
from kefu_docs.records.tree import Parsed, Tree

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Decoded(Generic[M]):
    """What became of a file: the record where it can be used, and all that is wrong with it.

    `tree` is the file's content as JSON, from which :func:`recall` gives the record again; None
    where there is something to say about the file, which must be said again.
    """

    record: Record[M] | None
    diagnostics: tuple[Diagnostic, ...] = ()
    tree: str | None = None


class Places(Mapping[Path, Location]):
    """Where the values of a file stand, read when it is first asked: a sound record never is."""

    def __init__(self, file: str, data: bytes) -> None:
        self._file = file
        self._data = data

    @cached_property
    def _locations(self) -> dict[Path, Location]:
        return parse(self._file, self._data).locations()

    def __getitem__(self, path: Path) -> Location:
        return self._locations[path]

    def __iter__(self) -> Iterator[Path]:
        return iter(self._locations)

    def __len__(self) -> int:
        return len(self._locations)


def decode(file: str, data: bytes, model: type[M]) -> Decoded[M]:
    """Read the bytes of one record file as `model`; all errors of it come at once."""
    parsed = parse(file, data)
    found = tuple(parsed.diagnostics)
    if parsed.tree is None:
        return Decoded(None, found)
    if not isinstance(parsed.tree, list if issubclass(model, RootModel) else dict):
        place = parsed.place(()) or Location(file, 1, 1)
        return Decoded(None, (*found, _error(place, "yaml-shape", _shape(model))))
    try:
        value = model.model_validate(parsed.tree)
    except ValidationError as error:
        return Decoded(None, (*found, *(_diagnostic(parsed, model, e) for e in error.errors())))
    if any(d.severity is Severity.ERROR for d in found):
        return Decoded(None, found)
    record = Record(file, value, Places(file, data))
    return Decoded(record, found, None if found else json.dumps(parsed.tree, ensure_ascii=False))


def recall(file: str, data: bytes, model: type[M], tree: str) -> Record[M] | None:
    """Give the record again that these bytes were decoded to; None where `tree` does not fit."""
    try:
        return Record(file, model.model_validate_json(tree), Places(file, data))
    except ValidationError:
        return None


def _diagnostic(parsed: Parsed, model: type[BaseModel], error: ErrorDetails) -> Diagnostic:
    start = Location(parsed.file, 1, 1)
    kind = error["type"]
    path = _path_in(parsed.tree or {}, error["loc"])
    if kind in {"missing", "union_tag_not_found"}:
        key = str(error["loc"][-1]) if kind == "missing" else "kind"
        there = parsed.key((*path, key)) or parsed.place(path) or parsed.key(path)
        message = Message("the key {key} is missing or empty", {"key": key})
        return _error(there or start, "record-missing-key", message)
    if kind == "extra_forbidden":
        key = str(error["loc"][-1])
        allowed = sorted(_keys_at(model, path[:-1], parsed.tree or {}))
        return _error(parsed.key(path) or start, "record-unknown-key", _unknown_key(key, allowed))
    place = parsed.place(path) or parsed.key(path) or start
    return _error(place, "record-value", _value_message(error))


def _shape(model: type[BaseModel]) -> Message:
    if issubclass(model, RootModel):
        return Message("the file must be a list, each entry on a line of its own after a hyphen")
    return Message("the file must hold keys and values, such as `name: …`")


def _error(location: Location, rule: str, message: Message) -> Diagnostic:
    return Diagnostic(location, Severity.ERROR, rule, message)


def _unknown_key(key: str, allowed: list[str]) -> Message:
    close = difflib.get_close_matches(key, allowed, 1)
    if close:
        return Message("unknown key {key}; did you mean {close}?", {"key": key, "close": close[0]})
    return Message(
        "unknown key {key}; allowed here: {allowed}", {"key": key, "allowed": ", ".join(allowed)}
    )


def _value_message(error: ErrorDetails) -> Message:
    """The plain words for one of pydantic's error types, or our own decoder's."""
    kind, context = error["type"], error.get("ctx", {})
    if kind in {"tuple_type", "list_type"}:
        return Message("expected a list, each entry on a line of its own after a hyphen")
    if kind in {"model_type", "model_attributes_type", "dict_type"}:
        return Message("expected a group of keys, indented under this one")
    if kind in {"literal_error", "union_tag_invalid"}:
        value = error["input"] if kind == "literal_error" else context["tag"]
        allowed = str(context.get("expected") or context.get("expected_tags"))
        allowed = allowed.replace(" or ", ", ").replace("'", "")
        return Message(
            "{value!r} is not allowed; write one of: {allowed}",
            {"value": value, "allowed": allowed},
        )
    if kind == "too_short":
        return Message("at least {least} entries are needed", {"least": context["min_length"]})
    if kind == "too_long":
        return Message("at most {most} entries are allowed", {"most": context["max_length"]})
    pattern = error["msg"]  # that of the model's own decoder, see model/scalars.py
    return Message(pattern, context)


def _path_in(tree: Any, loc: Iterable[str | int]) -> Path:
    """The part of `loc` that exists in the tree; tags that pydantic adds for unions fall out."""
    path: list[str | int] = []
    for step in loc:
        try:
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            continue
        path.append(step)
    return tuple(path)


def _keys_at(model: type[BaseModel], path: Path, tree: Tree) -> set[str]:
    """The keys that `model` allows at `path`, where a `kind` is written those of that kind."""
    models = [model]
    for step in path:
        if isinstance(tree, dict) and isinstance(step, str):
            tree = tree[step]
            models = [m for holder in models for m in _models_of(holder, step)]
        elif isinstance(tree, list) and isinstance(step, int):
            tree = tree[step]
    kind = tree.get("kind") if isinstance(tree, dict) else None
    chosen = [m for m in models if kind in get_args(_annotation(m, "kind"))] or models
    return {f.alias or name for m in chosen for name, f in m.model_fields.items()}


def _annotation(model: type[BaseModel], key: str) -> Any:
    for name, info in model.model_fields.items():
        if (info.alias or name) == key:
            return info.annotation
    return None


def _models_of(model: type[BaseModel], key: str) -> Iterator[type[BaseModel]]:
    pending = [_annotation(model, key)]
    while pending:
        annotation = pending.pop()
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield annotation
        pending.extend(get_args(annotation))
