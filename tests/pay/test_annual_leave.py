"""Annual leave: days due, and what unused ones cost."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.model import Employee, Month, PersonMonth
from kefu_docs.pay import statements
from kefu_docs.pay.annual_leave import days_due
from tests.support.pay_records import employee, labor, service
from tests.support.records import pay_scheme, person_month

DECEMBER = Month(2026, 12)


@pytest.mark.parametrize(
    ("worked_since", "here_since", "until", "days"),
    [
        ("2025-01-01", "2025-01-01", "2026-12-31", 5),
        ("2026-01-01", "2026-01-01", "2026-12-31", 0),
        ("2025-07-01", "2025-07-01", "2026-12-31", 2),
        ("2017-01-01", "2020-01-01", "2026-12-31", 5),
        ("2016-12-31", "2020-01-01", "2026-12-31", 10),
        ("2006-12-31", "2020-01-01", "2026-12-31", 15),
        ("2025-03-16", "2025-03-16", "2026-12-31", 3),
        ("2010-01-01", "2026-07-01", "2026-12-31", 5),
        ("2010-01-01", "2020-01-01", "2026-06-30", 4),
        ("2000-01-01", "2026-01-26", "2026-12-31", 13),
    ],
)
def test_days_due(worked_since: str, here_since: str, until: str, days: int) -> None:
    """By service anywhere; a part of a year has its part, from the thirteenth month on."""
    dates = (dt.date.fromisoformat(day) for day in (worked_since, here_since, until))
    assert days_due(*dates) == days


def months(last: int = 12, **december: Any) -> dict[Month, PersonMonth]:
    """The months of 2026, all alike but the last."""
    found = {Month(2026, n): person_month() for n in range(1, last + 1)}
    return {**found, Month(2026, last): person_month(**december)}


def person(**changes: Any) -> Employee:
    """Somebody here since 2024 at a base of 3750, with awards and seniority 4350 and more."""
    return employee("2024-01-01", labor("2024-01-01")).model_copy(update=changes)


SCHEMES = {"sample": pay_scheme(base="3750.00", seniority={"per_year": "0"})}


def test_unused_days_are_told_in_december() -> None:
    """Five due and two taken: 3 × 4350 ÷ 21.75 × 200 % beside the wages; overtime is left out."""
    records = months(attendance={"annual_leave_days": "2"}, overtime={"weekday_hours": "20"})
    records[Month(2026, 11)] = person_month(overtime={"weekday_hours": "20"})
    found = statements(person(), records, SCHEMES)
    leave = found[DECEMBER].leave
    assert leave is not None
    assert (leave.due, leave.taken, leave.unused, str(leave.owed)) == (5, 2, 3, "1200.00")
    assert [month for month, s in found.items() if s.leave is not None] == [DECEMBER]


@pytest.mark.parametrize("taken", ["5", "6"])
def test_days_that_were_taken_cost_nothing(taken: str) -> None:
    """Five are due; one more than that is no debt of the person's."""
    records = months(attendance={"annual_leave_days": taken})
    leave = statements(person(), records, SCHEMES)[DECEMBER].leave
    assert leave is not None
    assert (leave.unused, str(leave.owed)) == (0, "0.00")


def test_service_elsewhere_counts() -> None:
    """Since 2010: ten days."""
    found = statements(person(worked_since=dt.date(2010, 1, 1)), months(), SCHEMES)
    leave = found[DECEMBER].leave
    assert leave is not None
    assert leave.due == 10


def test_who_leaves_has_a_part() -> None:
    """To the end of June 181 of 365 days: two and a bit, told in June alone."""
    left = person(left_on=dt.date(2026, 6, 30))
    found = statements(left, months(6), SCHEMES)
    told = {month: (s.leave.due, s.leave.unused) for month, s in found.items() if s.leave}
    assert told == {Month(2026, 6): (2, 2)}


def test_the_average_is_of_twelve_months_of_wages() -> None:
    """5220 more in the December before are 435 a month; a month of service pay is left out.

    So are the days of leave that were taken in it.
    """
    taken = {"annual_leave_days": "5"}
    before = {
        Month(2025, 11): person_month(),
        Month(2025, 12): person_month(tickets={"dispatched": "52200"}, attendance=taken),
    }
    leave = statements(person(), before | months(), SCHEMES)[DECEMBER].leave
    assert leave is not None
    assert str(leave.owed) == "2200.00"  # 5 × 4785 ÷ 21.75 × 200 %
    served = employee(
        "2024-01-01", service("2024-01-01", "2025-12-31", pay={}), labor("2026-01-01")
    )
    found = statements(served, before | months(), SCHEMES)
    leave = found[DECEMBER].leave
    assert leave is not None
    assert found[Month(2025, 12)].leave is None
    assert str(leave.owed) == "2000.00"  # 5 × 4350 ÷ 21.75 × 200 %


def test_who_leaves_in_the_first_month_has_no_month_before() -> None:
    """A fifteenth part of a year is a day, at the wage of that month: 4350 ÷ 21.75 × 200 %."""
    june = Month(2026, 6)
    left = employee("2026-06-01", labor("2026-06-01")).model_copy(
        update={"worked_since": dt.date(2000, 1, 1), "left_on": june.last}
    )
    leave = statements(left, {june: person_month()}, SCHEMES)[june].leave
    assert leave is not None
    assert (leave.due, str(leave.owed)) == (1, "400.00")


def test_without_all_months_nothing_is_said() -> None:
    """A month that is missing may have had the leave."""
    records = months()
    del records[Month(2026, 5)]
    assert statements(person(), records, SCHEMES)[DECEMBER].leave is None


days = st.dates(dt.date(2000, 1, 1), dt.date(2026, 12, 31))


@given(days, days, st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), st.integers(0, 300))
def test_a_longer_year_has_no_fewer_days(
    first: dt.date, second: dt.date, until: dt.date, more: int
) -> None:
    """Nor ever more than fifteen."""
    worked, here = min(first, second), max(first, second)
    later = min(until + dt.timedelta(days=more), dt.date(2026, 12, 31))
    assert 0 <= days_due(worked, here, until) <= days_due(worked, here, later) <= 15
