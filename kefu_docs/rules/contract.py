"""The labor contract law (劳动合同法, LCL): fixed terms, and how they end.

The service contracts of the samples are judged by the same articles: whoever works under the
employer's rules for pay by the month is likely an employee in law (rule `service-employee`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import LaborContract, fixed_terms
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.rule import Rule
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
            yield agreement.finding(message, "ends_on")


def _third_term(case: Case) -> Iterator[Finding]:
    for agreements in case.by_person():
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
        if agreement.record.value.left_on is not None:  # there is nothing to renew
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
