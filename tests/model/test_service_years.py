"""Service years: when one is full, and what ends them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.model import Month
from kefu_docs.model.service_years import full_years, service_since
from kefu_docs.pay import statement
from tests.support.pay_records import employee, labor
from tests.support.records import pay_scheme, person_month


@pytest.mark.parametrize(
    ("hired_on", "day", "years"),
    [
        ("2025-04-30", "2026-04-29", 0),
        ("2025-04-30", "2026-04-30", 1),
        ("2025-05-01", "2026-04-30", 0),
        ("2024-02-29", "2025-02-27", 0),
        ("2024-02-29", "2025-02-28", 1),
        ("2024-02-29", "2028-02-28", 3),
        ("2024-02-29", "2028-02-29", 4),
        ("2026-05-01", "2026-04-30", 0),
        ("2028-02-29", "2026-04-30", 0),
    ],
)
def test_full_years(hired_on: str, day: str, years: int) -> None:
    """A year is full on the day of the same date, for 29 February on the month's last day."""
    assert full_years(dt.date.fromisoformat(hired_on), dt.date.fromisoformat(day)) == years


@given(st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 20000))
def test_service_years_never_go_backwards(hired_on: dt.date, passed: int) -> None:
    """From one day to the next they stay or grow by one."""
    day = hired_on + dt.timedelta(days=passed)
    step = full_years(hired_on, day + dt.timedelta(days=1)) - full_years(hired_on, day)
    assert step in (0, 1)


def seniority(month: Month, *contracts: dict[str, object], hired_on: str = "2025-03-20") -> int:
    """The service years that a month of 2026 pays."""
    found = statement(
        employee(hired_on, *contracts), month, {month: person_month()}, {"sample": pay_scheme()}
    )
    (line,) = (line for line in found.lines if line.item == "工龄工资")
    return int(line.quantity or 0)


MARCH = Month(2026, 3)


def test_years_end_with_the_contract() -> None:
    """Hired on 2025-03-20, contract to 2026-03-15: no year is full in March, and one a week on."""
    assert seniority(MARCH, labor("2025-03-20", "2026-03-15")) == 0
    assert seniority(MARCH, labor("2025-03-20", "2026-03-20")) == 1
    assert seniority(MARCH, labor("2025-03-20", "2026-03-15"), labor("2026-03-16")) == 1


def test_no_full_year_is_the_first_tier() -> None:
    """The tier of paid days off is that of the years that are paid."""
    contract = labor("2025-03-20", "2026-03-15")
    record = {MARCH: person_month()}
    found = statement(employee("2025-03-20", contract), MARCH, record, {"sample": pay_scheme()})
    assert found.rest is not None
    assert found.rest.own == 1


FIRST = labor("2024-01-01", "2024-12-31")


@pytest.mark.parametrize(
    ("second", "since"),
    [
        ({"starts_on": "2025-01-01"}, "2024-01-01"),
        ({"starts_on": "2025-02-01"}, "2024-01-01"),
        ({"starts_on": "2025-02-02"}, "2025-02-02"),
        ({"starts_on": "2025-06-01", "continues_service": "yes"}, "2024-01-01"),
        ({"starts_on": "2025-06-01", "continues_service": "no"}, "2025-06-01"),
    ],
)
def test_a_gap_of_more_than_a_month_begins_anew(second: dict[str, str], since: str) -> None:
    """January free is one month; the day more ends what was before, unless it is said to go on."""
    person = employee("2024-01-01", FIRST, labor(**second))
    assert service_since(person, dt.date(2026, 1, 1), ()).isoformat() == since


def test_a_month_worked_without_a_contract_is_no_gap() -> None:
    """From January to May 2025 free; with February to April worked no month and a day is."""
    person = employee("2024-01-01", FIRST, labor("2025-06-01"))
    day = dt.date(2026, 1, 1)
    worked = [Month(2025, n) for n in (2, 3, 4)]
    assert service_since(person, day, worked) == dt.date(2024, 1, 1)
    assert service_since(person, day, worked[:2]) == dt.date(2025, 6, 1)


def test_a_later_gap_does_not_reach_back() -> None:
    """In 2024 service still counts from hiring."""
    person = employee("2023-05-01", labor("2023-05-01", "2024-12-31"), labor("2025-06-01"))
    assert service_since(person, dt.date(2024, 12, 31), ()) == dt.date(2023, 5, 1)


def test_the_gap_costs_seniority() -> None:
    """Two years before it are paid afterwards only if it is said so."""
    first = labor("2023-03-20", "2025-03-19")
    assert seniority(MARCH, first, labor("2025-06-01"), hired_on="2023-03-20") == 0
    again = labor("2025-06-01", continues_service="yes")
    assert seniority(MARCH, first, again, hired_on="2023-03-20") == 3
