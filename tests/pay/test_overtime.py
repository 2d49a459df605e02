"""Overtime: hours at 150, 200 and 300 percent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.model import Month
from kefu_docs.model.month import Overtime
from kefu_docs.model.statement import StatementLine
from kefu_docs.pay import statement
from kefu_docs.pay.overtime import overtime_pay
from tests.support.pay_records import employee, labor
from tests.support.records import pay_scheme, person_month

D = Decimal
BASE = D("2700.00")


@pytest.mark.parametrize(
    ("hours", "line"),
    [
        ({"weekday_hours": "10"}, ("延时加班工资", "150%", "232.76")),
        ({"rest_day_hours": "64"}, ("休息日加班工资", "200%", "1986.21")),
        ({"holiday_hours": "8"}, ("法定节假日加班工资", "300%", "372.41")),
    ],
)
def test_each_kind_has_its_rate(hours: dict[str, str], line: tuple[str, str, str]) -> None:
    """An hour is 2700 ÷ 21.75 ÷ 8; each kind is a line."""
    item, percent, amount = line
    (found,) = overtime_pay(Overtime.model_validate(hours), BASE)
    assert (found.item, found.unit, found.rate) == (item, f"小时/174小时×{percent}", BASE)
    assert str(found.amount) == amount


def test_time_off_takes_the_place_of_pay_for_rest_days_alone() -> None:
    """Of twelve hours eight were given back; the workday's hour and the holiday's are paid."""
    written = {"weekday_hours": "1", "rest_day_hours": "12", "holiday_hours": "1"}
    overtime = Overtime.model_validate({**written, "time_off_hours": "8"})
    assert [line.quantity for line in overtime_pay(overtime, BASE)] == [1, 4, 1]
    assert overtime.total == 6


def test_overtime_is_printed_and_taxed() -> None:
    """The last lines of the month, in gross pay and in the year's income, and in no minimum."""
    month, person = Month(2026, 1), employee("2026-01-01", labor("2026-01-01"))
    schemes = {"sample": pay_scheme(base="17400.00")}
    record = person_month(overtime={"weekday_hours": "10", "holiday_hours": "2.5"})
    found = statement(person, month, {month: record}, schemes)
    assert found.lines[-2:] == (
        StatementLine("延时加班工资", D(10), "小时/174小时×150%", D("17400.00"), D("1500.00")),
        StatementLine("法定节假日加班工资", D("2.5"), "小时/174小时×300%", D("17400.00"), D(750)),
    )
    assert (str(found.gross), str(found.tax)) == ("20250.00", "457.50")
    without = statement(person, month, {month: person_month()}, schemes)
    assert found.normal_hours == without.normal_hours


hours = st.integers(0, 40).map(str)


@given(hours, hours, hours, hours)
def test_time_off_never_lowers_other_pay(week: str, rest: str, holiday: str, off: str) -> None:
    """Whatever is given back, the hours on workdays and holidays are paid in full."""
    keys = ("weekday_hours", "rest_day_hours", "holiday_hours", "time_off_hours")
    overtime = Overtime.model_validate(dict(zip(keys, (week, rest, holiday, off), strict=True)))
    paid = {line.item: line.quantity for line in overtime_pay(overtime, BASE)}
    assert paid.get("延时加班工资", 0) == D(week)
    assert paid.get("法定节假日加班工资", 0) == D(holiday)
    assert paid.get("休息日加班工资", 0) == max(0, D(rest) - D(off))
