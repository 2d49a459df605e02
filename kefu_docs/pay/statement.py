"""The pay statement: a month's lines, the tax by the year's earlier months, net pay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.model import (
    Employee,
    Month,
    PayScheme,
    PersonMonth,
)
from kefu_docs.model.statement import AnnualLeave, Statement, StatementLine, YearToDate
from kefu_docs.pay.amounts import ZERO, fen, plain, total
from kefu_docs.pay.annual_leave import annual_leave
from kefu_docs.pay.month_pay import MinimumWage, MonthPay, OnRecord, month_pay
from kefu_docs.pay.tax import bonus_tax, service_tax
from kefu_docs.pay.tax_year import TaxYear, had_under_60000, is_student_in, next_month


def _unknown(_: dt.date) -> Decimal | None:
    """No minimum wage is known."""
    return None


def statement(
    employee: Employee,
    month: Month,
    months: Mapping[Month, PersonMonth],
    schemes: Mapping[str, PayScheme],
    minimum_wage: MinimumWage = _unknown,
) -> Statement:
    """Compute what `month` pays `employee`; yuan, Decimal.

    `months` are all month records of this person, `schemes` the pay schemes by file name,
    `minimum_wage` gives the floor of sick pay. Raises UsageError where the month has no record, no
    contract in force, or a contract whose pay scheme does not exist.
    """
    on_record = OnRecord(employee, months, schemes, minimum_wage)
    found = _of_year(on_record, month).get(month)
    if found is None:
        raise UsageError(
            Message(
                "the pay of {name} in {month} cannot be computed: it takes a month record, "
                "a contract in force and the pay scheme that contract names",
                {"name": employee.name, "month": str(month)},
            )
        )
    return found


def statements(
    employee: Employee,
    months: Mapping[Month, PersonMonth],
    schemes: Mapping[str, PayScheme],
    minimum_wage: MinimumWage = _unknown,
) -> dict[Month, Statement]:
    """What every month of `months` pays, where it can be computed; yuan, Decimal.

    Where both kinds of contract are in force in one month, counted work and attendance belong to
    the labor contract and sales to the service contract. A month of employment that is not on
    record, or cannot be computed, counts as one without income in the year's tax.
    """
    on_record = OnRecord(employee, months, schemes, minimum_wage)
    found: dict[Month, Statement] = {}
    for last in {month.year: month for month in sorted(months)}.values():
        found |= _of_year(on_record, last)
    return found


def _of_year(on_record: OnRecord, last: Month) -> dict[Month, Statement]:
    """The statements from January to `last`."""
    found: dict[Month, Statement] = {}
    employee, year = on_record.employee, TaxYear()
    under_60000 = had_under_60000(on_record, last.year)
    for number in range(1, last.number + 1):
        month = Month(last.year, number)
        record = on_record.months.get(month)
        pay = None if record is None else month_pay(on_record, month)
        before = year
        year = next_month(before, employee, month, record, pay, under_60000)
        if record is not None and pay is not None:
            found[month] = _statement(on_record, month, pay, before, year)
    return found


def _statement(
    on_record: OnRecord, month: Month, pay: MonthPay, before: TaxYear, after: TaxYear
) -> Statement:
    """The statement of a month, from its pay and the year before and after it."""
    record = on_record.months[month]
    year, missing, taxes = _taxed(on_record.employee, month, pay, before, after)
    withheld, gross = _withheld(record, taxes), pay.earned + total(pay.service)
    return Statement(
        lines=(*pay.wages, *pay.service),
        deductions=pay.deductions,
        withheld=withheld,
        gross=gross,
        insurance=fen(record.insurance or ZERO),
        tax=total(taxes),
        net=gross - total(withheld),
        normal_hours=pay.normal_hours,
        days=pay.days,
        month_days=month.last.day,
        left_out=pay.left_out,
        year=year,
        missing_months=missing,
        rest=pay.rest,
        service_pay=total(pay.service),
        service_days=pay.service_days,
        leave=_leave(on_record, month, pay, after),
        bonus_apart=pay.bonus_apart,
        bonus_tax=bonus_tax(pay.bonus_apart),
        warnings=_warnings(month, record, missing, pay.left_out),
    )


def _leave(on_record: OnRecord, month: Month, pay: MonthPay, after: TaxYear) -> AnnualLeave | None:
    """The year's leave, where the month ends it and no month of it is missing."""
    return annual_leave(on_record, month) if pay.wages and not after.missing else None


def _taxed(
    employee: Employee, month: Month, pay: MonthPay, before: TaxYear, after: TaxYear
) -> tuple[YearToDate | None, tuple[Month, ...], tuple[StatementLine, ...]]:
    """The year that the month's tax follows from, what it lacks, and the tax.

    That of a bonus apart is by itself. Service pay has a year for students alone.
    """
    is_student = is_student_in(employee, month)
    year, tax = (after.service if is_student else None), ZERO
    if pay.wages:
        year, tax = after.wages, after.wages.withheld - before.wages.withheld
    if pay.service and is_student:
        tax += after.service.withheld - before.service.withheld
    elif pay.service:
        tax += service_tax(total(pay.service))
    apart = (plain("全年一次性奖金个人所得税", bonus_tax(pay.bonus_apart)),)
    taxes = plain("个人所得税", tax), *(apart if pay.bonus_apart else ())
    return year, before.missing if year else (), taxes


def _warnings(
    month: Month, record: PersonMonth, missing: tuple[Month, ...], left_out: int
) -> tuple[Message, ...]:
    return (*_missing_warning(missing), *_period_warning(month, record, left_out))


def _withheld(record: PersonMonth, taxes: tuple[StatementLine, ...]) -> tuple[StatementLine, ...]:
    """What is taken after gross: the record's deductions, insurance, tax.

    Damages, advances and dues come out of the payment and lower no taxable income: 个人所得税法 6
    lets none of them be deducted, so what was earned is taxed.
    """
    taken = tuple(plain(d.reason, d.amount) for d in record.deductions)
    insurance = () if record.insurance is None else (plain("五险一金个人部分", record.insurance),)
    return (*taken, *insurance, *taxes)


def _missing_warning(missing: tuple[Month, ...]) -> tuple[Message, ...]:
    if not missing:
        return ()
    warning = Message(
        "the year's tax is computed without {months}: no pay is on record there, "
        "so the tax withheld may be too low",
        {"months": ", ".join(str(month) for month in missing)},
    )
    return (warning,)


def _period_warning(month: Month, record: PersonMonth, left_out: int) -> tuple[Message, ...]:
    if record.period is None or left_out == 0:
        return ()
    warning = Message(
        "the period from {from} to {to} leaves out {days} {days:day|days} of {month} that the "
        "contract covers; {days:it is|they are} not paid",
        {
            "from": record.period.from_,
            "to": record.period.to,
            "days": left_out,
            "month": str(month),
        },
    )
    return (warning,)
