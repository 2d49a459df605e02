"""What a rule is: an id, its weight, its basis, its reason, and how it is checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

from msgspec import Struct

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import Dataset
from kefu_docs.rules.case import Agreement, Case, Finding, Material

Judge = Callable[[Dataset, Agreement, str], Iterator[Message]]
"""A rule on texts: the records, a contract, its plain text; what it has to say."""


Reader = Callable[[str], Iterator[Message]]
"""A rule on any paper: its plain text; what it has to say."""


class Rule(Struct, frozen=True):
    """One rule: its stable id, weight, legal basis or standard, reason, and how it is checked.

    `acknowledgeable` says whether a person's record may answer its findings with a reason.
    `looks_at` is the part of the case it needs. A rule on texts has `judge`: it is asked once for
    each rendered contract, with its plain text, and may look at nothing but what the contract is
    printed from, so that its answer can be kept; `read` is the same for any other paper that is
    printed for a person. `since` and `until` are the first and the last day
    on which what it rests on is in force, None where that is of no matter here.

    A finding that is about a person (Finding.record) follows from that person's records and from
    what is everybody's: the company, the pay schemes, the minimum wages. One that is about nobody
    follows from the latter and the teams' months alone. A rule of which either is not true is
    `across`: it looks at all people each time, while the findings of the others are kept by person
    (:mod:`.apart`).
    """

    id: str
    severity: Severity
    basis: Message
    rationale: Message
    check: Callable[[Case], Iterator[Finding]]
    acknowledgeable: bool = False
    looks_at: Material = "records"
    judge: Judge | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    read: Reader | None = None
    across: bool = False

    def is_law(self, day: dt.date) -> bool:
        """Whether what the rule rests on is in force on `day`."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


def text_rule(
    id_: str, severity: Severity, basis: Message, rationale: Message, judge: Judge
) -> Rule:
    """Make a rule on texts; its findings stand at the contract's wording."""

    def check(case: Case) -> Iterator[Finding]:
        for agreement, judgement in case.judgements():
            for message in judgement.get(id_, ()):
                yield agreement.finding(message, "wording")

    return Rule(id_, severity, basis, rationale, check, True, "texts", judge)
