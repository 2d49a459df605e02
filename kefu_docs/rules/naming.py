"""Names of people: how long they are, and which characters stand in them."""

from __future__ import annotations

from collections.abc import Iterator

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.rules import names
from kefu_docs.rules.rule import Case, Finding, Rule, Spot


def _names(case: Case) -> Iterator[tuple[str, Spot]]:
    """Every name of a person, and where it stands."""
    for employee, record in case.dataset.employees.items():
        yield record.value.name, Spot(record, ("name",), employee)
    if company := case.dataset.company:
        signers = {
            "legal_representative": company.value.legal_representative,
            "agent": company.value.agent,
        }
        yield from ((name, Spot(company, (key,))) for key, name in signers.items() if name)


def _name_short(case: Case) -> Iterator[Finding]:
    for name, spot in _names(case):
        if names.letters(name) < 2:
            message = Message(
                "the name {name!r} is too short: a name has two characters or more", {"name": name}
            )
            yield spot.finding(message)


def _name_characters(case: Case) -> Iterator[Finding]:
    for name, spot in _names(case):
        for character in dict.fromkeys(names.foreign_characters(name)):
            message = Message(
                "the name {name!r} has {character!r} (U+{code:04X}) in it: a name is written in "
                "Chinese characters and ·, or in letters with spaces between the parts",
                {"name": name, "character": character, "code": ord(character)},
            )
            yield spot.finding(message)


RULES: tuple[Rule, ...] = tuple(
    Rule(slug, Severity.ERROR, basis, rationale, check)
    for slug, basis, rationale, check in (
        (
            "name-short",
            Message("民法典 1012, 1015 (姓 and 名)"),
            Message(
                "A name consists of a family name and a given name, so one character is a slip."
            ),
            _name_short,
        ),
        (
            "name-characters",
            Message("民法典 1012; GB 18030-2022 (· between the parts of a name)"),
            Message("A digit, a stray mark or an invisible character in a name is a mistyped key."),
            _name_characters,
        ),
    )
)
