"""The questions of an import, by what is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kefu_docs.cli import sheets
from kefu_docs.cli.commands import main
from tests.support.builds import copy_sample


@pytest.mark.parametrize(
    ("answers", "mobile"),
    [
        ("vielleicht\n是\n", "19900000099"),
        ("Ｙ\n", "19900000099"),
        ("\n", "19900000001"),
        ("不\n", "19900000001"),
    ],
)
def test_an_import_is_written_for_a_yes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answers: str, mobile: str
) -> None:
    """In Chinese, too; what is neither yes nor no is asked for again, nothing is a no."""
    copy_sample(tmp_path)
    roster = tmp_path / "roster.csv"
    roster.write_text("工号,手机\nE001,19900000099\n", "utf-8")
    monkeypatch.setattr(sheets, "_is_at_terminal", lambda: True)
    command = ["--data", f"{tmp_path}/data", "import", str(roster)]
    result = CliRunner().invoke(main, command, input=answers)
    assert result.exit_code == 0, result.output
    assert f"mobile: {mobile}\n" in (tmp_path / "data/employees/E001.yaml").read_text("utf-8")


def test_a_file_is_asked_for(tmp_path: Path) -> None:
    """`make import` without FILE= hands over no word at all, which is no folder."""
    result = CliRunner().invoke(main, ["--data", f"{tmp_path}/data", "import", ""])
    assert result.exit_code == 2
    assert "say which file: FILE=花名册.xlsx" in result.stderr
