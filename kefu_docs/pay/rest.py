"""Days off that a month grants with pay, and weekly rest that was not taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain

from kefu_docs.model import PayScheme, PersonMonth
from kefu_docs.model.statement import Rest
from kefu_docs.pay.amounts import fen
from kefu_docs.pay.days import PaidDays
from kefu_docs.pay.holidays import days_off, statutory_holidays
from kefu_docs.pay.overtime import DAY_HOURS, rest_day_pay
from kefu_docs.pay.sick_pay import PAID_DAYS


def rest_of(parts: Sequence[PaidDays], scheme: PayScheme, years: int, record: PersonMonth) -> Rest:
    """The rest granted and missed in `parts`, the days of labor contracts in one month, in order.

    `years` are full years of service; exactly one full year is in the scheme's second tier.
    """
    own = scheme.paid_rest_days[min(years, 3)]
    weekly, holidays, known = _by_law(parts)
    hours = _missed_hours(parts, record)
    owed = rest_day_pay(hours, scheme.base)
    if parts[-1].contract.wording != "original":
        return Rest(weekly, holidays, own, known, hours, owed, statutory=holidays)
    taken = min(record.attendance.rest_days, weekly + holidays + own)
    charged = max(0, taken - own)
    cost = fen(scheme.base * charged / PAID_DAYS)
    return Rest(0, 0, own, known, hours, owed, charged, cost, holidays)


def _by_law(parts: Sequence[PaidDays]) -> tuple[int, int, bool]:
    """Days of weekly rest and statutory holidays, and whether the official calendar is known."""
    days = tuple(chain.from_iterable(part.days for part in parts))
    holidays, arranged = _counted(days)
    weekly = _weekly(parts)
    if arranged is not None and all(_a_week(part) >= 2 for part in parts):
        # A month may have ten Saturdays and Sundays, or 调休 move rest into it from the months
        # around: in May, August and October 2026 two days a week come to nine, and who keeps the
        # official calendar is off for ten besides the holidays. Nobody is charged for that.
        weekly = max(weekly, arranged - holidays)
    return weekly, holidays, arranged is not None


@lru_cache(maxsize=64)
def _counted(days: tuple[dt.date, ...]) -> tuple[int, int | None]:
    """How many of `days`, of one month, are statutory holidays, and how many officially off."""
    off = days_off(days[0].year)
    holidays = statutory_holidays(days[0].year)
    return sum(d in holidays for d in days), None if off is None else sum(d in off for d in days)


def _a_week(part: PaidDays) -> int:
    return part.contract.hours.rest_days_per_week


def _weekly(parts: Iterable[PaidDays]) -> int:
    """Days × rest days a week ÷ 7, rounded up, so that a week begun counts in full."""
    return -(-sum(len(part.days) * _a_week(part) for part in parts) // 7)


def _missed_hours(parts: Sequence[PaidDays], record: PersonMonth) -> Decimal:
    """Hours of weekly rest that were worked without pay or time off; a week begun counts in part.

    Overtime on rest days covers them, whether it was paid or given back. Where hours are approved
    as 综合计算 or 不定时 there is no fixed day of rest to miss.
    """
    if any(p.contract.hours.system != "standard" and p.contract.hours.approval for p in parts):
        return Decimal(0)
    # Leave for sickness is often counted by calendar days: what is left of the month is worked.
    sick = record.attendance.sick_days * _a_week(parts[-1])
    least = max(0, sum(len(part.days) * _a_week(part) for part in parts) - sick) // 7
    overtime = record.overtime
    covered = max(overtime.rest_day_hours, overtime.time_off_hours)
    days = max(0, least - record.attendance.rest_days)
    return max(Decimal(0), days * DAY_HOURS - covered)
