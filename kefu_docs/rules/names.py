"""Which characters the name of a person may have."""

from __future__ import annotations

import unicodedata

from kefu_docs.fonts import is_no_character

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
    in a foreign name, it is part of the name.
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
    return found


def _is_ideograph(character: str) -> bool:
    return (
        character == "〇"
        or _is_later_ideograph(character)
        or unicodedata.name(character, "").startswith("CJK ")
    )
