"""Days under contract, service years, months of employment."""

from __future__ import annotations

import datetime as dt

import pytest

from kefu_docs.model import Month, Period
from kefu_docs.pay.days import days_of, employed_in, paid_days
from tests.support.pay_records import employee, labor, service
from tests.support.records import APRIL


def test_month_splits_where_the_contract_changes() -> None:
    """Each contract has its own days."""
    person = employee("2025-04-11", labor("2025-04-11", "2026-04-10"), labor("2026-04-11"))
    first, second = paid_days(person, APRIL, None)
    assert (len(first.days), len(second.days)) == (10, 20)
    assert second.days[0] == dt.date(2026, 4, 11)


def test_a_day_in_two_contracts_is_counted_once_for_the_later() -> None:
    """Overlapping contracts pay no day twice."""
    person = employee("2025-01-01", labor("2025-01-01"), labor("2026-04-11"))
    assert [len(s.days) for s in paid_days(person, APRIL, None)] == [10, 20]


def test_period_narrows_the_days() -> None:
    """Days outside the record's period are not among them."""
    period = Period.model_validate({"from": "2026-04-16", "to": "2026-05-15"})
    (only,) = paid_days(employee("2025-01-01", labor("2025-01-01")), APRIL, period)
    assert only.days == days_of(APRIL)[15:]


def test_no_contract_no_days() -> None:
    """A contract that starts later covers nothing."""
    assert paid_days(employee("2026-05-01", labor("2026-05-01")), APRIL, None) == ()


@pytest.mark.parametrize(
    ("month", "employed"),
    [
        ("2025-12", False),
        ("2026-01", True),
        ("2026-02", True),
        ("2026-03", True),
        ("2026-06", True),
        ("2026-07", False),
    ],
)
def test_employment_runs_from_hiring_to_the_end_of_the_last_contract(
    month: str, employed: bool
) -> None:
    """The contract that hired in January is not on record; the one on record is its renewal."""
    person = employee("2026-01-31", labor("2026-03-01", "2026-06-01"))
    assert employed_in(person, Month.parse(month)) is employed


def test_service_pay_is_no_employment() -> None:
    """Months under a service contract, and those before it, do not count."""
    person = employee(
        "2026-01-01", service("2026-02-01", "2026-03-31", pay={}), labor("2026-04-10")
    )
    assert [n for n in range(1, 6) if employed_in(person, Month(2026, n))] == [4, 5]
