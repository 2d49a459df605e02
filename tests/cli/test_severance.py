"""The command `severance`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kefu_docs.cli.commands import main
from tests.support import records

JANUARY = {f"months/2026-{n:02}/E001.yaml": records.MONTH for n in range(1, 7)}
PERSON = {
    **records.PERSON,
    "hired_on": "2024-07-01",
    "contract": records.labor(starts_on="2024-07-01", signed_on="2024-06-30", ends_on=None),
}


def run(tmp_path: Path, *arguments: str, **person: object) -> str:
    """What it prints for E001 with six months of 1400 yuan on record."""
    data = {
        **records.PROJECT,
        "company.yaml": records.changed(records.COMPANY, {"region": {"average_wage": "8000"}}),
        "employees/E001.yaml": {**PERSON, **person},
        **JANUARY,
    }
    folder = str(records.write_project(tmp_path / "data", data))
    result = CliRunner().invoke(main, ["--data", folder, "severance", "E001", *arguments])
    return result.stdout if result.exit_code == 0 else result.stderr


def test_it_prints_the_amounts_with_their_articles(tmp_path: Path) -> None:
    """Two years: twice the minimum wage of Zhejiang, which is above what was paid."""
    lines = run(tmp_path, "--on", "2026-06-30").splitlines()
    assert lines[0] == "E001 张晓宇 2026-06-30"
    assert lines[1].startswith("service from 2024-07-01 to 2026-06-30: 2 months' wages")
    assert "raised to the minimum wage, 2660" in lines[3]
    assert lines[4] == "N: 5320.00, tax-free 5320.00, tax 0.00 (劳动合同法 46, 47)"


def test_it_takes_the_day_and_reason_of_leaving(tmp_path: Path) -> None:
    """Without a day it is that of leaving; --json has the same figures."""
    leaving = {"left_on": "2026-06-30", "leaving": {"reason": "dismissal", "article": "40"}}
    found = json.loads(run(tmp_path, "--json", **leaving))
    assert (found["on"], found["due"], found["months"]) == ("2026-06-30", "N+1", "2")
    assert [a["amount"] for a in found["amounts"]] == ["5320.00", "6770.00", "10640.00"]


@pytest.mark.parametrize("day", ["30.6.2026", "2026-13-01"])
def test_a_day_is_a_date(tmp_path: Path, day: str) -> None:
    """Anything else is a wrong call."""
    assert "is not a day" in run(tmp_path, "--on", day)


def test_the_day_is_read_as_in_records(tmp_path: Path) -> None:
    """As `check` does."""
    assert run(tmp_path, "--on", "2026/6/30").startswith("E001 张晓宇 2026-06-30")
