"""The rendered text of a contract: void passages kept in it, and statutes repealed since."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.rules.rule import Agreement, Case, Finding, Rule

VOID_PASSAGES: tuple[tuple[str, str], ...] = (
    ("津贴均在当月的劳动报酬中", "劳动法 44"),
    ("而不再另行计发", "劳动法 44"),
    ("罚款奖励", "劳动法 50"),
    ("甲方或业主利益", "民法典 465"),
    ("最后一个月工资将在离岗后60天付清", "工资支付暂行规定 9"),
    ("60天内不得进入同行业工作", "劳动合同法 23, 24"),
    ("扣除最后一个月工资", "工资支付暂行规定 9, 15"),
    ("扣除乙方最后一月工资", "工资支付暂行规定 9, 15"),
    ("签署公司的离职协议书后", "劳动合同法 37, 50"),
    ("扣除最后一个月的工资", "工资支付暂行规定 9, 15"),
    ("需无条件向甲方支付适当的培训赔偿", "劳动合同法 22"),
)
"""Fragments of the samples' wording, free of punctuation, with the article each fails."""


@dataclass(frozen=True)
class RepealedStatute:
    """A law that is no longer one: since when, what stands in its place, and where that is said.

    `pattern` finds its name, with or without 中华人民共和国 and 《》.
    """

    name: str
    repealed_on: dt.date
    replaced_by: str
    source: str
    pattern: re.Pattern[str]


# 劳动合同法 is another law, 本合同法定代表人 and 担保法律关系 are none: what may not stand around.
_OTHER_LAW = "(?<!劳动)(?<!经济)(?<!技术)(?<!集体)"
_OTHER_WORD = "(?![律定人规院务])"
REPEALED: tuple[RepealedStatute, ...] = tuple(
    RepealedStatute(
        name,
        dt.date(2021, 1, 1),
        "民法典",
        "民法典 1260",
        re.compile(f"{_OTHER_LAW}{name}{_OTHER_WORD}"),
    )
    for name in (
        "婚姻法",
        "继承法",
        "民法通则",
        "收养法",
        "担保法",
        "合同法",
        "物权法",
        "侵权责任法",
        "民法总则",
    )
)


@dataclass(frozen=True)
class TextFinding:
    """One passage of a text: the rule it fails, how grave, what to say, and on what basis."""

    rule: str
    severity: Severity
    message: Message
    basis: str


def rendered_findings(text: str, signed_on: dt.date | None = None) -> tuple[TextFinding, ...]:
    """What is void or out of date in the text of a contract, taken from a document or a PDF.

    Space, line ends and the width of characters do not count. With `signed_on` a statute is only
    found where it was repealed by then: whoever cited it before cited it rightly.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return (*_void(plain), *_repealed(plain, signed_on or dt.date.max))


def _void(plain: str) -> Iterator[TextFinding]:
    for fragment, article in VOID_PASSAGES:
        if fragment in plain:
            message = Message(
                "the text says “{fragment}”, which does not hold ({article}): take it out",
                {"fragment": fragment, "article": article},
            )
            yield TextFinding("void-passage-text", Severity.WARNING, message, article)


def _repealed(plain: str, signed_on: dt.date) -> Iterator[TextFinding]:
    for statute in REPEALED:
        if statute.repealed_on <= signed_on and statute.pattern.search(plain):
            message = Message(
                "the text cites 《{statute}》, repealed on {day} ({source}): cite 《{now}》",
                {
                    "statute": statute.name,
                    "day": statute.repealed_on,
                    "source": statute.source,
                    "now": statute.replaced_by,
                },
            )
            yield TextFinding("repealed-statute", Severity.WARNING, message, statute.source)


def _texts(case: Case) -> Iterator[tuple[Agreement, str]]:
    """Every contract whose text is given."""
    for employee, record in case.dataset.employees.items():
        for index, (path, contract) in enumerate(record.value.all_contracts()):
            if (text := case.texts.get((employee, index))) is not None:
                yield Agreement(employee, record, path, contract), text


def _check(rule: str, wordings: frozenset[str]) -> Callable[[Case], Iterator[Finding]]:
    def check(case: Case) -> Iterator[Finding]:
        for agreement, text in _texts(case):
            if agreement.contract.wording in wordings:
                for found in rendered_findings(text, agreement.contract.signed_on):
                    if found.rule == rule:
                        yield agreement.finding(found.message, "wording")

    return check


RULES: tuple[Rule, ...] = (
    Rule(
        "void-passage-text",
        Severity.WARNING,
        "the article that each message names",
        "A template of one's own can bring back what the current wording replaced; the original "
        "wording has void-passage.",
        _check("void-passage-text", frozenset({"current"})),
        acknowledgeable=True,
        looks_at="texts",
    ),
    Rule(
        "repealed-statute",
        Severity.WARNING,
        "民法典 1260",
        "A contract signed after a law was repealed rests on the law that replaced it.",
        _check("repealed-statute", frozenset({"current", "original"})),
        acknowledgeable=True,
        looks_at="texts",
    ),
)
