"""Which of a run's four families a character is drawn in.

Source: ISO/IEC 29500-1, 17.3.2.26 (rFonts). Where that leaves the choice to a hint or to the
program, both families count.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_COMPLEX = (  # scripts that Word and LibreOffice set in the family for complex scripts
    (0x0590, 0x109F),  # Hebrew to Myanmar
    (0x1780, 0x18AF),  # Khmer, Mongolian
    (0xFB1D, 0xFDFF),
    (0xFE70, 0xFEFE),
)
PRINTED_VALUE = frozenset(("ascii", "hAnsi", "eastAsia"))
"""The families that any value of a record may be drawn in."""


def slots_of(text: str) -> frozenset[str]:
    """The families in which the characters of a text are drawn; blanks are drawn in none."""
    return frozenset().union(*map(_slots, set(text)))


@lru_cache(maxsize=1 << 12)
def _slots(character: str) -> frozenset[str]:
    if character.isspace():
        return frozenset()
    if character.isascii():
        return frozenset(("ascii",))
    if any(start <= ord(character) <= end for start, end in _COMPLEX):
        return frozenset(("cs",))
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return frozenset(("eastAsia",))
    return frozenset(("hAnsi", "eastAsia"))
