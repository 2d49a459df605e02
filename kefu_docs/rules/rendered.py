"""The rendered text of a contract: void passages kept in it, and statutes repealed since."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import Dataset
from kefu_docs.rules.rule import Agreement, Rule, text_rule

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
    """A law or regulation no longer in force: since when, what took its place, who says so.

    `part_of` are beginnings that make its name the end of another's, which may be in force.
    """

    name: str
    ended_on: dt.date
    replaced_by: str
    source: str
    part_of: tuple[str, ...] = ()


_CIVIL_CODE = (dt.date(2021, 1, 1), "民法典", "民法典 1260")
_CONTRACT_LAW = (dt.date(1999, 10, 1), "民法典", "合同法 428")
_LABOR_CONTRACT_LAW = "劳动合同法"
REPEALED: tuple[RepealedStatute, ...] = (
    RepealedStatute("婚姻法", *_CIVIL_CODE),
    RepealedStatute("继承法", *_CIVIL_CODE),
    RepealedStatute("民法通则", *_CIVIL_CODE),
    RepealedStatute("收养法", *_CIVIL_CODE),
    RepealedStatute("担保法", *_CIVIL_CODE),
    RepealedStatute("合同法", *_CIVIL_CODE, ("劳动", "经济", "技术", "集体")),
    RepealedStatute("物权法", *_CIVIL_CODE),
    RepealedStatute("侵权责任法", *_CIVIL_CODE),
    RepealedStatute("民法总则", *_CIVIL_CODE),
    RepealedStatute("经济合同法", *_CONTRACT_LAW),
    RepealedStatute("技术合同法", *_CONTRACT_LAW),
    RepealedStatute(
        "企业职工奖惩条例", dt.date(2008, 1, 15), _LABOR_CONTRACT_LAW, "国务院令第516号"
    ),
    RepealedStatute(
        "违反和解除劳动合同的经济补偿办法",
        dt.date(2017, 11, 24),
        _LABOR_CONTRACT_LAW,
        "人社部发〔2017〕87号",
    ),
    # No law of the country has this name; a local one is cited with its place and may be in force.
    RepealedStatute(
        "劳动合同条例",
        dt.date(2008, 1, 1),
        _LABOR_CONTRACT_LAW,
        "劳动合同法 98",
        ("省", "市", "区"),
    ),
)
# 本合同法定代表人 and 担保法律关系 name no law: what a name may not run into.
_OTHER_WORDS = frozenset("律定人规院务")
# Characters that stand for others: full-width digits and letters, radicals, doubled ideographs.
_COMPATIBLE = re.compile("[０-９Ａ-Ｚａ-ｚ\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")


def plain_text(text: str) -> str:
    """The text without space and line ends, and in one width of digits and letters."""
    return "".join(map(_plain_line, text.split("\n")))


@lru_cache(maxsize=4096)
def _plain_line(line: str) -> str:
    """A line of it; the lines of a template come again with every contract."""
    plain = "".join(line.split())
    return unicodedata.normalize("NFKC", plain) if _COMPATIBLE.search(plain) else plain


def void_passages(plain: str) -> Iterator[tuple[str, str]]:
    """Each void passage that the plain text of a contract keeps, with the article it fails."""
    return (passage for passage in VOID_PASSAGES if passage[0] in plain)


def repealed_statutes(plain: str, signed_on: dt.date) -> Iterator[RepealedStatute]:
    """The statutes that the plain text cites, although they had ended when it was signed."""
    for statute in REPEALED:
        if statute.ended_on <= signed_on and _cites(plain, statute):
            yield statute


def _cites(plain: str, statute: RepealedStatute) -> bool:
    found = plain.find(statute.name)
    while found >= 0:
        after = found + len(statute.name)
        if plain[after : after + 1] not in _OTHER_WORDS and not plain.endswith(
            statute.part_of, 0, found
        ):
            return True
        found = plain.find(statute.name, after)
    return False


def _void(_: Dataset, agreement: Agreement, plain: str) -> Iterator[Message]:
    if agreement.contract.wording == "current":
        for fragment, article in void_passages(plain):
            yield Message(
                "the text says “{fragment}”, which does not hold ({article}): take it out",
                {"fragment": fragment, "article": article},
            )


def _repealed(_: Dataset, agreement: Agreement, plain: str) -> Iterator[Message]:
    for statute in repealed_statutes(plain, agreement.contract.signed_on):
        yield Message(
            "the text cites 《{statute}》, not in force since {day} ({source}): cite 《{now}》",
            {
                "statute": statute.name,
                "day": statute.ended_on,
                "source": statute.source,
                "now": statute.replaced_by,
            },
        )


RULES: tuple[Rule, ...] = (
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
    text_rule(
        "repealed-statute",
        Severity.WARNING,
        Message("民法典 1260; for older statutes the source that each message names"),
        Message("A contract signed after a law was repealed rests on the law that replaced it."),
        _repealed,
    ),
)
