"""Dates, times of day and the length of a contract as Chinese documents print them."""

from __future__ import annotations

import datetime as dt

from kefu_docs.zh.numerals import chinese

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
    """Length of a contract, both ends included: 1年, 6个月, 1年6个月, 45天, 无固定期限.

    Where the last month has no day of the start's number, its last day ends the term
    (民法典 art. 202). ValueError where `end` is before `start`.
    """
    if end is None:
        return _OPEN_ENDED
    if end < start:
        raise ValueError(f"{end} is before {start}")
    after = end + dt.timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    for count in (months, months - 1):
        if count > 0 and _months_later(start, count) == after:
            years, rest = divmod(count, 12)
            return (f"{years}年" if years else "") + (f"{rest}个月" if rest else "")
    return f"{(after - start).days}天"


def _months_later(day: dt.date, count: int) -> dt.date:
    """Give the day of that number `count` months on; where there is none, the 1st after."""
    years, index = divmod(day.month - 1 + count, 12)
    try:
        return day.replace(year=day.year + years, month=index + 1)
    except ValueError:
        return dt.date(day.year + years, index + 2, 1)
