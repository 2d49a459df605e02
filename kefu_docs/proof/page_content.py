"""What a page's content shows: strings of glyph codes in order, and which may be cut off.

`read_plain` understands pages of upright text as LibreOffice writes them, at the speed of the
regular expression engine; `read_any` reads the others, and leaves places to PDFium. Measured on the
first page of the sample's first contract, 12 kB: 0.6 ms, and 0.03 ms once its chunks are known
(`_cut`). pikepdf.parse_content_stream takes 0.65 ms for the 1,075 operators alone, PDFium 5 ms for
the text; PDFium cannot tell .notdef from a glyph, either. The tests hold what is read against it.
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
# Literal strings, replaced text, inline images, and the two operators that show text without a T.
_UNUSUAL = (b"(", b"ActualText", b"\nBI", b"'", b'"')
_CLIP = re.compile(rb" re\s+W\*?\s+n\b")
_SHOWN_ANYHOW = re.compile(
    rb"/([^\s/<>\[\]()]+)\s+[-+.\d]+\s+Tf\b|" + _ANY_STRING + rb"\s*T[Jj]\b"
    rb"|/([^\s/<>\[\]()]+)\s+Do\b"
    rb"|/ActualText\s*<([\dA-Fa-f\s]*)>[^<]*?BDC\b|\b(EMC)\b|\b([37])\s+Tr\b"
)
# Every string that is shown (9.4.3): by Tj, by TJ, by ' or by ".
_SHOWN = re.compile(rb"""[>\])]\s*(?:T[jJ]\b|['"])""")
_KERNING = re.compile(rb">[^<>\n]+<")
# Between these heights, in ems, ideographs stand.
_DESCENT, _ASCENT = -0.12, 0.85
_END = b"\nET\n"
_BLOCKS = 3  # text objects to a chunk, on average; see _cut


class UnreadableContentError(ValueError):
    """A content stream that shows text in a way that is not understood here."""


class FontCodes(NamedTuple):
    """Strings of one font, one behind the other."""

    font: str
    codes: bytes


class DoubtfulText(NamedTuple):
    """A string that may reach out of `clip`: its origin and size in points."""

    text: FontCodes
    x: float
    y: float
    size: float
    clip: Box

    @property
    def heights(self) -> tuple[float, float]:
        """Where its lowest and highest strokes may be."""
        return self.y + _DESCENT * self.size, self.y + _ASCENT * self.size


class ContentText(NamedTuple):
    """A page's text in the order of its content, and what of it may not be seen in full."""

    texts: Sequence[FontCodes]
    doubtful: Sequence[DoubtfulText]


class _String(NamedTuple):
    """A string of codes as it is shown; it ends at `right` if no code is wider than an em."""

    text: FontCodes
    x: float
    y: float
    size: float
    right: float


class _Chunk(NamedTuple):
    """What a chunk of content shows, and the rectangle that clips what comes next."""

    shown: ContentText
    clip: Box


def read_plain(content: bytes, page: Box, code_sizes: Mapping[str, int]) -> ContentText | None:
    """Read a content stream; None where it holds more than this understands.

    `code_sizes` is the number of bytes in the codes of each font. `doubtful` are the strings that
    may reach out of `page`, or of the rectangle that clips them.
    """
    simple = frozenset(font for font, size in code_sizes.items() if size == 1)
    texts: list[FontCodes] = []
    doubtful: list[DoubtfulText] = []
    clip = page
    for data in _cut(content):
        chunk = _read(data, simple, page, clip)
        if chunk is None:
            return None
        (shown, in_doubt), clip = chunk
        texts += shown
        doubtful += in_doubt
    joined = _joined(texts)
    if not code_sizes.keys() >= {font for font, _ in joined}:
        return None
    return ContentText(joined, doubtful)


def _cut(content: bytes) -> Iterator[bytes]:
    """Cut content into chunks that end behind a text object, the same in many documents.

    Documents of one template differ in a few lines, and what is read of a chunk is kept, so a chunk
    that many have is read once. Cut behind every third text object, one more line in a document
    would move all cuts behind it, and no later chunk would be another document's as well. So the
    content itself says where: behind each text object whose length in bytes is a multiple of three,
    which is every third on average. A cut depends on the one object in front of it, so behind a
    line that differs the cuts are again those of the other documents. Programs for backups find the
    parts that files share in this way (content-defined chunking).

    The number is odd because a glyph takes four digits and lines that look alike have lengths that
    differ by fours: by eight or four, pages of a contract had no cut over 150 lines, and 266 of 377
    strings of each of 2,000 were read anew; by three it is 32.
    """
    begin = end = 0
    for block in content.split(_END)[:-1]:
        length = len(block)
        end += length + len(_END)
        if length % _BLOCKS == 0:
            yield content[begin:end]
            begin = end
    yield content[begin:]


@lru_cache(maxsize=1 << 12)
def _read(data: bytes, simple: frozenset[str], page: Box, clip: Box) -> _Chunk | None:
    """Read a chunk of content, in which `clip` is in force at first; None where it is not plain.

    `simple` are the fonts whose codes are single bytes.
    """
    data = b"\n%b\n" % data
    if any(mark in data for mark in _UNUSUAL):
        return None
    strings: list[_String] = []
    doubtful: list[DoubtfulText] = []
    *segments, last = _CLIP.split(data)
    for segment in segments:
        found = _strings(segment, simple)
        strings += found
        doubtful += _doubtful(found, clip)
        clip = _clip(segment, page)
    found = _strings(last, simple)
    strings += found
    doubtful += _doubtful(found, clip)
    if not _is_whole(data, len(strings)):
        return None
    return _Chunk(ContentText(_joined(string.text for string in strings), doubtful), clip)


def _is_whole(data: bytes, strings: int) -> bool:
    """Whether content shows no more than the strings that were found, `strings` of them.

    _SHOW finds strings that are written as LibreOffice writes them, and says nothing of others. But
    all operators of text have a capital T in their names (ISO 32000-1, Tables 105 to 109) but for
    the two of _UNUSUAL, and nothing else LibreOffice writes has: digits in strings end at F, and
    fonts are called F and a number. A string that was found has three, in Td or Tm, in Tf and in Tj
    or TJ; a text object has two more, in BT and ET. If there is one T more than these, something is
    shown, moved or set in a way that was not read: hidden text (Tr), for example, or a next line
    (T*). Where a font has a T in its name, the count is wrong on the safe side.
    """
    begun = data.count(b"BT\n")
    return (
        data.count(b"T") == 3 * strings + 2 * begun
        # Td counts from the place before, Tm from the page: Td may only be the first in its object.
        and data.count(b" Td") == begun
        and data.count(b"\n1 0 0 1 ") == strings - begun
        # A transformation that is in force where text is shown would move or turn the text.
        and data.count(b" cm") == len(_DRAWN.findall(data))
    )


def _joined(texts: Iterable[FontCodes]) -> list[FontCodes]:
    """Join strings where a font follows itself."""
    runs = groupby(texts, itemgetter(0))
    return [FontCodes(font, b"".join([codes for _, codes in run])) for font, run in runs]


def _strings(segment: bytes, simple: frozenset[str]) -> list[_String]:
    return [_string(simple, *found) for found in _SHOW.findall(segment)]


def _string(
    simple: frozenset[str], x: bytes, y: bytes, font: bytes, size: bytes, string: bytes
) -> _String:
    name = font.decode("latin-1")
    if string.startswith(b"<"):
        digits = string[1:-1]
    else:
        digits = _KERNING.sub(b"", string).translate(None, b"<>[]")
    codes = bytes.fromhex(digits.decode())
    left, points = float(x), float(size)
    ems = len(codes) / (1 if name in simple else 2)
    return _String(FontCodes(name, codes), left, float(y), points, left + points * ems)


def _doubtful(strings: Sequence[_String], clip: Box) -> Iterator[DoubtfulText]:
    left, bottom, right, top = clip
    for text, x, y, size, end in strings:
        low, high = y + _DESCENT * size, y + _ASCENT * size
        if not (x >= left and low >= bottom and end <= right and high <= top):
            yield DoubtfulText(text, x, y, size, clip)


def _clip(segment: bytes, page: Box) -> Box:
    """The rectangle at the end of a segment, as far as it is on the page."""
    # LibreOffice (7.4 and 25.2) ends one clipping before it begins another, so the page is all that
    # cuts the new rectangle. Otherwise text would count as seen that is not. Held against PDFium by
    # test_pages_of_the_sample_are_read_as_pdfium_reads_them.
    x, y, width, height = map(float, segment.rpartition(b"\n")[2].split()[-4:])
    return (
        max(x, page[0]),
        max(y, page[1]),
        min(x + width, page[2]),
        min(y + height, page[3]),
    )


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
