"""The faces of the font set as font programs: which glyph a code is, and a subset of them.

A code is a CID where the program has CIDs and the number of the glyph where it has none. The same
face gives the same code for the same glyph in every PDF, so that fonts of several PDFs can be
united without touching what their pages say.
"""

from __future__ import annotations

import struct
from abc import ABC, abstractmethod
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from mmap import mmap
from operator import itemgetter
from typing import NamedTuple
from unicodedata import normalize

from fontTools.ttLib import TTFont
from msgspec import Struct

from kefu_docs.fonts.programs.cff import CffProgram
from kefu_docs.fonts.programs.cff_subset import Glyphs, cff_subset
from kefu_docs.fonts.programs.truetype import TrueTypeProgram
from kefu_docs.fonts.programs.truetype_subset import TrueTypeSubsetter
from kefu_docs.fonts.sfnt import advance, character_groups, glyphs_by_code, table_places

GROUP_BITS = 10
"""Codes that differ in these bits alone are neighbours: ten of 1,024 are in a document, and most
groups of neighbours are the same in many documents."""

Drawn = tuple[int, bytes]
"""What a TrueType glyph puts on a page: its advance width in font units, its outline."""


class Metrics(Struct, frozen=True):
    """Of a face, in thousandths of its size (ISO 32000-1, Table 122); the angle in degrees."""

    ascent: int
    descent: int
    cap_height: int
    italic_angle: int
    bounding_box: tuple[int, ...]


def ascending(codes: Iterable[int]) -> tuple[int, ...]:
    """Put the codes of a subset in order, with that of .notdef."""
    # What is mostly in order stays so in a dictionary, which a set would mix up.
    return tuple(sorted(dict.fromkeys((0, *codes))))


