"""Charstrings with their subroutines written out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from fontTools.misc.psCharStrings import T2CharString
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu_docs.fonts.programs.charstring import CharstringError, without_subroutines

HSTEM, VSTEMHM, RLINETO, CALLSUBR, RETURN, ENDCHAR = (bytes((o,)) for o in (1, 23, 5, 10, 11, 14))
HINTMASK, CALLGSUBR = b"\x13", b"\x1d"
DEEPEST = 10
BIAS = 107  # of fewer than 1,240 subroutines


def number(value: int) -> bytes:
    """Write a number in the shortest form (Technical Note 5177, Table 1)."""
    if -107 <= value <= 107:
        return bytes((value + 139,))
    if 108 <= value <= 1131:
        return bytes((247 + (value - 108) // 256, (value - 108) % 256))
    if -1131 <= value <= -108:
        return bytes((251 + (-value - 108) // 256, (-value - 108) % 256))
    return b"\x1c" + value.to_bytes(2, "big", signed=True)


numbers = st.integers(-32768, 32767).map(number) | st.binary(min_size=4, max_size=4).map(
    lambda fixed: b"\xff" + fixed
)
lines = st.tuples(st.lists(numbers, min_size=2, max_size=2), st.just(RLINETO)).map(
    lambda line: b"".join(line[0]) + line[1]
)


@given(
    local=st.lists(st.lists(lines, max_size=3).map(b"".join), min_size=1, max_size=20),
    shared=st.lists(st.lists(lines, max_size=3).map(b"".join), min_size=1, max_size=20),
    data=st.data(),
)
def test_calls_are_replaced_by_what_they_call(
    local: list[bytes], shared: list[bytes], data: st.DataObject
) -> None:
    """Calls of local and shared subroutines, in any order, give way to what they call."""
    calls = data.draw(
        st.lists(
            st.tuples(st.just(CALLSUBR), st.integers(0, len(local) - 1))
            | st.tuples(st.just(CALLGSUBR), st.integers(0, len(shared) - 1))
        )
    )
    code = b"".join(number(index - BIAS) + operator for operator, index in calls) + ENDCHAR
    called = [(local if operator == CALLSUBR else shared)[index] for operator, index in calls]
    closed = [[body + RETURN for body in bodies] for bodies in (local, shared)]
    assert without_subroutines(code, *closed) == b"".join(called) + ENDCHAR


class Plainly:
    """Calls written out by reading a charstring byte by byte: slow, and easy to check.

    `operands` are the numbers that wait for an operator; `out` is what was written.
    """

    def __init__(self, local: Sequence[bytes], shared: Sequence[bytes]) -> None:
        self.subroutines = {CALLSUBR: local, CALLGSUBR: shared}
        self.out: list[bytes] = []
        self.operands: list[bytes] = []
        self.stems = 0
        self.ended = False

    def run(self, code: bytes, depth: int = 0) -> None:
        """Follow a charstring up to its end or return; raise CharstringError where it has none."""
        if depth > DEEPEST:
            raise CharstringError
        at = 0
        while at < len(code) and not self.ended:
            size = self.size(code, at)
            token = code[at : at + size]
            if len(token) < size:
                raise CharstringError
            at += size
            if token == RETURN:
                return
            self.take(token, depth)

    def size(self, code: bytes, at: int) -> int:
        """Bytes of the number or operator at a place, with the mask that follows a hintmask."""
        first = code[at]
        if first in b"\x13\x14":
            self.stems += len(self.operands) // 2
            return 1 + (self.stems + 7) // 8
        sizes = {28: 3, 255: 5, 12: 2}
        return sizes.get(first, 2 if first >= 247 else 1)

    def take(self, token: bytes, depth: int) -> None:
        """Keep a number, make a call, or write an operator behind its operands."""
        first = token[0]
        if first == 28 or first >= 32:
            self.operands.append(token)
        elif token in self.subroutines:
            self.call(self.subroutines[token], depth)
        elif first == 12 and token[1] not in range(34, 38):
            raise CharstringError
        else:
            if first in (1, 3, 18, 23):
                self.stems += len(self.operands) // 2
            self.out += [*self.operands, token]
            self.operands = []
            self.ended = token == ENDCHAR

    def call(self, subroutines: Sequence[bytes], depth: int) -> None:
        """Run the subroutine of the last operand; 107 is the bias of fewer than 1,240."""
        if not self.operands:
            raise CharstringError
        token = self.operands.pop()
        place = next((n for n in range(len(subroutines)) if value(token) == n - BIAS), None)
        if place is None:
            raise CharstringError
        self.run(subroutines[place], depth + 1)


def value(token: bytes) -> int:
    """The whole number of a token, what is behind the point left out."""
    program = T2CharString(bytecode=token)
    program.decompile()
    (found,) = program.program
    return int(found // 1)


def plainly(code: bytes, local: Sequence[bytes], shared: Sequence[bytes]) -> bytes | None:
    """What the plain reading writes; None where it refuses."""
    reader = Plainly(local, shared)
    try:
        reader.run(code)
    except CharstringError:
        return None
    return b"".join(reader.out) if reader.ended else None


def quickly(code: bytes, local: Sequence[bytes], shared: Sequence[bytes]) -> bytes | None:
    """What the reading by regular expressions writes; None where it refuses."""
    try:
        return without_subroutines(code, local, shared)
    except CharstringError:
        return None


tokens = (
    numbers
    | st.sampled_from([bytes((operator,)) for operator in range(32) if operator != 28])
    | st.integers(0, 255).map(lambda second: bytes((12, second)))
    | st.integers(0, 3).map(lambda index: number(index - BIAS) + CALLSUBR)
    | st.integers(0, 3).map(lambda index: number(index - BIAS) + CALLGSUBR)
)
charstrings = st.lists(tokens, max_size=25).map(b"".join) | st.binary(max_size=25)


@given(code=charstrings, local=st.lists(charstrings, max_size=4), shared=st.lists(charstrings))
@settings(max_examples=400)
def test_the_quick_reading_is_the_plain_one(
    code: bytes, local: list[bytes], shared: list[bytes]
) -> None:
    """Any bytes give the same charstring by both, or are refused by both."""
    code += ENDCHAR
    assert quickly(code, local, shared) == plainly(code, local, shared)


def test_masks_are_as_long_as_the_stems_before_them() -> None:
    """A mask counts stems that a subroutine declares, and vertical ones without an operator."""
    stems = number(1) * 8 + HSTEM
    code = number(0 - BIAS) + CALLSUBR + number(1) * 10 + HINTMASK + b"\x0a\x0a" + ENDCHAR
    flat = without_subroutines(code, [stems + RETURN], [])
    assert flat == stems + number(1) * 10 + HINTMASK + b"\x0a\x0a" + ENDCHAR


def test_a_glyph_may_end_in_a_subroutine() -> None:
    """endchar in a subroutine ends the glyph: what stands behind the call is left out."""
    assert without_subroutines(number(-BIAS) + CALLGSUBR + RLINETO, [], [ENDCHAR]) == ENDCHAR


@pytest.mark.parametrize(
    ("code", "local", "reason"),
    [
        (RLINETO, [], "does not end"),
        (number(5) + CALLSUBR, [RETURN], "not there"),
        (CALLSUBR, [RETURN], "without a number"),
        (number(-BIAS) + CALLSUBR, [number(-BIAS) + CALLSUBR], "without end"),
        (number(1) + b"\x0c\x0a" + ENDCHAR, [], "computes"),
        (b"\x1c\x00", [], "cut off"),
        (b"\x0c", [], "cut off"),
    ],
)
def test_what_cannot_be_followed_is_refused(
    code: bytes, local: Sequence[bytes], reason: str
) -> None:
    """A charstring that is cut off, computes or calls what is not there raises CharstringError."""
    with pytest.raises(CharstringError, match=reason):
        without_subroutines(code, local, [])
