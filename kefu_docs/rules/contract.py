"""The labor contract law (劳动合同法, LCL): signing, probation, mandatory terms, renewal.

The service contracts of the samples are judged by the same articles: whoever works under the
employer's rules for pay by the month is likely an employee in law (rule `service-employee`).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from kefu_docs.diagnostics import Location, Message, Severity
from kefu_docs.model import LaborContract, ServiceContract
from kefu_docs.rules.calendar_terms import months_after, probation_limit
from kefu_docs.rules.rule import Agreement, Case, Finding, Rule

_DAY = dt.timedelta(days=1)
# What people type where they mean to fill something in later.
_PLACEHOLDER = re.compile(
    r"[\s_＿\-—–.…·?？/／xX×*]+|待定|待填|待补|暂无|无|TBD|N/A", re.IGNORECASE
)


def _signed_late(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements():
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
    for agreement in case.agreements():
        contract = agreement.contract
        if contract.starts_on < contract.signed_on <= months_after(contract.starts_on, 1):
            message = Message(
                "signed on {signed}, after the start on {starts}: sign on the first day or before",
                {"signed": contract.signed_on, "starts": contract.starts_on},
            )
            yield agreement.finding(message, "signed_on")


def _probation_long(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements():
        contract = agreement.contract
        if contract.probation_ends_on is None:
            continue
        limit = probation_limit(contract.starts_on, contract.ends_on)
        latest = months_after(contract.starts_on, limit) - _DAY
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
    for agreement in case.agreements():
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


def _terms(agreement: Agreement) -> Iterator[tuple[str | Decimal, tuple[str | int, ...]]]:
    """The mandatory terms a person's record states in words, each with its path in the record."""
    person, contract, path = agreement.record.value, agreement.contract, agreement.path
    yield person.name, ("name",)
    yield person.id_number, ("id_number",)
    yield person.residence, ("residence",)
    yield contract.workplace, (*path, "workplace")
    if isinstance(contract, LaborContract):
        yield contract.position, (*path, "position")
        yield from ((duty, (*path, "duties", i)) for i, duty in enumerate(contract.duties))
    else:
        yield contract.role, (*path, "role")
        yield contract.pay.monthly, (*path, "pay", "monthly")


def _mandatory_terms(case: Case) -> Iterator[Finding]:
    missing: list[tuple[str | Decimal, Location, str]] = []
    for agreement in case.agreements():
        if agreement.contract.wording == "current":
            missing += [
                (value, agreement.record.at(*path), agreement.employee)
                for value, path in _terms(agreement)
            ]
    if company := case.dataset.company:
        for key in ("name", "address", "legal_representative"):
            missing.append((getattr(company.value, key), company.at(key), ""))
    for name, scheme in case.dataset.pay_schemes.items():
        used = (a.contract for a in case.agreements() if isinstance(a.contract, LaborContract))
        if any(c.wording == "current" and c.pay_scheme == name for c in used):
            missing.append((scheme.value.base, scheme.at("base"), ""))
    for value, location, employee in missing:
        if value == 0 or (isinstance(value, str) and _PLACEHOLDER.fullmatch(value.strip())):
            message = Message(
                "{value} says nothing, but the contract must state this: write what is agreed",
                {"value": repr(str(value))},
            )
            yield Finding(location, message, employee)


def _third_term(case: Case) -> Iterator[Finding]:
    by_person: dict[str, list[Agreement]] = defaultdict(list)
    for agreement in case.agreements():
        if isinstance(agreement.contract, LaborContract):
            by_person[agreement.employee].append(agreement)
    for agreements in by_person.values():
        fixed = 0
        for agreement in sorted(agreements, key=lambda a: a.contract.starts_on):
            fixed = fixed + 1 if agreement.contract.ends_on else 0
            if fixed >= 3:
                message = Message(
                    "this is fixed term number {count} in a row: after two, an open-ended "
                    "contract (无固定期限) is due unless the worker asks for a term",
                    {"count": fixed},
                )
                yield agreement.finding(message, "ends_on")


def _contract_ending(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements():
        ends = agreement.contract.ends_on
        if ends is None or not case.on <= ends <= case.on + 30 * _DAY:
            continue
        others = (c for _, c in agreement.record.value.all_contracts())
        if not any(other.starts_on > ends for other in others):
            message = Message(
                "the contract ends on {ends}: tell {name} in writing, 30 days ahead, whether it "
                "is renewed",
                {"ends": ends, "name": agreement.record.value.name},
            )
            yield agreement.finding(message, "ends_on")


def _probation_ending(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements():
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
        "劳动合同法 10, 82",
        "From the second month without a written contract the employer owes double pay.",
        _signed_late,
        acknowledgeable=True,
    ),
    Rule(
        "signed-after-start",
        Severity.WARNING,
        "劳动合同法 10",
        "The written contract belongs to the first day of work; a month's grace is no custom.",
        _signed_after_start,
        acknowledgeable=True,
    ),
    Rule(
        "probation-long",
        Severity.ERROR,
        "劳动合同法 19, 83",
        "The term limits the probation to none, 1, 2 or 6 months; what is beyond is void.",
        _probation_long,
        acknowledgeable=True,
    ),
    Rule(
        "probation-pay",
        Severity.ERROR,
        "劳动合同法 20",
        "Pay in probation may not be under 80% of the agreed pay.",
        _probation_pay,
        acknowledgeable=True,
    ),
    Rule(
        "mandatory-term",
        Severity.ERROR,
        "劳动合同法 17",
        "A contract states the parties, the work, its place and its pay; a placeholder does not.",
        _mandatory_terms,
        acknowledgeable=True,
    ),
    Rule(
        "third-fixed-term",
        Severity.WARNING,
        "劳动合同法 14",
        "After two fixed terms in a row the worker may demand an open-ended contract.",
        _third_term,
        acknowledgeable=True,
    ),
    Rule(
        "contract-ending",
        Severity.NOTICE,
        "sample 1, clause 六 4",
        "Whether a contract is renewed is said in writing 30 days before it ends.",
        _contract_ending,
    ),
    Rule(
        "probation-ending",
        Severity.NOTICE,
        "劳动合同法 21, 39",
        "Who fails probation can be dismissed for that only before it ends.",
        _probation_ending,
    ),
)
