"""What a model allows at a place of a record: which types, which keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

from kefu_docs.model import Path
from kefu_docs.model.document_values import DocumentValues
from kefu_docs.model.scalars import Reason, Text
from kefu_docs.records.parsed import Tree


def keys_at(model: type[BaseModel], path: Path, tree: Tree | None) -> set[str] | None:
    """The keys that `model` allows at `path`; None where any key is, or none can be.

    Where the record says its `kind`, they are those of that kind.
    """
    models = _models_at(model, path, tree)
    if not models or any(model.model_config.get("extra") == "allow" for model in models):
        return None
    return {f.alias or name for m in models for name, f in m.model_fields.items()}


def words_at(model: type[BaseModel], path: Path, tree: Tree | None) -> dict[str, str]:
    """What people call the keys that `model` allows at `path`, in Chinese: each word's key."""
    fields = [f for m in _models_at(model, path, tree) for f in m.model_fields.items()]
    named = ((info.description or info.title, info.alias or name) for name, info in fields)
    return {re.split("[，（：]", word)[0]: key for word, key in named if word}


def _models_at(model: type[BaseModel], path: Path, tree: Tree | None) -> list[type[BaseModel]]:
    """The types of a group at `path`; none where any key is allowed there, or there is none."""
    types, here = _types_at(model, path, tree)
    if any(get_origin(type_) is dict for type_ in types):
        return []
    models = [type_ for type_ in types if isinstance(type_, type) and issubclass(type_, BaseModel)]
    models += [entry for type_ in types for entry in _entry_models(type_)]
    kind = here.get("kind") if isinstance(here, dict) else None
    return [m for m in models if kind in get_args(_field(m, "kind"))] or models


def is_there_when_empty(model: type[BaseModel], path: Path, tree: Tree | None) -> bool:
    """Whether a key says something without anything behind it: the kind of a document does."""
    return any(list(_entry_models(type_)) for type_ in _types_at(model, path, tree)[0])


def is_free_group(model: type[BaseModel], path: Path) -> bool:
    """Whether a group stands at `path` whose keys may have any name, such as `packets`."""
    return any(get_origin(type_) is dict for type_ in _types_at(model, path, None)[0])


def is_group_of_reasons(model: type[BaseModel], path: Path) -> bool:
    """Whether keys of any name have reasons behind them at `path`."""
    return _holds(model, path, Reason)


def _holds(model: type[BaseModel], path: Path, *texts: object) -> bool:
    types = _types_at(model, path, None)[0]
    return any(get_origin(type_) is dict and get_args(type_)[1] in texts for type_ in types)


def entries_of(model: type[BaseModel], path: Path) -> list[str]:
    """What a group at `path` is to hold: its required keys, or the entries of an example.

    Of `acknowledged`: `minimum-wage: 样本原文`.
    """
    if not _holds(model, path, Text, Reason):
        return required_keys(model, path) or _exemplary(model, path)
    for holder in _models_at(model, path[:-1], None):
        for name, info in holder.model_fields.items():
            example = (info.examples or [None])[0]
            if (info.alias or name) == path[-1] and isinstance(example, dict):
                return [f"{key}: {value}" for key, value in example.items()]
    return []


def _exemplary(model: type[BaseModel], path: Path) -> list[str]:
    """The first key with a single value of a group that needs none: `rate` of a commission."""
    for holder in _models_at(model, path, None)[:1]:
        for name, info in holder.model_fields.items():
            if info.examples and not isinstance(info.examples[0], dict | list):
                return [info.alias or name]
    return []


def required_keys(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that the group at `path` must have, in their order; none where it may be a list."""
    types = [type_ for type_ in _types_at(model, path, None)[0] if type_ is not type(None)]
    models = [type_ for type_ in types if isinstance(type_, type) and issubclass(type_, BaseModel)]
    fields = models[0].model_fields if len(models) == len(types) == 1 else {}
    return [info.alias or name for name, info in fields.items() if info.is_required()]


def is_text(model: type[BaseModel], path: Path, tree: Tree | None) -> bool:
    """Whether free text is written at `path`, and not a number, a date or a word from a list."""
    types, _ = _types_at(model, path, tree)
    return str in types or object in types  # free values are text, too


def _types_at(
    model: type[BaseModel], path: Path, tree: Tree | None
) -> tuple[list[object], Tree | None]:
    """The types a value at `path` may have, and what the record has there."""
    types = list(plain_types(model))
    for step in path:
        types = [inner for type_ in types for inner in _below(type_, step)]
        tree = _step(tree, step)
    return types, tree


def _entry_models(type_: object) -> Iterator[type[BaseModel]]:
    """The type of the values of a kind's documents, which may stand without a list around them."""
    if get_origin(type_) is tuple:
        entry = get_args(type_)[0]
        if isinstance(entry, type) and issubclass(entry, DocumentValues):
            yield entry


def _step(tree: Tree | None, step: str | int) -> Tree | None:
    if isinstance(tree, dict) and isinstance(step, str):
        return tree.get(step)
    if isinstance(tree, list) and isinstance(step, int) and step < len(tree):
        return tree[step]
    return None


def _below(type_: object, step: str | int) -> Iterator[object]:
    """The types of what is at a key or an index of a value of this type."""
    if isinstance(step, int):
        if get_origin(type_) in {list, tuple}:
            yield from plain_types(get_args(type_)[0])
    elif get_origin(type_) is dict:
        yield from plain_types(get_args(type_)[1])
    elif get_origin(type_) is tuple:
        for entry in _entry_models(type_):
            yield from _below(entry, step)
    elif isinstance(type_, type) and issubclass(type_, BaseModel):
        yield from plain_types(_field(type_, step))


def plain_types(annotation: object) -> Iterator[object]:
    """The types of an annotation without Annotated, unions and root models around them."""
    if get_origin(annotation) is Annotated:
        yield from plain_types(get_args(annotation)[0])
    elif get_origin(annotation) in {Union, UnionType}:
        for inner in get_args(annotation):
            yield from plain_types(inner)
    elif isinstance(annotation, type) and issubclass(annotation, RootModel):
        yield from plain_types(annotation.model_fields["root"].annotation)
    elif isinstance(annotation, type) or get_origin(annotation):
        yield annotation


def _field(model: type[BaseModel], key: str) -> object:
    for name, info in model.model_fields.items():
        if (info.alias or name) == key:
            return info.annotation
    return None
