"""The line under a finding, and the mark under the place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kefu_docs.diagnostics import Location
from kefu_docs.diagnostics.excerpt import MOST_COLUMNS, excerpt, width


def shown(tmp_path: Path, text: str, line: int, column: int) -> tuple[str, ...]:
    """The excerpt of a file with this text."""
    path = tmp_path / f"{abs(hash((text, line)))}.yaml"
    path.write_bytes(text.encode())
    return excerpt(Location(path.as_posix(), line, column))


@pytest.mark.parametrize(
    ("text", "column", "under"),
    [
        ("name：张三", 5, "："),
        ("residence: 杭州市 #3幢", 16, "#"),
        ("  ｎａｍｅ: 张三", 9, "张"),
        ("name: “张三”", 7, "“"),
        ("\tname: x", 2, "n"),
    ],
)
def test_the_mark_stands_under_the_place(
    tmp_path: Path, text: str, column: int, under: str
) -> None:
    """Counted in columns of a terminal, where a Chinese character takes two."""
    line, mark = shown(tmp_path, f"# 注\n{text}\n", 2, column)
    assert mark.endswith("^")
    before = width(mark) - 1
    rest = next(line[i:] for i in range(len(line)) if width(line[:i]) == before)
    assert rest.startswith(under)


def test_private_numbers_are_masked_in_their_columns(tmp_path: Path) -> None:
    """The mark still stands under the wrong digit."""
    line, mark = shown(tmp_path, "id_number: 330106199503080025 # 核对\n", 1, 29)
    assert "330106********0025 # 核对" in line
    assert line[len(mark) - 1] == "5"


def test_a_long_line_is_shown_around_the_place(tmp_path: Path) -> None:
    """No more than fits a terminal."""
    line, mark = shown(tmp_path, f"- {'长' * 200}：{'短' * 200}\n", 1, 203)
    assert width(line) <= MOST_COLUMNS + 20
    before = width(mark) - 1
    assert next(line[i] for i in range(len(line)) if width(line[:i]) == before) == "："


def test_controls_are_pictures_of_one_column(tmp_path: Path) -> None:
    """Nothing in the line moves the cursor."""
    line, mark = shown(tmp_path, "a: \x1b[31m\u202e!\n", 1, 9)
    assert "\x1b" not in line
    assert line[len(mark) - 1] == "?"


def test_where_there_is_no_line_nothing_is_shown(tmp_path: Path) -> None:
    """A file that is gone, a folder, an empty line, a line beyond the last."""
    assert excerpt(Location((tmp_path / "no.yaml").as_posix(), 1, 1)) == ()
    assert excerpt(Location(tmp_path.as_posix(), 1, 1)) == ()
    assert shown(tmp_path, "a: 1\n\n", 2, 1) == ()
    assert shown(tmp_path, "a: 1\n", 9, 1) == ()


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """A finding may stand at what is no file; nobody ever writes into it."""
    os.mkfifo(tmp_path / "E001.yaml")
    assert excerpt(Location((tmp_path / "E001.yaml").as_posix(), 1, 1)) == ()


def test_a_line_of_megabytes_is_cut_at_once(tmp_path: Path) -> None:
    """Whatever stands in front of the place and behind it; two million characters took hours."""
    text = "甲" * 200_000
    line, mark = shown(tmp_path, f"name: {text}乙{text}", 1, 200_007)
    assert line == f"    1 | ...{'甲' * 30}乙{'甲' * 17}..."
    assert mark.endswith("^")
