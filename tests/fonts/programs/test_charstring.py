"""Charstrings with their subroutines written out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.fonts.programs.charstring import CharstringError, without_subroutines

HSTEM, VSTEMHM, RLINETO, CALLSUBR, RETURN, ENDCHAR = (bytes((o,)) for o in (1, 23, 5, 10, 11, 14))
HINTMASK, CALLGSUBR = b"\x13", b"\x1d"
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
    """Local and shared ones, in any order, with numbers in every notation between them."""
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


def test_masks_are_as_long_as_the_stems_before_them() -> None:
    """Also stems that a subroutine declares, and vertical ones left without an operator."""
    stems = number(1) * 8 + HSTEM
    code = number(0 - BIAS) + CALLSUBR + number(1) * 10 + HINTMASK + b"\x0a\x0a" + ENDCHAR
    flat = without_subroutines(code, [stems + RETURN], [])
    assert flat == stems + number(1) * 10 + HINTMASK + b"\x0a\x0a" + ENDCHAR


def test_a_glyph_may_end_in_a_subroutine() -> None:
    """What stands behind the call is never reached."""
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
    """A glyph is whole or not there."""
    with pytest.raises(CharstringError, match=reason):
        without_subroutines(code, local, [])
