"""Sick pay: the scheme's share, and the legal floor."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.model.statement import Statement, StatementLine
from kefu_docs.pay import statement
from kefu_docs.pay.sick_pay import not_earned, sick_pay
from tests.support.pay_records import employee, labor
from tests.support.records import APRIL, pay_scheme, person_month

D = Decimal
BASE = D("4350.00")


def month(
    share: str | None, minimum: str | None, sick_days: str, absent_days: str = "0"
) -> Statement:
    """April at a base of 4350, which is 200 a day, with days of sickness."""
    attendance = {"sick_days": sick_days, "absent_days": absent_days}
    scheme = pay_scheme(base=str(BASE), **({"sick_pay": share} if share else {}))
    return statement(
        employee("2026-04-01", labor("2026-04-01")),
        APRIL,
        {APRIL: person_month(attendance=attendance)},
        {"sample": scheme},
        lambda day: D(minimum) if minimum and day == dt.date(2026, 4, 1) else None,
    )


@pytest.mark.parametrize(
    ("share", "minimum", "unit", "rate", "amount"),
    [
        ("0.6", "2610", "天/21.75天×60%", "4350.00", "600.00"),
        ("0.6", None, "天/21.75天×60%", "4350.00", "600.00"),
        ("0.4", "2610", "天/21.75天", "2088.00", "480.00"),
        (None, "2610", "天/21.75天", "2088.00", "480.00"),
        (None, None, "天/21.75天", "4350.00", "1000.00"),
    ],
)
def test_five_days(share: str, minimum: str, unit: str, rate: str, amount: str) -> None:
    """1000 of the base are not earned; 60 % of it, or 80 % of 2610 for five days, are paid."""
    found = month(share, minimum, "5")
    (paid,) = (line for line in found.lines if line.item.startswith("病假工资"))
    assert (paid.unit, str(paid.rate), str(paid.amount)) == (unit, rate, amount)
    lost = StatementLine("病假扣款", D(5), "天/21.75天", BASE, D("1000.00"))
    assert found.deductions == (lost,)
    assert paid.item == ("病假工资（最低工资的80%）" if rate == "2088.00" else "病假工资")


def test_sickness_is_no_absence() -> None:
    """The attendance award stays, and the days are no days of rest that were missed."""
    found = month("0.6", None, "30")
    assert [line.amount for line in found.lines if line.item == "满勤奖"] == [200]
    assert found.rest is not None
    assert found.rest.missed_hours == 0


def test_the_base_is_lost_once() -> None:
    """Twenty days absent and ten sick take no more than the base."""
    found = month("1", None, "10", "20")
    assert [str(line.amount) for line in found.deductions] == ["4000.00", "350.00"]
    assert [line.item for line in found.deductions] == ["缺勤扣款", "病假扣款（以基本工资为限）"]
    (absent,) = month("1", None, "0", "22").deductions
    assert (absent.item, str(absent.amount)) == ("缺勤扣款（以基本工资为限）", "4350.00")


days = st.integers(0, 31)
yuan = st.integers(100_000, 2_000_000).map(lambda n: D(n) / 100)


@given(days, yuan, st.integers(1, 100).map(lambda n: D(n) / 100), yuan)
def test_it_is_never_under_the_floor(
    days: int, base: Decimal, share: Decimal, least: Decimal
) -> None:
    """Neither under the scheme's share, nor under 80 % of the minimum wage of the days."""
    lost = not_earned(days, base, base)
    paid = sick_pay(lost, share, least).amount
    floor = least * D("0.8") * min(D(days), D("21.75")) / D("21.75")
    assert paid >= lost.amount * share - D("0.005")
    assert paid >= floor - D("0.005")
    assert paid <= max(lost.amount * share, floor) + D("0.005")


@given(days)
def test_full_sick_pay_changes_nothing(sick: int) -> None:
    """At 100 percent the month pays what it would have paid."""
    assert month("1", None, str(sick)).gross == month("1", None, "0").gross