def neighbours(codes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Give the places in ascending `codes` at which each group of neighbours begins and ends."""
    end = 0
    while end < len(codes):
        start = end
        end = bisect_left(codes, (codes[start] >> GROUP_BITS) + 1 << GROUP_BITS, start)
        yield start, end


class FaceSubset(NamedTuple):
    """A font program in parts, many of which are the same for nearly the same codes.

    `glyph_map` gives the number of each code's glyph in the program, two bytes each, as
    CIDToGIDMap has them (ISO 32000-1, Table 117); None where the codes are the program's own CIDs.
    """

    parts: list[bytes]
    glyph_map: bytes | None


class Face(ABC):
    """A face of the set: `name` is its PostScript name, `names` all that engines print for it.

    What stands in the file and cannot be read raises one of OUTLINE_ERRORS.
    """

    def __init__(self, name: str, digest: str, font: TTFont, data: mmap) -> None:
        self.name = name
        self.digest = digest
        self._font, self._data = font, data
        self._places = {tag: (e.offset, e.length) for tag, e in font.reader.tables.items()}
        self._widths = _Widths(self._read_advance)
        self._units = struct.unpack(">H", self._table("head")[18:20])[0]
        self._advances = struct.unpack(">H", self._table("hhea")[34:36])[0]

    @property
    @abstractmethod
    def names(self) -> frozenset[str]:
        """Names that engines give to the face."""

    @abstractmethod
    def subset(self, name: str, codes: Sequence[int]) -> FaceSubset:
        """Write a font program of codes that are `ascending`."""

    @abstractmethod
    def _glyph_of(self, code: int) -> int:
        """Number of a code's glyph."""

    @abstractmethod
    def _code_of(self, glyph: int) -> int:
        """Undo _glyph_of."""

    def advances(self, codes: Iterable[int]) -> list[int]:
        """Advance widths in thousandths of the size, cut off to whole numbers as engines do."""
        return list(map(self._widths.__getitem__, codes))

    def read_ahead(self, text: str) -> None:  # noqa: B027 - a face need not keep what it has read
        """Read what `subset` will ask for if these characters are among those of its codes."""

    def _read_advance(self, code: int) -> int:
        hmtx, _ = self._places["hmtx"]
        units = advance(self._data, hmtx, self._advances, self._glyph_of(code))
        # LibreOffice (7.4 and 25.2) cuts widths off and does not round them. Where the two differ
        # the glyph counts as another one, and the PDF keeps LibreOffice's fonts: finish/
        # libreoffice_fonts, test_a_users_own_face_is_read.
        width: int = units * 1000 // self._units
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

        Of several it is the first, but no compatibility character (a radical, U+F900 and on): text
        that is copied from a PDF, or searched in one, should hold 方 and not the radical ⽅.
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

    def _thousandths(self, units: int) -> int:
        thousandths: int = round(units * 1000 / self._units)
        return thousandths


class CffFace(Face):
    """A face with CFF outlines."""

    def __init__(self, name: str, digest: str, font: TTFont, data: mmap) -> None:
        super().__init__(name, digest, font, data)
        self._cff = CffProgram(data, font.reader.tables["CFF "].offset)
        self._read: dict[int, tuple[int, bytes]] = {}
        # Documents hold many groups of the same codes. A group has 2.4 kB on average; pdf/deflate
        # keeps the same bytes as a key.
        self._glyphs = lru_cache(maxsize=1 << 12)(self._put_together)

    @property
    def names(self) -> frozenset[str]:
        """The names of the face and of its parts."""
        return self._cff.names | {self.name}

    def code_of(self, glyph: str) -> int | None:
        """Code of a glyph by the name it has in the program, or by cidNNNNN."""
        return self._cff.code_of(glyph)

    def subset(self, name: str, codes: Sequence[int]) -> FaceSubset:
        """See Face.subset; the program is bare CFF with CIDs."""
        groups = [self._glyphs(tuple(codes[start:end])) for start, end in neighbours(codes)]
        return FaceSubset(cff_subset(self._cff, name, codes, groups), None)

    def read_ahead(self, text: str) -> None:
        """See Face.read_ahead."""
        groups = character_groups(self._table("cmap")) or []
        for point in map(ord, set(text)):
            place = bisect_right(groups, point, key=itemgetter(0)) - 1
            if place >= 0 and point <= groups[place][1]:
                first, _, glyph = groups[place]
                self._glyph(self._code_of(glyph + point - first))

    def _put_together(self, codes: tuple[int, ...]) -> Glyphs:
        fonts, charstrings = zip(*map(self._glyph, codes), strict=True)
        return Glyphs(bytes(fonts), tuple(map(len, charstrings)), b"".join(charstrings))

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

    def __init__(
        self, name: str, digest: str, font: TTFont, data: mmap, subsetter: TrueTypeSubsetter
    ) -> None:
        super().__init__(name, digest, font, data)
        self._glyf = TrueTypeProgram(data, self._places)
        self._subsetter = subsetter

    @property
    def names(self) -> frozenset[str]:
        """The face's one name."""
        return frozenset({self.name})

    def code_like(self, drawn: Drawn, text: str) -> int | None:
        """Code of the glyph that draws the same: of several the one `text` is drawn with.

        Or a blank, whose glyph engines put in the place of characters that they ignore, such as
        U+FE0F behind an emoji.
        """
        for code in filter(None, map(self._code_for, (text, " "))):
            if self._drawn(code) == drawn:
                return code
        return self._by_drawn.get(drawn)

    def subset(self, name: str, codes: Sequence[int]) -> FaceSubset:  # noqa: ARG002
        """See Face.subset; the program is a TrueType font, which needs no name in a PDF."""
        program, numbers = self._subsetter.subset(codes)
        glyph_map = bytearray(2 * codes[-1] + 2)
        for code in codes:
            glyph_map[2 * code : 2 * code + 2] = numbers[code].to_bytes(2, "big")
        return FaceSubset([program], bytes(glyph_map))

    def _glyph_of(self, code: int) -> int:
        return code

    def _code_of(self, glyph: int) -> int:
        return glyph

    def _code_for(self, text: str) -> int | None:
        """The glyph that the face has for a text of one character."""
        groups = self._groups
        if groups is None:
            return self._codes.get(text)
        if len(text) != 1:
            return None
        place = bisect_right(groups, ord(text), key=itemgetter(0)) - 1
        if place < 0 or ord(text) > groups[place][1]:
            return None
        first, _, glyph = groups[place]
        return glyph + ord(text) - first or None

    @cached_property
    def _groups(self) -> list[tuple[int, int, int]] | None:
        return character_groups(self._table("cmap"))

    @cached_property
    def _codes(self) -> dict[str, int]:
        return {chr(p): self._font.getGlyphID(n) for p, n in self._font.getBestCmap().items()}

    @cached_property
    def _by_drawn(self) -> dict[Drawn, int]:
        """Everything the face draws, to the first glyph that draws it."""
        return {self._drawn(glyph): glyph for glyph in reversed(range(len(self._glyf)))}

    def _drawn(self, glyph: int) -> Drawn:
        return self._glyf.advance(glyph), self._glyf.outline(glyph)


class _Widths(dict[int, int]):
    """The advance widths of codes, read when they are asked for."""

    def __init__(self, read: Callable[[int], int]) -> None:
        self._read = read

    def __missing__(self, code: int) -> int:
        width = self[code] = self._read(code)
        return width


def drawn_by_codes(program: bytes) -> dict[int, Drawn]:
    """What each code of a TrueType program in a PDF draws, by its character map.

    Raises one of OUTLINE_ERRORS.
    """
    font = TrueTypeProgram(program, table_places(program))
    # Symbols may stand 0xF000 above their one-byte codes (ISO 32000-1, 9.6.6.4).
    glyphs = {code & 0xFF: glyph for code, glyph in glyphs_by_code(font.table("cmap")).items()}
    return {code: (font.advance(glyph), font.outline(glyph)) for code, glyph in glyphs.items()}


def _is_second(character: str) -> bool:
    """Whether a character repeats another one: compatibility characters, radicals."""
    return normalize("NFKC", character) != character or "\u2e80" <= character <= "\u2fdf"
