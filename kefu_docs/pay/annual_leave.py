"""Paid annual leave (年休假): days due in a year, and what unused ones cost. Yuan, Decimal.

职工带薪年休假条例 3: five days from one year of work anywhere, ten from ten, fifteen from twenty.
企业职工带薪年休假实施办法 3 asks for twelve months of work before the first day; 5 and 12 give a
part of a year its part, rounded down; 10 and 11 pay an unused day at 300 % of the average wage
without overtime, of which 100 % is in the wages already.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from kefu_docs.model import Employee, Month
from kefu_docs.model.service_years import full_years, service_since
from kefu_docs.model.statement import AnnualLeave
from kefu_docs.pay.amounts import ZERO, fen
from kefu_docs.pay.month_pay import OnRecord, month_pay
from kefu_docs.pay.overtime import OVERTIME_ITEMS
from kefu_docs.pay.sick_pay import PAID_DAYS
from kefu_docs.zh import months_after

_TIERS = ((20, 15), (10, 10), (1, 5))
_BESIDE_WAGES = 2
"""300 % of a day's wage, less the 100 % that was paid."""


def annual_leave(on_record: OnRecord, last: Month) -> AnnualLeave | None:
    """What became of the year's leave, where `last` ends it: December, or the month of leaving.

    All months of the year must be on record and `last` pay wages; the caller sees to that.
    """
    employee = on_record.employee
    until = _until(employee, last)
    if until is None:
        return None
    since = service_since(employee, until, on_record.months)
    due = days_due(employee.worked_since or since, since, until)
    months = (record for month, record in on_record.months.items() if month.year == last.year)
    taken = sum(record.attendance.annual_leave_days for record in months)
    unused = max(0, due - taken)
    return AnnualLeave(due, taken, fen(unused * _day_wage(on_record, last) * _BESIDE_WAGES))


def _until(employee: Employee, last: Month) -> dt.date | None:
    """The last day of the year or of work, if it lies in the month."""
    if employee.left_on is not None and Month.of(employee.left_on) == last:
        return employee.left_on
    return last.last if last.number == 12 else None


def days_due(worked_since: dt.date, here_since: dt.date, until: dt.date) -> int:
    """Days due in the year of `until`, up to that day; whole days, a part of one is not due."""
    first = max(dt.date(until.year, 1, 1), here_since, months_after(worked_since, 12))
    if first > until:
        return 0
    years = full_years(worked_since, until)
    tier = next((days for least, days in _TIERS if years >= least), 0)
    days = (until - first).days + 1
    return min(tier, tier * days // 365)


def _day_wage(on_record: OnRecord, last: Month) -> Decimal:
    """A day of the average wage, without overtime, of the twelve months before; else of `last`."""
    span = [Month.of(months_after(last.first, -back)) for back in range(1, 13)]
    wages = _wages(on_record, [month for month in span if month in on_record.months])
    wages = wages or _wages(on_record, [last])
    return sum(wages.values(), ZERO) / len(wages) / PAID_DAYS


def _wages(on_record: OnRecord, months: list[Month]) -> Mapping[Month, Decimal]:
    found = {month: month_pay(on_record, month) for month in months}
    return {
        month: pay.earned - sum(line.amount for line in pay.wages if line.item in OVERTIME_ITEMS)
        for month, pay in found.items()
        if pay is not None and pay.wages
    }
