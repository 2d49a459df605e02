"""Probation (试用期, 劳动合同法 19 to 21, 83): how long, how often, for what pay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import ServiceContract
from kefu_docs.rules.calendar_terms import probation_limit
from kefu_docs.rules.case import Agreement, Case, Finding
from kefu_docs.rules.rule import Rule
from kefu_docs.rules.stakes import agreed_pay, monthly
from kefu_docs.zh import last_day, months_after

_DAY = dt.timedelta(days=1)


def _probation_long(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        contract = agreement.contract
        if contract.probation_ends_on is None:
            continue
        limit = probation_limit(contract.starts_on, contract.ends_on)
        latest = last_day(contract.starts_on, limit)
        if contract.probation_ends_on > latest and limit:
            message = Message(
                "probation until {ends} is too long: for this term at most {months} "
                "{months:month is|months are} allowed, until {latest}",
                {"ends": contract.probation_ends_on, "months": limit, "latest": latest},
            )
            yield agreement.finding(
                message, "probation_ends_on", yuan=_void(case, agreement, latest)
            )
        elif not limit:
            message = Message("a contract of less than three months may have no probation")
            yield agreement.finding(
                message, "probation_ends_on", yuan=_void(case, agreement, latest)
            )


def _void(case: Case, agreement: Agreement, latest: dt.date) -> Decimal | None:
    """What the days of probation after `latest` cost once they are served: full pay more (83)."""
    pay, ends = agreed_pay(case, agreement), agreement.contract.probation_ends_on
    if pay is None or ends is None or ends <= latest:
        return None
    return monthly(agreement, pay, latest + _DAY, ends)


def _probation_pay(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        if not isinstance(agreement.contract, ServiceContract):
            continue
        pay = agreement.contract.pay
        least = pay.monthly * Decimal("0.8")
        if pay.probation_monthly is not None and pay.probation_monthly < least:
            message = Message(
                "{pay:.2f} yuan a month in probation is under 80 percent of the agreed "
                "{monthly:.2f}: at least {least:.2f} is due",
                {"pay": pay.probation_monthly, "monthly": pay.monthly, "least": least},
            )
            ends = agreement.contract.probation_ends_on or agreement.contract.ends_on
            starts = agreement.contract.starts_on
            short = monthly(agreement, least - pay.probation_monthly, starts, ends)
            yield agreement.finding(message, "pay", "probation_monthly", yuan=short)


def _probation_again(case: Case) -> Iterator[Finding]:
    for agreements in case.by_person():
        with_probation = [a for a in agreements if a.contract.probation_ends_on]
        for agreement in with_probation[1:]:
            message = Message(
                "{name} had a probation under contract {first!r}: an employer may agree on one "
                "with the same person once",
                {
                    "name": agreement.record.value.name,
                    "first": with_probation[0].contract.number,
                },
            )
            yield agreement.finding(message, "probation_ends_on")


def _probation_in_renewal(case: Case) -> Iterator[Finding]:
    for agreements in case.by_person():
        for place, agreement in enumerate(agreements):
            contract, hired = agreement.contract, agreement.record.value.hired_on
            had = any(a.contract.probation_ends_on for a in agreements[:place])
            served = place > 0 or months_after(hired, 1) < contract.starts_on
            if contract.probation_ends_on and served and not had:
                message = Message(
                    "{name} works here since {hired}: a probation from {starts} on tries out "
                    "somebody who is known, and counts as a second one",
                    {
                        "name": agreement.record.value.name,
                        "hired": hired,
                        "starts": contract.starts_on,
                    },
                )
                yield agreement.finding(message, "probation_ends_on")


def _probation_ending(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        ends = agreement.contract.probation_ends_on
        left = agreement.record.value.left_on
        if left is not None and ends is not None and left <= ends:  # it is decided
            continue
        if ends is not None and case.on <= ends <= case.on + 7 * _DAY:
            message = Message(
                "the probation of {name} ends on {ends}: decide before then",
                {"ends": ends, "name": agreement.record.value.name},
            )
            yield agreement.finding(message, "probation_ends_on")


RULES: tuple[Rule, ...] = (
    Rule(
        "probation-long",
        Severity.ERROR,
        Message("劳动合同法 19, 83"),
        Message("The term limits the probation to none, 1, 2 or 6 months; what is beyond is void."),
        _probation_long,
        acknowledgeable=True,
    ),
    Rule(
        "probation-pay",
        Severity.ERROR,
        Message("劳动合同法 20"),
        Message("Pay in probation may not be under 80 percent of the agreed pay."),
        _probation_pay,
        acknowledgeable=True,
    ),
    Rule(
        "probation-again",
        Severity.ERROR,
        Message("劳动合同法 19"),
        Message("The same employer and worker agree on a probation only once."),
        _probation_again,
        acknowledgeable=True,
    ),
    Rule(
        "probation-in-renewal",
        Severity.WARNING,
        Message("劳动合同法 19"),
        Message("A probation is agreed when work begins; a renewal of known work needs none."),
        _probation_in_renewal,
        acknowledgeable=True,
    ),
    Rule(
        "probation-ending",
        Severity.NOTICE,
        Message("劳动合同法 21, 39"),
        Message("Who fails probation can be dismissed for that only before it ends."),
        _probation_ending,
    ),
)
