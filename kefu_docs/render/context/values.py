"""Records as templates get them: text, numbers, dates, times, lists and read-only mappings.

A record is a pydantic model, and a model brings methods along that a template must not reach: its
`parse_raw` unpickles what it is given, which runs any command. What templates get has no method
but those of Python's own plain types, and of these the sandbox lets a few through
(:mod:`.sandbox`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from types import MappingProxyType, NoneType
from typing import Any

from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.model import Month
from kefu_docs.model.data_file import DataFile
from kefu_docs.model.document_values import AskedDocuments, DocumentValues
from kefu_docs.model.scalars import DataPath, Frozen

SINGLE: frozenset[type] = frozenset({str, bool, int, Decimal, dt.date, dt.time, NoneType})
"""The types of values that hold no others, and cannot be changed."""

Plain = Callable[[Any], object]
"""Makes a value of one type plain."""

_AS_THEY_ARE = SINGLE | {DataFile, DataPath}  # of a file the sandbox lets nothing through
MONTH_NAMES = ("year", "number", "first", "last")
"""Those of a month; and no `next`, which has a next month of its own."""


def values_of(**context: object) -> dict[str, object]:
    """Give what a template is given, in plain values: a record or a part of one as a mapping.

    Its names are those of the fields in the program (`period.from_`) and of computed figures
    (`year.allowance`); lists are tuples, a message is its English text. Raises TypeError for a
    value of any other type.
    """
    return {name: plain(value) for name, value in context.items()}


def plain(value: Any) -> object:
    """Give one value without methods of its own; TypeError as above."""
    return value if type(value) in _AS_THEY_ARE else _conversion(value.__class__)(value)


@cache
def _conversion(kind: type) -> Plain:
    """How values of a type are made plain, worked out once for each type."""
    if issubclass(kind, Message):
        return Message.text
    if issubclass(kind, Month):
        return _by_names(MONTH_NAMES)
    if issubclass(kind, Frozen):
        return _of_record(kind)
    if issubclass(kind, Struct):
        return _by_names((*kind.__struct_fields__, *computed(kind)))
    if issubclass(kind, Mapping):
        return lambda group: MappingProxyType({key: plain(group[key]) for key in group})
    if kind in {tuple, list}:
        return lambda items: tuple(map(plain, items))
    raise TypeError(f"templates are not given a {kind.__name__}")


def _of_record(kind: type[Frozen]) -> Plain:
    """A record's fields, and those of documents' values by the names that a kind gives them."""
    if issubclass(kind, DocumentValues):
        return lambda values: plain(values.named())
    return _by_names(record_names(kind))


def _is_asked(annotation: object) -> bool:
    """Whether a field says which documents a record asks for."""
    return isinstance(annotation, type) and issubclass(annotation, AskedDocuments)


def record_names(kind: type[Frozen]) -> tuple[str, ...]:
    """The names that a template finds in a record of this type."""
    fields_ = kind.model_fields.items()
    # What a record asks of other documents would make all of them new.
    given = (name for name, info in fields_ if not _is_asked(info.annotation))
    return (*given, *computed(kind))


def _by_names(names: tuple[str, ...]) -> Plain:
    def mapping(record: object) -> object:
        # Most values hold no others; not to call `plain` for these halves the time it takes.
        return MappingProxyType(
            {
                name: value if type(value := getattr(record, name)) in SINGLE else plain(value)
                for name in names
            }
        )

    return mapping


def computed(kind: type) -> tuple[str, ...]:
    """The properties of a record's type, without those that pydantic gives every model."""
    own = (base for base in kind.__mro__ if base not in Frozen.__mro__)
    return tuple(
        name
        for base in own
        for name, value in vars(base).items()
        if isinstance(value, property) and not name.startswith("_")
    )
