"""When wages are paid: the latest day of the month after that a place allows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import LaborContract, Region
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.rule import Rule

_LAST_OF_MONTH = 31
"""What clause 四 1 of the labor contract prints: the last day of the month after."""


class LatestPayDay(Struct, frozen=True):
    """The latest day of the month after on which a place lets wages be paid, and since when."""

    city: str
    day: int
    source: str
    since: dt.date


PAY_DAYS: tuple[LatestPayDay, ...] = (
    LatestPayDay("深圳", 7, "深圳市员工工资支付条例 11", dt.date(2004, 12, 1)),
)
"""Other places ask for a monthly day and name no latest one, as far as could be found."""


def latest_pay_day(region: Region, day: dt.date) -> LatestPayDay | None:
    """The limit of a place on `day`; None where there is none."""
    for limit in PAY_DAYS:
        if (region.city or "").startswith(limit.city) and limit.since <= day:
            return limit
    return None


def _late(case: Case) -> Iterator[Finding]:
    company = case.dataset.company
    limit = latest_pay_day(company.value.region, case.law_on) if company else None
    if limit is None:
        return
    for agreement in case.agreements:
        contract = agreement.contract
        at: tuple[str, ...] = ("pay", "pay_day")
        pay_day: int | None = None
        if isinstance(contract, LaborContract):
            at = ("pay_scheme",)
            if scheme := case.dataset.pay_schemes.get(contract.pay_scheme):
                pay_day = scheme.value.pay_day or _LAST_OF_MONTH
        else:
            pay_day = contract.pay.pay_day
        if pay_day is not None and pay_day > limit.day:
            message = Message(
                "wages paid on day {day} of the month after are late in {city}, where day {latest} "
                "is the last ({source})",
                {"day": pay_day, "city": limit.city, "latest": limit.day, "source": limit.source},
            )
            yield agreement.finding(message, *at)


def _scheme_day(case: Case) -> Iterator[Finding]:
    for scheme in case.dataset.pay_schemes.values():
        day = scheme.value.pay_day
        if day is not None and not 1 <= day <= 31:
            message = Message("{day} is not a day of the month: write 1 to 31", {"day": day})
            yield Finding(scheme.at("pay_day"), message)


RULES: tuple[Rule, ...] = (
    Rule(
        "wages-late",
        Severity.WARNING,
        Message("劳动法 50; the place's rule that each message names"),
        Message("Wages are paid each month, by the day that the place allows."),
        _late,
        acknowledgeable=True,
    ),
    Rule(
        "scheme-pay-day",
        Severity.ERROR,
        Message("劳动法 50"),
        Message("Wages are due by a day of each month."),
        _scheme_day,
    ),
)
