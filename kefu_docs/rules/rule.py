"""What a rule is: an id, its weight, its basis, its reason, and how it is checked."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import Dataset
from kefu_docs.rules.case import Agreement, Case, Finding, Material

Judge = Callable[[Dataset, Agreement, str], Iterator[Message]]
"""A rule on texts: the records, a contract, its plain text; what it has to say."""


@dataclass(frozen=True)
class Rule:
    """One rule: its stable id, weight, legal basis or standard, reason, and how it is checked.

    `acknowledgeable` says whether a person's record may answer its findings with a reason.
    `looks_at` is the part of the case it needs. A rule on texts has `judge`: it is asked once for
    each rendered contract, with its plain text, and may look at nothing but what the contract is
    printed from, so that its answer can be kept.
    """

    id: str
    severity: Severity
    basis: Message
    rationale: Message
    check: Callable[[Case], Iterator[Finding]]
    acknowledgeable: bool = False
    looks_at: Material = "records"
    judge: Judge | None = None


def text_rule(
    id_: str, severity: Severity, basis: Message, rationale: Message, judge: Judge
) -> Rule:
    """Make a rule on texts; its findings stand at the contract's wording."""

    def check(case: Case) -> Iterator[Finding]:
        for agreement, judgement in case.judgements():
            for message in judgement.get(id_, ()):
                yield agreement.finding(message, "wording")

    return Rule(id_, severity, basis, rationale, check, True, "texts", judge)


def did_you_mean(word: str, known: Iterable[str]) -> Message | str:
    """The end of a message on an unknown name: the nearest known one, or nothing.

    Among many names those are looked at that one character makes the word, so that thousands of
    unknown words do not each meet thousands of names.
    """
    names = frozenset(known)
    if len(names) > _MANY:
        index = _by_shortened(names)
        names = frozenset(name for key in _shortened(word) for name in index.get(key, ()))
    close = difflib.get_close_matches(word, sorted(names), n=1)
    return Message("; did you mean {name!r}?", {"name": close[0]}) if close else ""


_MANY = 500


def _shortened(word: str) -> tuple[str, ...]:
    """The word, and the word without each of its characters: one of them is a neighbour's, too."""
    return (word, *(word[:place] + word[place + 1 :] for place in range(len(word))))


@lru_cache(maxsize=4)
def _by_shortened(names: frozenset[str]) -> Mapping[str, list[str]]:
    index: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for key in _shortened(name):
            index[key].append(name)
    return index
