"""Tables of font files, held against fontTools."""

from __future__ import annotations

import io
import struct
from typing import Any

import pytest
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.fonts import find_fonts
from kefu_docs.fonts.sfnt import advance, character_groups, glyphs_by_code, table_places

PATHS = [file.path for file in find_fonts(None).files if file.path.suffix == ".ttf"]
NAMES = [f"glyph{number:05}" for number in range(300)]


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_tables_and_widths_are_those_that_font_tools_finds(path: Any) -> None:
    """Places of all tables, and every fiftieth advance width, of the set's TrueType files."""
    data = path.read_bytes()
    font: Any = TTFont(io.BytesIO(data), lazy=True)
    places = table_places(data)
    assert places == {tag: (e.offset, e.length) for tag, e in font.reader.tables.items()}
    count = font["hhea"].numberOfHMetrics
    for glyph, name in list(enumerate(font.getGlyphOrder()))[::50]:
        assert advance(data, places["hmtx"][0], count, glyph) == font["hmtx"][name][0]


def compiled(kind: int, glyphs: dict[int, int]) -> bytes:
    """A table `cmap` with one subtable in a format, as fontTools writes it."""
    font: Any = TTFont()
    font.setGlyphOrder(NAMES)
    table: Any = CmapSubtable.newSubtable(kind)
    table.platformID, table.platEncID, table.language = (3, 10, 0) if kind == 12 else (1, 0, 0)
    if kind == 12:
        table.format, table.reserved, table.length, table.nGroups = 12, 0, 0, 0
    table.cmap = {code: NAMES[glyph] for code, glyph in glyphs.items()}
    cmap: Any = newTable("cmap")
    cmap.tableVersion, cmap.tables = 0, [table]
    return bytes(cmap.compile(font))


BYTES = st.dictionaries(st.integers(0, 255), st.integers(1, 255), min_size=1)
WORDS = st.dictionaries(st.integers(0, 0xFFFE), st.integers(1, 299), min_size=1)
ROW = st.dictionaries(st.integers(0, 2000), st.integers(1, 299), min_size=1)


@given(
    st.tuples(st.just(0), BYTES) | st.tuples(st.just(4), WORDS) | st.tuples(st.just(6), ROW),
)
def test_codes_are_read_as_font_tools_wrote_them(made: tuple[int, dict[int, int]]) -> None:
    """In bytes, in segments with and without a list of glyphs, and in one row."""
    kind, glyphs = made
    assert glyphs_by_code(compiled(kind, glyphs)) == glyphs


@given(st.dictionaries(st.integers(0, 0x10FFFF), st.integers(1, 299), min_size=1))
def test_groups_are_read_as_font_tools_wrote_them(glyphs: dict[int, int]) -> None:
    """Code points of all planes, in rows."""
    groups = character_groups(compiled(12, glyphs))
    assert groups is not None
    assert {
        point: glyph + point - first
        for first, last, glyph in groups
        for point in range(first, last + 1)
    } == glyphs


def test_a_map_of_one_plane_has_no_groups() -> None:
    """Format 4 is left to fontTools."""
    assert character_groups(compiled(4, {0x4E00: 1})) is None


@pytest.mark.parametrize("size", [0, 5, 30])
def test_a_file_that_is_cut_off_has_no_tables(size: int) -> None:
    """The error is struct's, which every reader of programs expects."""
    with pytest.raises(struct.error):
        table_places(b"\0\1\0\0\0\2".ljust(30)[:size])
