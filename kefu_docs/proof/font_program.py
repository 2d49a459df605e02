"""Embedded font programs: which codes have a glyph, and one that is not empty.

The formats are read by fonts/programs, where the writers are, too: the proof tells a glyph that is
missing from one that is there, and it is the tests, not the proof, that hold readers and writers
against fontTools and HarfBuzz. How a font of a PDF reaches the glyphs is ISO 32000-1, 9.6 and 9.7.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Set
from itertools import compress
from operator import not_

from msgspec import Struct

from kefu_docs.fonts.programs import OUTLINE_ERRORS
from kefu_docs.fonts.programs.cff import CffProgram
from kefu_docs.fonts.programs.truetype import TrueTypeProgram
from kefu_docs.fonts.programs.type1 import Type1Error, encoding
from kefu_docs.fonts.sfnt import glyphs_by_code, table_places

_SYMBOLS = 0xF000


class UnreadableFontError(ValueError):
    """A font program, or a way to reach its glyphs, that is not understood here."""


class Program(Struct, frozen=True):
    """A font program as a PDF font reaches it: the glyph of each code, and the empty glyphs.

    Glyph 0 is .notdef, which is drawn as a box; so is what there is no glyph for.
    """

    glyphs: Mapping[int, int]
    empty: Set[int]

    def undrawn(self, codes: Set[int]) -> tuple[Set[int], Set[int]]:
        """Of `codes`, those drawn as a box, and those of which nothing is seen."""
        glyphs = self.glyphs.values()
        undefined = set(compress(self.glyphs, map(not_, glyphs)))
        empty = set(compress(self.glyphs, map(self.empty.__contains__, glyphs)))
        boxes = (codes - self.glyphs.keys()) | (codes & undefined)
        return boxes, (codes & empty) - boxes


def cff(data: bytes, *, simple: bool) -> Program:
    """Read a bare CFF program: of a simple font by its encoding, of a CIDFont by its charset."""
    try:
        program = CffProgram(data)
        reached = program.glyphs_by_code() if simple else program.glyphs_by_cid()
        return Program(reached, program.empty())
    except OUTLINE_ERRORS as error:
        raise UnreadableFontError("CFF") from error


def truetype(data: bytes, glyph_map: bytes | None, *, simple: bool) -> Program:
    """Read a TrueType program: of a simple font by its cmap, of a CIDFont by CIDToGIDMap.

    `glyph_map` is None where CIDs are glyph numbers.
    """
    try:
        program = TrueTypeProgram(data, table_places(data))
        count, empty = len(program), program.empty()
        if simple:
            reached = _without_symbols(glyphs_by_code(program.table("cmap")))
        else:
            reached = _pairs(glyph_map, count)
    except OUTLINE_ERRORS as error:
        raise UnreadableFontError("TrueType") from error
    return Program({code: glyph for code, glyph in reached.items() if glyph < count}, empty)


def type1(data: bytes) -> Program:
    """Read the encoding of a Type 1 program; its outlines are encrypted and not looked at."""
    try:
        names = encoding(data)
    except Type1Error as error:
        raise UnreadableFontError("Type 1") from error
    return Program({code: int(name != ".notdef") for code, name in names.items()}, frozenset())


def _without_symbols(glyphs: Mapping[int, int]) -> Mapping[int, int]:
    """Symbols stand 0xF000 above their codes (ISO 32000-1, 9.6.6.4)."""
    return {c - _SYMBOLS if c >= _SYMBOLS else c: glyph for c, glyph in glyphs.items()}


def _pairs(glyph_map: bytes | None, count: int) -> Mapping[int, int]:
    if glyph_map is None:
        return dict(zip(range(count), range(count), strict=True))
    return dict(enumerate(struct.unpack(f">{len(glyph_map) // 2}H", glyph_map)))
