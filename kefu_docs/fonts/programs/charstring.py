"""Type 2 charstrings with their subroutines written out in place.

A charstring is mostly paths: moves, lines and curves behind their operands. Nothing in them matters
here, so one regular expression passes over as many as follow each other; only calls, hints and
masks are looked at. That is twice as fast as byte by byte, and the slow reading stands in
tests/fonts/programs/test_charstring.py, where any bytes must give the same by both.
Source: Adobe Technical Note 5177, The Type 2 Charstring Format: numbers (3.2), hints and masks
(4.3), subroutines (4.7).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from kefu_docs.fonts.programs.cff_data import integer

_HSTEM, _VSTEM, _HSTEMHM, _VSTEMHM = 1, 3, 18, 23
_CALLSUBR, _RETURN, _ESCAPE, _ENDCHAR, _CALLGSUBR = 10, 11, 12, 14, 29
_HINTMASK, _CNTRMASK = 19, 20
_STEMS = frozenset({_HSTEM, _VSTEM, _HSTEMHM, _VSTEMHM})
_MASKS = frozenset({_HINTMASK, _CNTRMASK})
_FLEXES = range(34, 38)  # the only escaped operators that leave an empty stack
_SHORT_INTEGER, _FIRST_NUMBER = 28, 32
_NUMBER = re.compile(rb"[\x20-\xf6]|[\xf7-\xfe].|\x1c..|\xff....", re.DOTALL)
_OPERANDS = re.compile(rb"(?:%b)*" % _NUMBER.pattern, re.DOTALL)
LONGEST_EMPTY = 8
"""In bytes: a charstring that draws nothing has no more than a width and endchar."""
# Moves, lines, curves and flexes with their operands: the first group. The operands behind them,
# for an operator that has to be looked at: the second. It matches anywhere, if only nothing.
_PATH = re.compile(
    rb"((?:(?:%(n)b)*(?:[\x04-\x08\x15\x16\x18-\x1b\x1e\x1f]|\x0c[\x22-\x25]))*)((?:%(n)b)*)"
    % {b"n": _NUMBER.pattern},
    re.DOTALL,
)
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


def draws_nothing(charstring: bytes) -> bool:
    """Whether a charstring ends before it has drawn, or called a subroutine that might."""
    operator = charstring[_OPERANDS.match(charstring).end() :][:1]  # type: ignore[union-attr]
    return operator in (b"", bytes((_ENDCHAR,)))


class _Writer:
    """Follows a charstring as far as calls and hint masks ask for.

    `numbers` are the operands that wait for an operator.
    """

    def __init__(self, local: Subroutines, shared: Subroutines) -> None:
        self.subroutines = {_CALLSUBR: local, _CALLGSUBR: shared}
        self.out: list[bytes] = []
        self.numbers = b""
        self.stems = 0
        self.ended = False

    def run(self, code: bytes, depth: int) -> None:
        if depth > _DEEPEST:
            raise CharstringError("subroutines call each other without end")
        position, end = 0, len(code)
        while position < end and not self.ended:
            found = _PATH.match(code, position)
            assert found
            path, numbers = found.groups()
            if path:
                self.out += self.numbers, path
                self.numbers = b""
            self.numbers += numbers
            position = found.end()
            if position == end:
                return
            first = code[position]
            if first in self.subroutines:
                self.call(self.subroutines[first], depth)
                position += 1
            elif first == _RETURN:
                return
            else:
                position += self.operator(first, code, position)
        if position > end:
            raise CharstringError("a charstring is cut off")

    def call(self, subroutines: Subroutines, depth: int) -> None:
        if not self.numbers:
            raise CharstringError("a call without a number")
        last = _NUMBER.findall(self.numbers)[-1]
        self.numbers = self.numbers[: -len(last)]
        number = _number(last)
        count = len(subroutines)
        number += 107 if count < 1240 else 1131 if count < 33900 else 32768
        if not 0 <= number < count:
            raise CharstringError("a call of a subroutine that is not there")
        self.run(subroutines[number], depth + 1)

    def operator(self, first: int, code: bytes, position: int) -> int:
        """Copy an operator; its length in bytes, the mask behind it included."""
        size = 1
        # The operator of the last stems may be left out in front of a mask (4.3).
        if first in _STEMS or first in _MASKS:
            self.stems += len(_NUMBER.findall(self.numbers)) // 2
        if first in _MASKS:
            size = 1 + (self.stems + 7) // 8
        elif first == _ESCAPE:
            size = 2
            if code[position + 1] not in _FLEXES:
                raise CharstringError("a charstring computes with its operands")
        elif first == _ENDCHAR:
            self.ended = True
        elif first >= _FIRST_NUMBER or first == _SHORT_INTEGER:
            raise CharstringError("a number is cut off")
        self.out += self.numbers, code[position : position + size]
        self.numbers = b""
        return size


def _number(token: bytes) -> int:
    """The whole number of a call; 255 begins one of 16 bits and as many behind the point (3.2)."""
    return int.from_bytes(token[1:3], "big", signed=True) if token[0] == 255 else integer(token)
