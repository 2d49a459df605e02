"""Subsets of TrueType faces, held against what fontTools reads in the face."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu_docs.fonts import find_fonts
from kefu_docs.fonts.programs import truetype_subset
from kefu_docs.fonts.programs.truetype import GlyfError
from kefu_docs.fonts.programs.truetype_subset import TrueTypeSubsetter
from tests.support.font_files import make_font

FILES = {file.path.name: file.path for file in find_fonts(None).files}
HANAZONO, WENKAI = (FILES[name] for name in ("HanaMinB.ttf", "LXGWWenKai-Regular.ttf"))
NEEDED = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"}  # ISO 32000-1, 9.9
HINTS = {"cvt ", "fpgm", "prep"}
GLYPHS = st.sets(st.integers(1, 29_000), max_size=30)
FACES = pytest.mark.parametrize("path", [HANAZONO, WENKAI], ids=lambda path: path.name)


@cache
def source(path: Path) -> Any:
    """The whole face, opened by fontTools."""
    return TTFont(io.BytesIO(path.read_bytes()), lazy=True)


@cache
def subsetter(path: Path) -> TrueTypeSubsetter:
    """The only face of a file of the font set."""
    return TrueTypeSubsetter(path, 0)


def drawn(font: Any, number: int) -> tuple[Any, int]:
    """Outline and advance width of a glyph, as fontTools reads them."""
    name = font.getGlyphName(number)
    pen: Any = DecomposingRecordingPen(font.getGlyphSet())
    font.getGlyphSet()[name].draw(pen)
    return pen.value, font["hmtx"][name][0]


@FACES
@given(glyphs=GLYPHS)
@settings(max_examples=15)
def test_a_subset_draws_what_the_face_draws(path: Path, glyphs: set[int]) -> None:
    """Outline and width of each glyph and of .notdef, in the tables that a PDF asks for."""
    program, numbers = subsetter(path).subset(glyphs)
    font: Any = TTFont(io.BytesIO(program))
    assert NEEDED <= set(font.reader.keys()) <= NEEDED | HINTS
    assert {0, *glyphs} <= numbers.keys()
    assert numbers[0] == 0
    assert sorted(numbers.values()) == list(range(len(font.getGlyphOrder())))
    for glyph in {0, *glyphs}:
        assert drawn(font, numbers[glyph]) == drawn(source(path), glyph)


@FACES
def test_a_prepared_face_gives_the_same_bytes(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a process wrote before does not show in what it writes."""
    glyphs = range(1, 3000, 7)
    plain = TrueTypeSubsetter(path, 0).subset(glyphs)
    monkeypatch.setattr(truetype_subset, "_PREPARED_FROM", 2)
    again = TrueTypeSubsetter(path, 0)
    assert [again.subset(reversed(glyphs)) for _ in range(3)] == [plain] * 3


def test_hints_come_along() -> None:
    """HanaMinB has a program for the rasteriser, which each subset keeps."""
    font: Any = TTFont(io.BytesIO(subsetter(HANAZONO).subset([5]).program))
    assert font.reader["prep"] == source(HANAZONO).reader["prep"]


def test_a_glyph_that_the_face_does_not_have_is_refused() -> None:
    """HarfBuzz alone would leave it out without a word."""
    with pytest.raises(GlyfError):
        subsetter(WENKAI).subset([65_000])


@given(cut=st.integers(0, 3000))
@settings(max_examples=30)
def test_a_damaged_file_is_refused_or_read(
    cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Nothing but GlyfError leaves a font that is cut off anywhere."""
    path = make_font(tmp_path_factory.mktemp("cut") / "x.ttf", "Cut", truetype=True)
    path.write_bytes(path.read_bytes()[:cut])
    try:
        TrueTypeSubsetter(path, 0).subset([1, 2])
    except GlyfError:
        return
