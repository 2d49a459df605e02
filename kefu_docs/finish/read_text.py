"""A block of text (BT … ET), from LibreOffice's simple fonts to codes of the font set.

A block is read into glyphs at places and written anew (`write_text`), cut only where the face, the
size or the line changes. So the same text gives the same bytes, whatever else LibreOffice converted
with it: LibreOffice cuts a line wherever the next glyph lies in another of its subsets, and which
glyphs share a subset depends on all documents of a batch.

LibreOffice does not write places but differences from the advance width, rounded down, and that
rounding adds up. The place on its grid that gives the number is found again. Where no place gives
it, the block is refused; where several do and the line is cut behind, too.
docs/libreoffice-text.md shows this with an example.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from kefu_docs.finish.libreoffice_fonts import Codes, ForeignPdfError, Glyph
from kefu_docs.finish.text_grid import TENTH, TWIP, Line, distance_of
from kefu_docs.pdf.to_unicode import decoded

# Once read it is not taken apart again: what stands behind a number is no part of it.
NUMBER = rb"(?>-?\d*\.?\d+)"

# LibreOffice 7.4 and 25.2 write text with these operators alone (VCL, PDFWriterImpl::drawLayout and
# drawHorizontalGlyphs): the first piece of an upright block is placed by Td, all others by Tm; a
# string is hexadecimal; an array holds whole numbers; /Span has the text of glyphs that stand for
# another than their font says; Tr and w draw synthetic bold and outlines. What is written otherwise
# is refused, because text might hide in it: test_what_libreoffice_does_not_write_is_refused.
_ITEM = re.compile(
    rb"(?P<x>%(n)s) (?P<y>%(n)s) Td "
    rb"|(?P<matrix>%(n)s %(n)s %(n)s %(n)s) (?P<mx>%(n)s) (?P<my>%(n)s) Tm[ \n]?"
    rb"|/(?P<font>\w+) (?P<size>%(n)s) Tf"
    rb"|<(?P<string>(?:[0-9A-F]{2})+)>Tj\n"
    rb"|\[(?P<array>(?:<(?:[0-9A-F]{2})+>(?:-?\d{1,9})?)+)\]TJ\n"
    rb"|/Span<</ActualText<FEFF(?P<actual>(?:[0-9A-F]{4})+)>>>\nBDC\n"
    rb"|(?P<end>EMC\n)"
    rb"|(?P<state>%(n)s (?:Tr|w)[ \n]+)" % {b"n": NUMBER}
)
_PIECE = re.compile(rb"<([0-9A-F]+)>(-?\d+)?")
IDENTITY = b"1 0 0 1"


@dataclass
class Run:
    """Glyphs of one face on one line, each at its place along it in thousandths of a point.

    `sure` says that no other places give the numbers that LibreOffice wrote.
    """

    line: Line
    glyphs: list[Glyph]
    places: list[int]
    sure: bool = True


@dataclass
class Span:
    """Runs whose glyphs stand together for one text (UTF-16 in hexadecimal), as in ligatures."""

    actual: bytes
    runs: list[Run]


@dataclass
class Block:
    """A block of text: what sets the state in front of it, and its runs."""

    state: bytes
    parts: list[Run | Span] = field(default_factory=list)


def read_block(data: bytes, fonts: Mapping[bytes, Codes], grid: int = TWIP) -> Block:
    """Read what stands between BT and ET; `fonts` are the page's by their resource names.

    `grid` is what the glyphs stand on, in thousandths of a point: TWIP or TENTH. Runs that
    LibreOffice cut for its subsets are one again. Raises ForeignPdfError where the text is not
    written as LibreOffice writes it.
    """
    reader = _BlockReader(fonts, grid)
    position = 0
    while position < len(data):
        item = _ITEM.match(data, position)
        if item is None:
            raise ForeignPdfError(f"text written as {data[position : position + 40]!r}")
        if not reader.take(item):
            raise ForeignPdfError(f"text out of order: {item[0]!r}")
        position = item.end()
    return reader.block()


class _BlockReader:
    """Takes in the items of a block, one by one."""

    def __init__(self, fonts: Mapping[bytes, Codes], grid: int) -> None:
        self._fonts = fonts
        self._grid = grid
        self._block = Block(b"")
        self._span: Span | None = None
        self._place: tuple[bytes, bytes, bytes] | None = None
        self._size = b""
        self._codes: Codes = {}

    def take(self, item: re.Match[bytes]) -> bool:
        """Take in an item that _ITEM matched; False where it may not stand here."""
        kind = item.lastgroup
        if kind in {"string", "array"}:
            return self._draw(item)
        if kind == "size":
            self._size, self._codes = item["size"], self._fonts.get(item["font"], {})
        elif kind == "my":
            self._place = item["matrix"], item["mx"], item["my"]
        elif kind == "actual" and self._span is None:
            self._span = Span(item["actual"], [])
        elif kind == "end" and self._span:
            _close(self._block, self._span)
            self._span = None
        elif kind == "y" and not self._has_begun:
            self._place = IDENTITY, item["x"], item["y"]
        elif kind == "state" and not self._has_begun:
            self._block.state += item["state"]
        else:
            return False
        return True

    def block(self) -> Block:
        """The block, when all of it has been taken in."""
        if self._span or self._place:
            raise ForeignPdfError("text cut off")
        self._block.parts = _in_order(self._block.parts)
        return self._block

    @property
    def _has_begun(self) -> bool:
        """Whether something was placed or drawn: Td moves from there, and state would be split."""
        return bool(self._block.parts or self._place or (self._span and self._span.runs))

    def _draw(self, item: re.Match[bytes]) -> bool:
        if not self._place or not self._size:
            return False
        line, start = Line.at(*self._place, self._size, self._grid)
        is_spanned = self._span is not None
        run = _run(line, start, item["string"], item["array"], self._codes, is_spanned)
        _append(self._span.runs if self._span else self._block.parts, run)
        self._place = None
        return True


def _run(
    line: Line,
    start: int,
    string: bytes | None,
    array: bytes | None,
    codes: Codes,
    is_spanned: bool,
) -> Run:
    run = Run(line, [], [])
    unit = line.unit
    along = kern = 0
    distances: list[int] = []
    for text, adjustment in [(string, b"")] if string else _PIECE.findall(array or b""):
        for code in bytes.fromhex(text.decode()):
            if code not in codes:
                raise ForeignPdfError("a code without a glyph")
            glyph = codes[code]
            if run.glyphs:
                before = run.glyphs[-1]
                # LibreOffice 25.2 puts what follows within a cluster, as the blank for U+FE0F
                # behind an emoji, right there: test_emoji_are_read_in_every_size.
                is_loose = is_spanned or before == glyph
                distance, sure = distance_of(before.width, kern, unit, line.grid, is_loose)
                along += distance
                run.sure = run.sure and sure
            run.glyphs.append(glyph)
            distances.append(along)
            kern = 0
        kern = int(adjustment or 0)
    run.places += [start + place for place in line.on_page(start, distances)]
    return run


def _append(runs: list[Run] | list[Run | Span], run: Run, *, cut: bool = True) -> None:
    """Add a run, to the last one where only a change of subset, the `cut`, lies between them."""
    last = runs[-1] if runs else None
    if (
        isinstance(last, Run)
        and last.line == run.line
        and last.glyphs[-1].face is run.glyphs[0].face
    ):
        if run.line.grid == TENTH and abs(run.line.scale) > 1:
            # In wider text several tenths of the page were rounded to one before stretching, and a
            # piece behind a cut begins at its own: the uncut text may have stood elsewhere.
            raise ForeignPdfError("a cut in text that is stretched")
        if cut and not (last.sure and _is_sure(last, run)):
            raise ForeignPdfError("a cut in large text")
        last.glyphs += run.glyphs
        last.places += run.places
        last.sure = run.sure
    else:
        runs.append(run)


def _close(block: Block, span: Span) -> None:
    """Add a span to a block; a single glyph is given the span's text instead.

    LibreOffice writes a span around a glyph that an earlier document of the batch used for another
    text, so whether it is there depends on the batch:
    test_a_span_of_one_glyph_becomes_the_text_of_that_glyph.
    """
    if not span.runs:
        raise ForeignPdfError("marked text without glyphs")
    first = span.runs[0]
    if len(span.runs) == len(first.glyphs) == 1:
        first.glyphs = [first.glyphs[0]._replace(text=decoded(span.actual))]
        _append(block.parts, first)
    else:
        block.parts.append(span)


def _in_order(parts: list[Run | Span]) -> list[Run | Span]:
    """Sort what stands on one line by its place.

    LibreOffice (7.4 and 25.2) draws the glyphs of a second face, such as a rare character's, behind
    the whole line. Text is copied and searched in the order it is drawn, so they would come out
    there: test_a_second_face_takes_its_place_in_the_line.
    """
    ordered: list[Run | Span] = []
    for _, group in groupby(parts, key=lambda part: _first(part).line):
        beside = list(group)
        if len(beside) == 1:
            ordered += beside
            continue
        for part in sorted(_single(beside), key=lambda part: _first(part).places[0]):
            if isinstance(part, Span):
                ordered.append(part)
            else:
                _append(ordered, part, cut=False)
    return ordered


def _first(part: Run | Span) -> Run:
    return part.runs[0] if isinstance(part, Span) else part


def _single(parts: Iterable[Run | Span]) -> Iterator[Run | Span]:
    """Take runs apart into glyphs."""
    for part in parts:
        if isinstance(part, Span):
            yield part
        else:
            for glyph, place in zip(part.glyphs, part.places, strict=True):
                yield Run(part.line, [glyph], [place])


def _is_sure(last: Run, run: Run) -> bool:
    """Whether uncut text would have shown the same distance between two runs."""
    line, width = last.line, last.glyphs[-1].width
    distance = run.places[0] - last.places[-1]
    if (line.grid == TENTH and line.scale != 1) or distance % line.grid:
        return True
    kern = int(width - (distance if line.scale > 0 else -distance) / line.unit + 0.5)
    return distance_of(width, kern, line.unit, line.grid, repeated=False)[1]
