"""Terms counted in months and years, as the Civil Code and the labor law count them."""

from __future__ import annotations

import calendar
import datetime as dt


def months_after(day: dt.date, months: int) -> dt.date:
    """The corresponding day `months` later, or that month's last day (民法典 201, 202)."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def age_on(born: dt.date, day: dt.date) -> int:
    """Full years of age; the birthday itself counts."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def probation_limit(starts: dt.date, ends: dt.date | None) -> int:
    """The longest probation in months that a contract may have (劳动合同法 19).

    The term runs to the day after `ends`, so 2026-03-01 to 2027-02-28 is one year; None is
    open-ended.
    """
    if ends is None:
        return 6
    over = ends + dt.timedelta(days=1)
    if over < months_after(starts, 3):
        return 0
    if over < months_after(starts, 12):
        return 1
    return 2 if over < months_after(starts, 36) else 6


def retirement_day(born: dt.date, gender: str) -> dt.date:
    """The statutory retirement day under the gradual schedule from 2025-01-01.

    Men: 60, one month later for every four months of birth from 1965-01, up to 63. Women: 50 as
    workers, one month later for every two months of birth from 1975-01, up to 55; customer
    service is not counted among the management and technical posts (55 to 58).
    """
    age, first_year, step, most = (60, 1965, 4, 36) if gender == "男" else (50, 1975, 2, 60)
    since = (born.year - first_year) * 12 + born.month - 1
    delay = 0 if since < 0 else min(most, since // step + 1)
    return months_after(born, age * 12 + delay)
