"""The text of a PDF's pages: lines with their heights, and which of them run on every page."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

# PDFium writes a hyphen at the end of a line as U+FFFE, and no line break behind it.
_LINE_END_HYPHEN = "\ufffe"
_LINE = re.compile(f"[^\r\n{_LINE_END_HYPHEN}]+{_LINE_END_HYPHEN}?")
_DIGITS = re.compile(r"\d+")

# A header or footer stands in the margin: one inch, as Word sets it.
_MARGIN_POINTS = 72

# Code points that share a glyph with another one: fonts may give either back. Radicals and
# compatibility ideographs with their unified ideograph, and no other compatibility character.
_SAME_GLYPH = {
    code: unicodedata.normalize("NFKC", chr(code))
    for block in ((0x2F00, 0x2FD6), (0xF900, 0xFADA), (0x2F800, 0x2FA1E))
    for code in range(*block)
}
_SAME_GLYPH |= {0x2011: "-", 0x00AD: "", 0x200B: "", 0xFEFF: "", 0x22EF: "…", 0x301C: "～"}


@dataclass(frozen=True)
class Line:
    """A line of a page: its text squeezed, and its baseline's height over the page's foot, points.

    `in_margin` is where a header or footer may stand.
    """

    text: str
    baseline: float
    in_margin: bool = False

    def place(self, shift: int = 0) -> tuple[str, int]:
        """Text and height in whole points: what a line has in common with its like elsewhere.

        In the margin digits do not matter: 第1页 is the same line as 第2页.
        """
        text = _DIGITS.sub("#", self.text) if self.in_margin else self.text
        return text, round(self.baseline) + shift


def squeezed(text: str) -> str:
    """Drop all white space, the ideographic space too, and fold code points of one glyph."""
    return "".join(text.split()).translate(_SAME_GLYPH)


def lines_of(page: pypdfium2.PdfPage) -> tuple[Line, ...]:
    """Read a page's lines in the order they were written to it."""
    height = page.get_height()
    text_page = page.get_textpage()
    try:
        text = text_page.get_text_range()
        lines: list[Line] = []
        units = last = 0
        for match in _LINE.finditer(text):
            # PDFium counts in UTF-16 units, in which a rare ideograph is two.
            units += len(text[last : match.start()].encode("utf-16-le", "surrogatepass")) // 2
            last = match.start()
            if content := squeezed(match[0].replace(_LINE_END_HYPHEN, "-")):
                baseline = _baseline(text_page, units)
                in_margin = not _MARGIN_POINTS <= baseline <= height - _MARGIN_POINTS
                lines.append(Line(content, baseline, in_margin))
        return tuple(lines)
    finally:
        text_page.close()


def _baseline(text_page: pypdfium2.PdfTextPage, unit: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    index = pdfium.FPDFText_GetCharIndexFromTextIndex(text_page, unit)
    pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
    return y.value


def running_lines(pages: Sequence[Sequence[Line]]) -> list[set[Line]]:
    """Find each page's headers, footers and repeated table heads.

    From the top down and from the bottom up, a line runs as long as a page next to it has its
    like at the same height.
    """
    places = [{line.place(shift) for line in page for shift in (-1, 0, 1)} for page in pages]
    return [
        _alike(
            page,
            set().union(*places[max(0, number - 1) : number], *places[number + 1 : number + 2]),
        )
        for number, page in enumerate(pages)
    ]


def _alike(page: Sequence[Line], beside: set[tuple[str, int]]) -> set[Line]:
    downward = sorted(page, key=lambda line: -line.baseline)
    return {
        line
        for ordered in (downward, downward[::-1])
        for line in takewhile(lambda line: line.place() in beside, ordered)
    }
