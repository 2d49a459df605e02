"""What a month pays before tax, by the contracts of its days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from kefu_docs.model import (
    Employee,
    LaborContract,
    Month,
    PayScheme,
    PersonMonth,
    ServiceContract,
)
from kefu_docs.model.service_years import full_years, service_since
from kefu_docs.model.statement import Rest, StatementLine
from kefu_docs.pay import labor, service
from kefu_docs.pay.amounts import ZERO, Share, total
from kefu_docs.pay.days import PaidDays, paid_days
from kefu_docs.pay.rest import rest_of
from kefu_docs.pay.tax import APART_UNTIL

MinimumWage = Callable[[dt.date], Decimal | None]
"""The minimum wage of the place on a day, yuan a month; None where it is not known."""


class OnRecord(Struct, frozen=True):
    """What pay is computed from: a person, all their months, pay schemes by name, minimum wage.

    `computed` keeps what :func:`month_pay` has worked out: leave asks for the months again.
    """

    employee: Employee
    months: Mapping[Month, PersonMonth]
    schemes: Mapping[str, PayScheme]
    minimum_wage: MinimumWage
    computed: dict[Month, MonthPay | None] = {}


class MonthPay(Struct, frozen=True):
    """A month before tax; wages and service pay are apart because they are taxed apart.

    `days` is how many days are paid, `service_days` how many of them under service contracts,
    `left_out` how many under contract the record's period leaves out; `normal_hours` and `rest` are
    None without wages; `bonus_apart` is the annual bonus among the wages that is taxed apart, yuan.
    """

    days: int
    left_out: int = 0
    wages: tuple[StatementLine, ...] = ()
    deductions: tuple[StatementLine, ...] = ()
    service: tuple[StatementLine, ...] = ()
    normal_hours: Decimal | None = None
    rest: Rest | None = None
    bonus_apart: Decimal = ZERO
    service_days: int = 0

    @property
    def earned(self) -> Decimal:
        """All wages of the month, yuan."""
        return total(self.wages) - total(self.deductions)

    @property
    def wage_income(self) -> Decimal:
        """What the month adds to the year's taxed wages, yuan: all but a bonus taxed apart."""
        return self.earned - self.bonus_apart


def month_pay(on_record: OnRecord, month: Month) -> MonthPay | None:
    """The month before tax; None without a paid day or without a scheme its contract names."""
    if month not in on_record.computed:
        on_record.computed[month] = _worked_out(on_record, month)
    return on_record.computed[month]


def _worked_out(on_record: OnRecord, month: Month) -> MonthPay | None:
    employee, record = on_record.employee, on_record.months[month]
    parts = paid_days(employee, month, record.period)
    of_labor = _by_scheme(parts, month, on_record.schemes)
    of_service = [(p.contract, p) for p in parts if isinstance(p.contract, ServiceContract)]
    if not parts or of_labor is None:
        return None
    days = sum(len(part.days) for part in parts)
    pay = MonthPay(days, _left_out(employee, month, record, days))
    if of_labor:
        pay = _with_wages(pay, on_record, month, parts, of_labor)
    if not of_service:
        return pay
    earned = service.earnings(of_service, record.sales, month.last.day)
    return replace(pay, service=earned, service_days=sum(len(p.days) for _, p in of_service))


def _with_wages(
    pay: MonthPay,
    on_record: OnRecord,
    month: Month,
    parts: Sequence[PaidDays],
    schemes: Sequence[labor.SchemeShare],
) -> MonthPay:
    """The month with what its days under labor contracts pay."""
    employee, record = on_record.employee, on_record.months[month]
    of_labor = [part for part in parts if isinstance(part.contract, LaborContract)]
    last = min(month.last, employee.last_day(of_labor[-1].contract) or month.last)
    years = full_years(service_since(employee, last, on_record.months), last)
    rest = rest_of(of_labor, schemes[-1][0], years, record)
    minimum = on_record.minimum_wage(month.first) if record.attendance.sick_days else None
    worked = labor.LaborMonth(schemes, record, years, rest.granted, minimum)
    return MonthPay(
        pay.days,
        pay.left_out,
        wages=labor.earnings(worked),
        deductions=labor.deductions(worked),
        normal_hours=labor.normal_hours(worked),
        rest=rest,
        bonus_apart=_bonus_apart(record, month),
    )


def _left_out(employee: Employee, month: Month, record: PersonMonth, days: int) -> int:
    if record.period is None:
        return 0
    return sum(len(part.days) for part in paid_days(employee, month, None)) - days


def _bonus_apart(record: PersonMonth, month: Month) -> Decimal:
    """The annual bonus, where it is taxed apart and still may be."""
    bonus = record.bonus
    if bonus is None or bonus.taxed != "apart" or month.first > APART_UNTIL:
        return ZERO
    return bonus.amount


def _by_scheme(
    parts: tuple[PaidDays, ...], month: Month, schemes: Mapping[str, PayScheme]
) -> list[labor.SchemeShare] | None:
    """Days by the version of a scheme that is in force on them, the latest last.

    A renewal on the same scheme makes no second line, nor does a version that changes nothing.
    """
    days: dict[PayScheme, int] = {}
    for part in parts:
        if isinstance(part.contract, LaborContract):
            scheme = schemes.get(part.contract.pay_scheme)
            if scheme is None:
                return None
            for version, count in _versions(scheme, part.days):
                days[version] = days.pop(version, 0) + count
    return [(scheme, Share(count, month.last.day)) for scheme, count in days.items()]


def _versions(scheme: PayScheme, days: Sequence[dt.date]) -> Iterator[tuple[PayScheme, int]]:
    """The scheme as it is on `days`, in order, each version with its number of days."""
    if not scheme.versions:
        yield scheme, len(days)
        return
    for version, group in groupby(days, key=scheme.on):
        yield version, sum(1 for _ in group)
