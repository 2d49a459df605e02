"""The filters of templates. All but `blank` pass None through, so that `blank` can follow them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import wraps
from types import MappingProxyType
from typing import TypeVar

from kefu_docs.zh.amounts import amount, capitals, plain, wan
from kefu_docs.zh.dates import clock, date, formal_date, month, term
from kefu_docs.zh.identity import masked_id
from kefu_docs.zh.numerals import chinese
from kefu_docs.zh.yes_no import NO, YES

T = TypeVar("T")

IDEOGRAPHIC_SPACE = "\u3000"
TICKED, UNTICKED = "\u2611", "\u2610"


def blank(value: object, width: int = 8) -> str:
    """The value, or where there is none `width` ideographic spaces; the run is underlined."""
    return IDEOGRAPHIC_SPACE * width if value is None else str(value)


def lines(value: object) -> str | None:
    """A text, or several, each on a line of its own; line breaks at the end are left out."""
    if value is None:
        return None
    several = value if isinstance(value, (tuple, list)) else (value,)
    return "\n".join(str(each).rstrip("\r\n") for each in several)


def checkbox(value: object, choice: object = True) -> str:
    """☑ where the value is the choice, or a list that holds it; else ☐.

    Without a choice, whether the value is yes, also as a word of a field without a type: 是, no.
    What was left out is not ticked. TypeError where a text says neither.
    """
    if choice is True and isinstance(value, str):
        value = _is_yes(value)
    chosen = choice in value if isinstance(value, (tuple, list)) else value == choice
    return TICKED if chosen else UNTICKED


def _is_yes(word: str) -> bool:
    """What a word says; TypeError where that is neither yes nor no."""
    said = word.strip().lower()
    if said not in YES | NO | {""}:
        raise TypeError(f"{word} is neither yes nor no")
    return said in YES


def _term_of(contract: Mapping[str, dt.date]) -> str:
    """The term of a contract, or of anything else with a first day and a last one or None."""
    return term(contract["starts_on"], contract["ends_on"])


def _optional(function: Callable[[T], str]) -> Callable[[T | None], str | None]:
    @wraps(function)
    def passing(value: T | None) -> str | None:
        return None if value is None else function(value)

    return passing


FILTERS: Mapping[str, Callable[..., str | None]] = MappingProxyType(
    {
        "amount": _optional(amount),
        "blank": blank,
        "checkbox": checkbox,
        "capitals": _optional(capitals),
        "chinese": _optional(chinese),
        "clock": _optional(clock),
        "date": _optional(date),
        "formal_date": _optional(formal_date),
        "lines": lines,
        "masked_id": _optional(masked_id),
        "month": _optional(month),
        "plain": _optional(plain),
        "term": _optional(_term_of),
        "wan": _optional(wan),
    }
)
