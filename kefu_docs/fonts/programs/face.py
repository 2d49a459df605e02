"""The faces of the font set as font programs: which glyph a code is, and a subset of them.

A code is a CID where the program has CIDs and the number of the glyph where it has none. The same
face gives the same code for the same glyph in every PDF, so that fonts of several PDFs can be
united without touching what their pages say.
"""

from __future__ import annotations

import io
import struct
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from mmap import mmap
from unicodedata import normalize

from fontTools.ttLib import TTFont, TTLibError

from kefu_docs.fonts.programs.cff import CffProgram, Glyphs
from kefu_docs.fonts.programs.truetype import GlyfError, TrueTypeProgram

# CffError, CharstringError and GlyfError are ValueErrors, as is what numbers raise.
OUTLINE_ERRORS = (ValueError, struct.error, IndexError, KeyError)


GROUP_BITS = 10
"""Codes that differ in these bits alone are neighbours: ten of 1,024 are in a document, and most
groups of neighbours are the same in many documents."""

Drawn = tuple[int, bytes]
"""What a TrueType glyph puts on a page: its advance width in font units, its outline."""


@dataclass(frozen=True)
class Metrics:
    """Of a face, in thousandths of its size (ISO 32000-1, Table 122); the angle in degrees."""

    ascent: int
    descent: int
    cap_height: int
    italic_angle: int
    bounding_box: tuple[int, ...]


class Face(ABC):
    """A face of the set: `name` is its PostScript name, `names` all that engines print for it.

    What stands in the file and cannot be read raises one of OUTLINE_ERRORS.
    """

    def __init__(self, name: str, digest: str, font: TTFont, data: mmap) -> None:
        self.name = name
        self.digest = digest
        self._font, self._data = font, data
        self._places = {tag: (e.offset, e.length) for tag, e in font.reader.tables.items()}
        self._widths: dict[int, int] = {}
        self._units = struct.unpack(">H", self._table("head")[18:20])[0]
        self._advances = struct.unpack(">H", self._table("hhea")[34:36])[0]

    @property
    @abstractmethod
    def names(self) -> frozenset[str]:
        """Names that engines give to the face."""

    @abstractmethod
    def program(self, name: str, codes: Iterable[int]) -> list[bytes]:
        """Write a font program of these codes and .notdef, the same for the same codes.

        It comes in parts, many of which are the same in programs of nearly the same codes.
        """

    @abstractmethod
    def _glyph_of(self, code: int) -> int:
        """Number of a code's glyph."""

    @abstractmethod
    def _code_of(self, glyph: int) -> int:
        """Undo _glyph_of."""

    def advances(self, codes: Iterable[int]) -> list[int]:
        """Advance widths in thousandths of the size, cut off to whole numbers as engines do."""
        known = self._widths
        return [known[code] if code in known else self._read_advance(code) for code in codes]

    def _read_advance(self, code: int) -> int:
        units, _ = self._advance_and_bearing(self._glyph_of(code))
        width: int = units * 1000 // self._units
        self._widths[code] = width
        return width

    @cached_property
    def metrics(self) -> Metrics:
        """The face's metrics."""
        head, hhea, os2 = self._table("head"), self._table("hhea"), self._table("OS/2")
        post = self._table("post")
        cap_height = struct.unpack(">h", os2[88:90])[0] if len(os2) >= 90 else 0
        ascent, descent = struct.unpack(">hh", hhea[4:8])
        box = struct.unpack(">4h", head[36:44])
        return Metrics(
            self._thousandths(ascent),
            self._thousandths(descent),
            self._thousandths(cap_height or ascent),
            round(struct.unpack(">i", post[4:8])[0] / 65536) if post else 0,
            tuple(map(self._thousandths, box)),
        )

    @cached_property
    def texts(self) -> dict[int, str]:
        """Code to the character that has it for a glyph.

        Of several it is the first, but no compatibility character (a radical, U+F900 and on).
        """
        points = self._font.getBestCmap()
        preferred = sorted(points, key=lambda point: (_is_second(chr(point)), point))
        return {
            self._code_of(self._font.getGlyphID(points[point])): chr(point)
            for point in reversed(preferred)
        }

    def _table(self, tag: str) -> bytes:
        offset, length = self._places.get(tag, (0, 0))
        return self._data[offset : offset + length]

    def _advance_and_bearing(self, glyph: int) -> tuple[int, int]:
        """From `hmtx`: what is behind the last advance width has its bearing alone."""
        start, _ = self._places["hmtx"]
        last = self._advances - 1
        at = start + 4 * min(glyph, last)
        advance, bearing = struct.unpack(">Hh", self._data[at : at + 4])
        if glyph > last:
            at = start + 4 * self._advances + 2 * (glyph - self._advances)
            bearing = int.from_bytes(self._data[at : at + 2], "big", signed=True)
        return advance, bearing

    def _thousandths(self, units: int) -> int:
        thousandths: int = round(units * 1000 / self._units)
        return thousandths


