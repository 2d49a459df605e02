"""What a page's content shows: strings of glyph codes in order, and which may be cut off.

`read_plain` understands pages of upright text as LibreOffice writes them, at the speed of the
regular expression engine; `read_any` reads the others, and leaves places to PDFium.
Source: ISO 32000-1, 8.4 (graphics state), 9.4 (text objects), 14.9.4 (replacement text).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

Box = tuple[float, float, float, float]

# Kerning before the first string of an array or behind the last would be taken for digits.
_STRING = rb"(<[\dA-Fa-f]*>|\[<[-+.\d\s<>A-Fa-f]*>\])"
_ANY_STRING = rb"(<[\dA-Fa-f\s]*>|\[[-+.\d\s<>A-Fa-f]*\])"
_SHOW = re.compile(
    rb"\n(?:1 0 0 1 )?([-+.\d]+) ([-+.\d]+) T[dm]\s/([^\s/<>\[\]()]+) ([-+.\d]+) Tf\s?"
    + _STRING
    + rb"T[Jj](?=\n)"
)
# A transformation that ends before any text is shown: lines, fills, images.
_DRAWN = re.compile(rb" cm\n[^qQB]*Q")
# Literal strings, replaced text, inline images.
_UNUSUAL = (b"(", b"ActualText", b"\nBI")
_CLIP = re.compile(rb" re\s+W\*?\s+n\b")
_SHOWN_ANYHOW = re.compile(
    rb"/([^\s/<>\[\]()]+)\s+[-+.\d]+\s+Tf\b|" + _ANY_STRING + rb"\s*T[Jj]\b"
    rb"|/([^\s/<>\[\]()]+)\s+Do\b"
    rb"|/ActualText\s*<([\dA-Fa-f\s]*)>[^<]*?BDC\b|\b(EMC)\b|\b([37])\s+Tr\b"
)
_SHOWN = re.compile(rb"[>\])]\s*T[jJ]\b")
_KERNING = re.compile(rb">[^<>\n]+<")
# Between these heights, in ems, ideographs stand.
_DESCENT, _ASCENT = -0.12, 0.85
_END = b"\nET\n"
_BLOCKS = 8  # of text to a stretch, on average


class UnreadableContentError(ValueError):
    """A content stream that shows text in a way that is not understood here."""


class Text(NamedTuple):
    """Strings of one font, one behind the other."""

    font: str
    codes: bytes


class Place(NamedTuple):
    """A string that may reach out of `clip`: its origin and size in points."""

    text: Text
    x: float
    y: float
    size: float
    clip: Box

    @property
    def heights(self) -> tuple[float, float]:
        """Where its lowest and highest strokes may be."""
        return self.y + _DESCENT * self.size, self.y + _ASCENT * self.size


class Content(NamedTuple):
    """A page's text in the order of its content, and what of it may not be seen in full."""

    texts: Sequence[Text]
    doubtful: Sequence[Place]


class _String(NamedTuple):
    """A string of codes as it is shown; it ends at `right` if no code is wider than an em."""

    text: Text
    x: float
    y: float
    size: float
    right: float


class _Stretch(NamedTuple):
    """What a stretch of content shows, and the rectangle that clips what comes next."""

    content: Content
    clip: Box


def read_plain(content: bytes, page: Box, code_sizes: Mapping[str, int]) -> Content | None:
    """Read a content stream; None where it holds more than this understands.

    `code_sizes` is the number of bytes in the codes of each font. `doubtful` are the strings that
    may reach out of `page`, or of the rectangle that clips them.
    """
    simple = frozenset(font for font, size in code_sizes.items() if size == 1)
    texts: list[Text] = []
    doubtful: list[Place] = []
    clip = page
    for data in _cut(content):
        stretch = _read(data, simple, page, clip)
        if stretch is None:
            return None
        (shown, in_doubt), clip = stretch
        texts += shown
        doubtful += in_doubt
    joined = _joined(texts)
    if not code_sizes.keys() >= {font for font, _ in joined}:
        return None
    return Content(joined, doubtful)


def _cut(content: bytes) -> Iterator[bytes]:
    """Cut content behind text, into stretches of which most documents have most in common.

    Where it is cut follows from what stands there, so that a longer line moves no other cut.
    """
    *blocks, last = content.split(_END)
    begin = 0
    for end, block in enumerate(blocks, 1):
        if len(block) % _BLOCKS == 0:
            yield _END.join((*blocks[begin:end], b""))
            begin = end
    yield _END.join((*blocks[begin:], last))


