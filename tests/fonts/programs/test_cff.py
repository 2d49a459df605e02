"""CFF programs as they are read, held against fontTools."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTCollection, TTFont

from kefu_docs.fonts import FontFile, find_fonts
from kefu_docs.fonts.programs.cff import CffProgram
from kefu_docs.fonts.programs.cff_data import CffError
from tests.support.font_files import LETTERS, make_font

COLLECTIONS = [f for f in find_fonts(None).files if f.path.suffix == ".ttc"]


@pytest.mark.parametrize("file", COLLECTIONS, ids=lambda file: file.path.name)
def test_every_cid_of_a_face_is_read(file: FontFile) -> None:
    """CIDs and the glyphs they lead to, of the four CFF files of the set."""
    data = file.path.read_bytes()
    font: Any = TTCollection(io.BytesIO(data), lazy=True).fonts[0]
    program = CffProgram(data, font.reader.tables["CFF "].offset)
    charset = font["CFF "].cff.topDictIndex[0].charset
    cids = [0, *(int(name.removeprefix("cid")) for name in charset[1:])]
    assert program.glyphs_by_cid() == {cid: glyph for glyph, cid in enumerate(cids)}
    assert [program.code_of_glyph(glyph) for glyph in range(0, len(cids), 97)] == cids[::97]


def test_of_glyphs_with_one_cid_the_first_is_meant() -> None:
    """As FreeType takes it, in a damaged program whose ranges overlap."""
    file = COLLECTIONS[0]
    data = file.path.read_bytes()
    font: Any = TTCollection(io.BytesIO(data), lazy=True).fonts[0]
    program = CffProgram(data, font.reader.tables["CFF "].offset)
    overlapping = [(0, 0, 1), (5, 1, 3), (6, 4, len(program))]
    program.__dict__.update(_listed=(), _charset=overlapping)
    found = program.glyphs_by_cid()
    assert [found.get(cid) for cid in (0, 4, 5, 6, 7, 8, 9)] == [0, None, 1, 2, 3, 6, 7]


def encoded(folder: Path, codes: dict[int, str]) -> bytes:
    """A CFF program whose Encoding has glyphs by these codes."""
    path = make_font(folder / "x.otf", "Encoded", truetype=False)
    with TTFont(path) as font:
        fonts: Any = font["CFF "].cff
        fonts.topDictIndex[0].Encoding = [codes.get(code, ".notdef") for code in range(256)]
        written = io.BytesIO()
        fonts.compile(written, font, isCFF2=False)
    return written.getvalue()


@pytest.mark.parametrize(
    "codes",
    [
        {65: "space", 66: "acute", 67: "A"},
        {65: "space", 70: "acute", 80: "A", 81: "B", 90: "C", 200: "Aacute"},
    ],
)
def test_an_encoding_is_read_as_font_tools_writes_it(codes: dict[int, str], tmp_path: Path) -> None:
    """In format 1, codes in a row, and in format 0."""
    program = CffProgram(encoded(tmp_path, codes))
    order = [".notdef", "space", "acute", *LETTERS]
    found = program.glyphs_by_code()
    assert {code: order[glyph] for code, glyph in found.items() if code in codes} == codes


def test_a_predefined_encoding_is_refused(tmp_path: Path) -> None:
    """What StandardEncoding calls by which code is not looked up."""
    font: Any = TTFont(make_font(tmp_path / "x.otf", "Standard", truetype=False))
    with pytest.raises(CffError):
        CffProgram(font.getTableData("CFF ")).glyphs_by_code()


def test_empty_glyphs_are_those_that_font_tools_draws_nothing_for(tmp_path: Path) -> None:
    """The space, and no letter."""
    font: Any = TTFont(make_font(tmp_path / "x.otf", "Empty", truetype=False))
    data = font.getTableData("CFF ")
    fonts: Any = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    charstrings = fonts[fonts.fontNames[0]].CharStrings
    names = fonts[fonts.fontNames[0]].charset
    empty = {n for n, name in enumerate(names) if charstrings[name].calcBounds(None) is None}
    assert CffProgram(data).empty() == empty
    assert [names[number] for number in empty] == ["space"]
