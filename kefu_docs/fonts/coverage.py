"""Which characters the set can draw, read from the character maps before anything is rendered.

A character without a glyph prints as an empty box whose text still extracts correctly, so the
finished PDF cannot show what is missing.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from kefu_docs.fonts.faces import characters_in
from kefu_docs.fonts.fontset import FontFile, FontSet

INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp"})  # general categories that draw nothing
VARIATION_SELECTORS = frozenset((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))


def coverage(fonts: FontSet) -> frozenset[int]:
    """Give every code point that some face of the set draws."""
    return frozenset().union(*(_characters(file) for file in fonts.files))


def uncovered(text: str, fonts: FontSet) -> tuple[str, ...]:
    """Give the characters of a text that no face of the set draws, each once, in text order.

    Character maps are read as far down the order of fallback as the text needs.
    """
    left = dict.fromkeys(c for c in text if _is_drawn(c))
    for file in fonts.files:
        if not left:
            break
        known = _characters(file)
        left = dict.fromkeys(c for c in left if ord(c) not in known)
    return tuple(left)


def drawn_by(character: str, fonts: FontSet) -> tuple[str, ...]:
    """Give the families that have a glyph for one character, in order of fallback."""
    return tuple(
        dict.fromkeys(
            family
            for file in fonts.files
            if ord(character) in _characters(file)
            for family in file.families
        )
    )


def _is_drawn(character: str) -> bool:
    return (
        unicodedata.category(character) not in INVISIBLE
        and ord(character) not in VARIATION_SELECTORS
    )


@lru_cache(maxsize=64)
def _characters(file: FontFile) -> frozenset[int]:
    return characters_in(file.path, file.families)
