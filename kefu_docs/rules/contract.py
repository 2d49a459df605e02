"""The labor contract law (劳动合同法, LCL): signing, probation, renewal.

The service contracts of the samples are judged by the same articles: whoever works under the
employer's rules for pay by the month is likely an employee in law (rule `service-employee`).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import LaborContract, ServiceContract, fixed_terms
from kefu_docs.rules.calendar_terms import probation_limit
from kefu_docs.rules.case import Agreement, Case, Finding
from kefu_docs.rules.rule import Rule
from kefu_docs.zh import last_day, months_after

_DAY = dt.timedelta(days=1)


def _signed_late(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        contract = agreement.contract
        latest = months_after(contract.starts_on, 1)
        if contract.signed_on > latest:
            message = Message(
                "signed on {signed}, later than one month after the start on {starts}: the "
                "written contract was due by {latest}, and double pay is owed from then",
                {"signed": contract.signed_on, "starts": contract.starts_on, "latest": latest},
            )
            yield agreement.finding(message, "signed_on")


def _signed_after_start(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        contract = agreement.contract
        if contract.starts_on < contract.signed_on <= months_after(contract.starts_on, 1):
            message = Message(
                "signed on {signed}, after the start on {starts}: sign on the first day or before",
                {"signed": contract.signed_on, "starts": contract.starts_on},
            )
            yield agreement.finding(message, "signed_on")


def _probation_long(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        contract = agreement.contract
        if contract.probation_ends_on is None:
            continue
        limit = probation_limit(contract.starts_on, contract.ends_on)
        latest = last_day(contract.starts_on, limit)
        if contract.probation_ends_on > latest and limit:
            message = Message(
                "probation until {ends} is too long: for this term at most {months} months are "
                "allowed, until {latest}",
                {"ends": contract.probation_ends_on, "months": limit, "latest": latest},
            )
            yield agreement.finding(message, "probation_ends_on")
        elif not limit:
            message = Message("a contract of less than three months may have no probation")
            yield agreement.finding(message, "probation_ends_on")


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
            yield agreement.finding(message, "pay", "probation_monthly")


def _labor_by_person(case: Case) -> Iterator[list[Agreement]]:
    """The labor contracts of each person, by their start."""
    by_person: dict[str, list[Agreement]] = defaultdict(list)
    for agreement in case.agreements:
        if isinstance(agreement.contract, LaborContract):
            by_person[agreement.employee].append(agreement)
    for agreements in by_person.values():
        yield sorted(agreements, key=lambda a: a.contract.starts_on)


def _probation_again(case: Case) -> Iterator[Finding]:
    for agreements in _labor_by_person(case):
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


def _after_ten_years(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        contract, hired = agreement.contract, agreement.record.value.hired_on
        if not isinstance(contract, LaborContract) or contract.ends_on is None:
            continue
        if last_day(hired, 120) < contract.starts_on:
            message = Message(
                "{name} has served ten years since {hired}: an open-ended contract (无固定期限) is "
                "due unless the worker asks for a term",
                {"name": agreement.record.value.name, "hired": hired},
            )
            yield agreement.finding(message, "ends_on")


def _third_term(case: Case) -> Iterator[Finding]:
    for agreements in _labor_by_person(case):
        by_number = {agreement.contract.number: agreement for agreement in agreements}
        contracts = (a.contract for a in agreements if isinstance(a.contract, LaborContract))
        for contract, count in fixed_terms(contracts):
            if count >= 3:
                message = Message(
                    "this is fixed term number {count} in a row: after two, an open-ended "
                    "contract (无固定期限) is due unless the worker asks for a term",
                    {"count": count},
                )
                yield by_number[contract.number].finding(message, "ends_on")


def _contract_ending(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        ends = agreement.contract.ends_on
        if ends is None or not case.on <= ends <= case.on + 60 * _DAY:
            continue
        others = (c for _, c in agreement.record.value.all_contracts())
        if not any(other.starts_on > ends for other in others):
            message = Message(
                "the contract ends on {ends}: tell {name} in writing by {latest}, 30 days ahead, "
                "whether it is renewed",
                {
                    "ends": ends,
                    "name": agreement.record.value.name,
                    "latest": ends - 30 * _DAY,
                },
            )
            yield agreement.finding(message, "ends_on")


def _probation_ending(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        ends = agreement.contract.probation_ends_on
        if ends is not None and case.on <= ends <= case.on + 7 * _DAY:
            message = Message(
                "the probation of {name} ends on {ends}: decide before then",
                {"ends": ends, "name": agreement.record.value.name},
            )
            yield agreement.finding(message, "probation_ends_on")


RULES: tuple[Rule, ...] = (
    Rule(
        "signed-late",
        Severity.ERROR,
        Message("劳动合同法 10, 82"),
        Message("From the second month without a written contract the employer owes double pay."),
        _signed_late,
        acknowledgeable=True,
    ),
    Rule(
        "signed-after-start",
        Severity.WARNING,
        Message("劳动合同法 10"),
        Message(
            "The contract is put in writing by the first day of work; the month that the law "
            "allows is for delays."
        ),
        _signed_after_start,
        acknowledgeable=True,
    ),
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
        "third-fixed-term",
        Severity.WARNING,
        Message("劳动合同法 14, 法释〔2025〕12号 10"),
        Message("After two fixed terms in a row the worker may demand an open-ended contract."),
        _third_term,
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
        "fixed-term-after-ten-years",
        Severity.WARNING,
        Message("劳动合同法 14"),
        Message("After ten years in a row with the employer, a renewal is open-ended."),
        _after_ten_years,
        acknowledgeable=True,
    ),
    Rule(
        "contract-ending",
        Severity.NOTICE,
        Message("sample 1, clause 六 4"),
        Message("Whether a contract is renewed is said in writing 30 days before it ends."),
        _contract_ending,
    ),
    Rule(
        "probation-ending",
        Severity.NOTICE,
        Message("劳动合同法 21, 39"),
        Message("Who fails probation can be dismissed for that only before it ends."),
        _probation_ending,
    ),
)
