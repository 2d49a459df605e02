"""Why an expression fails on the values that it got, in words that are translated.

Python and the filters of :mod:`kefu_docs.zh` say it in English; their exceptions carry nothing
else, so their texts (CPython 3.11 to 3.13) are read here. What is not known is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.late_pattern import late

_KINDS = {
    "str": Message("text"),
    "Markup": Message("text"),
    "int": Message("a number"),
    "float": Message("a number"),
    "decimal.Decimal": Message("a number"),
    "bool": Message("yes or no"),
    "NoneType": Message("an empty value"),
    "tuple": Message("a list"),
    "list": Message("a list"),
    "dict": Message("a group"),
    "mappingproxy": Message("a group"),
    "datetime.date": Message("a date"),
    "datetime.time": Message("a time"),
    "Missing": Message("an undefined name"),
    "method": Message("a function"),
    "function": Message("a function"),
}


def value_reason(text: str) -> Message:
    """Why, from the text of an exception."""
    for pattern, told in _REASONS:
        if found := pattern.search(text):
            return told(found)
    return Message("Python says “{reason}”", {"reason": text})


def kind_of(value: object) -> Message | str:
    """What a value is, in a user's words."""
    type_ = type(value)
    own = type_.__module__ in ("builtins", "markupsafe")
    return _kind(type_.__name__ if own else f"{type_.__module__}.{type_.__name__}")


def _kind(name: str) -> Message | str:
    """What values of a type of Python's are called."""
    return _KINDS.get(name, name)


def _operands(operator: str, left: str, right: str) -> Message:
    return Message(
        "{operator} does not take {left} and {right}",
        {"operator": operator, "left": _kind(left), "right": _kind(right)},
    )


def _not_compared(found: re.Match[str]) -> Message:
    values = {"left": _kind(found[1]), "right": _kind(found[2])}
    return Message("{left} and {right} cannot be compared", values)


def _no_entries(found: re.Match[str]) -> Message:
    return Message("{kind} has no entries", {"kind": _kind(found[1])})


_REASONS: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], Message]]] = (
    (late(r"^unsupported operand type\(s\) for (.+?): '([\w.]+)' and '([\w.]+)'"),
     lambda m: _operands(m[1], m[2], m[3])),
    (late(r'^can only concatenate (\w+) \(not "([\w.]+)"\)'),
     lambda m: _operands("+", m[1], m[2])),
    (late(r"not supported between instances of '([\w.]+)' and '([\w.]+)'"), _not_compared),
    (late(r"^'?([\w.]+)'? object is not iterable"), _no_entries),
    (late(r"^cannot unpack non-iterable ([\w.]+) object"), _no_entries),
    (late(r"^object of type '([\w.]+)' has no len\(\)"), _no_entries),
    (late(r"^'([\w.]+)' object is not (?:callable|subscriptable)"), lambda m: Message(
        "nothing can follow {kind} in brackets", {"kind": _kind(m[1])})),
    (late(r"^(?:not enough|too many) values to unpack"), lambda _: Message(
        "the entries have not as many parts as there are names")),
    (late(r"division by zero|DivisionByZero|DivisionUndefined|modulo by zero"),
     lambda _: Message("nothing can be divided by 0")),
    (late(r"ConversionSyntax|^invalid literal for int|^could not convert string"),
     lambda _: Message("this is no number")),
    (late(r"is negative and cannot be written in words$"), lambda _: Message(
        "an amount below 0 has no capitals")),
    (late(r"^(\S+) is not a whole number$"), lambda m: Message(
        "{number} is no whole number", {"number": m[1]})),
    (late(r"^(\S+) is outside 0 to "), lambda m: Message(
        "{number} is too large, or below 0", {"number": m[1]})),
    (late(r"^(\S+) is before (\S+)$"), lambda m: Message(
        "{end} is before {start}", {"end": m[1], "start": m[2]})),
)  # fmt: skip
