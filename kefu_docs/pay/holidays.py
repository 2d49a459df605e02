"""Days off by law: the statutory holidays by their rule, days off as the State Council moves them.

全国年节及纪念日放假办法 names the holidays: 国务院令第795号 since 2025, 644 since 2014, 513 before.
Only these days are paid at 300 % (劳动法 44); the days around them that are exchanged for working
weekends (调休) are days of weekly rest.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

_DAY = dt.timedelta(days=1)
_NEW_YEARS_EVE, _FIRST = -1, 0
_CLEAR_AND_BRIGHT = 6
"""清明 among the solar terms as borax counts them, 小寒 being 0."""


@lru_cache(maxsize=16)
def statutory_holidays(year: int) -> frozenset[dt.date]:
    """The statutory holidays of `year`: 13 days since 2025, 11 before.

    Where 中秋 falls on 国庆, as on 2020-10-01, the holiday goes on for a day more, as it did then:
    the law counts days, and none is lost.
    """
    from borax.calendars.lunardate import LunarDate, TermUtils

    def lunar(month: int, day: int) -> dt.date:
        found: dt.date = LunarDate(year, month, day, 0).to_solar_date()
        return found

    spring = lunar(1, 1)
    days = {spring + _DAY * offset for offset in _spring_festival(year)}
    days |= {dt.date(year, 1, 1), TermUtils.nth_term_day(year, _CLEAR_AND_BRIGHT)}
    days |= {dt.date(year, 5, day) for day in ((1, 2) if year >= 2025 else (1,))}
    days |= {lunar(5, 5), lunar(8, 15)}
    national = dt.date(year, 10, 1)
    for _ in range(3):
        while national in days:
            national += _DAY
        days.add(national)
    return frozenset(days)


def _spring_festival(year: int) -> range:
    """The days of 春节, counted from the first day of the lunar year."""
    if year >= 2025:
        return range(_NEW_YEARS_EVE, 3)
    return range(_FIRST, 3) if year >= 2014 else range(_NEW_YEARS_EVE, 2)


@lru_cache(maxsize=16)
def days_off(year: int) -> frozenset[dt.date] | None:
    """The days off of `year` as the General Office of the State Council arranges them.

    These are Saturdays and Sundays that are not worked, the statutory holidays, and what is
    exchanged for working weekends. None where chinesecalendar does not know the year: the
    arrangement comes out each November for the year after, and before that it would be a guess.
    """
    from chinese_calendar import is_holiday

    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    try:
        return frozenset(
            day for n in range((last - first).days + 1) if is_holiday(day := first + _DAY * n)
        )
    except NotImplementedError:
        return None
