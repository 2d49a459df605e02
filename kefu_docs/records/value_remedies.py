"""What a value of the wrong form may be meant to be: 9.30 is 09:30, 2800,5 is 2800.5.

What can be read in one way only is read so (:mod:`.normal_forms`); the rest is asked for here.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable

from msgspec.structs import replace

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.late_pattern import late
from kefu_docs.records.normal_forms import half_width

_MONTHS = (
    Message("January"),
    Message("February"),
    Message("March"),
    Message("April"),
    Message("May"),
    Message("June"),
    Message("July"),
    Message("August"),
    Message("September"),
    Message("October"),
    Message("November"),
    Message("December"),
)
_DAY = late(r"(\d{4})[-/.年 ](\d{1,2})[-/.月 ](\d{1,2})日?|(\d{4})(\d\d)(\d\d)")
_MONTH = late(r"(\d{4})[-/.年 ]?(\d{1,2})月?")
_TIME = late(r"(\d{1,2})[:.](\d{1,2})")
_PER = late(r"(?P<figure>[\d,]+(?:\.\d+)?) ?元?/.{1,3}")
_FIGURES = {figure: str(number) for number, figure in enumerate("零一二三四五六七八九十")}
_RESTS = {"双休": "2", "单休": "1"}
_NOTHING = frozenset(("无", "没有", "没", "-", "/"))
_COUNTED = late(r"第?(?P<figure>[零一二两三四五六七八九十])[个天次单票张条日号档]?")
_WHOLE = late(r"(?P<minus>-)?(?P<whole>\d+)(\.\d+)?")
_COMMA = late(r"(-?\d+),(\d{1,2})")
_NEVER = frozenset(("无固定期限", "无固定", "长期", "永久", "不限", "无", "没有", "至今", "/", "-"))
_NO_END = Message("{value!r} is not a date; where there is no such day, delete the line")
_LARGEST = {"money": "9999999999.99", "count": "999999999", "decimal": "999999999"}
_TOO_LARGE = Message("a number of {digits} digits is too large; {most} is the largest")
_BELOW_NOTHING = Message("{value!r} is below 0; write a number without a minus sign")
_NO_DAY = Message("{value!r} is not a date: {month} {year} has {days} days, and no day {day}")
_NO_MONTH_OF_DAY = Message("{value!r} is not a date: no year has a month {month}; write YYYY-MM-DD")
_NO_MONTH = Message("{value!r} is not a month: no year has a month {month}; write YYYY-MM")


def value_message(kind: str, written: object, message: Message) -> Message:
    """The message on a value that is none of its kind, with what to write instead where known.

    `kind` is that of the decoder in model/scalars.py; `message` is what it says itself.
    """
    if kind == "not_text" and isinstance(written, dict):
        return Message(
            "expected a single value, not a group of keys; a colon with a space makes a group: "
            "put the text in quotation marks"
        )
    if kind == "not_text" and isinstance(written, list):
        return Message(
            "expected a single value, not a list; put a text with [ ] in quotation marks"
        )
    if kind not in _REMEDIES or not isinstance(written, str):
        return message
    meant = _beyond(kind, written) or _REMEDIES[kind](half_width(written))
    if isinstance(meant, Message):
        return replace(meant, values={**meant.values, "value": written})
    return _written(kind, written, meant) if meant else message


def _beyond(kind: str, written: str) -> Message | None:
    """What is said of a number that is one, and lies outside of what a value may be."""
    number = _WHOLE.fullmatch(half_width(written))
    if number is None or kind not in _LARGEST:
        return None
    digits = len(number["whole"].lstrip("0"))
    if digits > len(_LARGEST[kind].partition(".")[0]):
        return replace(_TOO_LARGE, values={"digits": digits, "most": _LARGEST[kind]})
    return _BELOW_NOTHING if number["minus"] and kind != "decimal" else None


def _written(kind: str, written: str, meant: str) -> Message:
    values = {"value": written, "meant": meant}
    match kind:
        case "time":
            return Message("{value!r} is not a time of day; write {meant}", values)
        case "money":
            return Message("{value!r} is not an amount in yuan; write {meant}", values)
        case "count":
            return Message("{value!r} is not a count; write {meant}", values)
        case _:
            return Message("{value!r} is not a number; write {meant}", values)


def _day(text: str) -> Message | None:
    """A day that its month does not have, or a month that no year has."""
    found = _DAY.fullmatch(text)
    if found is None:
        return _NO_END if text in _NEVER else _excel_day(text)
    year, month, day = (int(part) for part in found.groups() if part)
    if not 1900 <= year < 2200:
        return None
    if not 1 <= month <= 12:
        return replace(_NO_MONTH_OF_DAY, values={"month": month})
    last = calendar.monthrange(year, month)[1]
    if 1 <= day <= last:
        return None
    values = {"month": _MONTHS[month - 1], "year": year, "days": last, "day": day}
    return replace(_NO_DAY, values=values)


def _excel_day(text: str) -> Message | None:
    """A day as Excel keeps it, counted from the last but one of 1899, with which it takes 1900.

    Source: ECMA-376-1, 18.17.4.1; that 1900 had a 29 February to Excel moves the count by one.
    """
    if not re.fullmatch(r"[1-7]\d{4}(\.\d+)?", text):
        return None
    meant = dt.date(1899, 12, 30) + dt.timedelta(days=int(text[:5]))  # behind the point, the time
    return Message(
        "{value!r} is a date as Excel counts days; write {meant} if that is the day",
        {"meant": meant},
    )


def _month(text: str) -> Message | None:
    """A month that no year has."""
    found = _MONTH.fullmatch(text)
    if found is None or 1 <= int(found[2]) <= 12:
        return None
    return replace(_NO_MONTH, values={"month": int(found[2])})


def _time(text: str) -> str | None:
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2])
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _comma(text: str) -> str | None:
    """A comma before one or two digits may be a point."""
    return f"{found[1]}.{found[2]}" if (found := _COMMA.fullmatch(text)) else None


def _money(text: str) -> str | None:
    """A figure with a unit behind it, or a comma for the point."""
    if found := _PER.fullmatch(text):
        return found["figure"].replace(",", "")
    return _comma(text)


def _count(text: str) -> str | None:
    """A figure in Chinese, or a word for none."""
    if text in _NOTHING:
        return "0"
    if text in _RESTS:
        return _RESTS[text]
    found = _COUNTED.fullmatch(text)
    return _FIGURES.get(found["figure"].replace("两", "二")) if found else None


_REMEDIES: dict[str, Callable[[str], str | Message | None]] = {
    "day": _day,
    "month": _month,
    "time": _time,
    "money": _money,
    "count": _count,
    "decimal": _comma,
}
