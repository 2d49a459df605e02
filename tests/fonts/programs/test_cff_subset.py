"""Subsets of CFF faces, held against those that HarfBuzz writes."""

from __future__ import annotations

import io
from typing import Any

import pytest
import uharfbuzz
from fontTools.cffLib import CFFFontSet
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu_docs.fonts import FontSet
from kefu_docs.fonts.programs.cff import CffProgram
from kefu_docs.fonts.programs.face import CffFace, ascending
from kefu_docs.fonts.programs.open_faces import faces

FACE = "NotoSerifCJKsc-Regular"
HINTS = ("BlueValues", "OtherBlues", "StdHW", "StdVW", "defaultWidthX", "nominalWidthX")
SLACK = 300  # bytes by which HarfBuzz may be shorter: it writes numbers of fewer bytes


@pytest.fixture(scope="module")
def face(fonts: FontSet) -> CffFace:
    """The face of 宋体."""
    (found,) = faces(fonts)[FACE]
    assert isinstance(found, CffFace)
    return found


@pytest.fixture(scope="module")
def source(fonts: FontSet) -> Any:
    """The same face, opened by HarfBuzz."""
    (path,) = (f.path for f in fonts.files if f.path.name == "NotoSerifCJK-Regular.ttc")
    blob = uharfbuzz.Blob.from_file_path(str(path))
    opened = (uharfbuzz.Face(blob, number) for number in range(10))
    return next(found for found in opened if found.get_name(6, None) == FACE)


def subset_by_harfbuzz(source: Any, glyphs: set[int]) -> bytes:
    """A CFF program of glyphs by their numbers, with subroutines written out."""
    asked = uharfbuzz.SubsetInput()
    asked.glyph_set.update(glyphs)
    flags = uharfbuzz.SubsetFlags
    asked.flags = flags.NOTDEF_OUTLINE | flags.NO_LAYOUT_CLOSURE | flags.DESUBROUTINIZE
    program: bytes = asked.subset(source).reference_table("CFF ").data
    return program


def font_dicts(program: bytes) -> dict[str, Any]:
    """The hints and widths that hold for each glyph, as fontTools reads them."""
    font: Any = CFFFontSet()
    font.decompile(io.BytesIO(program), None)
    top = font[font.fontNames[0]]
    return {
        name: [
            getattr(top.FDArray[top.CharStrings.getItemAndSelector(name)[1]].Private, hint, None)
            for hint in HINTS
        ]
        for name in top.charset
    }


@given(codes=st.sets(st.integers(1, 60_000), min_size=1, max_size=60))
@settings(max_examples=25)
def test_a_subset_is_what_harfbuzz_writes(codes: set[int], face: CffFace, source: Any) -> None:
    """The same glyphs with the same charstrings, byte for byte, and the same hints; no longer."""
    known = {code for code in codes if face.code_of(f"cid{code:05}") == code}
    ours = b"".join(face.subset("ABCDEF+Song", ascending(known)).parts)
    whole = face._cff
    theirs = subset_by_harfbuzz(source, {0, *map(whole.glyph_of, known)})
    read, expected = CffProgram(ours), CffProgram(theirs)
    assert read.glyphs_by_cid().keys() == expected.glyphs_by_cid().keys() == {0, *known}
    for code in {0, *known}:
        numbers = read.glyph_of(code), expected.glyph_of(code)
        assert read.glyph(numbers[0])[1] == expected.glyph(numbers[1])[1]
    assert font_dicts(ours) == font_dicts(theirs)
    assert len(ours) < len(theirs) + SLACK
