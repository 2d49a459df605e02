"""The grid that LibreOffice's glyphs stand on: from the numbers it writes back to places.

Places are counted in thousandths of a point, whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache

from msgspec import Struct

from kefu_docs.finish.libreoffice_fonts import ForeignPdfError

# In thousandths of a point, in which places are counted. LibreOffice 7.4 lays text out in tenths of
# a point, 25.2 in twips, twentieths. Read with the other grid, the numbers that LibreOffice wrote
# have no place, or a wrong one: test_every_glyph_is_drawn_at_its_place.
TWIP, TENTH = 50, 100
_NOISE = 1e-6  # of floating point, LibreOffice's and ours
_TWIPS = 2  # to a tenth of a point
_BORDER = 284  # twips from the edge of Writer's document to its pages (DOCUMENTBORDER)
_WIDEST = 2_000  # twips that a character is wide on average


class Line(Struct, frozen=True):
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
            return cls(matrix, y, size, a, grid, upright=False), thousandths(x)
        if a == 0 and b != 0:
            return cls(matrix, x, size, b, grid, upright=True), thousandths(y)
        raise ForeignPdfError("text that runs askew")

    @property
    def unit(self) -> float:
        """The size, in points, of which numbers count thousandths between places on the grid."""
        return float(self.size) * (1 if self.grid == TENTH else abs(self.scale))

    def on_page(self, start: int, along: Sequence[int]) -> Sequence[int]:
        """How far along the page places stand from `start`, given how far distances add up to."""
        if self.grid != TENTH:
            return along if self.scale > 0 else [-place for place in along]
        if self.scale == 1:
            return along
        squeezed = None if self.upright else _squeezed(start, along, self.scale)
        return squeezed or [_unrounded(place, self.scale) for place in along]


@lru_cache(maxsize=1 << 16)
def distance_of(width: int, kern: int, size: float, grid: int, repeated: bool) -> tuple[int, bool]:
    """Find the distance between two glyphs that LibreOffice wrote as `kern`.

    `width` and `kern` are in thousandths of `size`, the distance in thousandths of a point. The
    second value says whether no other distance on the grid gives this number.
    """
    # LibreOffice writes int(width - distance / size + 0.5), cut off towards zero, so 0 stands for
    # two thousandths of the size: from 25 points on, two twips lie in there. In smaller text every
    # number has one place: test_large_text_is_understood_until_it_is_cut.
    if not size:
        raise ForeignPdfError("text without a size")
    step = grid / size
    steps = round((width - kern) / step)
    exact = {near: width - near * step + 0.5 for near in (steps, steps + 1, steps - 1)}
    found = [n for n, e in exact.items() if kern in (int(e + _NOISE), int(e - _NOISE))]
    if found:
        return found[0] * grid, len(found) == 1
    if repeated:
        # Where text of several faces is underlined, LibreOffice draws the line under two blanks
        # that stand off the grid. They are in one subset, so nothing is ever cut between them, and
        # the place need not be one that other numbers would give, too.
        return round((width - kern) * size), True
    raise ForeignPdfError("a glyph that is not on the grid")


def _squeezed(start: int, along: Sequence[int], scale: float) -> list[int] | None:
    """Find the tenths on the page of places in text that begins at `start` and is narrower.

    LibreOffice 7.4 (VCL, PDFWriterImpl::drawHorizontalGlyphs) takes places back to unstretched text
    by an inverted matrix, whose shift is in twips of Writer's document while places are in tenths
    of a point, and cuts off what is behind the point. That is done here with the same steps in
    doubles, so each place is the only one that gives its number, but for two where numbers change
    from negative to positive. None where that is so, and where none gives it, as in drawings, which
    have other units (test_squeezed_text_stands_where_libreoffice_put_it).
    """
    first, rest = divmod(start, TENTH)
    if scale > 1 or rest:
        return None
    inverse = 1.0 / _ratio(scale)
    shift = -((_TWIPS * first + _BORDER) * inverse)
    base = int(first * inverse + shift)
    found = []
    for number in (place // TENTH for place in along):
        near = round(number * scale)
        fitting = [
            n
            for n in range(near - 2, near + 3)
            if int((first + n) * inverse + shift) - base == number
        ]
        if len(fitting) != 1:
            return None
        found.append(fitting[0] * TENTH)
    return found


@lru_cache(maxsize=64)
def _ratio(scale: float) -> float:
    """The ratio of two widths in twips that LibreOffice wrote with ten digits, cut off."""
    found = Fraction(scale + 5e-11).limit_denominator(_WIDEST)
    return found.numerator / found.denominator


def _unrounded(along: int, scale: float) -> int:
    """Find the tenth of a point on the page that a place in stretched text stands for.

    In text of a scaled character width, LibreOffice 7.4 rounds places to tenths before it
    stretches them, 25.2 keeps to twips of the page:
    test_stretched_text_keeps_to_the_page_since_twips.
    """
    if scale == 1:
        return along
    tenths = along / TENTH
    place = round(tenths * scale)
    for near in (place, place + 1, place - 1):
        if abs(near / scale - tenths) <= 0.5 + _NOISE:
            return near * TENTH
    raise ForeignPdfError("a stretched glyph that is not on the grid")


def thousandths(number: bytes) -> int:
    """Read points as thousandths; ForeignPdfError where that is not all of them."""
    whole, _, fraction = number.partition(b".")
    if len(fraction) > 3:
        raise ForeignPdfError("a place finer than a thousandth of a point")
    sign = -1 if whole.startswith(b"-") else 1
    return sign * (abs(int(whole or b"0")) * 1000 + int(fraction.ljust(3, b"0")))
