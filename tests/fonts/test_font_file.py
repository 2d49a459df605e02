"""What a font file says of its faces."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTCollection, TTFont

from kefu_docs.fonts import FontFile, find_fonts
from kefu_docs.fonts.code_points import CodePoints
from kefu_docs.fonts.font_file import FAMILY, POSTSCRIPT_NAME, characters_in, name_in
from tests.support.font_files import POINTS, make_font

FILES = find_fonts(None).files


def _points(ranges: CodePoints) -> set[int]:
    ends = zip(ranges.firsts, ranges.lasts, strict=True)
    return {point for first, last in ends for point in range(first, last + 1)}


def _faces(path: Path) -> list[Any]:
    if path.suffix == ".ttc":
        return list(TTCollection(path).fonts)
    return [TTFont(path)]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path.name)
def test_characters_are_those_that_font_tools_finds(file: FontFile) -> None:
    """Of every file of the set."""
    (family,) = file.families
    found = {
        point
        for face in _faces(file.path)
        if face["name"].getDebugName(1) == family
        for point, glyph in face.getBestCmap().items()
        if glyph != ".notdef"
    }
    assert _points(characters_in(file.path, family)) == found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path.name)
def test_names_are_those_that_font_tools_gives(file: FontFile) -> None:
    """Of every face of every file of the set."""
    for face in _faces(file.path):
        for identifier in (FAMILY, POSTSCRIPT_NAME):
            assert name_in(face, identifier) == face["name"].getDebugName(identifier)


def test_a_name_for_one_system_is_a_name(tmp_path: Path) -> None:
    """A font of Windows alone, and one of macOS."""
    path = make_font(tmp_path / "own.ttf", "Own", truetype=True)
    for platform in (1, 3):
        with TTFont(path) as font:
            font["name"].names = [n for n in font["name"].names if n.platformID == platform]
            font.save(tmp_path / "one.ttf")
        with TTFont(tmp_path / "one.ttf") as font:
            assert name_in(font, FAMILY) == "Own"


@pytest.mark.parametrize("rare", [{}, {0x20000: "A", 0x20001: ".notdef"}])
def test_a_character_drawn_as_notdef_is_none(tmp_path: Path, rare: dict[int, str]) -> None:
    """Alone, or in a row with others; in a map of the first plane, and in one of all."""
    path = make_font(tmp_path / "own.ttf", "Own", truetype=True)
    builder: Any = FontBuilder
    with TTFont(path) as font:
        names = dict(enumerate(font.getGlyphOrder(), 0x61)) | POINTS | rare
        builder(font=font).setupCharacterMap(names)
        assert {table.format for table in font["cmap"].tables} == ({4, 12} if rare else {4})
        font.save(path)
    assert _points(characters_in(path, "Own")) == {p for p, n in names.items() if n != ".notdef"}


def test_a_font_of_symbols_draws_no_character(tmp_path: Path) -> None:
    """Its map leads from codes of its own, not from characters."""
    path = make_font(tmp_path / "own.ttf", "Own", truetype=True)
    with TTFont(path) as font:
        del font["cmap"].tables[1:]
        font["cmap"].tables[0].platformID, font["cmap"].tables[0].platEncID = 3, 0
        font.save(path)
    assert characters_in(path, "Own") == CodePoints((), ())
