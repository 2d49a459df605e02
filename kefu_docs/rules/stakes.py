"""What a finding may cost, as far as the records tell. Yuan, Decimal.

Wages are those that a month on record pays; for other months the pay that the contract fixes.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from kefu_docs.model import LaborContract, Month
from kefu_docs.model.service_years import service_since
from kefu_docs.rules.case import Agreement, Case, type_of_whole_month
from kefu_docs.rules.wage_table import lookup
from kefu_docs.zh import last_day, months_after, severance_months, whole_months

_DAY = dt.timedelta(days=1)
_MOST_MONTHS = Decimal(12)
_PAID_DAYS = Decimal("21.75")  # 月计薪天数, 人社部发〔2025〕2号


def fen(yuan: Decimal) -> Decimal:
    """Round half up to the fen."""
    return yuan.quantize(Decimal("0.01"), ROUND_HALF_UP)


def agreed_pay(case: Case, agreement: Agreement, day: dt.date | None = None) -> Decimal | None:
    """The pay a month that the contract fixes on `day`, on its first where none is given.

    None where its pay scheme is not known.
    """
    contract = agreement.contract
    if not isinstance(contract, LaborContract):
        return contract.pay.monthly
    scheme = case.dataset.pay_schemes.get(contract.pay_scheme)
    return scheme.value.on(day or contract.starts_on).base if scheme else None


def wage_of(case: Case, agreement: Agreement, month: Month) -> Decimal | None:
    """What a whole month under such a contract pays or would pay."""
    statement = case.statements.get((month, agreement.employee))
    if statement is not None and type_of_whole_month(statement) is type(agreement.contract):
        return statement.gross
    return agreed_pay(case, agreement, max(month.first, agreement.contract.starts_on))


def average_wage(case: Case, agreement: Agreement) -> Decimal | None:
    """The average of the last twelve such months on record, or the pay that is agreed."""
    whole = case.whole_months_paid.get((agreement.employee, type(agreement.contract)), ())
    paid = whole[-12:]
    return fen(sum(paid, Decimal(0)) / len(paid)) if paid else agreed_pay(case, agreement, case.on)


def wages_between(
    case: Case, agreement: Agreement, first: dt.date, last: dt.date
) -> Decimal | None:
    """The wages of a span of days, both included: by months, what is left over by days of work.

    So is double pay counted (法释〔2025〕12号 6). None where a month's wage is not known.
    """
    parts = _parts(agreement, first, last)
    wages = [(wage_of(case, agreement, month), part) for month, part in parts]
    known = [wage * part for wage, part in wages if wage is not None]
    return fen(sum(known, Decimal(0))) if len(known) == len(wages) else None


def monthly(agreement: Agreement, yuan: Decimal, first: dt.date, last: dt.date) -> Decimal:
    """So many yuan a month over a span of days, both included, counted like wages."""
    return fen(sum((yuan * part for _, part in _parts(agreement, first, last)), Decimal(0)))


def _parts(agreement: Agreement, first: dt.date, last: dt.date) -> list[tuple[Month, Decimal]]:
    """The whole months of a span, each by the month it begins in, and the part of one left over."""
    starts = [last_day(first, count) + _DAY for count in range(whole_months(first, last) + 1)]
    rest = min(_work_days(agreement, starts[-1], last) / _PAID_DAYS, Decimal(1))
    whole = [(Month.of(day), Decimal(1)) for day in starts[:-1]]
    return [*whole, *([(Month.of(starts[-1]), rest)] if rest else [])]


def _work_days(agreement: Agreement, first: dt.date, last: dt.date) -> int:
    """Days of work by the week: the rest days are taken to be its last."""
    works = 7 - agreement.contract.hours.rest_days_per_week
    days = (first + dt.timedelta(days=n) for n in range((last - first).days + 1))
    return sum(day.weekday() < works for day in days)


def severance(case: Case, agreement: Agreement, ends: dt.date) -> Decimal | None:
    """What the end of a labor contract costs that the employer does not renew (LCL 46, 47).

    The average wage for each year of service, the minimum wage where it is less (劳动合同法实施条例
    27); where it is above three times the local average, that and twelve months at most. None for a
    service contract, and where the wage is not known.
    """
    wage, person, company = (
        average_wage(case, agreement),
        agreement.record.value,
        case.dataset.company,
    )
    if wage is None or not isinstance(agreement.contract, LaborContract):
        return None
    worked = [m for m, people in case.dataset.months.items() if agreement.employee in people]
    months = severance_months(service_since(person, ends, worked), ends)
    region = company.value.region if company else None
    if region and (entry := lookup(case.wage_table, region, ends)):
        wage = max(wage, entry.monthly)
    local = region.average_wage if region else None
    if local is not None and wage > local * 3:
        wage, months = local * 3, min(months, _MOST_MONTHS)
    return fen(wage * months)


def double_pay(case: Case, agreement: Agreement, since: dt.date, until: dt.date) -> Decimal | None:
    """What is owed beside the wages for work without a written contract (劳动合同法 82).

    `since` is the first day of that work, `until` the last. It is owed from the day after a full
    month to the day before a full year (劳动合同法实施条例 6, 7), for eleven months at most. None
    where nothing is owed, or it cannot be computed.
    """
    first = months_after(since, 1) + _DAY
    last = min(until, months_after(since, 12) - _DAY)
    return wages_between(case, agreement, first, last) if first <= last else None
