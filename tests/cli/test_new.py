"""The commands that begin new records, by what is typed."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from kefu_docs.cli.commands import main
from tests.support.builds import copy_sample


def typed(project: Path, *command: str, answers: str = "") -> Result:
    """Run a command in a project and answer its questions."""
    return CliRunner().invoke(main, ["--data", f"{project}/data", *command], input=answers)


def test_a_wrong_answer_is_asked_for_again(tmp_path: Path) -> None:
    """The ID number of somebody else, then the right one; what may be left empty is."""
    copy_sample(tmp_path)
    answers = ["王五", "330106199503080024", "11010519491231002X", "19900000077", "2026/5/1"]
    result = typed(tmp_path, "new", "employee", answers="\n".join(answers) + "\n" * 20)
    assert result.exit_code == 0, result.output
    assert "this is the ID number of E001 already" in result.output
    assert "hired_on: 2026-05-01" in (tmp_path / "data/employees/E006.yaml").read_text("utf-8")


def test_a_renewal_takes_the_proposed_days(tmp_path: Path) -> None:
    """Number and signature are typed, first and last day taken with Enter."""
    copy_sample(tmp_path)
    result = typed(tmp_path, "new", "contract", "E003", answers="N2\n2027年1月20日\n\n\n")
    assert result.exit_code == 0, result.output
    text = (tmp_path / "data/employees/E003.yaml").read_text("utf-8")
    assert "signed_on: 2027-01-20\n    starts_on: 2027-02-01\n    ends_on: 2028-01-31\n" in text


def test_each_answer_of_a_renewal_is_checked_at_once(tmp_path: Path) -> None:
    """A number that is taken, a day that is none, an end before the beginning, no end at all."""
    copy_sample(tmp_path)
    wrong = [
        "HY-LD\u200b-2026-001",
        "N2",
        "morgen",
        "2027/1/20\u200e",
        "",
        "2026-12-31",
        "无固定期限",
        "",
    ]
    result = typed(tmp_path, "new", "contract", "E003", answers="\n".join(wrong) + "\n")
    assert result.exit_code == 0, result.output
    said = (
        "a contract has the number HY-LD-2026-001 already",
        "'morgen' is not a date",
        "the last day is before the first, 2027-02-01",
        "a service contract has a last day",
    )
    assert [words for words in said if words not in result.output] == []
    assert "    ends_on: 2028-01-31\n" in (tmp_path / "data/employees/E003.yaml").read_text("utf-8")


def test_a_month_that_is_none_is_told(tmp_path: Path) -> None:
    """And one that is begins its records."""
    copy_sample(tmp_path)
    assert typed(tmp_path, "new", "month", "2026-13").exit_code == 2
    assert "team.yaml" in typed(tmp_path, "new", "month", "2026年5月").output
