"""Dates by Word's pictures, such as `yyyy年M月d日`: what a field DATE with `\\@` prints in Chinese.

Source: ISO/IEC 29500-1, 17.16.4.1 (date and time formatting); E, O and A are Word's for Chinese.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping

from kefu_docs.zh.dates import date, formal_date
from kefu_docs.zh.numerals import chinese

_WEEKDAYS = "一二三四五六日"
_PARTS = re.compile(r"'([^']*)'|(y+|M+|d+|E+|O+|A+|aaaa|aaa)")
_WRITTEN: Mapping[str, Callable[[dt.date], str]] = {
    "yyyy": lambda day: f"{day.year:04}",
    "yy": lambda day: f"{day.year % 100:02}",
    "MMMM": lambda day: f"{chinese(day.month)}月",
    "MMM": lambda day: f"{chinese(day.month)}月",
    "MM": lambda day: f"{day.month:02}",
    "M": lambda day: str(day.month),
    "dddd": lambda day: f"星期{_WEEKDAYS[day.weekday()]}",
    "ddd": lambda day: f"周{_WEEKDAYS[day.weekday()]}",
    "dd": lambda day: f"{day.day:02}",
    "d": lambda day: str(day.day),
    "EEEE": lambda day: formal_date(day).partition("年")[0],
    "O": lambda day: chinese(day.month),
    "A": lambda day: chinese(day.day),
    "aaaa": lambda day: f"星期{_WEEKDAYS[day.weekday()]}",
    "aaa": lambda day: f"周{_WEEKDAYS[day.weekday()]}",
}


def word_date(day: dt.date, picture: str) -> str:
    """A day by a picture, 2026年3月1日 where there is none.

    Text in single quotes, and all that is no part of a date, stands for itself.
    """
    if not picture:
        return date(day)
    return _PARTS.sub(lambda part: _part(part, day), picture)


def _part(part: re.Match[str], day: dt.date) -> str:
    if part[2] is None:
        return str(part[1])
    write = _WRITTEN.get(part[2])
    return str(part[2]) if write is None else write(day)
