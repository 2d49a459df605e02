"""Records rewritten in standard form: the values that are told, and mistyped colons."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from kefu_docs.pipeline.format_records import Formatting, formatted, write_formatted
from kefu_docs.pipeline.settings import Settings
from kefu_docs.records import load_dataset
from tests.support.builds import copy_sample
from tests.support.records import edit


@pytest.fixture
def project(tmp_path: Path) -> Settings:
    """The sample."""
    copy_sample(tmp_path)
    return Settings(
        tmp_path / "data", tmp_path / "templates", tmp_path / "build", dt.date(2026, 4, 30)
    )


def test_a_sample_in_standard_form_is_left_alone(project: Settings) -> None:
    """Nothing to do, nothing written."""
    assert formatted(project) == Formatting([], [])


def test_values_are_rewritten_in_their_places(project: Settings) -> None:
    """The notices of check become the text; comments and other lines stay."""
    file = project.data / "employees/E001.yaml"
    sound = file.read_bytes()
    edit(file, "hired_on: 2024-03-01", "hired_on: 2024年3月1日")
    edit(file, 'starts: "09:00"', 'starts: "９点"')
    edit(file, "postcode: 310013", "postcode: ３１００１３")
    (found,) = formatted(project).files
    assert (found.path, found.values) == (file, 3)
    write_formatted([found])
    assert file.read_bytes() == sound
    assert formatted(project) == Formatting([], [])


def test_colons_of_an_input_method_are_mended(project: Settings) -> None:
    """A full-width colon and a missing space; the record is one again."""
    file = project.data / "employees/E001.yaml"
    sound = file.read_bytes()
    edit(file, "gender: 女", "gender：女")
    edit(file, "  workplace: ", "  workplace:")
    assert "E001" not in load_dataset(project.data)[0].employees
    (found,) = formatted(project).files
    assert found.values == 2
    write_formatted([found])
    assert file.read_bytes() == sound


def test_what_nobody_sees_is_deleted(project: Settings) -> None:
    """From the lines of a long text, too; not where what follows would be read otherwise."""
    file = project.data / "employees/E001.yaml"
    sound = file.read_text()
    edit(file, "name: 张晓宇", "name: 张\u200b晓宇\u200b")
    edit(file, 'starts: "09:00"', 'starts: "９\u200e点"')
    (found,) = formatted(project).files
    assert found.data.decode() == sound
    edit(file, "residence: ", "residence: \u200b# ")
    assert [
        f for f in formatted(project).files if "residence: \u200b# " not in f.data.decode()
    ] == []
    month = project.data / "months/2026-04/E001.yaml"
    sound = month.read_text()
    comment, values = sound.split("\nsales", 1)
    month.write_text(f"{comment}\nsales" + values.replace("。", "\u200b。\ufeff"))
    assert sound.encode() in [found.data for found in formatted(project).files]


@pytest.mark.parametrize("colon", [": ", "："])
def test_what_nobody_sees_behind_a_closing_mark_is_deleted(project: Settings, colon: str) -> None:
    """It kept the record from being read; a colon beside it is mended, too."""
    file = project.data / "employees/E001.yaml"
    sound = file.read_bytes()
    edit(file, 'starts: "09:00"', 'starts: "09:00"\u200b')
    edit(file, "name: 张", "\u200bname: 张")
    edit(file, "gender: ", f"gender{colon}")
    (found,) = formatted(project).files
    assert found.data == sound


def test_a_file_is_rewritten_once(project: Settings) -> None:
    """Of two faults the colons come first, and what nobody sees the next time."""
    file = project.data / "months/2026-04/team.yaml"
    sound = file.read_text()
    told = "  - item: 甲\n    owner: 张晓宇\n    result: 乙\n"
    head, tail = sound.split("assignments:\n")
    sound = f"{head}assignments:\n{told}{tail[tail.index('reviews:') :]}"
    broken = sound.replace("item: ", "item：").replace("owner: ", "owner：")
    file.write_text(broken.replace("result: ", "result：").replace("培训", "培\u200b训"))
    for _ in range(2):
        (found,) = formatted(project).files
        write_formatted([found])
    assert file.read_text() == sound


def test_what_is_broken_otherwise_stays(project: Settings) -> None:
    """A file that colons do not mend is somebody's to mend, and told."""
    file = project.data / "employees/E001.yaml"
    edit(file, "gender: 女", "gender：女\n  - x: [")
    found = formatted(project)
    assert found.files == []
    assert [(d.location.file, d.rule) for d in found.unread] == [(file.as_posix(), "yaml-syntax")]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("name: 张三\n\tgender: 男\n", "yaml-tab"),
        ("name 张三\ngender 男\n", "yaml-shape"),
        ("- name\n", "yaml-shape"),
        ("", "yaml-empty"),
    ],
)
def test_whatever_keeps_a_record_from_being_read_is_told(
    project: Settings, text: str, rule: str
) -> None:
    """Not all of it is an error of YAML."""
    (project.data / "employees/E001.yaml").write_text(text, "utf-8")
    assert [d.rule for d in formatted(project).unread] == [rule]


def test_a_pipe_is_not_waited_for(project: Settings) -> None:
    """Nobody may ever write into it."""
    file = project.data / "employees/E001.yaml"
    file.unlink()
    os.mkfifo(file)
    assert [d.rule for d in formatted(project).unread] == ["file-unreadable"]
