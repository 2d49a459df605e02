"""TrueType font programs: single glyphs read out of a big one, or all of a small one.

Source: OpenType specification, "glyf", "loca", "head", "hhea", "maxp".
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise

from kefu_docs.fonts.sfnt import Data, Places, advance

# Flags of a component of a composite glyph.
_WORDS, _SCALE, _MORE, _XY_SCALE, _TWO_BY_TWO = 0x01, 0x08, 0x20, 0x40, 0x80
_DEEPEST = 16


class GlyfError(ValueError):
    """A program that is not TrueType, or a glyph it does not have."""


class TrueTypeProgram:
    """A TrueType font in `data`; `places` gives offset and length of its tables.

    Raises GlyfError, also lazily.
    """

    def __init__(self, data: Data, places: Places) -> None:
        self._data, self._places = data, places
        for tag in ("glyf", "loca", "head", "hhea", "hmtx", "maxp"):
            if tag not in places:
                raise GlyfError(f"no table {tag}")
        self._glyf, _ = places["glyf"]
        self._loca, size = places["loca"]
        self._offset_size = 4 if self.table("head")[50:52] == b"\0\1" else 2
        self._advances = int.from_bytes(self.table("hhea")[34:36], "big")
        self._count = min(
            size // self._offset_size - 1, int.from_bytes(self.table("maxp")[4:6], "big")
        )

    def table(self, tag: str) -> bytes:
        """A table's content; empty where there is none."""
        offset, length = self._places.get(tag, (0, 0))
        return self._data[offset : offset + length]

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, glyph: int) -> bytes:
        """A glyph's description as it stands in the font."""
        start, end = self._bounds(glyph)
        return self._data[self._glyf + start : self._glyf + end]

    def empty(self) -> set[int]:
        """The glyphs that have no description, and draw nothing."""
        code = "L" if self._offset_size == 4 else "H"
        places = struct.unpack_from(f">{self._count + 1}{code}", self._data, self._loca)
        return {glyph for glyph, (start, end) in enumerate(pairwise(places)) if start == end}

    def advance(self, glyph: int) -> int:
        """A glyph's advance width in font units."""
        return advance(self._data, self._places["hmtx"][0], self._advances, glyph)

    def _bounds(self, glyph: int) -> tuple[int, int]:
        if not 0 <= glyph < self._count:
            raise GlyfError("no such glyph")
        size = self._offset_size
        at = self._loca + glyph * size
        start = int.from_bytes(self._data[at : at + size], "big")
        end = int.from_bytes(self._data[at + size : at + 2 * size], "big")
        return (start, end) if size == 4 else (2 * start, 2 * end)

    def outline(self, glyph: int, depth: int = 0) -> bytes:
        """What a glyph draws, free of glyph numbers and padding: equal bytes, equal outlines."""
        description = self[glyph]
        parts = [description.rstrip(b"\0")]
        for at, component in _components(description, depth):
            parts[0] = parts[0][: at + 2] + b"\0\0" + parts[0][at + 4 :]
            parts.append(self.outline(component, depth + 1))
        return b"\xff\xff".join(parts)


def _components(description: bytes, depth: int) -> Iterator[tuple[int, int]]:
    """Give (place, glyph) of the components of a composite glyph; of a simple one none."""
    if description[:1] < b"\x80":  # numberOfContours is not negative
        return
    if depth > _DEEPEST:
        raise GlyfError("composite glyphs without end")
    at, flags = 10, _MORE
    while flags & _MORE:
        flags, glyph = struct.unpack(">HH", description[at : at + 4])
        yield at, glyph
        at += 8 if flags & _WORDS else 6
        at += 2 * bool(flags & _SCALE) + 4 * bool(flags & _XY_SCALE) + 8 * bool(flags & _TWO_BY_TWO)
