"""Sets of code points as ranges."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.fonts.points import CodePoints

POINTS = st.sets(st.integers(0, 40) | st.integers(0, sys.maxunicode))


@given(POINTS, st.integers(-1, 42))
def test_the_same_points_are_in_it(points: set[int], other: int) -> None:
    """Whether they touch or stand alone."""
    ranges = CodePoints.of(points)
    assert all(point in ranges for point in points)
    assert (other in ranges) == (other in points)


@given(POINTS)
def test_written_and_read_it_is_the_same(points: set[int]) -> None:
    """As it is kept between builds; no two ranges touch."""
    ranges = CodePoints.of(points)
    assert CodePoints.read(ranges.text) == ranges
    ends = zip(ranges.lasts, ranges.firsts[1:], strict=False)
    assert all(last + 1 < first for last, first in ends)
