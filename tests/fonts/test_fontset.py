"""Finding the closed set: whole, in order, or a plain word about what is missing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from kefu_docs.diagnostics.errors import MissingToolError, UsageError
from kefu_docs.fonts import MEMBERS, find_fonts
from tests.support.font_files import make_font

(LIGHT,) = (f.path for f in find_fonts(None).files if f.path.name == "LXGWWenKai-Light.ttf")


def test_the_set_is_found_whole_and_in_order() -> None:
    """Every declared file is found, serif first."""
    fonts = find_fonts(None)
    assert [file.path.name for file in fonts.files] == [name for m in MEMBERS for name in m.files]
    assert fonts.families == tuple(member.family for member in MEMBERS)
    assert fonts.families[:2] == ("Noto Serif CJK SC", "Noto Sans CJK SC")


def test_what_is_missing_is_named_with_its_package(tmp_path: Path) -> None:
    """Only the missing family is named, with the command that installs it."""
    for member in MEMBERS:
        for name in member.files:
            if member.family != "HanaMinB":
                (tmp_path / name).touch()
    with pytest.raises(MissingToolError) as raised:
        find_fonts(None, [str(tmp_path)])
    assert raised.value.message.text() == "These fonts are not installed: HanaMinB"
    assert raised.value.hint is not None
    assert "apt install fonts-hanazono;" in raised.value.hint.text()


def test_own_fonts_stand_in_front_and_change_the_digest(tmp_path: Path) -> None:
    """The user's own file comes first; the set behind it stays as it was."""
    shutil.copy(LIGHT, tmp_path / "own.ttf")
    fonts = find_fonts(tmp_path)
    assert fonts.files[0].path.name == "own.ttf"
    assert fonts.families[0] == "LXGW WenKai Light"
    assert fonts.files[1:] == find_fonts(None).files
    assert fonts.digest != find_fonts(None).digest


def test_the_digest_does_not_depend_on_the_place(tmp_path: Path) -> None:
    """The digest is over contents, so two machines agree."""
    fonts = find_fonts(None)
    for file in fonts.files:
        (tmp_path / file.path.name).symlink_to(file.path)
    moved = find_fonts(None, [str(tmp_path)])
    assert moved.files[0].path.parent == tmp_path
    assert moved.digest == fonts.digest


def test_a_member_may_lie_in_the_own_folder(tmp_path: Path) -> None:
    """A project may carry the whole set itself."""
    for file in find_fonts(None).files:
        (tmp_path / file.path.name).symlink_to(file.path)
    fonts = find_fonts(tmp_path, [])
    assert fonts.digest == find_fonts(None).digest


@pytest.mark.parametrize("content", [b"", b"not a font", b"ttcf", b"OTTO\x00\x01"])
def test_a_broken_own_font_is_named(tmp_path: Path, content: bytes) -> None:
    """Empty, foreign and truncated files are refused in plain words."""
    (tmp_path / "own.ttf").write_bytes(content)
    with pytest.raises(UsageError, match=r"own\.ttf is not a font"):
        find_fonts(tmp_path)


@pytest.mark.parametrize("table", ["CBDT", "sbix", "COLR"])
def test_an_own_font_in_colours_is_named(tmp_path: Path, table: str) -> None:
    """Each document with an emoji was refused, as if the font lacked it."""
    font = TTFont(make_font(tmp_path / "own.ttf", "Own", truetype=True))
    font[table] = DefaultTable(table)
    font[table].data = bytes(14)
    font.save(tmp_path / "own.ttf")
    with pytest.raises(UsageError, match=r"own\.ttf has pictures in colours"):
        find_fonts(tmp_path)


@pytest.mark.parametrize(
    ("asked", "family"),
    [
        ("宋体", "Noto Serif CJK SC"),
        ("simsun", "Noto Serif CJK SC"),
        ("@黑体", "Noto Sans CJK SC"),
        ("microsoft yahei", "Noto Sans CJK SC"),
        ("楷体_GB2312", "LXGW WenKai"),
        ("HanaMinA", "HanaMinA"),
        ("Segoe UI Emoji", "Symbola"),
        ("隶书", None),
        ("", None),
    ],
)
def test_a_name_in_a_document_means_a_family(asked: str, family: str | None) -> None:
    """A family is found by its names in any case and spacing; an unknown name means none."""
    assert find_fonts(None).drawn(asked) == family


def test_own_fonts_go_by_every_name_they_carry(tmp_path: Path) -> None:
    """A user's font is found by its Chinese name, too, and before an alias of the set."""
    shutil.copy(LIGHT, tmp_path / "own.ttf")
    fonts = find_fonts(tmp_path)
    assert fonts.drawn("霞鹜文楷 Light") == "LXGW WenKai Light"
    assert fonts.drawn("霞鹜文楷") == "LXGW WenKai Light"
    assert fonts.text_families[0] == "LXGW WenKai Light"
    assert fonts.chain("黑体")[:2] == ("Noto Sans CJK SC", "LXGW WenKai Light")
