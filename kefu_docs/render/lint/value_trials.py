"""What filters and operators make of values whose type is known, tried on examples.

A template's expression is right or wrong by the types of its values: a day takes `|date` and no
`+ '起'`. Which filter takes what is written down nowhere but in the filters themselves, so they
are asked: an expression that fails on every example of its types fails on every record.
"""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from jinja2.exceptions import SecurityError
from jinja2.nodes import EvalContext

from kefu_docs.render.context.value_names import ANYTHING, ValueNames
from kefu_docs.render.templating.jinja_environment import (
    INSERTING,
    NotSingleError,
    UnfitValueError,
    environment,
)
from kefu_docs.render.templating.limits import LimitError

_EXAMPLES: dict[type, tuple[object, ...]] = {
    # A text may be a number or a day, and then some filters take it.
    str: ("甲", "1", "0.5", "2026-03-01", "09:00"),
    bool: (True, False),
    int: (1, 12),
    Decimal: (Decimal(1), Decimal("0.5"), Decimal(12000)),
    dt.date: (dt.date(2026, 3, 1),),
    dt.time: (dt.time(9),),
}
_FAILING = (
    *(ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
    *(NotSingleError, SecurityError, UnfitValueError),
)
# These ask the document that is printed, or a file.
_UNTRIED = frozenset((*INSERTING, "map", "select", "reject", "selectattr", "rejectattr"))
_MOST = 64
"""Trials of one expression."""
_ENVIRONMENT = environment()
_COMPARED: dict[str, Callable[..., object]] = {
    "lt": operator.lt,
    "lteq": operator.le,
    "gt": operator.gt,
    "gteq": operator.ge,
}
_OPERATORS = frozenset(("+", "-", "*", "/", "//", "%", "**"))


class Trial(NamedTuple):
    """What is known of what comes out, and how it fails where it always does."""

    value: ValueNames = ANYTHING
    failure: Exception | None = None


def filtered(name: str, given: Sequence[ValueNames], named: dict[str, ValueNames]) -> Trial:
    """A filter on a value, which comes first, and its arguments."""
    if name in _UNTRIED or name not in _ENVIRONMENT.filters:
        return Trial()
    keys = list(named)
    context = EvalContext(_ENVIRONMENT)

    def apply(*values: object) -> object:
        first, *others = values[: len(given)]
        options = dict(zip(keys, values[len(given) :], strict=True))
        return _ENVIRONMENT.call_filter(name, first, others, options, eval_ctx=context)

    return _tried(apply, (*given, *named.values()))


def combined(sign: str, left: ValueNames, right: ValueNames) -> Trial:
    """Two values put together by an operator, such as `+`; `and` and `or` take anything."""
    if sign not in _OPERATORS:
        return Trial()
    context = _ENVIRONMENT.from_string("").new_context()
    return _tried(lambda a, b: _ENVIRONMENT.call_binop(context, sign, a, b), (left, right))


def compared(name: str, left: ValueNames, right: ValueNames) -> Trial:
    """Two values compared by one of Jinja's operators: `lt`, `lteq`, `gt`, `gteq`."""
    return _tried(_COMPARED[name], (left, right)) if name in _COMPARED else Trial()


def gone_through(value: ValueNames) -> Trial:
    """A loop over a value."""
    return _tried(iter, (value,))


def constant(value: object) -> ValueNames:
    """What is known of a value that is written in the template."""
    if type(value) not in (*_EXAMPLES, float):
        return ANYTHING
    return ValueNames(single=type(value), examples=(value,))


def _tried(function: Callable[..., object], given: Sequence[ValueNames]) -> Trial:
    examples = [_examples(value) for value in given]
    if not all(examples):
        return Trial()
    made: list[object] = []
    failures: list[Exception] = []
    trials = list(product(*examples))
    if len(trials) > _MOST:
        return Trial()
    for values in trials:
        try:
            made.append(function(*values))
        except LimitError:
            return Trial()
        except _FAILING as failure:
            failures.append(failure)
    if not made:
        return Trial(failure=failures[0])
    return Trial(_known(made))


def _examples(value: ValueNames) -> tuple[object, ...]:
    if value.examples:
        return value.examples
    if value.single is not None:
        return _EXAMPLES.get(value.single, ())
    if value.each is not None:
        return tuple((one,) for one in _examples(value.each))
    return ()


def _known(made: Sequence[object]) -> ValueNames:
    """What is known of a value that was once each of these."""
    types = {type(value) for value in made}
    if len(types) != 1 or not types <= {*_EXAMPLES, float}:
        return ANYTHING
    return ValueNames(single=types.pop(), examples=tuple(dict.fromkeys(made)))