class CffFace(Face):
    """A face with CFF outlines."""

    def __init__(self, name: str, digest: str, font: TTFont, data: mmap) -> None:
        super().__init__(name, digest, font, data)
        self._cff = CffProgram(data, font.reader.tables["CFF "].offset)
        self._read: dict[int, tuple[int, bytes]] = {}
        # Documents hold many groups of the same codes.
        self._group = lru_cache(maxsize=1 << 12)(self._put_together)

    @property
    def names(self) -> frozenset[str]:
        """The names of the face and of its parts."""
        return self._cff.names | {self.name}

    def code_of(self, glyph: str) -> int | None:
        """Code of a glyph by the name it has in the program, or by cidNNNNN."""
        return self._cff.code_of(glyph)

    def program(self, name: str, codes: Iterable[int]) -> list[bytes]:
        """See Face.program; the result is bare CFF with CIDs."""
        neighbours = groupby(sorted({0, *codes}), lambda code: code >> GROUP_BITS)
        return self._cff.subset(name, [self._group(tuple(group)) for _, group in neighbours])

    def _put_together(self, codes: tuple[int, ...]) -> Glyphs:
        fonts, charstrings = zip(*map(self._glyph, codes), strict=True)
        return Glyphs(codes, fonts, tuple(map(len, charstrings)), b"".join(charstrings))

    def _glyph(self, code: int) -> tuple[int, bytes]:
        if code not in self._read:
            self._read[code] = self._cff.glyph(self._glyph_of(code))
        return self._read[code]

    def _glyph_of(self, code: int) -> int:
        return self._cff.glyph_of(code)

    def _code_of(self, glyph: int) -> int:
        return self._cff.code_of_glyph(glyph)


class TrueTypeFace(Face):
    """A face with TrueType outlines."""

    def __init__(self, name: str, digest: str, font: TTFont, data: mmap) -> None:
        super().__init__(name, digest, font, data)
        self._glyf = _truetype_program(font, data)

    @property
    def names(self) -> frozenset[str]:
        """The face's one name."""
        return frozenset({self.name})

    def code_like(self, drawn: Drawn, text: str) -> int | None:
        """Code of the glyph that draws the same: of several the one `text` is drawn with."""
        code = self._codes.get(text)
        if code is not None and self._drawn(code) == drawn:
            return code
        return self._by_drawn.get(drawn)

    def program(self, name: str, codes: Iterable[int]) -> list[bytes]:  # noqa: ARG002
        """See Face.program; the result is a TrueType font, which needs no name in a PDF."""
        glyphs = self._glyf.closure(codes)
        return [self._glyf.subset(glyphs, [self._advance_and_bearing(g) for g in glyphs])]

    def glyph_map(self, codes: Iterable[int]) -> bytes:
        """Number of each code's glyph in the program of these codes, two bytes each."""
        wanted = {0, *codes}
        numbers = bytearray(2 * max(wanted) + 2)
        for number, glyph in enumerate(self._glyf.closure(wanted)):
            if glyph in wanted:
                numbers[2 * glyph : 2 * glyph + 2] = number.to_bytes(2, "big")
        return bytes(numbers)

    def _glyph_of(self, code: int) -> int:
        return code

    def _code_of(self, glyph: int) -> int:
        return glyph

    @cached_property
    def _codes(self) -> dict[str, int]:
        return {chr(p): self._font.getGlyphID(n) for p, n in self._font.getBestCmap().items()}

    @cached_property
    def _by_drawn(self) -> dict[Drawn, int]:
        """Everything the face draws, to the first glyph that draws it."""
        return {self._drawn(glyph): glyph for glyph in reversed(range(len(self._glyf)))}

    def _drawn(self, glyph: int) -> Drawn:
        return self._advance_and_bearing(glyph)[0], self._glyf.outline(glyph)


def drawn_by_codes(program: bytes) -> dict[int, Drawn]:
    """What each code of a TrueType program in a PDF draws, by its one-byte character map.

    Raises one of OUTLINE_ERRORS.
    """
    try:
        font = TTFont(io.BytesIO(program), lazy=True)
        (table,) = font["cmap"].tables
        glyphs = {code & 0xFF: font.getGlyphID(name) for code, name in table.cmap.items()}
        advances = [font["hmtx"][name][0] for name in font.getGlyphOrder()]
    except (TTLibError, AssertionError, ValueError) as error:
        raise GlyfError("a TrueType program without a character map") from error
    outlines = _truetype_program(font, program)
    return {code: (advances[glyph], outlines.outline(glyph)) for code, glyph in glyphs.items()}


def _truetype_program(font: TTFont, data: bytes | mmap) -> TrueTypeProgram:
    tables = font.reader.tables
    return TrueTypeProgram(data, {tag: (e.offset, e.length) for tag, e in tables.items()})


def _is_second(character: str) -> bool:
    """Whether a character repeats another one: compatibility characters, radicals."""
    return normalize("NFKC", character) != character or "\u2e80" <= character <= "\u2fdf"
