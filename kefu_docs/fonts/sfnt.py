"""The tables of a TrueType or OpenType file, as far as they are read without fontTools.

fontTools reads all of them, at the price of names for 60,000 glyphs; what is read often, or by
every process, is read here, and tests hold it against fontTools. Source: OpenType specification,
"Organization of an OpenType Font" and the table named in each docstring.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from mmap import mmap
from struct import iter_unpack, unpack_from

Data = bytes | mmap
Places = Mapping[str, tuple[int, int]]
"""Offset and length, in the file, of each table by its tag."""

_ENGLISH = (3, 1, 0x409)  # Windows, UTF-16, US English
_UCS4 = (3, 10)  # Windows, all planes
_SEGMENTED = 12
_HEADER, _RECORD = 12, 16  # bytes of the table directory


def table_places(data: Data) -> dict[str, tuple[int, int]]:
    """Read the table directory of a file of one font. struct.error where it is cut off."""
    (count,) = unpack_from(">H", data, 4)
    records = iter_unpack(">4sLLL", data[_HEADER : _HEADER + _RECORD * count])
    return {tag.decode("latin-1"): (offset, length) for tag, _, offset, length in records}


def advance(data: Data, hmtx: int, count: int, glyph: int) -> int:
    """Read a glyph's advance width, in font units, from the table `hmtx` at an offset of the file.

    `count` is the number of widths in it (`hhea`): the glyphs behind them have the last one.
    """
    width: int = unpack_from(">H", data, hmtx + 4 * min(glyph, count - 1))[0]
    return width


def english_name(name: bytes, identifier: int) -> str | None:
    """Find a name of a face in the table `name`; None where it has none for Windows in English."""
    count, start = unpack_from(">HH", name, 2)
    for *kind, number, size, at in iter_unpack(">6H", name[6 : 6 + 12 * count]):
        if number == identifier and tuple(kind) == _ENGLISH:
            return name[start + at : start + at + size].decode("utf-16-be")
    return None


def character_groups(cmap: bytes) -> list[tuple[int, int, int]] | None:
    """Read (first, last, glyph of the first) of code points in a row from the table `cmap`.

    None where it has no map of all planes in format 12.
    """
    for platform, encoding, at in _subtables(cmap):
        if (platform, encoding) == _UCS4 and _format(cmap, at) == _SEGMENTED:
            (length,) = unpack_from(">L", cmap, at + 12)
            return list(iter_unpack(">LLL", cmap[at + 16 : at + 16 + 12 * length]))
    return None


def glyphs_by_code(cmap: bytes) -> dict[int, int]:
    """Read the glyph of each code from every subtable of the table `cmap` in format 0, 4 or 6.

    These are the formats that a simple font of a PDF may have (ISO 32000-1, 9.6.6.4). A code
    without a glyph is left out.
    """
    found: dict[int, int] = {}
    for _, _, at in _subtables(cmap):
        kind = _format(cmap, at)
        if kind == 0:
            found |= enumerate(cmap[at + 6 : at + 262])
        elif kind == 6:
            first, length = unpack_from(">HH", cmap, at + 6)
            glyphs = unpack_from(f">{length}H", cmap, at + 10)
            found |= zip(range(first, first + length), glyphs, strict=True)
        elif kind == 4:
            found |= _segments(cmap, at)
    # LibreOffice writes format 0, which has room for all 256 codes: those it does not use lead to
    # glyph 0. They have no width, either, so nothing may be asked of them (test_every_ideograph).
    return {code: glyph for code, glyph in found.items() if glyph}


def _subtables(cmap: bytes) -> Iterator[tuple[int, int, int]]:
    """Give platform, encoding and offset of each subtable."""
    (count,) = unpack_from(">H", cmap, 2)
    return iter_unpack(">HHL", cmap[4 : 4 + 8 * count])


def _format(cmap: bytes, at: int) -> int:
    return int.from_bytes(cmap[at : at + 2], "big")


def _segments(cmap: bytes, at: int) -> dict[int, int]:
    """Read a subtable in format 4: segments of codes whose glyphs are counted or listed."""
    (double,) = unpack_from(">H", cmap, at + 6)
    ends, starts, deltas, offsets = (
        unpack_from(f">{double // 2}H", cmap, at + skip)
        for skip in (14, 16 + double, 16 + 2 * double, 16 + 3 * double)
    )
    found: dict[int, int] = {}
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        # An offset to the list of glyphs counts from the place where the offset itself stands.
        place = at + 16 + 3 * double + 2 * number + offsets[number]
        for code in range(start, end + 1):
            glyph = code
            if offsets[number]:
                (glyph,) = unpack_from(">H", cmap, place + 2 * (code - start))
            found[code] = (glyph + deltas[number]) & 0xFFFF if glyph or not offsets[number] else 0
    return found
