"""Faces as font programs: codes, widths, and subsets that draw what the face draws."""

from __future__ import annotations

import io
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.ttLib import TTCollection, TTFont, newTable
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.fonts import FontFile, FontSet
from kefu_docs.fonts.programs import OUTLINE_ERRORS
from kefu_docs.fonts.programs.cff import CffProgram
from kefu_docs.fonts.programs.face import (
    GROUP_BITS,
    CffFace,
    TrueTypeFace,
    ascending,
    drawn_by_codes,
    neighbours,
)
from kefu_docs.fonts.programs.open_faces import faces
from kefu_docs.fonts.programs.truetype import TrueTypeProgram
from kefu_docs.fonts.sfnt import table_places
from tests.support.font_files import LETTERS, UNITS, make_font


def face_of(fonts: FontSet, name: str) -> Any:
    """Find a face that has the name for itself."""
    (face,) = faces(fonts)[name]
    return face


def made(folder: Path, name: str, *, truetype: bool) -> Any:
    """A face of a font made on the spot."""
    path = make_font(folder / f"{name}.font", name, truetype=truetype)
    return face_of(FontSet((FontFile(path, (name,), name),)), name)


def cff(program: list[bytes]) -> Any:
    """Read a bare CFF program with fontTools."""
    font: Any = CFFFontSet()
    font.decompile(io.BytesIO(b"".join(program)), None)
    return font[font.fontNames[0]]


def drawn(charstrings: Any, glyph: str) -> tuple[Any, Any]:
    """What fontTools reads of a glyph: the outline and the width."""
    pen: Any = RecordingPen()
    charstring = charstrings[glyph]
    charstring.draw(pen)
    return pen.value, charstring.width


@pytest.fixture(scope="module")
def serif(fonts: FontSet) -> CffFace:
    """The face of 宋体."""
    face = face_of(fonts, "NotoSerifCJKsc-Regular")
    assert isinstance(face, CffFace)
    return face


@pytest.fixture(scope="module")
def serif_source(fonts: FontSet) -> Any:
    """The same face, opened by fontTools."""
    (path,) = (f.path for f in fonts.files if f.path.name == "NotoSerifCJK-Regular.ttc")
    return (
        TTCollection(io.BytesIO(path.read_bytes()), lazy=True).fonts[0]["CFF "].cff.topDictIndex[0]
    )


@given(codes=st.sets(st.integers(1, 65000), max_size=40))
def test_a_cff_subset_draws_what_the_face_draws(
    codes: set[int], serif: CffFace, serif_source: Any
) -> None:
    """A subset holds .notdef and its codes, each with the face's outline and width."""
    known = {c for c in codes if serif.code_of(f"cid{c:05}") == c}
    font = cff(serif.subset("ABCDEF+Song", ascending(known)).parts)
    names = {".notdef"} | {f"cid{code:05}" for code in known}
    assert set(font.charset) == names
    assert font.ROS == ("Adobe", "Identity", 0)
    for name in names:
        assert drawn(font.CharStrings, name) == drawn(serif_source.CharStrings, name)


def test_codes_are_put_in_order() -> None:
    """Each once, in whatever order they are named and however often; .notdef comes first."""
    assert ascending([900, 17, 17]) == ascending([17, 0, 900]) == (0, 17, 900)


@given(codes=st.sets(st.integers(1, 65535), max_size=60))
def test_neighbours_differ_in_their_last_bits_alone(codes: set[int]) -> None:
    """All codes are in groups, in order, and neighbours in one."""
    listed = ascending(codes)
    groups = [listed[start:end] for start, end in neighbours(listed)]
    assert tuple(chain.from_iterable(groups)) == listed
    numbers = [{code >> GROUP_BITS for code in group} for group in groups]
    assert all(len(found) == 1 for found in numbers)
    assert len(set().union(*numbers)) == len(groups)


