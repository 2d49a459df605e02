"""What the labor law makes of terms and ages."""

from __future__ import annotations

import datetime as dt

from kefu_docs.zh import months_after, whole_months


def age_on(born: dt.date, day: dt.date) -> int:
    """Full years of age; the birthday itself counts."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def probation_limit(starts: dt.date, ends: dt.date | None) -> int:
    """The longest probation in months that a contract may have (劳动合同法 19).

    Both ends are days of the term, so 2026-03-01 to 2027-02-28 is one year; None is open-ended.
    """
    if ends is None:
        return 6
    months = whole_months(starts, ends)
    if months < 3:
        return 0
    if months < 12:
        return 1
    return 2 if months < 36 else 6


_GRADUAL = dt.date(2025, 1, 1)


def retirement_day(born: dt.date, gender: str, law: dt.date = _GRADUAL) -> dt.date:
    """The statutory retirement day by the law of a day: by the gradual schedule since 2025-01-01.

    Men: 60, one month later for every four months of birth from 1965-01, up to 63. Women: 50 as
    workers, one month later for every two months of birth from 1975-01, up to 55; customer
    service is not counted among the management and technical posts (55 to 58).
    """
    age, first_year, step, most = (60, 1965, 4, 36) if gender == "男" else (50, 1975, 2, 60)
    since = (born.year - first_year) * 12 + born.month - 1
    delay = 0 if since < 0 or law < _GRADUAL else min(most, since // step + 1)
    return months_after(born, age * 12 + delay)
