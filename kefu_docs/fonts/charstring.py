"""Type 2 charstrings with their subroutines written out in place.

Source: Adobe Technical Note 5177, The Type 2 Charstring Format: numbers (3.2), hints and masks
(4.3), subroutines (4.7).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

_HSTEM, _VSTEM, _HSTEMHM, _VSTEMHM = 1, 3, 18, 23
_CALLSUBR, _RETURN, _ESCAPE, _ENDCHAR, _CALLGSUBR = 10, 11, 12, 14, 29
_HINTMASK, _CNTRMASK = 19, 20
_STEMS = frozenset({_HSTEM, _VSTEM, _HSTEMHM, _VSTEMHM})
_FLEXES = range(34, 38)  # the only escaped operators that leave an empty stack
_DEEPEST = 10  # limit of nested calls, Appendix B


class CharstringError(ValueError):
    """A charstring that the specification does not allow, or that computes with its operands."""


class Subroutines(Protocol):
    """Charstrings by number."""

    def __len__(self) -> int: ...

    def __getitem__(self, number: int) -> bytes: ...


def without_subroutines(
    charstring: bytes, local: Subroutines | Sequence[bytes], shared: Subroutines | Sequence[bytes]
) -> bytes:
    """Write out the calls of a charstring; `local` and `shared` are its subroutine indexes.

    Raises CharstringError where it cannot be followed to its end.
    """
    writer = _Writer(local, shared)
    try:
        writer.run(charstring, 0)
    except IndexError:
        raise CharstringError("a charstring is cut off") from None
    if not writer.ended:
        raise CharstringError("a charstring does not end")
    return b"".join(writer.out)


class _Writer:
    """Follows a charstring as far as calls and hint masks ask for; `waiting` counts operands."""

    def __init__(self, local: Subroutines, shared: Subroutines) -> None:
        self.subroutines = {_CALLSUBR: local, _CALLGSUBR: shared}
        self.out: list[bytes] = []
        self.waiting = 0
        self.stems = 0
        self.ended = False

    def run(self, code: bytes, depth: int) -> None:
        if depth > _DEEPEST:
            raise CharstringError("subroutines call each other without end")
        position, end = 0, len(code)
        while position < end and not self.ended:
            first = code[position]
            if first >= 32 or first == 28:
                size = _number_size(first)
                self.out.append(code[position : position + size])
                self.waiting += 1
            elif first in self.subroutines:
                self.call(self.subroutines[first], depth)
                size = 1
            elif first == _RETURN:
                return
            else:
                size = self.operator(first, code, position)
            position += size
        if position > end:
            raise CharstringError("a charstring is cut off")

    def call(self, subroutines: Subroutines, depth: int) -> None:
        if not self.waiting:
            raise CharstringError("a call without a number")
        number = _number(self.out.pop())
        self.waiting -= 1
        count = len(subroutines)
        number += 107 if count < 1240 else 1131 if count < 33900 else 32768
        if not 0 <= number < count:
            raise CharstringError("a call of a subroutine that is not there")
        self.run(subroutines[number], depth + 1)

    def operator(self, first: int, code: bytes, position: int) -> int:
        """Copy an operator; its length in bytes, the mask behind it included."""
        size = 1
        if first in _STEMS:
            self.stems += self.waiting // 2
        elif first in (_HINTMASK, _CNTRMASK):
            self.stems += self.waiting // 2  # vstemhm may be left out in front of a mask
            size = 1 + (self.stems + 7) // 8
        elif first == _ESCAPE:
            size = 2
            if code[position + 1] not in _FLEXES:
                raise CharstringError("a charstring computes with its operands")
        elif first == _ENDCHAR:
            self.ended = True
        self.out.append(code[position : position + size])
        self.waiting = 0
        return size


def _number_size(first: int) -> int:
    if first == 28:
        return 3
    return 1 if first <= 246 else 2 if first <= 254 else 5


def _number(token: bytes) -> int:
    first = token[0]
    if first == 28:
        return int.from_bytes(token[1:3], "big", signed=True)
    if first <= 246:
        return first - 139
    if first <= 250:
        return (first - 247) * 256 + token[1] + 108
    if first <= 254:
        return -(first - 251) * 256 - token[1] - 108
    return int.from_bytes(token[1:3], "big", signed=True)  # 16.16: a number of a call is whole
