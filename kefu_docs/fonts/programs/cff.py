"""CFF font programs: reading single glyphs out of a big one, writing a small one.

Source: Adobe Technical Note 5176, The Compact Font Format Specification; sections in brackets.
A program is never read as a whole: an INDEX knows where its items are, and each is cut out when
it is asked for.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from kefu_docs.fonts.programs.cff_data import (
    CffError,
    Data,
    Index,
    index_head,
    integers,
    operands,
    read_dict,
    write_dict,
    write_index,
)
from kefu_docs.fonts.programs.charstring import without_subroutines

# DICT operators [9, 15, 16]; two-byte ones as 12 << 8 | second byte.
_FONT_BBOX, _CHARSET, _CHARSTRINGS, _PRIVATE, _SUBRS = 5, 15, 17, 18, 19
_FONT_MATRIX, _ROS, _CID_COUNT, _FD_ARRAY, _FD_SELECT, _FONT_NAME = (
    12 << 8 | second for second in (7, 30, 34, 36, 37, 38)
)
_STANDARD_STRINGS = 391  # [Appendix A]


class Glyphs(NamedTuple):
    """Glyphs of neighbouring codes: for each its code, Font DICT and length, and charstrings."""

    codes: tuple[int, ...]
    fonts: tuple[int, ...]
    lengths: tuple[int, ...]
    charstrings: bytes


@dataclass(frozen=True)
class _FontDict:
    """A Font DICT of the FDArray [19], or what of a Top DICT does its job."""

    matrix: bytes  # raw operands
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
        self._top = read_dict(tops[0])
        self._charstrings = Index(data, self._place(_CHARSTRINGS))
        self.is_cid_keyed = _ROS in self._top

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
        local = self._font_dict(font).subroutines
        return font, without_subroutines(self._charstrings[number], local, self._shared)

    def subset(self, name: str, groups: Sequence[Glyphs]) -> list[bytes]:
        """Write a CID-keyed program of groups of glyphs, by code, 0 first.

        It comes in parts: what stands in front, each group's charstrings, and the rest.
        """
        codes = list(chain.from_iterable(group.codes for group in groups))
        font_of = list(chain.from_iterable(group.fonts for group in groups))
        fonts = sorted(set(font_of))
        numbered = {font: number for number, font in enumerate(fonts)}
        charset = b"\0" + struct.pack(f">{len(codes) - 1}H", *codes[1:])
        select = b"\0" + bytes(map(numbered.__getitem__, font_of))
        before = index_head(list(chain.from_iterable(group.lengths for group in groups)))
        dicts = [self._font_dict(font) for font in fonts]
        privates = b"".join(font.private for font in dicts)
        head = b"\1\0\4\4" + write_index([name.encode("latin-1")])
        tail = write_index([b"Adobe", b"Identity"]) + write_index([])
        shared = self._top.get(_FONT_MATRIX, b"") if self.is_cid_keyed else b""
        entries = {
            _ROS: operands(_STANDARD_STRINGS, _STANDARD_STRINGS + 1, 0),
            **_some(_FONT_MATRIX, shared),
            _FONT_BBOX: self._top.get(_FONT_BBOX, operands(0, 0, 0, 0)),
            _CID_COUNT: operands(codes[-1] + 1),
        }
        places = dict.fromkeys((_CHARSET, _FD_SELECT, _CHARSTRINGS, _FD_ARRAY), operands(0))
        at = len(head) + len(write_index([write_dict(entries | places)])) + len(tail)
        for operator, part in (
            (_CHARSET, charset),
            (_FD_SELECT, select),
            (_CHARSTRINGS, before),
        ):
            places[operator] = operands(at)
            at += len(part)
        at += sum(len(group.charstrings) for group in groups)
        array: list[bytes] = []
        for font in dicts:
            private = operands(len(font.private), at)
            array.append(write_dict(_some(_FONT_MATRIX, font.matrix) | {_PRIVATE: private}))
            at += len(font.private)
        places[_FD_ARRAY] = operands(at)
        top = write_index([write_dict(entries | places)])
        front = b"".join((head, top, tail, charset, select, before))
        return [front, *(group.charstrings for group in groups), privates + write_index(array)]

    def _place(self, operator: int) -> int:
        if operator not in self._top:
            raise CffError("a CFF program without glyphs")
        return self._start + integers(self._top[operator])[0]

    def _string(self, sid: int) -> str:
        if sid >= _STANDARD_STRINGS:
            return self._strings[sid - _STANDARD_STRINGS].decode("latin-1")
        from fontTools.cffLib import cffStandardStrings

        return str(cffStandardStrings[sid])

    @cached_property
    def _charset(self) -> list[tuple[int, int, int]]:
        """Ranges (first CID or SID, first glyph, count) of the charset [13], by first glyph."""
        if _CHARSET not in self._top or integers(self._top[_CHARSET])[0] == 0:
            return [(0, 0, len(self))]  # ISOAdobe
        at = self._place(_CHARSET)
        if at - self._start <= 2:
            raise CffError("an expert charset")
        kind, at, glyph = self._data[at], at + 1, 1
        ranges = [(0, 0, 1)]
        while glyph < len(self):
            first = int.from_bytes(self._data[at : at + 2], "big")
            left = int.from_bytes(self._data[at + 2 : at + 2 + kind], "big")  # 0, 1 or 2 bytes
            ranges.append((first, glyph, left + 1))
            glyph += left + 1
            at += 2 + kind
        return ranges

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
        return Index(self._data, self._place(_FD_ARRAY)) if self.is_cid_keyed else ()

    def _read_font_dict(self, number: int) -> Mapping[int, bytes]:
        return read_dict(self._fd_array[number])

    @cached_property
    def _fonts(self) -> dict[int, _FontDict]:
        return {}

    def _font_dict(self, number: int) -> _FontDict:
        if number not in self._fonts:
            font = self._read_font_dict(number) if self.is_cid_keyed else self._top
            size, offset = integers(font[_PRIVATE])
            at = self._start + offset
            private = read_dict(self._data[at : at + size])
            subroutines = (
                Index(self._data, at + integers(private[_SUBRS])[0])
                if _SUBRS in private
                else Index(b"\0\0", 0)
            )
            kept = {operator: raw for operator, raw in private.items() if operator != _SUBRS}
            self._fonts[number] = _FontDict(
                font.get(_FONT_MATRIX, b""), write_dict(kept), subroutines
            )
        return self._fonts[number]

    @cached_property
    def _select(self) -> tuple[list[int], list[int]]:
        """First glyphs of the ranges of FDSelect [19] and their Font DICTs."""
        at = self._place(_FD_SELECT)
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


def _some(operator: int, operands: bytes) -> dict[int, bytes]:
    return {operator: operands} if operands else {}
