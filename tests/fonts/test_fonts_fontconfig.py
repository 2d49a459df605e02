"""fontconfig itself, run with the file, sees the set and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from kefu_docs.fonts import find_fonts, fontconfig_xml


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
        "NotoSansCJK-Bold.ttc: Noto Sans CJK SC",
        "NotoSansCJK-Regular.ttc: Noto Sans CJK SC",
        "NotoSerifCJK-Bold.ttc: Noto Serif CJK SC",
        "NotoSerifCJK-Regular.ttc: Noto Serif CJK SC",
    ]


@pytest.mark.parametrize(
    ("asked", "family"),
    [
        *((name, "Noto Serif CJK SC") for name in ("宋体", "SimSun", "仿宋_GB2312", "华文楷体")),
        *((name, "Noto Serif CJK SC") for name in ("Times New Roman", "serif", "of nobody")),
        *((name, "Noto Sans CJK SC") for name in ("黑体", "微软雅黑", "等线", "Calibri")),
        ("宋体:lang=ja", "Noto Serif CJK SC"),
        ("黑体:lang=ko", "Noto Sans CJK SC"),
        ("宋体:charset=2a6d6", "HanaMinB"),
        ("sans\\-serif", "Noto Sans CJK SC"),
    ],
)
def test_names_in_word_documents_fall_on_the_set(config: Path, asked: str, family: str) -> None:
    """The usual names, unknown ones and missing glyphs end in the set."""
    assert ask(config, "fc-match", "--format", "%{family[0]}", asked) == [family]


def test_own_fonts_win_by_name_and_in_fallback(tmp_path: Path) -> None:
    """An unknown name takes the user's font, a mapped one keeps its family."""
    own = tmp_path / "fonts & more"
    own.mkdir()
    shutil.copy(find_fonts(None).files[-1].path, own / "own.ttf")
    config = tmp_path / "fonts.conf"
    config.write_text(fontconfig_xml(find_fonts(own), tmp_path / "cache"), encoding="utf-8")
    assert ask(config, "fc-match", "--format", "%{file|basename}", "of nobody") == ["own.ttf"]
    assert ask(config, "fc-match", "--format", "%{family[0]}", "宋体") == ["Noto Serif CJK SC"]
