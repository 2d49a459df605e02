"""The two structures a CFF program is made of: INDEX and DICT.

Source: Adobe Technical Note 5176, The Compact Font Format Specification; sections in brackets.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from itertools import accumulate
from mmap import mmap
from operator import sub

Data = bytes | mmap
_CODES = {1: "B", 2: "H", 4: "L"}  # of struct, for offsets of so many bytes


class CffError(ValueError):
    """A program that is not CFF, or in a form nothing here understands."""


class Index:
    """An INDEX [5]: its items by number, and where it ends."""

    def __init__(self, data: Data, position: int) -> None:
        self._data = data
        self._count = int.from_bytes(data[position : position + 2], "big")
        self._size = data[position + 2] if self._count else 0
        self._offsets = position + 3
        self._base = self._offsets + (self._count + 1) * self._size - 1
        self.end = self._base + self._offset(self._count) if self._count else position + 2

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> bytes:
        if not 0 <= number < self._count:
            raise IndexError(number)
        return self._data[self._base + self._offset(number) : self._base + self._offset(number + 1)]

    def lengths(self) -> list[int]:
        """The lengths of all items."""
        count, size, at = self._count + 1, self._size, self._offsets
        if size in _CODES:
            offsets: Sequence[int] = struct.unpack_from(f">{count}{_CODES[size]}", self._data, at)
        else:
            offsets = [self._offset(number) for number in range(count)]
        return list(map(sub, offsets[1:], offsets))

    def _offset(self, number: int) -> int:
        at = self._offsets + number * self._size
        return int.from_bytes(self._data[at : at + self._size], "big")


def read_dict(raw: bytes) -> dict[int, bytes]:
    """Cut a DICT [4] into operators and their raw operands."""
    entries: dict[int, bytes] = {}
    position = start = 0
    while position < len(raw):
        first = raw[position]
        if first <= 21:
            operands = raw[start:position]
            if first == 12:
                position += 1
                first = 12 << 8 | raw[position]
            entries[first] = operands
            start = position + 1
        elif first in (28, 29):
            position += 2 if first == 28 else 4
        elif first == 30:  # a real number: ends with a nibble of fifteen
            position += 1
            while 15 not in divmod(raw[position], 16):
                position += 1
        elif first >= 247:
            position += 1
        position += 1
    return entries


def integers(raw: bytes) -> list[int]:
    """Decode whole operands [Table 3]."""
    numbers: list[int] = []
    position = 0
    while position < len(raw):
        first = raw[position]
        size = 3 if first == 28 else 5 if first == 29 else 1 if first <= 246 else 2
        numbers.append(integer(raw[position : position + size]))
        position += size
    return numbers


def integer(token: bytes) -> int:
    """Decode a whole number as DICTs and charstrings write it [Table 3]; 29 is of DICTs alone."""
    first = token[0]
    if first in (28, 29):
        return int.from_bytes(token[1:], "big", signed=True)
    if first <= 246:
        return first - 139
    if first <= 250:
        return (first - 247) * 256 + token[1] + 108
    return -(first - 251) * 256 - token[1] - 108


def operands(*numbers: int) -> bytes:
    """Write whole operands, each in five bytes, so that no offset changes a length."""
    return b"".join(b"\x1d" + number.to_bytes(4, "big", signed=True) for number in numbers)


def write_dict(entries: Mapping[int, bytes]) -> bytes:
    """Write operators and their raw operands as a DICT."""
    return b"".join(
        operands + (bytes((operator,)) if operator < 256 else operator.to_bytes(2, "big"))
        for operator, operands in entries.items()
    )


def write_index(items: Sequence[bytes]) -> bytes:
    """Write an INDEX [5]."""
    return b"".join((index_head(list(map(len, items))), *items))


def index_head(lengths: Sequence[int]) -> bytes:
    """Write what stands in front of the items of an INDEX: offsets, which count from 1."""
    if not lengths:
        return b"\0\0"
    offsets = list(accumulate(lengths, initial=1))
    size, code = (2, "H") if offsets[-1] < 1 << 16 else (4, "I")
    return struct.pack(f">HB{len(offsets)}{code}", len(lengths), size, *offsets)
