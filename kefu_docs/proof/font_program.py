"""Embedded font programs: which of them has a glyph, and one that is not empty.

Sources: Adobe Technical Notes 5176 (CFF) and 5177 (Type 2 charstrings), OpenType specification
(cmap, head, loca, maxp), Adobe Type 1 Font Format 1.1.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, pairwise

from kefu_docs.fonts.programs.truetype import GlyfError, TrueTypeProgram
from kefu_docs.fonts.programs.type1 import Type1Error, encoding
from kefu_docs.fonts.sfnt import glyphs_by_code, table_places

_CHARSET, _ENCODING, _CHARSTRINGS, _ROS = (15,), (16,), (17,), (12, 30)
_ENDCHAR = 14
# A charstring that draws is longer than a width and endchar, unless it calls a subroutine.
_SHORT = 8
_SYMBOLS = 0xF000
_SIZES = {1: "B", 2: "H", 4: "L"}  # of offsets, in bytes


class UnreadableFontError(ValueError):
    """A font program, or a way to reach its glyphs, that is not understood here."""


@dataclass(frozen=True)
class Program:
    """A font program as a PDF font reaches it: the glyph of each code, and the empty glyphs.

    Glyph 0 is .notdef, which is drawn as a box; so is what there is no glyph for.
    """

    glyphs: Mapping[int, int]
    empty: Set[int]

    def undrawn(self, codes: Set[int]) -> tuple[Set[int], Set[int]]:
        """Of `codes`, those drawn as a box, and those of which nothing is seen."""
        boxes = {code for code in codes if not self.glyphs.get(code)}
        return boxes, {code for code in codes - boxes if self.glyphs[code] in self.empty}


def cff(data: bytes, *, simple: bool) -> Program:
    """Read a bare CFF program: of a simple font by its encoding, of a CIDFont by its charset."""
    try:
        _, at = _index(data, data[2])
        (top,), at = _index(data, at)
        entries = _dictionary(data[slice(*top)])
        charstrings, _ = _index(data, entries[_CHARSTRINGS][0])
        if simple:
            reached = _encoding(data, entries.get(_ENCODING, [0])[0])
        elif _ROS in entries:
            charset = _charset(data, entries[_CHARSET][0], len(charstrings))
            reached = dict(zip(charset, range(len(charstrings)), strict=False))
        else:  # ISO 32000-1, 9.7.4.2: the CID is the glyph's number
            reached = dict(zip(range(len(charstrings)), range(len(charstrings)), strict=True))
    except (KeyError, IndexError, ValueError, struct.error) as error:
        raise UnreadableFontError("CFF") from error
    short = (n for n, (start, end) in enumerate(charstrings) if end - start <= _SHORT)
    empty = {n for n in short if _first_operator(data[slice(*charstrings[n])]) == _ENDCHAR}
    return Program(reached, empty)


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
    except (GlyfError, struct.error) as error:
        raise UnreadableFontError("TrueType") from error
    return Program({code: glyph for code, glyph in reached.items() if glyph < count}, empty)


def type1(data: bytes) -> Program:
    """Read the encoding of a Type 1 program; its outlines are encrypted and not looked at."""
    try:
        names = encoding(data)
    except Type1Error as error:
        raise UnreadableFontError("Type 1") from error
    return Program({code: int(name != ".notdef") for code, name in names.items()}, frozenset())


def _index(data: bytes, at: int) -> tuple[list[tuple[int, int]], int]:
    """The (start, end) of each object of an INDEX, and where it ends."""
    (count,) = struct.unpack_from(">H", data, at)
    if not count:
        return [], at + 2
    size, first = data[at + 2], at + 3
    base = first + (count + 1) * size - 1
    if size in _SIZES:
        offsets: Sequence[int] = struct.unpack_from(f">{count + 1}{_SIZES[size]}", data, first)
    else:
        stop = first + (count + 1) * size
        offsets = [int.from_bytes(data[i : i + size]) for i in range(first, stop, size)]
    places = [base + offset for offset in offsets]
    return list(pairwise(places)), places[-1]


def _number(data: bytes, at: int) -> tuple[int, int]:
    """The integer at a place of a DICT or charstring, and the place behind it."""
    byte = data[at]
    if byte >= 251 and byte < 255:
        return -(byte - 251) * 256 - data[at + 1] - 108, at + 2
    if byte >= 247 and byte < 255:
        return (byte - 247) * 256 + data[at + 1] + 108, at + 2
    if byte >= 32 and byte < 247:
        return byte - 139, at + 1
    width = {28: 2, 29: 4, 255: 4}[byte]
    return int.from_bytes(data[at + 1 : at + 1 + width], signed=True), at + 1 + width


def _dictionary(data: bytes) -> dict[tuple[int, ...], list[int]]:
    """Operators with their operands; real numbers count as 0."""
    entries: dict[tuple[int, ...], list[int]] = {}
    operands: list[int] = []
    at = 0
    while at < len(data):
        byte = data[at]
        if byte <= 21:
            operator = (byte, data[at + 1]) if byte == 12 else (byte,)
            entries[operator], operands = operands, []
            at += len(operator)
        elif byte == 30:
            at += 1
            while data[at] & 0xF != 0xF:
                at += 1
            operands.append(0)
            at += 1
        else:
            value, at = _number(data, at)
            operands.append(value)
    return entries


def _charset(data: bytes, at: int, count: int) -> Sequence[int]:
    """The CID of each glyph; formats 1 and 2 list ranges of them."""
    if data[at] == 0:
        return 0, *struct.unpack_from(f">{count - 1}H", data, at + 1)
    pattern = struct.Struct(">HB" if data[at] == 1 else ">HH")
    cids, at = [0], at + 1
    while len(cids) < count:
        first, more = pattern.unpack_from(data, at)
        cids += range(first, first + more + 1)
        at += pattern.size
    return cids


def _encoding(data: bytes, at: int) -> dict[int, int]:
    """The glyph of each code; offsets 0 and 1 stand for predefined encodings."""
    if at <= 1 or data[at] & 0x80:
        raise UnreadableFontError("CFF with a predefined or supplemented encoding")
    if data[at] == 0:
        codes = data[at + 2 : at + 2 + data[at + 1]]
        return {code: glyph for glyph, code in enumerate(codes, 1)}
    ranges = [(data[i], data[i + 1]) for i in range(at + 2, at + 2 + 2 * data[at + 1], 2)]
    codes_in = chain.from_iterable(range(first, first + left + 1) for first, left in ranges)
    return {code: glyph for glyph, code in enumerate(codes_in, 1)}


def _first_operator(charstring: bytes) -> int:
    at = 0
    while at < len(charstring) and (charstring[at] >= 32 or charstring[at] == 28):
        _, at = _number(charstring, at)
    return charstring[at] if at < len(charstring) else _ENDCHAR


def _without_symbols(glyphs: Mapping[int, int]) -> Mapping[int, int]:
    """Symbols stand 0xF000 above their codes (ISO 32000-1, 9.6.6.4)."""
    return {c - _SYMBOLS if c >= _SYMBOLS else c: glyph for c, glyph in glyphs.items()}


def _pairs(glyph_map: bytes | None, count: int) -> Mapping[int, int]:
    if glyph_map is None:
        return dict(zip(range(count), range(count), strict=True))
    return dict(enumerate(struct.unpack(f">{len(glyph_map) // 2}H", glyph_map)))
