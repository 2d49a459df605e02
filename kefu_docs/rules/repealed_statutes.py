"""Statutes that the rendered text of a contract cites although they are repealed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from msgspec import Struct

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import Dataset
from kefu_docs.rules.case import Agreement
from kefu_docs.rules.rule import Rule, text_rule


class RepealedStatute(Struct, frozen=True):
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
    RepealedStatute(
        "劳社部发〔2008〕3号", dt.date(2025, 1, 1), "人社部发〔2025〕2号", "人社部发〔2025〕2号"
    ),
    RepealedStatute(
        "女职工劳动保护规定",
        dt.date(2012, 4, 28),
        "女职工劳动保护特别规定",
        "国务院令第619号",
        ("省", "市", "区"),
    ),
    *(
        RepealedStatute(name, dt.date(2021, 1, 1), "法释〔2020〕26号", "法释〔2020〕16号")
        for name in (
            "审理劳动争议案件适用法律若干问题的解释",  # all four: the one in force has no 若干
            "法释〔2001〕14号",
            "法释〔2006〕6号",
            "法释〔2010〕12号",
            "法释〔2013〕4号",
        )
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
# A document's year stands between brackets of any kind: 〔2008〕, [2008], (2008).
_YEAR = re.compile(r"[\[(（［【](\d{4})[])）］】]")
# 本合同法定代表人 and 担保法律关系 name no law: what a name may not run into.
_OTHER_WORDS = frozenset("律定人规院务")


def repealed_statutes(plain: str, signed_on: dt.date) -> Iterator[RepealedStatute]:
    """The statutes that the plain text cites, although they had ended when it was signed."""
    plain = _YEAR.sub(r"〔\1〕", plain)
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


def repealed_message(statute: RepealedStatute) -> Message:
    """What is said of a statute that a text cites."""
    return Message(
        "the text cites 《{statute}》, not in force since {day} ({source}): cite 《{now}》",
        {
            "statute": statute.name,
            "day": statute.ended_on,
            "source": statute.source,
            "now": statute.replaced_by,
        },
    )


def _repealed(_: Dataset, agreement: Agreement, plain: str) -> Iterator[Message]:
    return map(repealed_message, repealed_statutes(plain, agreement.contract.signed_on))


RULES: tuple[Rule, ...] = (
    text_rule(
        "repealed-statute",
        Severity.WARNING,
        Message("民法典 1260; for older statutes the source that each message names"),
        Message("A contract signed after a law was repealed rests on the law that replaced it."),
        _repealed,
    ),
)