@lru_cache(maxsize=1 << 12)
def _read(data: bytes, simple: frozenset[str], page: Box, clip: Box) -> _Stretch | None:
    """Read a stretch of content, in which `clip` is in force at first.

    `simple` are the fonts whose codes are single bytes.
    """
    data = b"\n%b\n" % data
    if any(mark in data for mark in _UNUSUAL):
        return None
    strings: list[_String] = []
    doubtful: list[Place] = []
    *segments, last = _CLIP.split(data)
    for segment in segments:
        found = _strings(segment, simple)
        strings += found
        doubtful += _doubtful(found, clip)
        clip = _clip(segment, page)
    found = _strings(last, simple)
    strings += found
    doubtful += _doubtful(found, clip)
    begun = data.count(b"BT\n")
    if (
        data.count(b"T") != 3 * len(strings) + 2 * begun  # Td or Tm, Tf, Tj for each; BT, ET
        or data.count(b" Td") != begun
        or data.count(b"\n1 0 0 1 ") != len(strings) - begun
        or data.count(b" cm") != len(_DRAWN.findall(data))
    ):
        return None
    return _Stretch(Content(_joined(string.text for string in strings), doubtful), clip)


def _joined(texts: Iterable[Text]) -> list[Text]:
    """Join strings where a font follows itself."""
    runs = groupby(texts, itemgetter(0))
    return [Text(font, b"".join([codes for _, codes in run])) for font, run in runs]


def _strings(segment: bytes, simple: frozenset[str]) -> list[_String]:
    return [_string(simple, *found) for found in _SHOW.findall(segment)]


def _string(
    simple: frozenset[str], x: bytes, y: bytes, font: bytes, size: bytes, string: bytes
) -> _String:
    name = font.decode("latin-1")
    digits = _KERNING.sub(b"", string).translate(None, b"<>[]").decode()
    text = Text(name, bytes.fromhex(digits))
    ems = len(text.codes) / (1 if name in simple else 2)
    return _String(text, float(x), float(y), float(size), float(x) + float(size) * ems)


def _box(string: _String) -> Box:
    low, high = string.y + _DESCENT * string.size, string.y + _ASCENT * string.size
    return string.x, low, string.right, high


def _doubtful(strings: Sequence[_String], clip: Box) -> Iterator[Place]:
    for string in strings:
        if not _within(_box(string), clip):
            yield Place(string.text, string.x, string.y, string.size, clip)


def _clip(segment: bytes, page: Box) -> Box:
    """The rectangle at the end of a segment, as far as it is on the page.

    LibreOffice ends one clipping before it begins another, so that none lies within another.
    """
    x, y, width, height = map(float, segment.rpartition(b"\n")[2].split()[-4:])
    return (
        max(x, page[0]),
        max(y, page[1]),
        min(x + width, page[2]),
        min(y + height, page[3]),
    )


def _within(box: Box, clip: Box) -> bool:
    return box[0] >= clip[0] and box[1] >= clip[1] and box[2] <= clip[2] and box[3] <= clip[3]


def read_any(
    content: bytes, decode: Callable[[str, bytes], str], form: Callable[[str], str]
) -> Iterator[str]:
    """Read the text of a content stream, wherever it stands.

    `decode` reads codes of a font, `form` the form XObject of a name. Raises
    UnreadableContentError where text is shown in another way, or so that it is not seen.
    """
    font, count = "", 0
    instead: str | None = None
    for name, string, drawn, actual, end, hidden in _SHOWN_ANYHOW.findall(content):
        if name:
            font = name.decode("latin-1")
        elif string:
            count += 1
            digits = b"".join(re.findall(rb"<([^>]*)>", string))
            text = decode(font, bytes.fromhex(digits.decode()))
            yield text if instead is None else instead
            instead = instead and ""
        elif drawn:
            yield form(drawn.decode("latin-1"))
        elif hidden:
            raise UnreadableContentError("hidden text")
        else:
            instead = None if end else bytes.fromhex(actual.decode()).decode("utf-16", "replace")
    if count != len(_SHOWN.findall(content)):
        raise UnreadableContentError("strings that are not hexadecimal")
