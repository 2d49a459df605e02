"""A block of text (BT … ET), from LibreOffice's simple fonts to codes of the font set.

LibreOffice cuts a line of text wherever the next glyph happens to lie in another of its subsets,
and a subset is filled by whatever document of a batch comes first. So a block is read into glyphs
at places and written anew, cut only where the face, the size or the line changes: the same text
gives the same bytes, whatever else was converted with it.

LibreOffice lays text out on a grid of twips, twentieths of a point, and 7.4 of tenths. It writes
the place of the first glyph of a piece, and of the others how much their distance differs from the
advance width, in thousandths of the size, cut off to a whole number (VCL,
PDFWriterImpl::drawHorizontalGlyphs): in a justified line half a point may come together. The place
on the grid that gives this number is found again, and the glyphs are written with what takes each
there. In text that is stretched, 7.4 keeps to its grid before stretching, later ones on the page.
Where no place gives the number, the PDF is not understood; nor where several do, in large text, and
the line is cut behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from kefu_docs.finish.libreoffice_fonts import Codes, ForeignPdfError, Glyph
from kefu_docs.pdf.to_unicode import decoded

NUMBER = rb"-?\d*\.?\d+"
_ITEM = re.compile(
    rb"(?P<x>%(n)s) (?P<y>%(n)s) Td "
    rb"|(?P<matrix>%(n)s %(n)s %(n)s %(n)s) (?P<mx>%(n)s) (?P<my>%(n)s) Tm[ \n]?"
    rb"|/(?P<font>\w+) (?P<size>%(n)s) Tf"
    rb"|<(?P<string>[0-9A-F]+)>Tj\n"
    rb"|\[(?P<array>(?:<[0-9A-F]+>(?:-?\d+)?)+)\]TJ\n"
    rb"|/Span<</ActualText<FEFF(?P<actual>(?:[0-9A-F]{4})+)>>>\nBDC\n"
    rb"|(?P<end>EMC\n)"
    rb"|(?P<state>%(n)s (?:Tr|w)[ \n]+)" % {b"n": NUMBER}
)
_PIECE = re.compile(rb"<([0-9A-F]+)>(-?\d+)?")
IDENTITY = b"1 0 0 1"
TWIP, TENTH = 50, 100  # in thousandths of a point, in which places are counted
_NOISE = 1e-6  # of floating point, LibreOffice's and ours


@dataclass(frozen=True)
class Line:
    """Where text runs: the matrix without its place, the place across, font size, all as written.

    `scale` is how much a thousandth of the size is stretched along the line; `grid` what its glyphs
    stand on, in thousandths of a point; `upright` that the line runs along the page's y axis.
    """

    matrix: bytes
    across: bytes
    size: bytes
    scale: float
    grid: int
    upright: bool

    @classmethod
    def at(cls, matrix: bytes, x: bytes, y: bytes, size: bytes, grid: int) -> tuple[Line, int]:
        """Give the line through a place, and how far along it the place is."""
        a, b, *_ = map(float, matrix.split())
        if a > 0 and b == 0:
            return cls(matrix, y, size, a, grid, upright=False), _thousandths(x)
        if a == 0 and b != 0:
            return cls(matrix, x, size, b, grid, upright=True), _thousandths(y)
        raise ForeignPdfError("text that runs askew")

    @property
    def unit(self) -> float:
        """The size, in points, of which numbers count thousandths between places on the grid."""
        return float(self.size) * (1 if self.grid == TENTH else abs(self.scale))

    def on_page(self, along: int) -> int:
        """How far along the page a place stands, given how far distances add up to."""
        if self.grid == TENTH:
            return _unrounded(along, self.scale)
        return along if self.scale > 0 else -along


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
    block = Block(b"")
    span: Span | None = None
    place: tuple[bytes, bytes, bytes] | None = None
    size, codes = b"", fonts.get(b"", {})
    position = 0
    while position < len(data):
        item = _ITEM.match(data, position)
        if item is None:
            raise ForeignPdfError(f"text written as {data[position : position + 40]!r}")
        position = item.end()
        kind = item.lastgroup
        started = bool(block.parts or place or (span and span.runs))
        if kind == "y" and not started:
            place = IDENTITY, item["x"], item["y"]
        elif kind == "my":
            place = item["matrix"], item["mx"], item["my"]
        elif kind == "size":
            size, codes = item["size"], fonts.get(item["font"], {})
        elif kind == "state" and not started:
            block.state += item["state"]
        elif kind == "actual" and span is None:
            span = Span(item["actual"], [])
        elif kind == "end" and span:
            _close(block, span)
            span = None
        elif kind in ("string", "array") and place and size:
            run = _run(*Line.at(*place, size, grid), item["string"], item["array"], codes)
            _append(span.runs if span else block.parts, run)
            place = None
        else:
            raise ForeignPdfError(f"text out of order: {item[0]!r}")
    if span or place:
        raise ForeignPdfError("text cut off")
    block.parts = _in_order(block.parts)
    return block


def _run(line: Line, start: int, string: bytes | None, array: bytes | None, codes: Codes) -> Run:
    run = Run(line, [], [])
    unit = line.unit
    along = kern = 0
    for text, adjustment in [(string, b"")] if string else _PIECE.findall(array or b""):
        for code in bytes.fromhex(text.decode()):
            if code not in codes:
                raise ForeignPdfError("a code without a glyph")
            glyph = codes[code]
            if run.glyphs:
                before = run.glyphs[-1]
                repeated = before == glyph
                distance, sure = _distance(before.width, kern, unit, line.grid, repeated)
                along += distance
                run.sure = run.sure and sure
            run.glyphs.append(glyph)
            run.places.append(start + line.on_page(along))
            kern = 0
        kern = int(adjustment or 0)
    return run


def _append(runs: list[Run] | list[Run | Span], run: Run, *, cut: bool = True) -> None:
    """Add a run, to the last one where only a change of subset, the `cut`, lies between them."""
    last = runs[-1] if runs else None
    if (
        isinstance(last, Run)
        and last.line == run.line
        and last.glyphs[-1].face is run.glyphs[0].face
    ):
        if run.line.grid == TENTH and abs(run.line.scale) > 1:  # several places were rounded to one
            raise ForeignPdfError("a cut in text that is stretched")
        if cut and not (last.sure and _is_sure(last, run)):
            raise ForeignPdfError("a cut in large text")
        last.glyphs += run.glyphs
        last.places += run.places
        last.sure = run.sure
    else:
        runs.append(run)


def _close(block: Block, span: Span) -> None:
    """Add a span. One glyph can be given the span's text, and needs none then."""
    if not span.runs:
        raise ForeignPdfError("marked text without glyphs")
    first = span.runs[0]
    if len(span.runs) == len(first.glyphs) == 1:
        first.glyphs = [first.glyphs[0]._replace(text=decoded(span.actual))]
        _append(block.parts, first)
    else:
        block.parts.append(span)


