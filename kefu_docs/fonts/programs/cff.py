"""CFF font programs: single glyphs read out of a big one, or all of a small one.

Source: Adobe Technical Note 5176, The Compact Font Format Specification; sections in brackets.
A face of the set is never read as a whole: an INDEX knows where its items are, and each is cut out
when it is asked for. The proof reads the programs in finished PDFs by the same code: 0.1 ms for one
of 328 glyphs, where fontTools takes 0.9. That the reader and the writer (cff_subset) do not share a
mistake is for the tests to show: they hold both against fontTools and HarfBuzz.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice

from msgspec import Struct

from kefu_docs.fonts.programs.cff_data import (
    CffError,
    Data,
    Index,
    integers,
    operands,
    read_dict,
    write_dict,
)
from kefu_docs.fonts.programs.charstring import LONGEST_EMPTY, draws_nothing, without_subroutines

# DICT operators [9, 15, 16]; two-byte ones as 12 << 8 | second byte.
FONT_BBOX, CHARSET, _ENCODING, CHARSTRINGS, PRIVATE, _SUBRS = 5, 15, 16, 17, 18, 19
FONT_MATRIX, ROS, CID_COUNT, FD_ARRAY, FD_SELECT, _FONT_NAME = (
    12 << 8 | second for second in (7, 30, 34, 36, 37, 38)
)
STANDARD_STRINGS = 391  # [Appendix A]


class FontDict(Struct, frozen=True):
    """A Font DICT of the FDArray [19], or what of a Top DICT does its job, in raw operands."""

    matrix: bytes
    private: bytes  # without Subrs
    subroutines: Index


class CffProgram:
    """The one font of a CFF program in `data` from `start` on. Raises CffError, also lazily."""

    def __init__(self, data: Data, start: int = 0) -> None:
        self._data, self._start = data, start
        if data[start] != 1:
            raise CffError("not CFF 1")
        names = Index(data, start + data[start + 2])
        tops = Index(data, names.end)
        self._strings = Index(data, tops.end)
        self._shared = Index(data, self._strings.end)
        if len(names) != 1:
            raise CffError("a CFF program of several fonts")
        self.name = names[0].decode("latin-1")
        self.top = read_dict(tops[0])
        self._charstrings = Index(data, self._place(CHARSTRINGS))
        self.is_cid_keyed = ROS in self.top

    @cached_property
    def names(self) -> frozenset[str]:
        """Its own name, and of a CID-keyed program those of its Font DICTs, as engines print."""
        inner = (self._read_font_dict(number) for number in range(len(self._fd_array)))
        sids = (integers(font[_FONT_NAME])[0] for font in inner if _FONT_NAME in font)
        return frozenset({self.name, *map(self._string, sids)})

    def __len__(self) -> int:
        return len(self._charstrings)

    def code_of(self, glyph: str) -> int | None:
        """Code of a glyph by its name; a CID-keyed program has the names cid00000, cid00001, …"""
        if self.is_cid_keyed:
            number = glyph[3:] if glyph.startswith("cid") else ""
            cid = int(number) if number.isascii() and number.isdigit() else -1
            return cid if cid >= 0 and self._glyph_of_cid(cid) is not None else None
        return 0 if glyph == ".notdef" else self._by_name.get(glyph)

    def glyph_of(self, code: int) -> int:
        """Number of the glyph: a code is a CID, and in a program without CIDs the number itself."""
        glyph = self._glyph_of_cid(code) if self.is_cid_keyed else code
        if glyph is None or not 0 <= glyph < len(self):
            raise CffError("no such glyph")
        return glyph

    def code_of_glyph(self, number: int) -> int:
        """Undo glyph_of."""
        if not self.is_cid_keyed:
            return number
        place = bisect_right(self._charset, number, key=lambda entry: entry[1]) - 1
        first, glyph, _ = self._charset[place]
        return first + number - glyph

    def glyph(self, number: int) -> tuple[int, bytes]:
        """A glyph's Font DICT and its charstring with the subroutines written out."""
        font = self._font_dict_of(number)
        local = self.font_dict(font).subroutines
        return font, without_subroutines(self._charstrings[number], local, self._shared)

    def font_dict(self, number: int) -> FontDict:
        """A Font DICT by its number; of a program without CIDs, what does its job."""
        if number not in self._fonts:
            font = self._read_font_dict(number) if self.is_cid_keyed else self.top
            size, offset = integers(font[PRIVATE])
            at = self._start + offset
            private = read_dict(self._data[at : at + size])
            subroutines = (
                Index(self._data, at + integers(private[_SUBRS])[0])
                if _SUBRS in private
                else Index(b"\0\0", 0)
            )
            kept = {operator: raw for operator, raw in private.items() if operator != _SUBRS}
            self._fonts[number] = FontDict(
                font.get(FONT_MATRIX, b""), write_dict(kept), subroutines
            )
        return self._fonts[number]

    def glyphs_by_cid(self) -> dict[int, int]:
        """Every glyph by its code, as a CIDFont of a PDF reaches it (ISO 32000-1, 9.7.4.2)."""
        if not self.is_cid_keyed:
            return dict(zip(range(len(self)), range(len(self)), strict=True))
        glyphs = range(len(self))
        ranges = (range(first, first + count) for first, _, count in self._charset)
        cids = self._listed or tuple(islice(chain.from_iterable(ranges), len(self)))
        found = dict(zip(cids, glyphs, strict=True))
        if len(found) < len(cids):  # a CID stands twice: FreeType takes the first glyph
            found.update(zip(reversed(cids), reversed(glyphs), strict=True))
        return found

    def glyphs_by_code(self) -> dict[int, int]:
        """The glyphs by the codes of the program's own Encoding [12], as a simple font has them.

        Raises CffError where it is a predefined one, or supplemented: LibreOffice writes neither.
        """
        at = self._start + integers(self.top.get(_ENCODING, operands(0)))[0]
        if at - self._start <= 1 or self._data[at] & 0x80:
            raise CffError("a predefined or supplemented encoding")
        kind, count = self._data[at], self._data[at + 1]
        if kind == 0:
            codes: Iterable[int] = self._data[at + 2 : at + 2 + count]
        else:
            ranges = zip(*[iter(self._data[at + 2 : at + 2 + 2 * count])] * 2, strict=True)
            codes = chain.from_iterable(range(first, first + left + 1) for first, left in ranges)
        return {code: glyph for glyph, code in enumerate(codes, 1)}

    def empty(self) -> set[int]:
        """The glyphs that draw nothing."""
        lengths = enumerate(self._charstrings.lengths())
        short = [number for number, length in lengths if length <= LONGEST_EMPTY]
        return {number for number in short if draws_nothing(self._charstrings[number])}

    def _place(self, operator: int) -> int:
        if operator not in self.top:
            raise CffError("a CFF program without glyphs")
        return self._start + integers(self.top[operator])[0]

    def _string(self, sid: int) -> str:
        if sid >= STANDARD_STRINGS:
            return self._strings[sid - STANDARD_STRINGS].decode("latin-1")
        from fontTools.cffLib import cffStandardStrings

        return str(cffStandardStrings[sid])

    @cached_property
    def _charset(self) -> list[tuple[int, int, int]]:
        """Ranges (first CID or SID, first glyph, count) of the charset [13], by first glyph."""
        if CHARSET not in self.top or integers(self.top[CHARSET])[0] == 0:
            return [(0, 0, len(self))]  # ISOAdobe
        if self._listed:
            return [(first, glyph, 1) for glyph, first in enumerate(self._listed)]
        at = self._place(CHARSET)
        if at - self._start <= 2:
            raise CffError("an expert charset")
        kind, at = self._data[at], at + 1
        entry = struct.Struct(">HB" if kind == 1 else ">HH")
        ranges, glyph = [(0, 0, 1)], 1
        while glyph < len(self):
            first, left = entry.unpack_from(self._data, at)
            ranges.append((first, glyph, left + 1))
            glyph += left + 1
            at += entry.size
        return ranges

    @cached_property
    def _listed(self) -> tuple[int, ...]:
        """The CIDs or SIDs of all glyphs in a charset of format 0 [13]; nothing of another."""
        if CHARSET not in self.top:
            return ()
        at = self._place(CHARSET)
        if at - self._start <= 2 or self._data[at] != 0:
            return ()
        return (0, *struct.unpack_from(f">{len(self) - 1}H", self._data, at + 1))

    @cached_property
    def _by_cid(self) -> list[tuple[int, int, int]]:
        return sorted(self._charset)

    @cached_property
    def _by_name(self) -> dict[str, int]:
        return {
            self._string(first + step): glyph + step
            for first, glyph, count in self._charset
            for step in range(count)
        }

    def _glyph_of_cid(self, cid: int) -> int | None:
        place = bisect_right(self._by_cid, (cid, len(self), 0)) - 1
        first, glyph, count = self._by_cid[place]
        return glyph + cid - first if 0 <= cid - first < count else None

    @cached_property
    def _fd_array(self) -> Index | Sequence[bytes]:
        return Index(self._data, self._place(FD_ARRAY)) if self.is_cid_keyed else ()

    def _read_font_dict(self, number: int) -> Mapping[int, bytes]:
        return read_dict(self._fd_array[number])

    @cached_property
    def _fonts(self) -> dict[int, FontDict]:
        return {}

    @cached_property
    def _select(self) -> tuple[list[int], list[int]]:
        """First glyphs of the ranges of FDSelect [19] and their Font DICTs."""
        at = self._place(FD_SELECT)
        if self._data[at] == 0:
            return list(range(len(self))), list(self._data[at + 1 : at + 1 + len(self)])
        count = int.from_bytes(self._data[at + 1 : at + 3], "big")
        raw = self._data[at + 3 : at + 3 + 3 * count]
        firsts = [int.from_bytes(raw[i : i + 2], "big") for i in range(0, 3 * count, 3)]
        return firsts, list(raw[2::3])

    def _font_dict_of(self, glyph: int) -> int:
        if not self.is_cid_keyed:
            return 0
        firsts, fonts = self._select
        return fonts[bisect_right(firsts, glyph) - 1]
