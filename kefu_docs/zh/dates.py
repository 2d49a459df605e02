"""Dates, times of day and the length of a contract as Chinese documents print them."""

from __future__ import annotations

import datetime as dt

from kefu_docs.zh.numerals import chinese
from kefu_docs.zh.terms import last_day, whole_months

_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_OPEN_ENDED = "无固定期限"


def date(day: dt.date) -> str:
    """2026年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def formal_date(day: dt.date) -> str:
    """二〇二六年三月一日; the zero of a year is 〇, U+3007."""
    year = str(day.year).translate(_DIGITS)
    return f"{year}年{chinese(day.month)}月{chinese(day.day)}日"


def month(day: dt.date) -> str:
    """2026年3月."""
    return f"{day.year}年{day.month}月"


def clock(time: dt.time) -> str:
    """09:00."""
    return f"{time:%H:%M}"


def term(start: dt.date, end: dt.date | None) -> str:
    """Length of a contract, both ends included: 1年, 1年6个月, 1年2个月15天, 无固定期限.

    Counted by :mod:`.terms`. ValueError where `end` is before `start`.
    """
    if end is None:
        return _OPEN_ENDED
    if end < start:
        raise ValueError(f"{end} is before {start}")
    count = whole_months(start, end)
    years, months = divmod(count, 12)
    days = (end - last_day(start, count)).days
    parts = ((years, "年"), (months, "个月"), (days, "天"))
    return "".join(f"{number}{unit}" for number, unit in parts if number)
