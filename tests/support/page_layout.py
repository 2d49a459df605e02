"""Where every character of a PDF stands, to compare two conversions of one document."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]


@dataclass(frozen=True)
class Glyph:
    """A character, its place on the page in tenths of a point, and the face it is set in."""

    character: str
    x: int
    y: int
    face: str


def layout(pdf: bytes) -> list[list[Glyph]]:
    """Give the characters of every page that are drawn, in the order they are drawn."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_glyphs(document[number]) for number in range(len(document))]


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Give width and height of every page in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [(round(w), round(h)) for w, h in map(_size, document)]


def _size(page: pypdfium2.PdfPage) -> tuple[float, float]:
    return page.get_size()  # type: ignore[no-any-return]


def _glyphs(page: pypdfium2.PdfPage) -> list[Glyph]:
    text = page.get_textpage()
    x, y = ctypes.c_double(), ctypes.c_double()
    found = []
    for index in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        character = chr(pdfium.FPDFText_GetUnicode(text, index))
        name = ctypes.create_string_buffer(200)
        pdfium.FPDFText_GetFontInfo(text, index, name, 200, None)
        face = name.value.decode().partition("+")[2]
        found.append(Glyph(character, round(x.value * 10), round(y.value * 10), face))
    return found


def differences(one: bytes, other: bytes) -> list[object]:
    """List what is not the same: page sizes, characters, faces, places by more than 0.1 pt."""
    if sizes(one) != sizes(other):
        return [("pages", sizes(one), sizes(other))]
    found: list[object] = []
    for number, (here, there) in enumerate(zip(layout(one), layout(other), strict=True), 1):
        if [(g.character, g.face) for g in here] != [(g.character, g.face) for g in there]:
            found.append(
                (number, "".join(g.character for g in here), "".join(g.character for g in there))
            )
        else:
            found += [
                (number, a, b)
                for a, b in zip(here, there, strict=True)
                if abs(a.x - b.x) > 1 or abs(a.y - b.y) > 1
            ]
    return found
