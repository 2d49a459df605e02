"""Which names a value of a template holds, worked out from its type: data for :mod:`.name_check`.

>>> NAMES["contract_labor"].holds["company"].holds["region"].holds.keys()
dict_keys(['province', 'city', 'tier'])
"""

from __future__ import annotations

import datetime as dt
import typing
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.model import Month
from kefu_docs.model.document_values import DocumentValues
from kefu_docs.model.scalars import Frozen
from kefu_docs.render.context.values import MONTH_NAMES, computed, record_names


class ValueNames(Struct, frozen=True):
    """What is known of a value.

    A group `holds` names, each with what is known of its own value, and `meant` are their Chinese
    words; a list has entries of one kind (`each`); a single value is of a type (`single`), and may
    be known by `examples`. Of a value that has none of the three nothing is known, and nothing is
    said of what is asked of it.
    """

    holds: Mapping[str, ValueNames] = {}
    each: ValueNames | None = None
    single: type | None = None
    examples: tuple[object, ...] = ()
    meant: Mapping[str, str] = {}

    @property
    def is_known(self) -> bool:
        """Whether anything is known of it."""
        return bool(self.holds) or self.each is not None or self.single is not None


ANYTHING = ValueNames()
"""A value of which nothing is known."""


def group(meant: Mapping[str, str], **types: object) -> ValueNames:
    """What a template is given: a name for each type; `meant` are Chinese words for the names."""
    return ValueNames({name: names_of(type_) for name, type_ in types.items()}, meant=meant)


@cache
def names_of(type_: object) -> ValueNames:
    """What is known of a value of a type, as :func:`.values.plain` gives it to a template."""
    origin = get_origin(type_)
    if origin is Annotated:
        return names_of(get_args(type_)[0])
    if origin in (Union, UnionType):
        return merged(names_of(each) for each in get_args(type_) if each is not NoneType)
    if origin in (tuple, list, typing.Sequence) or origin is tuple:
        return ValueNames(each=names_of(get_args(type_)[0]))
    if origin is Literal or (isinstance(type_, type) and issubclass(type_, Message)):
        return ValueNames(single=str)
    if type_ in (str, bool, int, Decimal, dt.date, dt.time):
        return ValueNames(single=type_)
    return _of_record(type_) if isinstance(type_, type) else ANYTHING


def _of_record(type_: type) -> ValueNames:
    own: tuple[str, ...] = ()
    meant: dict[str, str] = {}
    if issubclass(type_, DocumentValues):
        return ANYTHING  # what they hold a shop's kinds say
    if issubclass(type_, Month):
        own = MONTH_NAMES
    elif issubclass(type_, Frozen):
        own = record_names(type_)
        described = ((name, type_.model_fields[name].description) for name in type_.model_fields)
        meant = {words: name for name, words in described if words}
    elif issubclass(type_, Struct):
        own = (*type_.__struct_fields__, *computed(type_))
    hints = typing.get_type_hints(type_, include_extras=True)
    return ValueNames({name: names_of(_type_of(type_, name, hints)) for name in own}, meant=meant)


def _type_of(type_: type, name: str, hints: Mapping[str, object]) -> object:
    """The type of a field, or of what a property gives."""
    if name in hints:
        return hints[name]
    gives = getattr(type_, name).fget
    return typing.get_type_hints(gives, include_extras=True).get("return", object)


def merged(kinds: Iterable[ValueNames]) -> ValueNames:
    """What is known of a value that is one of several: a name of any of them may be there."""
    found = list(kinds)
    first = found[0] if found else ANYTHING
    if all(kind == first for kind in found):
        return first
    if all(kind.holds for kind in found):
        holds: dict[str, ValueNames] = {}
        meant: dict[str, str] = {}
        for kind in found:
            for name, names in kind.holds.items():
                holds[name] = merged((holds[name], names)) if name in holds else names
            meant |= kind.meant
        return ValueNames(holds, meant=meant)
    return ANYTHING
