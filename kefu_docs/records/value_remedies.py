"""What a value of the wrong form is meant to be: 2026年3月1日 is 2026-03-01, 9点 is 09:00."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from kefu_docs.diagnostics import Message

_QUOTES = "\"'“”‘’「」"
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
_DAY = re.compile(r"(\d{4})[-/.年 ](\d{1,2})[-/.月 ](\d{1,2})日?|(\d{4})(\d\d)(\d\d)")
_TIME = re.compile(r"(\d{1,2})(?:[:.点时](\d{1,2})?分?|点半)?")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
_NO_DAY = Message("{value!r} is not a date: {month} {year} has {days} days, and no day {day}")


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
    meant = _REMEDIES[kind](half_width(written))
    if isinstance(meant, Message):
        return replace(meant, values={**meant.values, "value": written})
    return _written(kind, written, meant) if meant else message


def _written(kind: str, written: str, meant: str) -> Message:
    values = {"value": written, "meant": meant}
    match kind:
        case "day":
            return Message("{value!r} is not a date; write {meant}", values)
        case "time":
            return Message("{value!r} is not a time of day; write {meant}", values)
        case "money":
            return Message("{value!r} is not an amount in yuan; write {meant}", values)
        case "count":
            return Message("{value!r} is not a count; write {meant}", values)
        case _:
            return Message("{value!r} is not a number; write {meant}", values)


def half_width(text: str) -> str:
    """The text in half-width characters, without quotation marks around it."""
    return unicodedata.normalize("NFKC", text).strip(f"{_QUOTES} ")


def _day(text: str) -> str | Message | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    if not (1900 <= year < 2200 and 1 <= month <= 12):
        return None
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        values = {"month": _MONTHS[month - 1], "year": year, "days": last, "day": day}
        return replace(_NO_DAY, values=values)
    return f"{year}-{month:02}-{day:02}"


def _time(text: str) -> str | None:
    found = _TIME.fullmatch(text)
    if found is None or text.isdecimal():
        return None
    hour, minute = int(found[1]), 30 if text.endswith("半") else int(found[2] or 0)
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def _plain_number(text: str) -> str:
    """Digits and a point: thousands are put together, a comma before one or two digits a point."""
    text = text.replace(" ", "")
    if _THOUSANDS.fullmatch(text):
        return text.replace(",", "")
    return re.sub(r"^(-?\d+)[,。](\d{1,2})$", r"\1.\2", text)


def _money(text: str) -> str | None:
    bare = _plain_number(re.sub(r"^(¥|CNY|RMB|人民币)|(元整?|圆|块钱?)$", "", text).strip())
    return bare if re.fullmatch(r"\d{1,10}(\.\d{1,2})?", bare) else None


def _decimal(text: str) -> str | None:
    if percent := re.fullmatch(r"([\d.]+)(%|‰)", text):
        try:
            number = Decimal(percent[1]) / (100 if percent[2] == "%" else 1000)
        except InvalidOperation:
            return None
        return f"{number.normalize():f}"
    bare = _plain_number(text)
    return bare if _NUMBER.fullmatch(bare) else None


def _count(text: str) -> str | None:
    bare = _plain_number(re.sub(r"(个|天|次|单|票|张|条|日|号)$", "", text))
    bare = re.sub(r"\.0+$", "", bare)
    return bare if re.fullmatch(r"\d+", bare) else None


_REMEDIES: dict[str, Callable[[str], str | Message | None]] = {
    "day": _day,
    "time": _time,
    "money": _money,
    "decimal": _decimal,
    "count": _count,
}
