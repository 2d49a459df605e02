"""Overtime: an hour is base ÷ 21.75 ÷ 8, at the rates of 劳动法 44. Yuan, Decimal."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kefu_docs.model.month import Overtime
from kefu_docs.model.statement import StatementLine
from kefu_docs.pay.amounts import fen

DAY_HOURS = 8
MONTH_HOURS = Decimal(174)
"""21.75 paid days of eight hours (人社部发〔2025〕2号)."""

_REST_DAY_PERCENT = 200
_KINDS = ("延时加班工资", "休息日加班工资", "法定节假日加班工资")
OVERTIME_ITEMS = frozenset(_KINDS)
"""What the lines of overtime are called."""


def overtime_pay(overtime: Overtime, base: Decimal) -> Iterator[StatementLine]:
    """A line for each kind of overtime there was, at `base` yuan a month.

    Hours on rest days are paid unless time off was given for them; hours on workdays and statutory
    holidays are paid in any case.
    """
    paid = (overtime.weekday_hours, overtime.paid_rest_day_hours, overtime.holiday_hours)
    for item, hours, percent in zip(_KINDS, paid, (150, _REST_DAY_PERCENT, 300), strict=True):
        if hours:
            unit = f"小时/{MONTH_HOURS}小时×{percent}%"
            yield StatementLine(item, hours, unit, base, _amount(hours, base, percent))


def rest_day_pay(hours: Decimal, base: Decimal) -> Decimal:
    """What `hours` of work on rest days cost, yuan."""
    return _amount(hours, base, _REST_DAY_PERCENT)


def _amount(hours: Decimal, base: Decimal, percent: int) -> Decimal:
    return fen(hours * base * percent / 100 / MONTH_HOURS)
