"""The samples' passages that are void today, as a wording and in the rendered text.

Beside them: what a service contract cannot be.
"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import Dataset, ServiceContract
from kefu_docs.rules.case import Agreement, Case, Finding
from kefu_docs.rules.rule import Rule, text_rule

# The clause of the sample, the article it fails, and what the `current` wording does about it.
_Passage = tuple[str, str, Message]

LABOR: tuple[_Passage, ...] = (
    (
        "首部",
        "劳动合同法 17",
        Message("the parties are named without code, address or ID number"),
    ),
    (
        "序言",
        "劳动合同法 3",
        Message("the labor contract law and its principles are not named"),
    ),
    ("一", "劳动合同法 17, 19", Message("probation and an open-ended term cannot be agreed")),
    ("二", "劳动合同法 17", Message("workplace, hours and rest are missing")),
    (
        "四2",
        "劳动法 44",
        Message("benefits are said to be all in the pay, so that overtime is not paid for"),
    ),
    (
        "四2",
        "劳动法 38",
        Message("one to four days of rest a month stand where the law grants one a week"),
    ),
    (
        "四（四）",
        "社会保险法 58, 60",
        Message(
            "a medical subsidy stands where social insurance is due: the worker may leave at once "
            "with severance pay, and the subsidy can be claimed back only after paying in "
            "(法释〔2025〕12号 19)"
        ),
    ),
    (
        "四（六）",
        "劳动法 50",
        Message("the worker is fined, which an employer may not do"),
    ),
    ("五2", "民法典 465", Message("duties are owed to owners (业主) who are no party")),
    (
        "六2",
        "劳动合同法 38",
        Message("the worker's grounds for leaving at once are cut short"),
    ),
    (
        "六4",
        "劳动合同法实施条例 13",
        Message("the parties agree on grounds to end the contract, which only the law can name"),
    ),
    (
        "六4",
        "劳动合同法 14, 46",
        Message("severance pay and the open-ended contract are left out where the term ends"),
    ),
    (
        "六5",
        "劳动合同法 37, 工资支付暂行规定 9",
        Message("the last wage is withheld, and competition barred without pay"),
    ),
    (
        "六6",
        "劳动合同法 50",
        Message("leaving depends on an agreement, and the last wage is forfeited"),
    ),
    (
        "七2",
        "劳动合同法 22",
        Message("training costs are claimed without a service term or a limit"),
    ),
    (
        "九",
        "劳动合同法 16, 81",
        Message("it is not said that the worker is handed a copy"),
    ),
)
INCOMPLETE = frozenset({"首部", "序言", "一", "二", "九"})
"""Clauses of LABOR that say nothing void: they leave out what a contract must say."""
SERVICE: tuple[_Passage, ...] = (
    (
        "序言",
        "民法典 1260",
        Message("民法通则 and 合同法, on which it rests, were repealed on 2021-01-01"),
    ),
)
VOID_PASSAGES: tuple[tuple[str, str], ...] = (
    ("津贴均在当月的劳动报酬中", "劳动法 44"),
    ("而不再另行计发", "劳动法 44"),
    ("罚款奖励", "劳动法 50"),
    ("甲方或业主利益", "民法典 465"),
    ("双方约定的合同终止条件", "劳动合同法实施条例 13"),
    ("60天内不得进入同行业工作", "劳动合同法 23, 24"),
    ("签署公司的离职协议书后", "劳动合同法 37, 50"),
    ("需无条件向甲方支付适当的培训赔偿", "劳动合同法 22"),
)
"""Fragments of the samples' wording, free of punctuation, with the article each fails.

What they say of the last wages is found by the rule wages-forfeited (unlawful_terms.py).
"""


def void_passages(plain: str) -> Iterator[tuple[str, str]]:
    """Each void passage that the plain text of a contract keeps, with the article it fails."""
    return (passage for passage in VOID_PASSAGES if passage[0] in plain)


def void_message(fragment: str, article: str) -> Message:
    """What is said of a void passage."""
    return Message(
        "the text says “{fragment}”, which does not hold ({article}): take it out",
        {"fragment": fragment, "article": article},
    )


def _void_passages(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        if agreement.contract.wording != "original":
            continue
        service = isinstance(agreement.contract, ServiceContract)
        for clause, article, what in SERVICE if service else LABOR:
            values = {"clause": clause, "article": article, "what": what}
            if clause in INCOMPLETE and not service:
                message = Message(
                    "clause {clause} of the original wording is incomplete ({article}): {what}",
                    values,
                )
            else:
                message = Message(
                    "clause {clause} of the original wording does not hold ({article}): {what}",
                    values,
                )
            yield agreement.finding(message, "wording")


def _void(_: Dataset, agreement: Agreement, plain: str) -> Iterator[Message]:
    if agreement.contract.wording == "current":
        for fragment, article in void_passages(plain):
            yield void_message(fragment, article)


def _service_employee(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        if isinstance(agreement.contract, ServiceContract):
            message = Message(
                "{name} works shifts under the employer's rules for pay by the month and is "
                "likely an employee in law, whatever the contract is called (劳社部发〔2005〕12号)",
                {"name": agreement.record.value.name},
            )
            yield agreement.finding(message, "kind")


def _service_probation(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        contract = agreement.contract
        if isinstance(contract, ServiceContract) and contract.probation_ends_on:
            message = Message("probation (试用期) has no place in a true service contract")
            yield agreement.finding(message, "probation_ends_on")


RULES: tuple[Rule, ...] = (
    Rule(
        "void-passage",
        Severity.WARNING,
        Message("the article that each message names"),
        Message(
            "These passages are void, cite repealed statutes or leave out what a contract states; "
            "the current wording replaces them."
        ),
        _void_passages,
        acknowledgeable=True,
    ),
    Rule(
        "service-employee",
        Severity.WARNING,
        Message("劳社部发〔2005〕12号, 1"),
        Message(
            "Work under the employer's rules and for its pay is employment, whatever the name."
        ),
        _service_employee,
        acknowledgeable=True,
    ),
    Rule(
        "service-probation",
        Severity.WARNING,
        Message("劳动合同法 19 (试用期 belongs to employment)"),
        Message("An agreed probation is a sign that the contract is one of employment."),
        _service_probation,
        acknowledgeable=True,
    ),
    text_rule(
        "void-passage-text",
        Severity.WARNING,
        Message("the article that each message names"),
        Message(
            "A template of one's own can bring back what the current wording replaced; the "
            "original wording has void-passage."
        ),
        _void,
    ),
)
