"""Tables of law that the program carries: until when they are fresh, and laws that have a date.

A table is as good as the day it was looked up. Sixty days before it wants a fresh look `check`
says so, so that a newer version, or the user's own table, is there in time.

Of 人社部令第56号 the draft of 2025-07-31 could be read, not the text that came into force; that
人社部发〔2025〕2号 holds since 2025-01-01 is known and was not looked up again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from msgspec import Struct

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.rule import Rule

_AHEAD = dt.timedelta(days=60)


class LawTable(Struct, frozen=True):
    """A table: what it says, when it was looked up, and when it wants a fresh look."""

    name: Message
    looked_up_on: dt.date
    fresh_until: dt.date


class DatedLaw(Struct, frozen=True):
    """A law that changes what is due: its first day, what it brings, who says so."""

    since: dt.date
    what: Message
    source: str


_LOOKED_UP = dt.date(2026, 11, 28)
LAW_TABLES: tuple[LawTable, ...] = (
    LawTable(Message("minimum wages"), _LOOKED_UP, dt.date(2027, 6, 30)),
    LawTable(Message("repealed statutes"), _LOOKED_UP, dt.date(2027, 12, 31)),
    LawTable(Message("latest days of payment"), _LOOKED_UP, dt.date(2027, 12, 31)),
    LawTable(
        Message("rules for workers past the retirement age"), _LOOKED_UP, dt.date(2027, 6, 30)
    ),
    LawTable(Message("tax on annual bonuses"), _LOOKED_UP, dt.date(2027, 12, 31)),
)
DATED_LAWS: tuple[DatedLaw, ...] = (
    DatedLaw(
        dt.date(2025, 1, 1),
        Message("statutory holidays are 13 days a year instead of 11"),
        "国务院令第795号",
    ),
    DatedLaw(
        dt.date(2025, 1, 1),
        Message("the retirement age rises step by step"),
        "国务院关于渐进式延迟法定退休年龄的办法",
    ),
    DatedLaw(
        dt.date(2025, 9, 1),
        Message(
            "extensions, renewals of themselves and changes of the employing party count as a "
            "second term; agreements not to insure are void"
        ),
        "法释〔2025〕12号",
    ),
    DatedLaw(
        dt.date(2026, 7, 1),
        Message(
            "workers past the retirement age have a written agreement, the minimum wage and injury "
            "insurance"
        ),
        "人社部令第56号",
    ),
    DatedLaw(
        dt.date(2028, 1, 1),
        Message("annual bonuses are taxed with wages, unless the rule of before is prolonged"),
        "财政部 税务总局公告2023年第30号",
    ),
)


def _stale(case: Case) -> Iterator[Finding]:
    company = case.dataset.company
    for table in LAW_TABLES if company else ():
        if company and table.fresh_until - _AHEAD <= case.on:
            message = Message(
                "the table of {name} was looked up on {looked_up} and wants a fresh look by "
                "{until}: take a newer version of kefu-docs, or look it up",
                {"name": table.name, "looked_up": table.looked_up_on, "until": table.fresh_until},
            )
            yield Finding(company.at(), message)


RULES: tuple[Rule, ...] = (
    Rule(
        "law-table-stale",
        Severity.NOTICE,
        Message("the day each table was looked up on"),
        Message("Law changes; a table that nobody has looked at for long may be wrong."),
        _stale,
    ),
)
