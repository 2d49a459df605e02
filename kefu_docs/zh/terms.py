"""Terms counted in months and years: the one calendar of the term filter, rules and reminders.

The Civil Code counts in two ways. Where a day only sets a period off, it is not counted, and the
period ends on the day of that number (民法典 201, 202): one month from 1 March ends on 1 April.
A contract counts its first day (204), so one of a month from 1 March ends on 31 March. In a month
that has no day of the number, either ends on its last day: 31 January to 28 February is one month.
"""

from __future__ import annotations

import calendar
import datetime as dt
from decimal import Decimal

_DAY = dt.timedelta(days=1)
SEVERANCE_SINCE = dt.date(2008, 1, 1)
"""The first day of service that counts for severance by 劳动合同法 47 (97)."""


def months_after(day: dt.date, months: int) -> dt.date:
    """The last day of a period of so many months that `day` sets off (民法典 201, 202)."""
    year, index = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, index + 1)[1]
    return dt.date(year, index + 1, min(day.day, last))


def last_day(first: dt.date, months: int) -> dt.date:
    """The last day of a term of so many months whose first day counts; none are the day before."""
    end = months_after(first, months)
    return end - _DAY if end.day == first.day else end


def severance_months(first: dt.date, last: dt.date) -> Decimal:
    """How many months' wages severance is for service from `first` to `last` (劳动合同法 47).

    One for each full year; six months and more of a year count as one, less as half of one.
    What was served before the law does not count.
    """
    first = max(first, SEVERANCE_SINCE)
    years, rest = divmod(whole_months(first, last), 12)
    is_even = last_day(first, years * 12 + rest) == last
    if rest >= 6:
        return Decimal(years + 1)
    return Decimal(years) + (Decimal("0.5") if rest or not is_even else Decimal(0))


def whole_months(first: dt.date, last: dt.date) -> int:
    """How many whole months a term has, both ends included; 0 where it ends before it begins."""
    count = max(0, (last.year - first.year) * 12 + last.month - first.month + 1)
    while count and last_day(first, count) > last:
        count -= 1
    return count
