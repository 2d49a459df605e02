"""TrueType font programs: reading single glyphs out of a big one, writing a small one.

Source: OpenType specification: "Organization of an OpenType Font", "glyf", "loca", "head", "maxp".
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from mmap import mmap

# Flags of a component of a composite glyph.
_WORDS, _SCALE, _MORE, _XY_SCALE, _TWO_BY_TWO = 0x01, 0x08, 0x20, 0x40, 0x80
_HINTING = ("cvt ", "fpgm", "prep")
_DEEPEST = 16

Data = bytes | mmap
Places = Mapping[str, tuple[int, int]]


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

    def length(self, glyph: int) -> int:
        """Bytes of a glyph's description."""
        start, end = self._bounds(glyph)
        return end - start

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

    def closure(self, glyphs: Iterable[int]) -> list[int]:
        """The glyphs in order, with .notdef and those that composite glyphs are made of."""
        found: set[int] = set()
        left = {0, *glyphs}
        while left:
            found |= left
            left = {part for g in left for _, part in _components(self[g], 0)} - found
        return sorted(found)

    def subset(self, glyphs: Sequence[int], advances: Sequence[tuple[int, int]]) -> bytes:
        """Write a font of these glyphs, closed over and numbered in their order.

        `advances` are their advance widths and left side bearings in font units.
        """
        numbered = {glyph: number for number, glyph in enumerate(glyphs)}
        outlines = [_padded(_renumbered(self[glyph], numbered)) for glyph in glyphs]
        offsets = [0]
        for outline in outlines:
            offsets.append(offsets[-1] + len(outline))
        head, hhea, maxp = (bytearray(self.table(tag)) for tag in ("head", "hhea", "maxp"))
        head[8:12], head[50:52] = bytes(4), b"\0\1"
        hhea[34:36] = maxp[4:6] = len(glyphs).to_bytes(2, "big")
        tables = {
            **{tag: self.table(tag) for tag in _HINTING if tag in self._places},
            "glyf": b"".join(outlines),
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": b"".join(struct.pack(">Hh", *advance) for advance in advances),
            "loca": struct.pack(f">{len(offsets)}I", *offsets),
            "maxp": bytes(maxp),
        }
        return _sfnt(tables)


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


def _renumbered(description: bytes, numbered: Mapping[int, int]) -> bytes:
    changed = bytearray(description)
    for at, glyph in _components(description, 0):
        changed[at + 2 : at + 4] = numbered[glyph].to_bytes(2, "big")
    return bytes(changed)


def _padded(data: bytes) -> bytes:
    return data + bytes(-len(data) % 4)


def _sfnt(tables: Mapping[str, bytes]) -> bytes:
    """Write tables, by tag, into a file with checksums ("Calculating checksums")."""
    count = len(tables)
    power = count.bit_length() - 1
    header = struct.pack(
        ">IHHHH", 0x00010000, count, 16 << power, power, 16 * (count - (1 << power))
    )
    offset = 12 + 16 * count
    directory, body = b"", b""
    for tag, content in tables.items():
        place = offset + len(body)
        directory += struct.pack(">4sIII", tag.encode(), _checksum(content), place, len(content))
        body += _padded(content)
    font = bytearray(header + directory + body)
    adjustment = (0xB1B0AFBA - _checksum(bytes(font))) & 0xFFFFFFFF
    _, _, head, _ = struct.unpack_from(">4sIII", font, 12 + 16 * list(tables).index("head"))
    font[head + 8 : head + 12] = adjustment.to_bytes(4, "big")
    return bytes(font)


def _checksum(data: bytes) -> int:
    padded = _padded(data)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF
