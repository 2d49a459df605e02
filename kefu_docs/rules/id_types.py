"""The papers that prove who somebody is: how their numbers are written, and what these tell.

Sources: GB 11643-1999 (18 digits); 港澳台居民居住证申领发放办法 (国办发〔2018〕81号: the same form,
81 to 83 in front); 外国人永久居留身份证 (18 digits since 2023; three letters and twelve digits
before); ICAO Doc 9303-4 (a passport's number has at most 9 characters); 往来内地通行证 and
往来大陆通行证 as the exit-entry administration prints them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.late_pattern import late
from kefu_docs.model import Employee
from kefu_docs.rules import numbers

RESIDENT = "居民身份证"
RESIDENCE = "港澳台居民居住证"
PERMANENT = "外国人永久居留身份证"


class IdForm(NamedTuple):
    """How the number of a paper is written: a pattern, and the same in words."""

    pattern: re.Pattern[str]
    words: Message


_EIGHTEEN = IdForm(
    numbers.ID_FORMAT,
    Message(
        "it has 18 characters, all digits, of which the first is not 0 and the last may be a "
        "capital X"
    ),
)
FORMS: Mapping[str, IdForm] = MappingProxyType(
    {
        RESIDENT: _EIGHTEEN,
        RESIDENCE: _EIGHTEEN,
        PERMANENT: IdForm(
            late(r"9[0-9]{16}[0-9X]|[A-Z]{3}[0-9]{12}"),
            Message("it has 18 characters and begins with 9, or three letters and 12 digits"),
        ),
        "护照": IdForm(
            late(r"(?=.*[0-9])[A-Z0-9]{5,9}"),
            Message("it has 5 to 9 digits and capital letters"),
        ),
        "港澳居民来往内地通行证": IdForm(
            late(r"[HM][0-9]{8}(?:[0-9]{2})?"),
            Message("it is H or M with 8 or 10 digits"),
        ),
        "台湾居民来往大陆通行证": IdForm(
            late(r"[0-9]{8}|[0-9]{10}(?:\([A-Z0-9]\))?"),
            Message("it has 8 digits, or 10 on an older one"),
        ),
    }
)
"""By the words of `id_type`."""

_BEGINNINGS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        RESIDENT: late("|".join(sorted(numbers.PROVINCES))),
        RESIDENCE: late("81|82|83"),
        # A 9, the province it was applied for in, and the country's three digits.
        PERMANENT: late(f"9(?:{'|'.join(sorted(numbers.PROVINCES))})[0-9]{{3}}"),
    }
)


def tells(id_type: str) -> bool:
    """Whether numbers of this type tell birth date and gender, with 18 digits."""
    return id_type in _BEGINNINGS


def has_form(person: Employee) -> bool:
    """Whether the number is written as on papers of its type."""
    return FORMS[person.id_type].pattern.fullmatch(person.id_number) is not None


def telling_number(person: Employee) -> str | None:
    """The number where it is one of those that tell birth date and gender and check themselves."""
    number = person.id_number
    is_one = tells(person.id_type) and len(number) == 18
    return number if is_one and has_form(person) else None


def has_place(id_type: str, number: str) -> bool:
    """Whether a number of 18 digits begins with a place that those of its type can begin with.

    A retired county code is never refused: only the province is looked at.
    """
    return _BEGINNINGS[id_type].match(number) is not None


def born_on(person: Employee) -> dt.date | None:
    """The birth date, of the number where it tells one, else as it is written; None if neither."""
    number = telling_number(person)
    return numbers.birth_date(number) if number else person.birth_date
