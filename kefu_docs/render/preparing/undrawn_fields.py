"""Fields that Word draws by their instruction alone, and stores no result of.

LibreOffice (7.4.7, 25.2) draws nothing for them. What is a text is written as one; what only Word
can draw is refused. Field names: ISO/IEC 29500-1, 17.16.5.
"""

from __future__ import annotations

import re
import unicodedata

from kefu_docs.render.fields.field_results import field_name
from kefu_docs.render.word.symbol_characters import unicode_of

UNDRAWN = frozenset(
    (
        *("SYMBOL", "EQ", "MACROBUTTON", "GOTOBUTTON", "LISTNUM", "BIDIOUTLINE"),
        *("AUTONUM", "AUTONUMLGL", "AUTONUMOUT", "DISPLAYBARCODE", "MERGEBARCODE"),
    )
)
"""Their names; with a stored result they are like any other."""

_SYMBOL = re.compile(r"\s*SYMBOL\s+(\S+)(.*)", re.IGNORECASE | re.DOTALL)
_FONT = re.compile(r'\\f\s*(?:"([^"]*)"|(\S+))', re.IGNORECASE)
_UNICODE = re.compile(r"\\u\b", re.IGNORECASE)
# Home, Enclose Characters: one sign over another; the first of these says in what.
_ENCLOSED = re.compile(r"\s*EQ\s+\\o\\ac\s*\(\s*([○〇◯])\s*[,，]\s*(\S+?)\s*\)\s*", re.IGNORECASE)


def drawn_text(instruction: str) -> str | None:
    """What Word draws for a field of these; None where no text says it."""
    name = field_name(instruction)
    if name in ("MACROBUTTON", "GOTOBUTTON"):
        words = instruction.split(maxsplit=2)
        return words[2].rstrip() if len(words) > 2 else ""
    if found := _ENCLOSED.fullmatch(instruction):
        return _in_circle(found[2])
    return _symbol(instruction) if name == "SYMBOL" else None


def _in_circle(text: str) -> str | None:
    """The character that is a text in a circle, such as ⑫ or ㊣."""
    for code in (*range(0x2460, 0x2500), *range(0x3200, 0x3300)):
        kind, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if kind == "<circle>" and text == "".join(chr(int(letter, 16)) for letter in letters):
            return chr(code)
    return None


def _symbol(instruction: str) -> str | None:
    """The character with a number, of a symbol font, of Unicode or of Windows' Latin letters."""
    found = _SYMBOL.fullmatch(instruction)
    if found is None:
        return None
    code = _number(found[1])
    font = _FONT.search(found[2])
    if code is None:
        return None
    if font and (known := unicode_of(font[1] or font[2] or "", chr(code))):
        return known
    if _UNICODE.search(found[2]) or code < 0x80:
        return chr(code)
    return bytes([code]).decode("cp1252", "ignore") or None if code < 0x100 and not font else None


def _number(text: str) -> int | None:
    """The number of a character, in figures or as `0x…`."""
    base = 16 if text[:2].lower() == "0x" else 10
    try:
        number = int(text, base)
    except ValueError:
        return None
    return number if 0x20 <= number < 0x110000 and not 0xD800 <= number < 0xE000 else None
