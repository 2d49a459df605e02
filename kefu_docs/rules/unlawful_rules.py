"""The rules on :mod:`.unlawful_terms`: in papers as they are printed, and in what records say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import Dataset, ServiceContract
from kefu_docs.rules.case import Agreement, Case, Finding
from kefu_docs.rules.rule import Rule
from kefu_docs.rules.unlawful_terms import BY_RULE, UnlawfulTerm, unlawful_terms


def _is_judged_elsewhere(term: UnlawfulTerm, agreement: Agreement) -> bool:
    """Whether the record says what was agreed, so that rules on it judge that, or need not.

    The original wording has void-passage; a service contract has a service term by its nature.
    """
    contract = agreement.contract
    if contract.wording == "original":
        return True
    if term.rule == "service-term-text" and isinstance(contract, ServiceContract):
        return True
    if term.rule == "noncompete-text":
        return contract.noncompete is not None
    return term.rule == "service-term-text" and contract.training is not None


def _messages(
    term: UnlawfulTerm, plain: str, *, is_contract: bool = True, is_account: bool = False
) -> Iterator[Message]:
    for words in unlawful_terms(term, plain, is_contract=is_contract, is_account=is_account):
        values = {"words": words, "article": term.article}
        yield Message("“{words}” does not hold ({article}): take it out", values)


def _findings(term: UnlawfulTerm, case: Case) -> Iterator[Finding]:
    """In the records, in contracts where these say it beyond the records, in other papers."""
    told = set()
    for written in case.agreed_texts:
        kind = {"is_contract": written.is_contract, "is_account": written.is_account}
        for said in _messages(term, written.text, **kind):
            told.add((written.employee, said.values["words"]))
            yield Finding(written.record.at(*written.path), said, written.employee)
    for agreement, judgement in case.judgements():
        for said in judgement.get(term.rule, ()):
            if (agreement.employee, said.values["words"]) not in told:
                yield agreement.finding(said, "wording")
    for paper in case.papers:
        for said in paper.judgement.get(term.rule, ()):
            values = {"document": paper.title, "finding": said}
            yield paper.spot.finding(Message("in {document!r}: {finding}", values))


def _rule(
    term: UnlawfulTerm, rationale: Message, basis: Message, since: dt.date | None = None
) -> Rule:
    def judge(_: Dataset, agreement: Agreement, plain: str) -> Iterator[Message]:
        if not _is_judged_elsewhere(term, agreement):
            yield from _messages(term, plain)

    return Rule(
        term.rule,
        Severity.WARNING,
        basis,
        rationale,
        check=lambda case: _findings(term, case),
        acknowledgeable=True,
        judge=judge,
        since=since,
        read=lambda plain: _messages(term, plain),
    )


RULES: tuple[Rule, ...] = (
    _rule(
        BY_RULE["insurance-waived"],
        Message(
            "Social insurance cannot be given up or paid out: the worker may leave with severance "
            "pay, and what was paid instead comes back only after paying in."
        ),
        Message("社会保险法 58, 60, 法释〔2025〕12号 19"),
    ),
    _rule(
        BY_RULE["deposit-agreed"],
        Message("An employer takes no deposit or guarantee from those it hires."),
        Message("劳动合同法 9, 84"),
    ),
    _rule(
        BY_RULE["papers-kept"],
        Message("An employer keeps nobody's identity card or certificates."),
        Message("劳动合同法 9, 84"),
    ),
    _rule(
        BY_RULE["fine-agreed"],
        Message("Fines are the state's; an employer can agree on awards that are earned or not."),
        Message("国务院令第516号（企业职工奖惩条例废止）, 劳动合同法 4"),
    ),
    _rule(
        BY_RULE["damages-agreed"],
        Message("A worker owes agreed damages for a service term and for secrecy alone."),
        Message("劳动合同法 22, 23, 25"),
    ),
    _rule(
        BY_RULE["noncompete-text"],
        Message("Keeping somebody from working for others takes secrets, a term and monthly pay."),
        Message("劳动合同法 23, 24, 法释〔2025〕12号 13"),
    ),
    _rule(
        BY_RULE["service-term-text"],
        Message("A service term is agreed for training that the employer has paid for."),
        Message("劳动合同法 22"),
    ),
    _rule(
        BY_RULE["automatic-renewal"],
        Message("A term that goes on by itself counts as a second term when it ends."),
        Message("法释〔2025〕12号 10"),
        since=dt.date(2025, 9, 1),
    ),
    _rule(
        BY_RULE["injury-disclaimed"],
        Message(
            "Nobody can be made to bear an injury at work alone; such a clause frees the employer "
            "of nothing."
        ),
        Message("民法典 506, 劳动合同法 26, 工伤保险条例 2"),
    ),
    _rule(
        BY_RULE["marriage-barred"],
        Message("No contract may limit that women marry or have children."),
        Message("妇女权益保障法 44, 就业促进法 27"),
    ),
    _rule(
        BY_RULE["wages-forfeited"],
        Message(
            "Wages that were earned are due when the employment ends, whoever ended it and however."
        ),
        Message("工资支付暂行规定 9, 15"),
    ),
)
