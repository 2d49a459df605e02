"""Dates, times, amounts, numbers and codes as people write them, in the standard form of records.

Only where one reading is possible: 2026/4/1 is 2026-04-01, 2,800元 is 2800, ９点半 is 09:30. What
can be read in two ways (`2800,5`, `9.30`) has no standard form here; :mod:`.value_remedies` asks.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from kefu_docs.diagnostics.late_pattern import late
from kefu_docs.model.scalars import plain_code
from kefu_docs.zh import NO, YES, narrowed

_QUOTES = "\"'“”‘’「」"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_FULL_STOP = late(r"(?<=\d)。(?=\d)")

_DAY = late(
    r"((?:19|20|21)\d\d) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?[日号]?(?:[ T]0?0:00(?::00)?)?"
    r"|((?:19|20|21)\d\d)(\d\d)(\d\d)"
)
_MONTH = late(r"((?:19|20|21)\d\d) ?[-/.年] ?(\d{1,2})(?: ?月份?)?|((?:19|20|21)\d\d)(\d\d)")
_TIME = late(
    r"(?P<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上)? ?(?P<hour>\d{1,2}) ?"
    r"(?::(?P<minute>\d\d)(?::00)?|[点时] ?(?:(?P<minutes>\d{1,2}) ?分?|(?P<half>半)|钟|整)?)"
    r"(?: ?(?P<noon>[AaPp])\.?[Mm]\.?)?"
)
_MORNING = range(12)
_HOURS = {
    **dict.fromkeys(("凌晨", "清晨", "早上", "早晨", "上午", "a"), _MORNING),
    "中午": range(11, 15),
    "下午": range(12, 24),
    "傍晚": range(16, 21),
    "晚上": range(17, 24),
    "p": range(12, 24),
}
"""The hours of a day that are called so; 晚上1点 may be one at night, and is no hour of these."""
_THOUSANDS = late(r"(-?\d{1,3})((?:,\d{3})+|(?: \d{3})+)(\.\d+)?")
_MAYBE_THOUSANDS = late(r"-?\d{1,3}\.\d{3}")  # 2.800 is 2800 in some countries
_NUMBER = late(r"-?\d+(\.\d+)?")
_PERCENT = late(r"(?P<share>-?\d+(?:\.\d+)?) ?(?P<mark>[%‰])|百分之(?P<words>\d+(?:\.\d+)?)")
_CURRENCY = late(r"^(?:¥|CNY|RMB|人民币) ?| ?(?:元整?|圆整?|块钱?)$")
_MULTIPLE = late(r"(\d+(?:\.\d+)?) ?([万千])")
_MULTIPLES = {"万": 10_000, "千": 1_000}
_YES_NO = dict.fromkeys(YES, "yes") | dict.fromkeys(NO, "no")
_UNIT = late(r" ?(?:[个天次单票张条日号名人件]|人次)$")


def standard_form(kind: str, written: str) -> str | None:
    """What is written, in the form that a record has it; None where that is not certain.

    `kind` is day, month, time, money, decimal, count, yes_no or code, as in model/scalars.py.
    """
    form = _FORMS.get(kind)
    return form(written) if form else None


def half_width(text: str) -> str:
    """The text in half-width characters and Western digits, without quotation marks around it."""
    plain = narrowed(text)
    if not plain.isascii():
        plain = "".join(str(unicodedata.decimal(c, c)) for c in plain)
    return " ".join(plain.strip(f"{_QUOTES} ").split())


def _plain(text: str) -> str:
    """Half-width, with a hyphen for every dash and a point for a full stop between digits."""
    return _FULL_STOP.sub(".", half_width(text).translate(_DASHES))


def _day(written: str) -> str | None:
    found = _DAY.fullmatch(_plain(written))
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _month(written: str) -> str | None:
    found = _MONTH.fullmatch(_plain(written))
    if found is None:
        return None
    year, month = (int(part) for part in found.groups() if part)
    return f"{year}-{month:02}" if 1 <= month <= 12 else None


def _time(written: str) -> str | None:
    found = _TIME.fullmatch(_plain(written))
    if found is None:
        return None
    hour = int(found["hour"])
    minute = 30 if found["half"] else int(found["minute"] or found["minutes"] or 0)
    parts = [part for part in (found["part"], (found["noon"] or "").lower()) if part]
    # 12 is noon and never midnight, which ends one day and begins another.
    meant = [hour] if hour >= 12 or not parts else [hour, hour + 12]
    meant = [h for h in meant if h < 24 and all(h in _HOURS[part] for part in parts)]
    return f"{meant[0]:02}:{minute:02}" if len(meant) == 1 and minute < 60 else None


def _number(text: str) -> str | None:
    """Digits and a point, without what parts thousands."""
    if found := _THOUSANDS.fullmatch(text):
        text = found[1] + re.sub("[, ]", "", found[2]) + (found[3] or "")
    if re.fullmatch(r"\.\d+", text):
        text = f"0{text}"
    return text if _NUMBER.fullmatch(text) else None


def _money(written: str) -> str | None:
    text = _CURRENCY.sub("", _plain(written))
    multiple = _MULTIPLE.fullmatch(text)
    number = _number(text)
    if multiple:
        number = f"{Decimal(multiple[1]) * _MULTIPLES[multiple[2]]:f}"
        number = number.rstrip("0").rstrip(".") if "." in number else number
    if number is None or _MAYBE_THOUSANDS.fullmatch(number):
        return None
    # A sheet's figure may have more decimals than fen, all of them 0.
    found = re.fullmatch(r"(\d{1,10})|(\d{1,10}\.\d{1,2})0*", number)
    return found and (found[1] or found[2])


def _decimal(written: str) -> str | None:
    text = _plain(written)
    if percent := _PERCENT.fullmatch(text):
        share = Decimal(percent["share"] or percent["words"])
        share /= 1000 if percent["mark"] == "‰" else 100
        return f"{share.normalize():f}"
    return _number(text)


def _count(written: str) -> str | None:
    number = _number(_UNIT.sub("", _plain(written)))
    if number is None or _MAYBE_THOUSANDS.fullmatch(number):
        return None
    found = re.fullmatch(r"(\d+)(?:\.0+)?", number)
    return found and found[1]


def _yes_no(written: str) -> str | None:
    return _YES_NO.get(_plain(written).lower())


_FORMS: dict[str, Callable[[str], str | None]] = {
    "day": _day,
    "month": _month,
    "time": _time,
    "money": _money,
    "decimal": _decimal,
    "count": _count,
    "yes_no": _yes_no,
    "code": plain_code,
}
