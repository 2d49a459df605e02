"""A person's tax year, month by month: wages, and a student's service pay, cumulative as well.

Sources: 公告2018年第61号, 6; 公告2020年第13号 (first job, students); 公告2020年第19号 (up to
60,000 yuan in the year before).
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from kefu_docs.model import Employee, Month, PersonMonth, ServiceContract
from kefu_docs.model.statement import YearToDate
from kefu_docs.pay.amounts import ZERO, total
from kefu_docs.pay.days import employed_in
from kefu_docs.pay.month_pay import MonthPay, OnRecord, month_pay
from kefu_docs.pay.tax import ALLOWANCE, NEW_YEAR, after_month, student_income

SIXTY_THOUSAND = Decimal(60000)


class TaxYear(Struct, frozen=True):
    """The year up to a month; `missing` are the months whose pay is not on record."""

    wages: YearToDate = NEW_YEAR
    service: YearToDate = NEW_YEAR
    missing: tuple[Month, ...] = ()


def next_month(
    before: TaxYear,
    employee: Employee,
    month: Month,
    record: PersonMonth | None,
    pay: MonthPay | None,
    is_under_60000: bool,
) -> TaxYear:
    """The year with `month`; without `pay` it counts as one without income.

    `is_under_60000` says whether the whole year's allowance holds from January on.
    """
    is_employed, is_student = employed_in(employee, month), is_student_in(employee, month)
    wages, service, missing = before.wages, before.service, before.missing
    if is_employed:
        income, insurance, additional = _wages_taxed(record, pay)
        allowance = _allowance(employee, month, wages.months + 1, is_under_60000)
        wages = after_month(wages, income, insurance, additional, allowance)
    if is_student:
        earned = ZERO if pay is None else student_income(total(pay.service))
        service = after_month(service, earned, ZERO, ZERO)
    if pay is None and (is_employed or is_student):
        missing += (month,)
    return TaxYear(wages, service, missing)


def _wages_taxed(
    record: PersonMonth | None, pay: MonthPay | None
) -> tuple[Decimal, Decimal, Decimal]:
    """Income, insurance and special deductions of a month; nothing where it is not on record."""
    if record is None or pay is None:
        return ZERO, ZERO, ZERO
    return pay.wage_income, record.insurance or ZERO, record.special_additional or ZERO


def is_student_in(employee: Employee, month: Month) -> bool:
    """Whether `month` has service pay of a student, on which tax is withheld cumulatively."""
    return employee.withholding == "student" and any(
        isinstance(contract, ServiceContract)
        for contract in employee.contracts_in(month.first, month.last)
    )


def _allowance(employee: Employee, month: Month, months: int, is_under_60000: bool) -> Decimal:
    """减除费用 of the year up to `month`, of which `months` were employed here."""
    if is_under_60000:
        return SIXTY_THOUSAND
    if employee.withholding == "first_job" and employee.hired_on.year == month.year:
        return ALLOWANCE * month.number
    return ALLOWANCE * months


def had_under_60000(on_record: OnRecord, year: int) -> bool:
    """Whether the year's whole allowance holds from January of `year` on (公告2020年第19号).

    The record must say so, the person have been employed here in every month of the year before,
    and what is on record of it be no more than 60,000 yuan, bonuses included.
    """
    employee = on_record.employee
    if employee.withholding != "under_60000":
        return False
    before = [Month(year - 1, number) for number in range(1, 13)]
    if not all(employed_in(employee, month) for month in before):
        return False
    paid = (month_pay(on_record, m) for m in before if m in on_record.months)
    return sum((pay.earned for pay in paid if pay), ZERO) <= SIXTY_THOUSAND
