"""A block of one upright string, as 97 of 100 are: read and written anew in one go.

It does what `read_block` and `write_block` do, for this case alone and in a third of their time:
nothing is put together again, no glyph stands for several, and a string is as wide as its codes say
unless numbers between them tell otherwise. All that is not of this kind goes to those two, which
also find the words for what is refused; tests/finish/test_one_string.py holds them side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kefu_docs.finish.libreoffice_fonts import Codes, ForeignPdfError, Glyph
from kefu_docs.finish.read_text import NUMBER
from kefu_docs.finish.text_grid import distance_of, thousandths
from kefu_docs.finish.write_text import number

_BLOCK = re.compile(
    rb"(%(n)s) (%(n)s) Td /(\w+) (%(n)s) Tf"
    rb"(?:<((?:[0-9A-F]{2})+)>Tj\n|\[((?:<(?:[0-9A-F]{2})+>(?:-?\d{1,9})?)+)\]TJ\n)"
    % {b"n": NUMBER}
)
_PIECE = re.compile(rb"<([0-9A-F]+)>(-?\d+)?")


class WrittenString(NamedTuple):
    """The block written anew, and its glyphs in the order they are met, each once."""

    data: bytes
    glyphs: tuple[Glyph, ...]


class StringWriter:
    """Writes blocks set in `fonts`, by their resource names, on `grid`; see read_block."""

    def __init__(self, fonts: Mapping[bytes, Codes], grid: int) -> None:
        self._fonts = {name: _Font(codes) for name, codes in fonts.items() if codes}
        self._grid = grid
        self._sizes: dict[tuple[bytes, bytes], _SizedFont] = {}

    def written(self, data: bytes) -> WrittenString | None:
        """Write what stands between BT and ET; None where it is not a single string, or refused."""
        found = _BLOCK.fullmatch(data)
        if found is None:
            return None
        x, y, name, size, string, array = found.groups()
        font = self._fonts.get(name)
        if font is None:
            return None
        sized = self._sizes.get((name, size))
        if sized is None:
            sized = self._sizes[name, size] = _SizedFont(font, size, self._grid)
        try:
            start = number(thousandths(x))
            if string:
                codes = bytes.fromhex(string.decode())
                shown = sized.plain(codes) or sized.placed([(codes, 0)])
            else:
                pieces = list(_pieces(array))
                codes = b"".join([codes for codes, _ in pieces])
                shown = sized.placed(pieces)
            glyphs = tuple(dict.fromkeys([font.glyphs[code] for code in dict.fromkeys(codes)]))
        except (ForeignPdfError, KeyError):
            return None
        return WrittenString(b"%b %b Td /%b %b Tf%b" % (start, y, font.face, size, shown), glyphs)


def _pieces(array: bytes) -> Iterator[tuple[bytes, int]]:
    """The codes between two numbers, and the number behind them."""
    for codes, adjustment in _PIECE.findall(array):
        yield bytes.fromhex(codes.decode()), int(adjustment or 0)


class _Font:
    """A font's glyphs by its codes, and how each is written."""

    def __init__(self, codes: Codes) -> None:
        self.glyphs = codes
        self.face = next(iter(codes.values())).face.name.encode()
        self.written = {code: b"%04X" % glyph.code for code, glyph in codes.items()}


class _SizedFont:
    """A font at a size, and the distances that stand in its strings."""

    def __init__(self, font: _Font, size: bytes, grid: int) -> None:
        self._font = font
        self._points = float(size)
        self._thousandths = 1000 * self._points
        self._grid = grid
        self._distances: dict[tuple[int, int], int] = {}
        self._exact: dict[int, bool] = {}

    def plain(self, codes: bytes) -> bytes:
        """A string in which each glyph is as far from the next as it is wide; else nothing."""
        exact = self._exact
        for code in codes:
            if not (exact[code] if code in exact else self._is_exact(code)):
                return b""
        written = self._font.written
        return b"<%b>Tj\n" % b"".join([written[code] for code in codes])

    def placed(self, pieces: list[tuple[bytes, int]]) -> bytes:
        """A string with its numbers, worked out anew from the places of its glyphs.

        Raises KeyError for a code without a glyph, ForeignPdfError for one that is not on the grid.
        """
        glyphs, written, unit = self._font.glyphs, self._font.written, self._thousandths
        parts: list[bytes] = []
        along, drawn, kern, width = 0, 0.0, 0, -1
        for codes, adjustment in pieces:
            for code in codes:
                if width >= 0:
                    pair = width, kern
                    known = self._distances.get(pair)
                    along += self._distance(pair) if known is None else known
                    new = round(width - (along - drawn) * 1000 / unit)
                    drawn += (width - new) * unit / 1000
                    if new:
                        parts.append(b">%d<" % new)
                parts.append(written[code])
                width, kern = glyphs[code].width, 0
            kern = adjustment
        codes = b"".join(parts)
        return b"[<%b>]TJ\n" % codes if b">" in codes else b"<%b>Tj\n" % codes

    def _distance(self, pair: tuple[int, int]) -> int:
        width, kern = pair
        distance, _ = distance_of(width, kern, self._points, self._grid, repeated=False)
        self._distances[pair] = distance
        return distance

    def _is_exact(self, code: int) -> bool:
        """Whether the place behind a glyph is its width away, without anything being rounded."""
        width = self._font.glyphs[code].width
        try:
            exact = self._distance((width, 0)) == width * self._thousandths / 1000
        except ForeignPdfError:  # which is one's fault only where another glyph follows
            exact = False
        self._exact[code] = exact
        return exact
