"""The font set in words."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from kefu_docs.fonts import (
    MEMBERS,
    Coverage,
    FontSet,
    character_lines,
    find_fonts,
    name_lines,
    set_lines,
)

FONTS = find_fonts(None)
(LIGHT,) = (file.path for file in FONTS.files if file.path.name == "LXGWWenKai-Light.ttf")


def test_every_file_is_listed_with_package_licence_and_digest() -> None:
    """The families of the set are listed in order of fallback."""
    lines = [line.text() for line in set_lines(FONTS)]
    assert len(lines) == sum(len(member.files) for member in MEMBERS)
    assert lines[0].startswith("Noto Serif CJK SC (serif, 宋体): ")
    for line, file in zip(lines, FONTS.files, strict=True):
        assert str(file.path) in line
        assert ("OFL-1.1" in line) is (file.path.name != "Symbola_hint.ttf")
        assert file.sha256[:12] in line


def test_another_build_and_own_fonts_are_noted(tmp_path: Path) -> None:
    """A digest that is not the one declared is a note, no error."""
    shutil.copy(LIGHT, tmp_path / "own.ttf")
    own, first, *rest = find_fonts(tmp_path).files
    fonts = FontSet((own, replace(first, sha256="0" * 64), *rest))
    lines = [line.text() for line in set_lines(fonts)]
    assert lines[0] == f"LXGW WenKai Light (your own): {own.path}, sha256 {own.sha256[:12]}…"
    assert [i for i, line in enumerate(lines) if "a build of none of Debian 12" in line] == [1]


def test_names_are_listed_by_what_draws_them() -> None:
    """Each family that names mean, once."""
    lines = [line.text() for line in name_lines(FONTS)]
    assert [line.partition(" draws ")[0] for line in lines] == [
        *FONTS.text_families,
        "Symbola",
    ]
    assert any(line.endswith("霞鹜文楷 Light") and "仿宋_GB2312" in line for line in lines)


def test_a_character_is_listed_with_what_draws_it_in_each_kind() -> None:
    """Code point, name, block; the family by kind, or that there is none."""
    lines = [line.text() for line in character_lines(Coverage(FONTS), "䶮䶮\ue863")]
    assert lines[:5] == [
        "character 䶮 U+4DAE, a Chinese character of CJK Unified Ideographs Extension A",
        "  serif, 宋体: drawn by Noto Serif CJK SC",
        "  sans, 黑体: drawn by Noto Sans CJK SC",
        "  kai, 楷体: drawn by LXGW WenKai",
        "  fangsong, 仿宋: drawn by LXGW WenKai Light",
    ]
    assert lines[5].startswith("character \ue863 U+E863, for private use")
    assert lines[6] == "  serif, 宋体: no font draws it"
    assert len(lines) == 10


def test_a_variant_that_a_face_lacks_is_listed_as_plain() -> None:
    """礼 in its compatibility form is in Noto, and in WenKai it is not."""
    lines = [line.text() for line in character_lines(Coverage(FONTS), "礼\ufe00")]
    assert lines[1] == "  serif, 宋体: drawn by Noto Serif CJK SC"
    assert lines[3] == (
        "  kai, 楷体: drawn by LXGW WenKai, which lacks the variant, as the plain character"
    )
