"""Small fonts made on the spot, by fontTools."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

LETTERS = {"A": 600, "B": 651, "C": 702, "Aacute": 601}
POINTS = {ord("A"): "A", ord("B"): "B", ord("C"): "C", 0xC1: "Aacute", 0x20: "space"}
UNITS = 2048


def make_font(path: Path, name: str, *, truetype: bool) -> Path:
    """Write a font of A, B, C, Á and space; Á of a TrueType font is made of two others."""
    order = [".notdef", "space", "acute", *LETTERS]
    builder: Any = FontBuilder(UNITS, isTTF=truetype)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(POINTS)
    widths = {".notdef": 1000, "space": 500, "acute": 0} | LETTERS
    if truetype:
        builder.setupGlyf(_glyf(order))
    else:
        builder.setupCFF(name, {"FullName": name}, _charstrings(order, widths), {})
    builder.setupHorizontalMetrics({glyph: (width * 2, 10) for glyph, width in widths.items()})
    builder.setupHorizontalHeader(ascent=1600, descent=-400)
    builder.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    builder.setupOS2(sTypoAscender=1600, usWinAscent=1600, usWinDescent=400, sCapHeight=1400)
    builder.setupPost()
    builder.save(path)
    return path


def _box(pen: Any, size: int) -> None:
    pen.moveTo((10, 0))
    for x, y in ((10, size), (size, size), (size, 0)):
        pen.lineTo((x, y))
    pen.closePath()


def _glyf(order: list[str]) -> dict[str, Any]:
    glyphs: dict[str, Any] = {}
    for number, glyph in enumerate(order):
        pen: Any = TTGlyphPen(glyphs)
        if glyph == "Aacute":
            pen.addComponent("A", (1, 0, 0, 1, 0, 0))
            pen.addComponent("acute", (1, 0, 0, 1, 300, 300))
        elif glyph != "space":
            _box(pen, 200 + 100 * number)
        glyphs[glyph] = pen.glyph()
    return glyphs


def _charstrings(order: list[str], widths: dict[str, int]) -> dict[str, Any]:
    charstrings = {}
    for number, glyph in enumerate(order):
        pen: Any = T2CharStringPen(2 * widths[glyph], None)
        if glyph != "space":
            _box(pen, 200 + 100 * number)
        charstrings[glyph] = pen.getCharString()
    return charstrings


def rename_font(source: Path, path: Path, name: str, text: str, *, truetype: bool) -> Path:
    """Write a TrueType font's glyphs of `text` under another name, also as CFF with glyph names."""
    options: Any = subset.Options()
    subsetter: Any = subset.Subsetter(options)
    with TTFont(source) as font:
        subsetter.populate(text=text)
        subsetter.subset(font)
        for record in font["name"].names:
            if record.nameID in (1, 4, 6, 16):
                record.string = name
        if not truetype:
            _to_cff(font, name)
        font.save(path)
    return path


def _to_cff(font: Any, name: str) -> None:
    glyphs, charstrings = font.getGlyphSet(), {}
    for glyph in font.getGlyphOrder():
        pen: Any = T2CharStringPen(glyphs[glyph].width, glyphs)
        glyphs[glyph].draw(Qu2CuPen(pen, 0.5))
        charstrings[glyph] = pen.getCharString()
    for tag in ("glyf", "loca", "cvt ", "fpgm", "prep", "gasp"):
        font.tables.pop(tag, None)
        if tag in font:
            del font[tag]
    builder: Any = FontBuilder(font=font)
    builder.isTTF = False
    builder.setupCFF(name, {"FullName": name}, charstrings, {})
    font.sfntVersion = "OTTO"
    font["maxp"].tableVersion = 0x00005000
