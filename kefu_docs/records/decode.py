"""A tree of text to a frozen model; every error of pydantic goes back to the place it is about."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.model import Path, Record
from kefu_docs.records.text import Parsed, Tree, parse

M = TypeVar("M", bound=BaseModel)


def decode(file: str, data: bytes, model: type[M]) -> tuple[Record[M] | None, list[Diagnostic]]:
    """Read the bytes of one record file as `model`.

    The record is None where it cannot be used; the diagnostics say why, all of them at once.
    """
    parsed = parse(file, data)
    diagnostics = list(parsed.diagnostics)
    if parsed.tree is None:
        return None, diagnostics
    if not isinstance(parsed.tree, list if issubclass(model, RootModel) else dict):
        return None, [*diagnostics, _error(parsed.places[()], "yaml-shape", _shape(model))]
    try:
        value = model.model_validate(parsed.tree)
    except ValidationError as error:
        diagnostics += [_diagnostic(file, parsed, model, e) for e in error.errors()]
        return None, diagnostics
    if any(d.severity is Severity.ERROR for d in diagnostics):
        return None, diagnostics
    places = {**parsed.keys, **parsed.places}
    return Record(file, value, places), diagnostics


def _diagnostic(
    file: str, parsed: Parsed, model: type[BaseModel], error: ErrorDetails
) -> Diagnostic:
    kind = error["type"]
    path = _path_in(parsed.tree or {}, error["loc"])
    if kind in {"missing", "union_tag_not_found"}:
        key = str(error["loc"][-1]) if kind == "missing" else "kind"
        there = parsed.keys.get((*path, key)) or parsed.places.get(path) or parsed.keys.get(path)
        message = Message("the key {key} is missing or empty", {"key": key})
        return _error(there or Location(file, 1, 1), "record-missing-key", message)
    if kind == "extra_forbidden":
        key = str(error["loc"][-1])
        allowed = sorted(_keys_at(model, path[:-1], parsed.tree or {}))
        return _error(parsed.keys[path], "record-unknown-key", _unknown_key(key, allowed))
    place = parsed.places.get(path) or parsed.keys.get(path) or Location(file, 1, 1)
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
