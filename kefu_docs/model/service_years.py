"""How long a person has served: from which day on service counts, and how many years are full."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from itertools import pairwise

from kefu_docs.model.employee import Employee
from kefu_docs.model.scalars import Month
from kefu_docs.zh.terms import last_day

_DAY = dt.timedelta(days=1)


def full_years(hired_on: dt.date, day: dt.date) -> int:
    """Full years of service on `day`, 0 before the first.

    A year is full on the day of the same date; 29 February has none in a common year, where the
    month's last day, 28 February, stands for it (民法典 201 and 202; 204 leaves room for another
    agreement, and the sample contract has none).
    """
    years = day.year - hired_on.year
    try:
        anniversary = hired_on.replace(year=day.year)
    except ValueError:
        anniversary = dt.date(day.year, 2, 28)
    return max(0, years if anniversary <= day else years - 1)


def service_since(employee: Employee, day: dt.date, worked: Collection[Month]) -> dt.date:
    """The day from which service that lasts on `day` counts: hiring, or the start after a gap.

    More than a month between two contracts in which nothing was worked ends the service before
    it, unless the later contract says that it continues. `worked` are the months on record.
    """
    since = employee.hired_on
    contracts = sorted(
        (c for _, c in employee.all_contracts() if c.starts_on <= day), key=lambda c: c.starts_on
    )
    for earlier, later in pairwise(contracts):
        ends, continues = earlier.ends_on, later.continues_service
        if ends is not None and not continues and _is_gap(ends, later.starts_on, worked):
            since = later.starts_on
    return since


def _is_gap(ends: dt.date, starts: dt.date, worked: Collection[Month]) -> bool:
    """Whether more than a month without a worked one lies between `ends` and `starts`."""
    between = sorted(m for m in worked if ends < m.first and m.last < starts)
    free_from = [ends + _DAY, *(month.last + _DAY for month in between)]
    free_to = [*(month.first - _DAY for month in between), starts - _DAY]
    return any(last_day(a, 1) < b for a, b in zip(free_from, free_to, strict=True))
