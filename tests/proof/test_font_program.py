"""Which codes of a font program draw a glyph, whatever kind of program it is."""

from __future__ import annotations

import io
import struct

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

from kefu_docs.fonts import find_fonts
from kefu_docs.proof.font_program import Program, UnreadableFontError, cff, truetype, type1

GLYPHS = [".notdef", "space", "one"]


def drawn(pen: TTGlyphPen | T2CharStringPen, glyph: str) -> None:
    """A square for every glyph but the space."""
    if glyph != "space":
        pen.moveTo((0, 0))
        for corner in ((0, 700), (700, 700), (700, 0)):
            pen.lineTo(corner)
        pen.closePath()


def built(*, is_truetype: bool) -> TTFont:
    """A font of three glyphs for U+0020 and U+4E00."""
    builder = FontBuilder(1000, isTTF=is_truetype)
    builder.setupGlyphOrder(GLYPHS)
    builder.setupCharacterMap({0x20: "space", 0x4E00: "one"})
    if is_truetype:
        outlines = {}
        for glyph in GLYPHS:
            pen = TTGlyphPen(None)
            drawn(pen, glyph)
            outlines[glyph] = pen.glyph()
        builder.setupGlyf(outlines)
    else:
        strings = {}
        for glyph in GLYPHS:
            pen = T2CharStringPen(1000, None)
            drawn(pen, glyph)
            strings[glyph] = pen.getCharString()
        builder.setupCFF("Test", {}, strings, {})
    builder.setupHorizontalMetrics(dict.fromkeys(GLYPHS, (1000, 0)))
    builder.setupHorizontalHeader()
    builder.setupPost()
    written = io.BytesIO()
    builder.save(written)
    return TTFont(written)


def told(program: Program, codes: list[int]) -> list[str]:
    """Whether each code is drawn, empty, or a box."""
    boxes, empty = program.undrawn(set(codes))
    return ["box" if c in boxes else "empty" if c in empty else "drawn" for c in codes]


def truetype_data() -> bytes:
    """The TrueType font as a file."""
    written = io.BytesIO()
    built(is_truetype=True).save(written)
    return written.getvalue()


def test_a_truetype_program_by_its_cmap() -> None:
    """As a simple font reaches it, by a code or by its place among the symbols."""
    program = truetype(truetype_data(), None, simple=True)
    assert told(program, [0x20, 0x4E00, 0x41]) == ["empty", "drawn", "box"]


def test_a_truetype_program_by_glyph_number() -> None:
    """CIDToGIDMap Identity: a number that no glyph has is drawn as a box."""
    program = truetype(truetype_data(), None, simple=False)
    assert told(program, [0, 1, 2, 3]) == ["box", "empty", "drawn", "box"]


def test_a_truetype_program_by_a_glyph_map() -> None:
    """What the map leaves at 0, and what lies behind its end, is a box."""
    program = truetype(truetype_data(), struct.pack(">4H", 0, 2, 0, 1), simple=False)
    assert told(program, [1, 2, 3, 4]) == ["drawn", "box", "empty", "box"]


def test_a_bare_cff_program_without_cids() -> None:
    """In a CFF program without CIDs, a code is a glyph number; one that is not there is a box."""
    table = built(is_truetype=False).getTableData("CFF ")
    program = cff(table, simple=False)
    assert told(program, [0, 1, 2, 3]) == ["box", "empty", "drawn", "box"]


def test_a_cid_keyed_cff_program_by_its_charset() -> None:
    """A subset keeps the CIDs of the whole face; one that it lacks is a box."""
    (path,) = (f.path for f in find_fonts(None).files if f.path.name == "NotoSerifCJK-Regular.ttc")
    face = next(f for f in TTCollection(path).fonts if "SC" in str(f["name"].getDebugName(1)))
    cmap = face.getBestCmap()
    cids = [int(cmap[ord(c)].removeprefix("cid")) for c in "一合龘\u3000"]
    (without,) = [int(cmap[ord("丁")].removeprefix("cid"))]
    options = Options(drop_tables=["GSUB", "GPOS", "vhea", "vmtx", "VORG", "BASE"])
    subsetter = Subsetter(options)
    subsetter.populate(text="一合龘\u3000")
    subsetter.subset(face)
    written = io.BytesIO()
    face.save(written)
    program = cff(TTFont(written).getTableData("CFF "), simple=False)
    assert told(program, [*cids, without, 0]) == ["drawn", "drawn", "drawn", "empty", "box", "box"]


def test_a_type_1_program_by_its_encoding() -> None:
    """A code that the encoding leaves out, or to .notdef, is drawn as a box."""
    clear = (
        b"/Encoding 256 array dup 1 /cid00001 put dup 2 /.notdef put readonly def currentfile eexec"
    )
    assert told(type1(clear + b"\x00\x01"), [1, 2, 3]) == ["drawn", "box", "box"]


@pytest.mark.parametrize("data", [b"", b"garbage", b"\x01\x00\x04\x01" + b"\xff" * 40])
def test_what_is_no_program_is_said_to_be_unreadable(data: bytes) -> None:
    """Bytes that are no program raise UnreadableFontError and no other exception."""
    with pytest.raises(UnreadableFontError):
        cff(data, simple=False)
    with pytest.raises(UnreadableFontError):
        truetype(data, None, simple=False)
