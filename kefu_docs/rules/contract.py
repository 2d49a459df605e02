"""The labor contract law (劳动合同法, LCL): fixed terms, and how they end.

The service contracts of the samples are judged by the same articles: whoever works under the
employer's rules for pay by the month is likely an employee in law (rule `service-employee`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import LaborContract, fixed_terms
from kefu_docs.rules.case import Agreement, Case, Finding
from kefu_docs.rules.rule import Rule
from kefu_docs.rules.stakes import severance, wages_between
from kefu_docs.zh import last_day

_DAY = dt.timedelta(days=1)


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
            yuan = _refused(case, agreement)
            yield agreement.finding(message, "ends_on", yuan=yuan)


def _refused(case: Case, agreement: Agreement) -> Decimal | None:
    """Double pay since a fixed term began that was to be open-ended (劳动合同法 82), until now."""
    contract = agreement.contract
    until = min(case.on, contract.ends_on or case.on)
    if until < contract.starts_on:
        return None
    return wages_between(case, agreement, contract.starts_on, until)


def _third_term(case: Case) -> Iterator[Finding]:
    for agreements in case.by_person():
        labor = [(a, a.contract) for a in agreements if isinstance(a.contract, LaborContract)]
        row = fixed_terms(contract for _, contract in labor)
        for (agreement, _), (_, count) in zip(labor, row, strict=True):
            if count >= 3:
                message = Message(
                    "this is fixed term number {count} in a row: after two, an open-ended "
                    "contract (无固定期限) is due unless the worker asks for a term",
                    {"count": count},
                )
                yuan = _refused(case, agreement)
                yield agreement.finding(message, "ends_on", yuan=yuan)


def _contract_ending(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        ends = agreement.contract.ends_on
        if ends is None or not case.on <= ends <= case.on + 60 * _DAY:
            continue
        if agreement.record.value.left_on is not None:  # there is nothing to renew
            continue
        others = (c for _, c in agreement.record.value.all_contracts())
        if not any(other.starts_on > ends for other in others):
            message = _ends(case, agreement, ends)
            yield agreement.finding(message, "ends_on", yuan=severance(case, agreement, ends))


def _ends(case: Case, agreement: Agreement, ends: dt.date) -> Message:
    latest = ends - 30 * _DAY
    values = {"ends": ends, "name": agreement.record.value.name, "latest": latest}
    if latest < case.on:
        return Message(
            "the contract ends on {ends}: {name} was to be told in writing by {latest}, 30 days "
            "ahead, whether it is renewed; tell it now",
            values,
        )
    return Message(
        "the contract ends on {ends}: tell {name} in writing by {latest}, 30 days ahead, "
        "whether it is renewed",
        values,
    )


RULES: tuple[Rule, ...] = (
    Rule(
        "third-fixed-term",
        Severity.WARNING,
        Message("劳动合同法 14, 法释〔2025〕12号 10"),
        Message("After two fixed terms in a row the worker may demand an open-ended contract."),
        _third_term,
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
)
