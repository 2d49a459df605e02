"""Content streams: text rewritten, the rest checked and kept, resources renamed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.finish.libreoffice_content import ContentReader
from kefu_docs.finish.libreoffice_fonts import Codes, ForeignPdfError, Glyph
from tests.support.named_face import SONG

FONTS: dict[bytes, Codes] = {
    b"F1": {1: Glyph(SONG, 0x4E00, 1000, "一"), 2: Glyph(SONG, 0x4E8C, 1000, "二")},
}
HEAD = b"0.1 w\nq 0 0.028 595.275 841.861 re\nW* n\nq 0 0 0 rg"


def block(height: bytes, codes: bytes = b"01") -> bytes:
    """A block of text as LibreOffice writes it."""
    return b"\nBT\n121.2 %b Td /F1 12 Tf<%b>Tj\nET\nQ\n" % (height, codes)


@given(st.lists(st.integers(0, 841).map(lambda n: b"%d" % n) | st.just(b"700.889"), max_size=6))
def test_text_is_rewritten_at_any_height(heights: list[bytes]) -> None:
    """Blocks of one text at several heights are rewritten, also from what is remembered of
    the first.
    """
    reader = ContentReader(FONTS)
    stream = HEAD + b"q 0 0 0 rg".join(map(block, heights))
    content = reader.read(stream)
    expected = stream.replace(b"/F1", b"/Song").replace(b"<01>", b"<4E00>")
    assert content.written({}, {}) == expected
    assert reader.read(stream).written({}, {}) == expected


def test_a_height_that_is_the_size_as_well_is_no_size() -> None:
    """What is cut out of a text is its height: with the size it would lose its grid."""
    content = ContentReader(FONTS).read(HEAD + block(b"12", b"0102"))
    assert content.written({}, {}) == HEAD + block(b"12", b"4E004E8C").replace(b"/F1", b"/Song")


def test_a_glyph_of_two_texts_is_marked_where_it_must() -> None:
    """Where a glyph stands for another text, its block is marked; blocks without the glyph stay."""
    content = ContentReader(FONTS).read(HEAD + block(b"700") + block(b"600", b"02"))
    assert content.written({}, {(SONG, 0x4E8C): "another"}) == (
        HEAD
        + block(b"700").replace(b"/F1", b"/Song").replace(b"01", b"4E00")
        + b"\nBT\n/Span<</ActualText<FEFF4E8C>>>\nBDC\n"
        + b"121.2 600 Td /Song 12 Tf<4E8C>Tj\nEMC\nET\nQ\n"
    )


def test_text_that_runs_upward_is_read_at_each_height() -> None:
    """Its height is a place along the line, and the next piece lies above."""

    def turned(height: int) -> bytes:
        first = b"0 1 -1 0 100 %d Tm\n/F1 12 Tf<01>Tj\n" % height
        return b"\nBT\n%b0 1 -1 0 100 %d Tm\n/F1 12 Tf<02>Tj\nET\nQ\n" % (first, height + 12)

    reader = ContentReader(FONTS)
    for height in (300, 500):
        assert reader.read(HEAD + turned(height)).written({}, {}) == (
            HEAD + b"\nBT\n0 1 -1 0 100 %d Tm\n/Song 12 Tf<4E004E8C>Tj\nET\nQ\n" % height
        )


def test_resources_are_listed_and_renamed() -> None:
    """Images and graphics states are listed by kind; built-in colour spaces are no resources."""
    stream = b"q /Im5 Do Q /EGS5 gs /Pattern cs /P7 scn /DeviceRGB CS 0 0 1 SC\n"
    content = ContentReader({}).read(stream)
    assert content.resources == (
        ("/XObject", b"Im5"),
        ("/ExtGState", b"EGS5"),
        ("/Pattern", b"P7"),
    )
    names = {
        ("/XObject", b"Im5"): b"X1",
        ("/ExtGState", b"EGS5"): b"E1",
        ("/Pattern", b"P7"): b"P1",
    }
    assert content.written(names, {}) == (
        b"q /X1 Do Q /E1 gs /Pattern cs /P1 scn /DeviceRGB CS 0 0 1 SC\n"
    )


@pytest.mark.parametrize(
    "stream",
    [
        b"BI /W 1 ID x EI",
        b"(text) Tj",
        b"q\nBT\n1 2 Td /F1 12 Tf<01>Tj\nQ",
        b"/Span BMC",
        b"1 0 0 1 <01> cm",
        b"% comment",
        b"q\nBT\n/F1 12 Tf 1 2 Td <01>Tj\nET\n",
    ],
)
def test_what_libreoffice_does_not_write_is_refused(stream: bytes) -> None:
    """Content that LibreOffice does not write is refused, because text might hide in it."""
    with pytest.raises(ForeignPdfError):
        ContentReader(FONTS).read(stream)
