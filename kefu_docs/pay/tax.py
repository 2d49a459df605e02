"""Income tax that an employer withholds. Yuan, Decimal; tax is rounded half up to the fen.

Source: 个人所得税扣缴申报管理办法（试行）, 国家税务总局公告2018年第61号, articles 6 and 8 with the
withholding tables one (wages) and two (service pay). First jobs and students: 公告2020年第13号;
wages of up to 60,000 yuan last year: 公告2020年第19号.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import NamedTuple

from kefu_docs.model.statement import YearToDate
from kefu_docs.pay.amounts import ZERO, fen

ALLOWANCE = Decimal(5000)
"""减除费用 for each month of employment, yuan."""


class Bracket(NamedTuple):
    """Taxable yuan up to and including `upto` bear `rate`, less the `quick` deduction."""

    upto: Decimal
    rate: Decimal
    quick: Decimal


def _table(*rows: tuple[str, str, int]) -> tuple[Bracket, ...]:
    return tuple(
        Bracket(Decimal(upto), Decimal(rate), Decimal(quick)) for upto, rate, quick in rows
    )


WAGES = _table(
    ("36000", "0.03", 0),
    ("144000", "0.10", 2520),
    ("300000", "0.20", 16920),
    ("420000", "0.25", 31920),
    ("660000", "0.30", 52920),
    ("960000", "0.35", 85920),
    ("Infinity", "0.45", 181920),
)

SERVICE = _table(
    ("20000", "0.20", 0),
    ("50000", "0.30", 2000),
    ("Infinity", "0.40", 7000),
)

MONTHLY = _table(
    ("3000", "0.03", 0),
    ("12000", "0.10", 210),
    ("25000", "0.20", 1410),
    ("35000", "0.25", 2660),
    ("55000", "0.30", 4410),
    ("80000", "0.35", 7160),
    ("Infinity", "0.45", 15160),
)
"""The table of wages by the month, which finds the rate of a bonus that is taxed apart."""

APART_UNTIL = dt.date(2027, 12, 31)
"""The last day on which an annual bonus may be taxed apart (财政部 税务总局公告2023年第30号)."""

NEW_YEAR = YearToDate(0, ZERO, ZERO, ZERO, ZERO, ZERO)
"""The year to date before its first month."""


def tax_on(taxable: Decimal, table: tuple[Bracket, ...]) -> Decimal:
    """Tax on `taxable` yuan by `table`; 0 on nothing or less."""
    if taxable <= 0:
        return ZERO
    bracket = next(b for b in table if taxable <= b.upto)
    return fen(taxable * bracket.rate - bracket.quick)


def after_month(
    year: YearToDate,
    income: Decimal,
    insurance: Decimal,
    additional: Decimal,
    allowance: Decimal | None = None,
) -> YearToDate:
    """The year to date with one more month of employment (累计预扣法, article 6).

    `allowance` is that of the year up to the month, 5000 yuan for each month employed here unless
    given. The month's tax is what `withheld` grows by. Where the year's tax is below what has been
    withheld, nothing is given back within the year.
    """
    months = year.months + 1
    allowance = ALLOWANCE * months if allowance is None else allowance
    income += year.income
    insurance += year.insurance
    additional += year.additional
    taxable = income - allowance - insurance - additional
    withheld = max(year.withheld, tax_on(taxable, WAGES))
    return YearToDate(months, income, insurance, additional, taxable, withheld)


def bonus_tax(amount: Decimal) -> Decimal:
    """Tax on an annual bonus that is taxed apart (财税〔2018〕164号, 1).

    A twelfth of it finds rate and quick deduction, which are then applied to the whole; so a yuan
    more can cost thousands where the rate changes.
    """
    bracket = next(b for b in MONTHLY if amount / 12 <= b.upto)
    return fen(amount * bracket.rate - bracket.quick)


def student_income(pay: Decimal) -> Decimal:
    """收入额 of a student's service pay: a fifth is free (公告2020年第13号, 2; 个人所得税法 6)."""
    return fen(pay * Decimal("0.8"))


def service_tax(income: Decimal) -> Decimal:
    """Tax on service pay (劳务报酬, article 8) of one payment, which is one month's.

    800 yuan are free up to 4000 yuan, a fifth above.
    """
    taxable = income - 800 if income <= 4000 else income * Decimal("0.8")
    return tax_on(taxable, SERVICE)