def test_what_is_read_ahead_is_not_read_again(
    serif: CffFace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of characters that the face has; those it lacks, and what is no character, say nothing."""
    text = "甲方（签章）：2026\U0010fffe\ue000"
    codes = [code for code, character in serif.texts.items() if character in text]
    monkeypatch.setattr(serif, "_read", {})
    serif.read_ahead(text)
    monkeypatch.setattr(CffProgram, "glyph", lambda *_: pytest.fail("it is read again"))
    assert len(codes) == len(set(text)) - 2
    assert set(codes) == serif._read.keys()


def test_a_face_goes_by_all_names_that_engines_print(fonts: FontSet, serif: CffFace) -> None:
    """LibreOffice names a CID-keyed face after one of its Font DICTs."""
    assert serif.name == "NotoSerifCJKsc-Regular"
    assert faces(fonts)["NotoSerifCJKjp-Regular-VKana"] == (serif,)


@pytest.mark.parametrize(("glyph", "code"), [("cid00017", 17), ("cid99999", None), ("A", None)])
def test_glyphs_of_a_cid_keyed_face_go_by_cid(glyph: str, code: int | None, serif: CffFace) -> None:
    """A glyph is found by cidNNNNN, and by no name of another form."""
    assert serif.code_of(glyph) == code


def test_a_glyph_of_two_characters_stands_for_the_plain_one(serif: CffFace) -> None:
    """A glyph stands for 一, not for the radical or compatibility character that it also draws."""
    texts = serif.texts.values()
    assert {"一", "方", "民"} <= set(texts)
    assert {"\u2f00", "\u2f45"}.isdisjoint(texts)


def test_a_name_keyed_cff_face_becomes_cid_keyed(tmp_path: Path) -> None:
    """In a program without CIDs a code is the number of the glyph, in the face and the subset."""
    face = made(tmp_path, "Named", truetype=False)
    assert isinstance(face, CffFace)
    source: Any = TTFont(tmp_path / "Named.font")
    order = source.getGlyphOrder()
    codes = [face.code_of(letter) for letter in LETTERS]
    assert codes == [order.index(letter) for letter in LETTERS]
    font = cff(face.subset("ABCDEF+Named", ascending(c for c in codes if c)).parts)
    for letter, code in zip(LETTERS, codes, strict=True):
        expected = drawn(source["CFF "].cff.topDictIndex[0].CharStrings, letter)
        assert drawn(font.CharStrings, f"cid{code:05}") == expected
        assert code is not None
        assert face.advances([code]) == [2 * LETTERS[letter] * 1000 // UNITS]


def test_a_truetype_subset_holds_the_parts_of_its_glyphs(tmp_path: Path) -> None:
    """The map leads each code to its glyph, and Á draws what it drew."""
    face = made(tmp_path, "True", truetype=True)
    assert isinstance(face, TrueTypeFace)
    source: Any = TTFont(tmp_path / "True.font")
    code = source.getGlyphID("Aacute")
    (program,), glyph_map = face.subset("ABCDEF+True", ascending([code]))
    assert glyph_map is not None
    font: Any = TTFont(io.BytesIO(program))
    number = int.from_bytes(glyph_map[2 * code : 2 * code + 2], "big")
    assert len(font.getGlyphOrder()) == 4  # .notdef, acute, A, Aacute
    assert len(glyph_map) == 2 * code + 2
    glyph = font.getGlyphName(number)
    assert _outline(font, glyph) == _outline(source, "Aacute")
    assert font["hmtx"][glyph] == source["hmtx"]["Aacute"]
    assert face.advances([code]) == [2 * LETTERS["Aacute"] * 1000 // UNITS]
    font.save(io.BytesIO())  # which reads every table


def _outline(font: Any, glyph: str) -> Any:
    pen: Any = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[glyph].draw(pen)
    return pen.value


def test_a_truetype_glyph_is_known_by_what_it_draws(tmp_path: Path) -> None:
    """In a subset numbered anew, Á with other parts; what the face does not draw is unknown."""
    face = made(tmp_path, "True", truetype=True)
    assert isinstance(face, TrueTypeFace)
    codes = [3, 6]  # A, Aacute
    (program,), glyph_map = face.subset("", ascending(codes))
    assert glyph_map is not None
    font: Any = TTFont(io.BytesIO(program))
    places = [glyph_map[2 * code + 1] for code in codes]
    table: Any = CmapSubtable.newSubtable(0)
    table.platformID, table.platEncID, table.language = 1, 0, 0
    table.cmap = {number: font.getGlyphName(place) for number, place in enumerate(places, 1)}
    font["cmap"] = newTable("cmap")
    font["cmap"].tableVersion, font["cmap"].tables = 0, [table]
    written = io.BytesIO()
    font.save(written)
    found = drawn_by_codes(written.getvalue())
    texts = ["A", "no text of the face"]
    assert [face.code_like(found[i + 1], texts[i]) for i in range(2)] == codes
    advance, outline = found[1]
    assert face.code_like((advance, outline + b"\1"), "A") is None
    assert face.code_like((advance + 1, outline), "A") is None


@pytest.mark.parametrize(("name", "advance"), [("Symbola", 512), ("HanaMinA", 512)])
def test_a_blank_is_one_glyph_whatever_it_stands_for(
    name: str, advance: int, fonts: FontSet
) -> None:
    """An ignored character is drawn as a blank: which came first in a file makes no other code."""
    face = face_of(fonts, name)
    codes = {face.code_like((advance, b""), text) for text in (" ", "\ufe0f", "\u200d", "")}
    assert [face.texts[code] for code in codes] == [" "]


@pytest.mark.parametrize("name", ["Symbola", "HanaMinB", "LXGWWenKai-Regular"])
def test_a_characters_glyph_is_the_one_fonttools_finds(name: str, fonts: FontSet) -> None:
    """Also where the face has no glyph for it, or several characters are asked for."""
    face = face_of(fonts, name)
    file = next(file for file in fonts.files if name in file.path.name)
    data = file.path.read_bytes()
    program, font = TrueTypeProgram(data, table_places(data)), TTFont(file.path)
    points = font.getBestCmap()
    for text in (" ", "A", "龥", "👍", "𠮷", "\ufe0f", "\U0010ffff", "AB", ""):
        if len(text) == 1 and ord(text) in points:
            glyph = font.getGlyphID(points[ord(text)])
            assert face.code_like((program.advance(glyph), program.outline(glyph)), text) == glyph
        assert face.code_like((0xFFFF, b"no outline"), text) is None


@given(cut=st.integers(0, 3000), noise=st.binary(max_size=30))
def test_a_damaged_font_is_refused_or_read(
    cut: int, noise: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A font damaged anywhere is read, or raises one of OUTLINE_ERRORS."""
    folder = tmp_path_factory.mktemp("damaged")
    path = make_font(folder / "x.font", "Damaged", truetype=False)
    whole = path.read_bytes()
    start = TTFont(path).reader.tables["CFF "].offset
    place = start + cut % (len(whole) - start)
    path.write_bytes(whole[:place] + noise + whole[place + len(noise) :])
    try:
        ((face, *_), *_) = faces(FontSet((FontFile(path, (), str(folder)),))).values()
        face.subset("A", ascending([3, 4, 5]))
    except OUTLINE_ERRORS:
        return
