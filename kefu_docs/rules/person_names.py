"""Names of people: how long they are, and which characters stand in them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.fonts import is_no_character
from kefu_docs.rules.case import Case, Finding, Spot
from kefu_docs.rules.rule import Rule

# Ideographs of Unicode 15 to 17, which the tables of an older Python take for unassigned.
_LATER_IDEOGRAPHS = (
    (0x2B739, 0x2B73F),
    (0x2CEA2, 0x2CEAD),
    (0x2EBF0, 0x2EE5D),
    (0x31350, 0x33479),
)
_BETWEEN = "·.-'’ "


def _is_later_ideograph(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in _LATER_IDEOGRAPHS)


def _is_letter(character: str) -> bool:
    return (
        unicodedata.category(character)[0] == "L"
        or character == "〇"
        or _is_later_ideograph(character)
    )


def letters(name: str) -> int:
    """How many letters or ideographs a name has; a variation selector is not one."""
    return sum(map(_is_letter, name))


def foreign_characters(name: str) -> list[str]:
    """The characters that a name cannot have: digits, marks of punctuation other than ·, controls.

    A space counts where it stands beside an ideograph or at an end; between other letters, as
    in a foreign name, it is part of the name. So does a full stop, which people type for ·; a ·
    stands between two parts.
    """
    found = [
        c
        for c in name
        if not (
            _is_letter(c)
            or unicodedata.category(c)[0] == "M"
            or c in _BETWEEN
            or is_no_character(c)
        )
    ]
    parts = name.split(" ")
    sides = [side for part in parts for side in (part[:1], part[-1:])][1:-1]
    if len(parts) > 1 and ("" in (parts[0], *sides, parts[-1]) or any(map(_is_ideograph, sides))):
        found.append(" ")
    if any(_is_ideograph(c) for dot in re.finditer(r".?\..?", name) for c in dot[0]):
        found.append(".")
    if "" in name.split("·"):
        found.append("·")
    return found


def _is_ideograph(character: str) -> bool:
    return (
        character == "〇"
        or _is_later_ideograph(character)
        or unicodedata.name(character, "").startswith("CJK ")
    )


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
    # Not of the employer's signers: nothing in company.yaml could answer the finding.
    for employee, record in case.dataset.employees.items():
        if letters(record.value.name) < 2:
            message = Message(
                "the name {name!r} has one character: write all of it, or acknowledge name-short "
                "where that is the name",
                {"name": record.value.name},
            )
            yield Finding(record.at("name"), message, employee)


def _name_characters(case: Case) -> Iterator[Finding]:
    for name, spot in _names(case):
        for character in dict.fromkeys(foreign_characters(name)):
            message = Message(
                "the name {name!r} has {character!r} (U+{code:04X}) in it: a name is written in "
                "Chinese characters and ·, or in letters with spaces between the parts",
                {"name": name, "character": character, "code": ord(character)},
            )
            yield spot.finding(message)


RULES: tuple[Rule, ...] = (
    Rule(
        "name-short",
        Severity.ERROR,
        Message("劳动合同法 17 (the parties' names)"),
        Message("Most names have two characters or more, so one alone is mostly a slip."),
        _name_short,
        acknowledgeable=True,
    ),
    Rule(
        "name-characters",
        Severity.ERROR,
        Message("民法典 1012; GB 18030-2022 (· between the parts of a name)"),
        Message("A digit, a stray mark or an invisible character in a name is a mistyped key."),
        _name_characters,
    ),
)
