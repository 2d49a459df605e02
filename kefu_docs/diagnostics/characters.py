"""Characters that no record may hold: controls, and what nobody sees but programs obey.

An override of the writing direction (U+202E) makes a contract read otherwise on paper than in the
record; a zero-width space splits a name that looks whole.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from kefu_docs.diagnostics.diagnostic import Message

# YAML 1.2, 5.1: the control characters a stream may not contain, and halves of a character. XML
# has none of them, either, so no escape may bring them in.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# Unicode 16: line separators, bidirectional controls (UAX 9), joiners, fillers and other
# characters that are Default_Ignorable_Code_Point or drawn as nothing. Variation selectors are
# not among them: they choose a glyph (rule glyph-variant).
_INVISIBLE = re.compile(
    "[\x85\xad\u034f\u061c\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f]"
)
LINE_BREAKS = frozenset("\x85\u2028\u2029")
"""Line ends to the C parser (YAML 1.1) but not to editors, so that lines would be counted apart."""
_JOINERS = frozenset("\u200c\u200d")
_SHAPING = "\u200d"
_VIRAMA = 9
"""The combining class of the sign that takes a letter's vowel away."""
_MONGOLIAN = frozenset(map(chr, range(0x1820, 0x18AB)))
_MARKS_OF_DIRECTION = frozenset("\u061c\u200e\u200f")
_WITHOUT_WIDTH = frozenset("\u200b\u2060\ufeff")
MEANINGLESS = frozenset({*_WITHOUT_WIDTH, *_JOINERS, *_MARKS_OF_DIRECTION, "\xad"})
"""Those without which a text says the same; web pages and chat programs put them into texts."""
_ALL_MEANINGLESS = "".join(sorted(MEANINGLESS))
_BLACK_FLAG = "\U0001f3f4"


def invisible(text: str) -> Iterator[tuple[int, str]]:
    """Where an invisible character stands that does not belong there, and which.

    One joiner belongs into emoji and into scripts whose letters they join; marks of direction into
    lines that have letters written from right to left; tags behind a black flag.
    """
    for found in _INVISIBLE.finditer(text):
        if not _belongs(text, found.start()):
            yield found.start(), found[0]


def without_meaningless(text: str) -> str:
    """The text without those that do not belong there and mean nothing."""
    places = {place for place, which in invisible(text) if which in MEANINGLESS}
    return "".join(c for place, c in enumerate(text) if place not in places) if places else text


def _belongs(text: str, place: int) -> bool:
    character = text[place]
    if character in _JOINERS:
        return _is_joining(text, place)
    start = text.rfind("\n", 0, place) + 1
    if character in _MARKS_OF_DIRECTION:
        return _is_right_to_left(text[start:].partition("\n")[0])
    return character >= "\U000e0020" and _BLACK_FLAG in text[max(start, place - 7) : place]


@lru_cache(maxsize=1)  # many such marks may stand in a line
def _is_right_to_left(line: str) -> bool:
    """Whether a line has letters that are written so, which marks of direction also count as."""
    letters = set(line) - MEANINGLESS
    return any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in letters)


def _is_joining(text: str, place: int) -> bool:
    """Whether a joiner is the first of those that stand together, and between what is joined.

    What means nothing may stand beside it. U+200D also gives a letter at the end of a word another
    shape, in Arabic (ه\u200d) and behind a virama (क्\u200d).
    """
    before = text[:place].rstrip(_ALL_MEANINGLESS)
    if not _JOINERS.isdisjoint(text[len(before) : place]):
        return False
    before, after = before[-1:], text[place + 1 :].lstrip(_ALL_MEANINGLESS)[:1]
    if text[place] == _SHAPING and (_is_shaped(before) or _is_shaped(after)):
        return True
    return _joined(before) and _joined(after)


def _is_shaped(neighbour: str) -> bool:
    """Whether it is an Arabic or Mongolian letter, or a virama."""
    if not neighbour:
        return False
    is_arabic = unicodedata.bidirectional(neighbour) == "AL"
    return is_arabic or unicodedata.combining(neighbour) == _VIRAMA or neighbour in _MONGOLIAN


def _joined(neighbour: str) -> bool:
    """Whether a joiner can stand beside this: an emoji, or a letter neither Latin nor Chinese."""
    if not neighbour or neighbour.isascii():
        return False
    category = unicodedata.category(neighbour)
    if category in {"So", "Sk", "Mn", "Mc", "Cn"}:
        return True
    return category == "Lo" and unicodedata.east_asian_width(neighbour) == "N"


def described(character: str) -> Message:
    """U+202E, which turns the direction of writing."""
    what = next((told for few, told in _UNSEEN if character in few), _OTHER)
    return Message("U+{code} ({what})", {"code": f"{ord(character):04X}", "what": what})


_UNSEEN = (
    (
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
        Message("turns the direction of writing"),
    ),
    (_MARKS_OF_DIRECTION, Message("a mark of the direction of writing")),
    (_WITHOUT_WIDTH, Message("a space without width")),
    (_JOINERS, Message("a joiner")),
    ("\x85\u2028\u2029", Message("a line end")),
    ("\xad", Message("a hyphen at line ends only")),
)
_OTHER = Message("draws nothing")
