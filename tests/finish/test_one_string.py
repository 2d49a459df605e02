"""A block of one string is written as the reader and writer of all blocks write it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.finish.libreoffice_fonts import Codes, ForeignPdfError, Glyph
from kefu_docs.finish.one_string import StringWriter
from kefu_docs.finish.read_text import Run, read_block
from kefu_docs.finish.text_grid import TENTH, TWIP
from kefu_docs.finish.write_text import write_block
from tests.support.named_face import SONG

WIDTHS = (1000, 1000, 1000, 500, 549, 333)
FONTS: dict[bytes, Codes] = {
    b"F1": {n: Glyph(SONG, 900 + n, WIDTHS[n % len(WIDTHS)], chr(0x4E00 + n)) for n in range(1, 60)}
}
NUMBERS = st.sampled_from([b"0", b"-7", b"-16", b"3", b"250", b"-250", b"1"])
PIECES = st.lists(st.tuples(st.lists(st.integers(1, 62), min_size=1, max_size=9), NUMBERS))


def as_all_blocks(data: bytes, grid: int) -> tuple[bytes, list[Glyph]] | None:
    """What the reader and writer of all blocks make of it; None where it is refused."""
    try:
        block = read_block(data, FONTS, grid)
    except ForeignPdfError:
        return None
    (run,) = block.parts
    assert isinstance(run, Run)
    return write_block(block, {}), list(dict.fromkeys(run.glyphs))


@given(
    PIECES.filter(bool),
    st.sampled_from([b"7", b"9", b"10.5", b"12", b"14", b"22"]),
    st.sampled_from([b"85.1", b"90", b".5", b"-3.25", b"100.1234"]),
    st.sampled_from([TENTH, TWIP]),
    st.booleans(),
)
def test_a_string_is_written_as_by_the_reader_and_writer_of_all_blocks(
    pieces: list[tuple[list[int], bytes]], size: bytes, x: bytes, grid: int, plain: bool
) -> None:
    """Same bytes and glyphs; what they refuse is left to them, and two alike off the grid."""
    if plain:
        shown = b"<%b>Tj\n" % bytes(pieces[0][0]).hex().upper().encode()
    else:
        shown = b"".join(b"<%b>%b" % (bytes(c).hex().upper().encode(), n) for c, n in pieces)
        shown = b"[%b]TJ\n" % shown
    data = b"%b 700.889 Td /F1 %b Tf%b" % (x, size, shown)
    made = StringWriter(FONTS, grid).written(data)
    expected = as_all_blocks(data, grid)
    if made is None:
        codes = pieces[0][0] if plain else [code for some, _ in pieces for code in some]
        assert expected is None or any(a == b for a, b in pairwise(codes))
    else:
        assert (made.data, list(made.glyphs)) == expected


@pytest.mark.parametrize(
    "data",
    [
        b"0.866 -0.5 0.5 0.866 90 700 Tm\n/F1 12 Tf<01>Tj\n",
        b"90 700 Td /F1 12 Tf<01>Tj\n1 0 0 1 102 700 Tm\n/F1 12 Tf<02>Tj\n",
        b"2 Tr 90 700 Td /F1 12 Tf<01>Tj\n",
        b"90 700 Td /F2 12 Tf<01>Tj\n",
        b"90 700 Td /F1 0 Tf<0102>Tj\n",
        b"90 700 Td /F1 12 Tf(a)Tj\n",
        b"",
    ],
)
def test_other_blocks_are_left_to_those_who_read_all(data: bytes) -> None:
    """Text that is turned, in several pieces, in synthetic bold, of no size, or not understood."""
    assert StringWriter(FONTS, TENTH).written(data) is None
