"""What a page's content shows: strings of glyph codes in order, and which may be cut off.

`read_plain` understands pages of upright text as LibreOffice writes them, at the speed of the
regular expression engine; `read_any` reads the others, and leaves places to PDFium.
Source: ISO 32000-1, 8.4 (graphics state), 9.4 (text objects), 14.9.4 (replacement text).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
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


def read_plain(content: bytes, page: Box, code_sizes: Mapping[str, int]) -> Content | None:
    """Read a content stream; None where it holds more than this understands.

    `code_sizes` is the number of bytes in the codes of each font. `doubtful` are the strings that
    may reach out of `page`, or of the rectangle that clips them.
    """
    if any(mark in content for mark in _UNUSUAL):
        return None
    rows: list[tuple[bytes, ...]] = []
    clips: list[tuple[int, Box]] = []
    for segment, clip in _clipped(content, page):
        rows += _SHOW.findall(segment)
        clips.append((len(rows), clip))
    begun = content.count(b"BT\n")
    if (
        content.count(b"T") != 3 * len(rows) + 2 * begun  # Td or Tm, Tf, Tj in each row; BT, ET
        or content.count(b" Td") != begun
        or content.count(b"\n1 0 0 1 ") != len(rows) - begun
        or content.count(b" cm") != len(_DRAWN.findall(content))
    ):
        return None
    if not rows:
        return Content((), ())
    xs, ys, names, sizes, strings = zip(*rows, strict=True)
    # The digits of all strings at once, a line for each.
    digits = _KERNING.sub(b"", b"\n".join(strings)).translate(None, b"<>[]").split(b"\n")
    fonts = {name: name.decode("latin-1") for name in set(names)}
    if not code_sizes.keys() >= set(fonts.values()):
        return None
    texts = [
        Text(fonts[name], bytes.fromhex(b"".join(d for _, d in run).decode()))
        for name, run in groupby(zip(names, digits, strict=True), itemgetter(0))
    ]
    per_digit = {name: 0.5 / code_sizes[font] for name, font in fonts.items()}
    ems = list(map(float, sizes))
    left, low = list(map(float, xs)), list(map(float, ys))
    right = [
        x + em * len(d) * per_digit[name]
        for x, em, d, name in zip(left, ems, digits, names, strict=True)
    ]
    largest = max(ems)
    corners = min(left), min(low) + _DESCENT * largest, max(right), max(low) + _ASCENT * largest
    doubtful: list[Place] = []
    begin = 0
    for end, clip in clips:
        if not _within(corners, clip):
            for n in range(begin, end):
                x, y, em = left[n], low[n], ems[n]
                if not _within((x, y + _DESCENT * em, right[n], y + _ASCENT * em), clip):
                    text = Text(fonts[names[n]], bytes.fromhex(digits[n].decode()))
                    doubtful.append(Place(text, x, y, em, clip))
        begin = end
    return Content(texts, doubtful)


def _within(box: Box, clip: Box) -> bool:
    return box[0] >= clip[0] and box[1] >= clip[1] and box[2] <= clip[2] and box[3] <= clip[3]


def _clipped(content: bytes, page: Box) -> Iterator[tuple[bytes, Box]]:
    """Cut the content where the clipping rectangle changes.

    LibreOffice ends one clipping before it begins another, so that none lies within another.
    """
    clip = page
    *segments, last = _CLIP.split(content)
    for segment in segments:
        yield segment, clip
        x, y, width, height = map(float, segment.rpartition(b"\n")[2].split()[-4:])
        clip = (
            max(x, page[0]),
            max(y, page[1]),
            min(x + width, page[2]),
            min(y + height, page[3]),
        )
    yield last, clip


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
