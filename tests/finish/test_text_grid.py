"""The grid of LibreOffice's glyphs: a distance on it is found again from the number written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.finish.libreoffice_fonts import ForeignPdfError
from kefu_docs.finish.text_grid import TENTH, TWIP, distance_of


@given(
    width=st.integers(0, 2000),
    steps=st.integers(0, 2000),
    size=st.floats(4, 24),
    grid=st.sampled_from([TWIP, TENTH]),
)
def test_a_distance_is_found_from_the_number_written_for_it(
    width: int, steps: int, size: float, grid: int
) -> None:
    """In text of up to 24 points no other distance gives the number."""
    written = int(width - steps * grid / size + 0.5)
    assert distance_of(width, written, size, grid, repeated=False) == (steps * grid, True)


def test_the_example_of_the_documentation_holds() -> None:
    """A 4 of 555 thousandths in 10.5 points, 3 nearer: 58 tenths of a point."""
    assert distance_of(555, 3, 10.5, TENTH, repeated=False) == (5800, True)


def test_a_number_that_no_distance_gives_is_refused() -> None:
    """But for two blanks beside each other, which stand anywhere under a line."""
    with pytest.raises(ForeignPdfError, match="not on the grid"):
        distance_of(555, 4, 10.5, TENTH, repeated=False)
    assert distance_of(555, 4, 10.5, TENTH, repeated=True)[1]