def _in_order(parts: list[Run | Span]) -> list[Run | Span]:
    """Sort what stands on one line: LibreOffice sets glyphs of a second face behind the line."""
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
    return _distance(width, kern, line.unit, line.grid, repeated=False)[1]


@lru_cache(maxsize=1 << 16)
def _distance(width: int, kern: int, size: float, grid: int, repeated: bool) -> tuple[int, bool]:
    """Find the distance that LibreOffice wrote as `kern`, and say whether no other gives it.

    It keeps to the grid. But the same glyph `repeated` may stand anywhere: so do the two blanks
    under which a line is drawn through text of several faces. Both are in one subset, and nothing
    cuts between them.
    """
    step = grid / size
    steps = round((width - kern) / step)
    exact = {near: width - near * step + 0.5 for near in (steps, steps + 1, steps - 1)}
    found = [n for n, e in exact.items() if kern in (int(e + _NOISE), int(e - _NOISE))]
    if found:
        return found[0] * grid, len(found) == 1
    if repeated:
        return round((width - kern) * size), True
    raise ForeignPdfError("a glyph that is not on the grid")


def _unrounded(along: int, scale: float) -> int:
    """Find the tenth on the page that LibreOffice 7.4 rounded to a tenth in stretched text."""
    if scale == 1:
        return along
    tenths = along / TENTH
    place = round(tenths * scale)
    for near in (place, place + 1, place - 1):
        if abs(near / scale - tenths) <= 0.5 + _NOISE:
            return near * TENTH
    raise ForeignPdfError("a stretched glyph that is not on the grid")


def _thousandths(number: bytes) -> int:
    whole, _, fraction = number.partition(b".")
    if len(fraction) > 3:
        raise ForeignPdfError("a place finer than a thousandth of a point")
    sign = -1 if whole.startswith(b"-") else 1
    return sign * (abs(int(whole or b"0")) * 1000 + int(fraction.ljust(3, b"0")))
