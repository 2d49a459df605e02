"""A tree of text to a frozen model; every error of pydantic goes back to the place it is about."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar, get_origin

from msgspec import Struct
from msgspec.structs import replace
from pydantic import BaseModel, RootModel, ValidationError
from pydantic_core import ErrorDetails

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.model import Path, Record
from kefu_docs.model.dataset import KEY
from kefu_docs.records.fields import (
    entries_of,
    is_group_of_reasons,
    is_there_when_empty,
    plain_types,
)
from kefu_docs.records.key_slips import unknown_keys
from kefu_docs.records.normal_forms import standard_form
from kefu_docs.records.parsed import Parsed, Tree, split_lines
from kefu_docs.records.parted_entries import parted_entries
from kefu_docs.records.remarks import remarks
from kefu_docs.records.text import parse
from kefu_docs.records.value_words import NO_GROUP, NO_GROUP_SAID, group_message, said_of

M = TypeVar("M", bound=BaseModel)

_READ_AGAIN = 512
"""Files whose places are known at once; a parsed file takes twenty times its bytes."""
MISSING: Final = Message("the key {key} is missing or empty")
"""What is said, with the key, of a value that a record must have and does not."""


class Decoded(Struct, Generic[M], frozen=True):
    """What became of a file: the record where it can be used, and all that is wrong with it.

    `tree` is the file's content as JSON, from which :func:`recall` gives the record again; None
    where there is something to say about the file, which must be said again.
    """

    record: Record[M] | None
    diagnostics: tuple[Diagnostic, ...] = ()
    tree: str | None = None


class Places(Mapping[Path, Location]):
    """Where the values of a file stand, read when it is first asked: a sound record never is.

    A number behind the path of a text is that of a character in it, where all of it stands in one
    line as it is read; KEY behind a path is its last key.
    """

    __slots__ = ("_data", "_file")

    def __init__(self, file: str, data: bytes) -> None:
        self._file = file
        self._data = data

    @property
    def _parsed(self) -> Parsed:
        return _read_again(self._file, self._data)

    def __getitem__(self, path: Path) -> Location:
        parsed = self._parsed
        if path[-1:] == (KEY,):
            found = parsed.key(path[:-1])
        else:
            found = parsed.place(path) or parsed.key(path)
        if found is None and path:
            found = parsed.character(path[:-1], path[-1])
        if found is None:
            raise KeyError(path)
        return found

    def __iter__(self) -> Iterator[Path]:
        return iter(self._parsed.keys | self._parsed.places)

    def __len__(self) -> int:
        return len(self._parsed.keys | self._parsed.places)


@lru_cache(maxsize=_READ_AGAIN)
def _read_again(file: str, data: bytes) -> Parsed:
    return parse(file, data)


def decode(file: str, data: bytes, model: type[M]) -> Decoded[M]:
    """Read the bytes of one record file as `model`; all errors of it come at once."""
    parsed = parse(file, data)
    if parsed.tree is None:
        return Decoded(None, tuple(parsed.diagnostics))
    if not isinstance(parsed.tree, list if _is_list(model) else dict):
        place = parsed.place(()) or Location(file, 1, 1)
        shape = _error(place, "yaml-shape", _shape(model))
        return Decoded(None, (*parsed.diagnostics, shape))
    _fill_in(parsed, model)
    value, wrong = _validated(model, parsed.tree)
    if normal := tuple(_normalised(parsed, wrong)):
        value, wrong = _validated(model, parsed.tree)
    told = (*_findings(parsed, model, wrong), *normal, *remarks(parsed, model))
    found = (*parsed.diagnostics, *told)
    if value is None or any(d.severity is Severity.ERROR for d in found):
        return Decoded(None, found)
    record = Record(file, value, Places(file, data))
    return Decoded(record, found, None if found else json.dumps(parsed.tree, ensure_ascii=False))


def recall(file: str, data: bytes, model: type[M], tree: str) -> Record[M] | None:
    """Give the record again that these bytes were decoded to; None where `tree` does not fit."""
    try:
        value = model.model_validate_json(tree)
        return Record(file, value, Places(file, data))
    except ValidationError:
        return None


def _validated(model: type[M], tree: Tree) -> tuple[M | None, list[ErrorDetails]]:
    try:
        return model.model_validate(tree), []
    except ValidationError as error:
        return None, error.errors()


def _normalised(parsed: Parsed, wrong: Iterable[ErrorDetails]) -> Iterator[Diagnostic]:
    """Put into the tree the standard form of each value that has but one reading, and tell it."""
    for error in wrong:
        path, written = _path_in(parsed.tree or {}, error["loc"]), error["input"]
        if not isinstance(written, str) or parsed.text_at(path) != written:
            continue
        meant = standard_form(error["type"], written)
        if meant is not None and meant != written:
            parsed.put(path, meant)
            message = Message(
                "{value!r} is read as {meant}, the standard form",
                {"value": written, "meant": meant},
            )
            place = parsed.place(path) or Location(parsed.file, 1, 1)
            yield Diagnostic(place, Severity.NOTICE, "value-form", message)


def _is_list(model: type[BaseModel]) -> bool:
    """Whether a file of this model holds a list, and not keys and values."""
    return issubclass(model, RootModel) and tuple in {
        get_origin(type_) for type_ in plain_types(model)
    }


def _fill_in(parsed: Parsed, model: type[BaseModel]) -> None:
    """Put a group where a key that says something by standing there has nothing behind it."""
    for path in list(parsed.empty):
        if is_there_when_empty(model, path, parsed.tree):
            here: Any = parsed.tree
            for step in path[:-1]:
                here = here.get(step) if isinstance(here, dict) else here[step]
            if isinstance(here, dict):
                here[path[-1]] = {}
                parsed.empty.remove(path)


def _findings(
    parsed: Parsed, model: type[BaseModel], wrong: list[ErrorDetails]
) -> Iterator[Diagnostic]:
    """What is wrong with the keys, which pydantic does not see where nothing is behind them."""
    explained: set[Path | None] = set(parsed.slipped)
    for entry in parted_entries(parsed, _lacking(parsed, wrong)):
        explained |= entry.explains
        yield _error(entry.place, "record-missing-key", entry.message)
    if parsed.empty or wrong:
        for key in unknown_keys(parsed, model):
            explained.add(key.explains)
            yield _error(key.place, "record-unknown-key", key.message)
    reasons = [path for path in parsed.empty if is_group_of_reasons(model, path[:-1])]
    yield from (_missing(parsed, p[:-1], str(p[-1])) for p in reasons if p not in explained)
    for error in _first_of_keys(wrong):
        path = _path_in(parsed.tree or {}, error["loc"])
        if error["type"] == "extra_forbidden" or path in explained or _filled(parsed, path, error):
            continue
        if error["type"] in {"missing", "union_tag_not_found"}:
            key_name = _missing_key(error, path) if error["type"] == "missing" else "kind"
            if (*path, key_name) not in explained:
                yield _missing(parsed, path, key_name)
        else:
            yield _wrong_value(parsed, model, error, path)


def _wrong_value(
    parsed: Parsed, model: type[BaseModel], error: ErrorDetails, path: Path
) -> Diagnostic:
    start = Location(parsed.file, 1, 1)
    # A key's own error stands at the key: its value may be a group, lines below.
    value = None if error["loc"][-1:] == ("[key]",) else parsed.place(path)
    place = value or parsed.key(path) or start
    said = said_of(error)
    if error["type"] in NO_GROUP and path and said == NO_GROUP_SAID:
        said = group_message(str(path[-1]), entries_of(model, path))
    return _error(place, "record-value", said)


def _lacking(parsed: Parsed, wrong: Iterable[ErrorDetails]) -> Iterator[tuple[Path, str]]:
    """Each group that lacks a key, and the key."""
    for error in wrong:
        if error["type"] == "missing":
            yield _path_in(parsed.tree or {}, error["loc"]), str(error["loc"][-1])


def _first_of_keys(wrong: Iterable[ErrorDetails]) -> Iterator[ErrorDetails]:
    """The errors without those on values whose key itself is wrong: one slip makes both."""
    found = list(wrong)
    keys = {error["loc"][:-1] for error in found if error["loc"][-1:] == ("[key]",)}
    yield from (error for error in found if error["loc"] not in keys)


def _missing_key(error: ErrorDetails, path: Path) -> str:
    """The key that is missing, with the groups around it where these are not written either."""
    loc = [str(step) for step in error["loc"] if isinstance(step, str)]
    if "documents" in loc and "documents" not in path:
        return ".".join(loc[loc.index("documents") :])
    return loc[-1]


def _filled(parsed: Parsed, path: Path, error: ErrorDetails) -> bool:
    """Whether a list has entries enough, which pydantic counts without those that are wrong.

    In [1，2] there is one that is wrong, and who mends it has two.
    """
    if error["type"] != "too_short":  # asked of each error, and all places are gone through
        return False
    entries = [other for other in parsed.places if other[:-1] == path and len(other) > len(path)]
    if any(re.search("[，、；]", parsed.text_at(entry)) for entry in entries):
        return True
    return bool(0 < error["ctx"]["min_length"] <= len(entries))


def _missing(parsed: Parsed, path: Path, key: str) -> Diagnostic:
    written = parsed.key((*path, key))
    place = written or parsed.place(path) or parsed.key(path) or Location(parsed.file, 1, 1)
    message = replace(MISSING, values={"key": key})
    if written and re.search(r":\s+#", split_lines(parsed.text)[written.line - 1]):
        message = Message(
            "nothing but a comment stands behind {key}; put the value in quotation marks",
            {"key": key},
        )
    return _error(place, "record-missing-key", message)


def _shape(model: type[BaseModel]) -> Message:
    if _is_list(model):
        return Message("the file must be a list, each entry on a line of its own after a hyphen")
    return Message("the file must hold keys and values, such as `name: …`")


def _error(location: Location, rule: str, message: Message) -> Diagnostic:
    return Diagnostic(location, Severity.ERROR, rule, message)


def _path_in(tree: Any, loc: Iterable[str | int]) -> Path:
    """The part of `loc` that exists in the tree; tags that pydantic adds for unions fall out."""
    path: list[str | int] = []
    for step in loc:
        if isinstance(tree, str):  # of which a number would give a letter
            break
        try:
            tree = tree[step]
        except (KeyError, IndexError, TypeError):
            continue
        path.append(step)
    return tuple(path)
