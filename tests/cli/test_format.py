"""Records rewritten by one call."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from kefu_docs.cli.commands import main
from tests.support.builds import copy_sample


def test_colons_and_values_are_mended_in_one_go(tmp_path: Path) -> None:
    """The values of a file can be read only when its colons are colons."""
    copy_sample(tmp_path)
    file = tmp_path / "data/employees/E002.yaml"
    before = file.read_text("utf-8")
    slips = before.replace("name: ", "name：", 1).replace("2026-04-01", "2026/4/1", 1)
    file.write_text(slips, "utf-8")
    result = CliRunner().invoke(main, ["--data", f"{tmp_path}/data", "format"])
    assert result.output.endswith("1 record rewritten\n")
    assert file.read_text("utf-8") == before


def test_a_record_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """The others are rewritten; nobody is to think that all are in standard form."""
    copy_sample(tmp_path)
    sound, broken = (tmp_path / f"data/employees/E00{number}.yaml" for number in (1, 2))
    before = sound.read_text("utf-8")
    sound.write_text(before.replace("2024-03-01", "2024/3/1", 1), "utf-8")
    broken.write_text("name: [", "utf-8")
    for more in ([], ["--check"]):
        result = CliRunner().invoke(main, ["--data", f"{tmp_path}/data", "format", *more])
        assert result.exit_code == 1
        assert f"{broken.as_posix()}:1:7: error: this bracket is not closed" in result.output
        assert sound.read_text("utf-8") == before
