"""Sets of code points as ranges."""

from __future__ import annotations

import re
import sys

from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.fonts.code_points import CodePoints

FIRSTS = st.integers(0, 40) | st.integers(0, sys.maxunicode)
RANGES = st.lists(st.builds(lambda first, more: (first, first + more), FIRSTS, st.integers(0, 5)))


@given(RANGES, st.integers(-1, 47))
def test_the_same_points_are_in_it(given_: list[tuple[int, int]], other: int) -> None:
    """A point is in the set if it is in a range, whether ranges touch, overlap or stand alone."""
    points = {point for first, last in given_ for point in range(first, last + 1)}
    ranges = CodePoints.of(given_)
    assert all(point in ranges for point in points)
    assert (other in ranges) == (other in points)


@given(RANGES)
def test_written_and_read_it_is_the_same(given_: list[tuple[int, int]]) -> None:
    """A set written as text, as it is kept between builds, is read back; no two ranges touch."""
    ranges = CodePoints.of(given_)
    assert CodePoints.read(ranges.text) == ranges
    ends = zip(ranges.lasts, ranges.firsts[1:], strict=False)
    assert all(last + 1 < first for last, first in ends)


@given(RANGES.filter(bool), st.integers(0, 47))
def test_a_class_of_a_pattern_has_the_same_points(
    given_: list[tuple[int, int]], other: int
) -> None:
    """Between brackets, a regular expression takes the ranges for the characters in them."""
    ranges = CodePoints.of((first, min(last, sys.maxunicode)) for first, last in given_)
    pattern = re.compile(f"[{ranges.pattern}]")
    for point in {other, *ranges.firsts, *ranges.lasts}:
        assert bool(pattern.match(chr(point))) == (point in ranges)
