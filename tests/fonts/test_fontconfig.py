"""fontconfig itself, run with the file, sees the set and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kefu_docs.fonts import ALIASES, MEMBERS, Role, find_fonts, fontconfig_xml


def ask(config: Path, *command: str) -> list[str]:
    """Run a fontconfig command under this configuration."""
    done = subprocess.run(
        command,
        env={**os.environ, "FONTCONFIG_FILE": str(config)},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The configuration of the set as installed."""
    folder = tmp_path_factory.mktemp("fontconfig")
    path = folder / "fonts.conf"
    path.write_text(fontconfig_xml(find_fonts(None), folder / "cache"), encoding="utf-8")
    return path


def test_only_the_set_is_listed(config: Path) -> None:
    """One face of each file, and no other font of the machine."""
    listed = ask(config, "fc-list", "--format", "%{file|basename}: %{family[0]}\n")
    assert sorted(listed) == [
        "HanaMinA.ttf: HanaMinA",
        "HanaMinB.ttf: HanaMinB",
        "LXGWWenKai-Light.ttf: LXGW WenKai",
        "LXGWWenKai-Regular.ttf: LXGW WenKai",
        "NotoSansCJK-Bold.ttc: Noto Sans CJK SC",
        "NotoSansCJK-Regular.ttc: Noto Sans CJK SC",
        "NotoSerifCJK-Bold.ttc: Noto Serif CJK SC",
        "NotoSerifCJK-Regular.ttc: Noto Serif CJK SC",
        "Symbola_hint.ttf: Symbola",
    ]


@pytest.mark.parametrize(
    ("asked", "file"),
    [
        ("of nobody", "NotoSerifCJK-Regular.ttc"),
        ("宋体:lang=ja", "NotoSerifCJK-Regular.ttc"),
        ("黑体:lang=ko", "NotoSansCJK-Regular.ttc"),
        ("宋体:bold", "NotoSerifCJK-Bold.ttc"),
        ("楷体:bold", "LXGWWenKai-Regular.ttf"),
        ("仿宋:bold", "LXGWWenKai-Light.ttf"),
        ("宋体:charset=2a6d6", "HanaMinB.ttf"),
        ("楷体:charset=2a6d6", "HanaMinB.ttf"),
        ("楷体:charset=4e00", "LXGWWenKai-Regular.ttf"),
        ("宋体:charset=1f602", "Symbola_hint.ttf"),
    ],
)
def test_weights_regions_and_missing_glyphs_fall_on_the_set(
    config: Path, asked: str, file: str
) -> None:
    """Unknown names and missing glyphs end in the set, in Chinese shapes."""
    assert ask(config, "fc-match", "--format", "%{file|basename}", asked) == [file]


@pytest.mark.parametrize(("asked", "slant"), [("宋体", "0"), ("宋体:italic", "110")])
def test_italics_are_slanted(config: Path, asked: str, slant: str) -> None:
    """No face of the set is italic, so an upright one is to be made oblique."""
    assert ask(config, "fc-match", "--format", "%{slant}", asked) == [slant]


@pytest.mark.parametrize(
    ("asked", "role"),
    [
        *((name, "serif") for name in ("宋体", "SimSun", "方正小标宋简体", "Times New Roman")),
        *((name, "sans") for name in ("黑体", "微软雅黑", "等线", "Calibri", "sans-serif")),
        *((name, "kai") for name in ("楷体", "KaiTi_GB2312", "STKaiti", "DFKai-SB")),
        *((name, "fangsong") for name in ("仿宋", "仿宋_GB2312", "FangSong", "华文仿宋")),
    ],
)
def test_names_in_word_documents_fall_on_a_face_of_their_kind(
    config: Path, asked: str, role: Role
) -> None:
    """Each name in a document leads fontconfig to the file of the family that is declared."""
    assert asked in ALIASES[role]
    (file,) = ask(config, "fc-match", "--format", "%{file|basename}", asked.replace("-", r"\-"))
    assert file in {name for m in MEMBERS if m.role == role for name in m.files}


def test_every_name_is_mapped_once(config: Path) -> None:
    """No name is declared for two kinds, and each has its alias in the file."""
    names = [name for names in ALIASES.values() for name in names]
    assert len({name.casefold().replace(" ", "") for name in names}) == len(names)
    families = {member.role: member.family for member in MEMBERS}
    xml = ElementTree.parse(config)  # noqa: S314 - our own
    mapped = {
        alias.findtext("family"): alias.findtext("accept/family") for alias in xml.iter("alias")
    }
    assert mapped == {n: families[role] for role, names in ALIASES.items() for n in names}


def test_own_fonts_win_by_name_and_in_fallback(tmp_path: Path) -> None:
    """An unknown name takes the user's font, a mapped one keeps its family."""
    own = tmp_path / "fonts & more"
    own.mkdir()
    shutil.copy(find_fonts(None).files[-1].path, own / "own.ttf")
    config = tmp_path / "fonts.conf"
    config.write_text(fontconfig_xml(find_fonts(own), tmp_path / "cache"), encoding="utf-8")
    assert ask(config, "fc-match", "--format", "%{file|basename}", "of nobody") == ["own.ttf"]
    assert ask(config, "fc-match", "--format", "%{family[0]}", "宋体") == ["Noto Serif CJK SC"]
