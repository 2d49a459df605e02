"""What a code point is: its name and block, whether it is a character, whether it draws anything.

Source: The Unicode Standard, 2.13 (combining characters), 4.8 (code point labels), 5.21
(default-ignorable code points), 23.4 (variation selectors).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import reduce

from kefu_docs.diagnostics import Message

_VARIATION_SELECTORS = frozenset((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)))
IGNORABLE = frozenset(
    (
        *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810)),
        *(*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), 0x3164),
        *(0xFEFF, 0xFFA0, *range(0xFFF0, 0xFFF9), *range(0x1BCA0, 0x1BCA4)),
        *(*range(0x1D173, 0x1D17B), *range(0xE0000, 0xE1000), *_VARIATION_SELECTORS),
    )
)
"""Default-ignorable code points, which draw nothing."""

_JOINER = "\u200d"
_C1 = range(0x80, 0xA0)
_CONTROLS = frozenset({"Cc", "Zl", "Zp"})  # general categories of line ends and tabs
_LABELS = {
    "Co": Message("for private use: another font draws another sign"),
    "Cs": Message("half of a character"),
    "Cn": Message("no character yet"),
    "Cc": Message("a control character"),
}


def is_drawn(character: str) -> bool:
    """Whether it needs a glyph; line ends, tabs and default-ignorable code points do not.

    The controls of ISO/IEC 6429's C1 set do: LibreOffice (7.4, 25.2) draws .notdef for them. Old
    programs mean the characters of Windows-1252 by them, as … by U+0085.
    """
    if ord(character) in IGNORABLE:
        return False
    return ord(character) in _C1 or unicodedata.category(character) not in _CONTROLS


def is_no_character(character: str) -> bool:
    """Whether the code point stands for no character: private-use, surrogate, unassigned.

    U+FFFD is none, either: programs write it where a character was lost on the way.
    """
    return character == "\ufffd" or _category(character) in ("Co", "Cs", "Cn")


def is_mark(character: str) -> bool:
    """Whether it is put onto the character before it, as an accent or the box of a keycap."""
    return unicodedata.category(character)[0] == "M" and ord(character) not in IGNORABLE


def is_variation_selector(character: str) -> bool:
    """Whether it chooses among the forms of the character before it.

    Not U+FE0E and U+FE0F, which choose between an emoji in black and in colours (Unicode Technical
    Standard 51, 1.4.3): the font set has black alone.
    """
    return ord(character) in _VARIATION_SELECTORS and character not in "\ufe0e\ufe0f"


def is_skin_tone(character: str) -> bool:
    """Whether it colours the emoji before it (Unicode Technical Standard 51, 2.4)."""
    return "\U0001f3fb" <= character <= "\U0001f3ff"


def described(character: str) -> Message:
    """`䶮 U+4DAE, a Chinese character of CJK Unified Ideographs Extension A`."""
    from fontTools import unicodedata as tables

    point, category = ord(character), _category(character)
    block = tables.block(character).replace("_", " ")
    what: Message | str = f"{unicodedata.name(character, '')}, {block}"
    if category in _LABELS:
        what = _LABELS[category]
    elif character == "\N{REPLACEMENT CHARACTER}":
        what = Message("written where a character was lost")
    elif block.startswith("CJK"):
        what = Message("a Chinese character of {block}", {"block": block})
    shown = "\N{REPLACEMENT CHARACTER}" if category == "Cs" else character
    values = {"shown": shown, "code": f"{point:04X}", "what": what}
    return Message("{shown} U+{code}, {what}", values)


def all_described(characters: Iterable[str]) -> Message:
    """Several characters, one behind the other."""
    first, *others = (described(character) for character in characters)
    return reduce(
        lambda one, other: Message("{one}, and {other}", {"one": one, "other": other}),
        others,
        first,
    )


def clusters(text: str) -> Iterator[str]:
    """Cut a text into what one face draws together: a character with the marks that follow it."""
    cluster = ""
    for character in text:
        if cluster and not _follows(character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def sequences(text: str) -> Iterator[str]:
    """Cut a text into clusters, those of joined emoji and of a tone with its emoji together.

    LibreOffice 25.2 takes them for one character: in two faces it tells the text of the first
    alone (test_emoji_that_are_joined_have_one_face).
    """
    sequence = ""
    for cluster in clusters(text):
        if sequence and not (sequence.endswith(_JOINER) or is_skin_tone(cluster[0])):
            yield sequence
            sequence = ""
        sequence += cluster
    if sequence:
        yield sequence


def _follows(character: str) -> bool:
    return ord(character) in IGNORABLE or unicodedata.category(character)[0] == "M"


def _category(character: str) -> str:
    """The general category; ideographs newer than Python's tables are letters all the same."""
    category = unicodedata.category(character)
    if category == "Cn":
        from fontTools import unicodedata as tables

        return "Lo" if tables.script(character) != "Zzzz" else "Cn"
    return category
