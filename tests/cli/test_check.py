"""Checking as of a day, and asking what the law changes on one."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kefu_docs.cli.commands import main
from tests.support.builds import copy_sample

APRIL = {"SOURCE_DATE_EPOCH": "1777550000"}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project."""
    folder = tmp_path_factory.mktemp("shop")
    copy_sample(folder)
    return folder


def _check(root: Path, *arguments: str) -> Result:
    with contextlib.chdir(root):
        return CliRunner(env=APRIL).invoke(main, ["check", *arguments])


def test_a_day_is_judged_by_its_law(root: Path) -> None:
    """The minimum wage of 2025 is what April's pay is held against; the day may be typed freely."""
    told = json.loads(_check(root, "--as-of", "2025年12月31日", "--format", "json").stdout)
    (wage,) = (row for row in told if row["rule"] == "minimum-wage-month")
    assert "2490.00 a month since 2024-01-01" in wage["message"]
    assert wage["yuan"] == "355.00"


def test_what_the_law_changes_on_a_day(root: Path) -> None:
    """Laws in words, findings by place; a day without any says so."""
    result = _check(root, "--changes", "2026-07-01")
    assert (result.exit_code, "人社部令第56号" in result.stdout) == (0, True)
    quiet = _check(root, "--changes", "2026-08-05")
    assert quiet.stdout == "nothing changes on that day, as far as the program knows\n"


@pytest.mark.parametrize("option", ["--as-of", "--changes"])
def test_what_is_no_day_is_refused(root: Path, option: str) -> None:
    """With the form that a day has."""
    result = _check(root, option, "2026-02-30")
    assert result.exit_code == 2
    assert "'2026-02-30' is not a day; write it like 2026-07-01" in result.stderr


def test_two_days_at_once_are_refused(root: Path) -> None:
    """What changes on a day is judged as of that day; another would be passed over."""
    told = _check(root, "--changes", "2026-07-01", "--as-of", "2025-08-31")
    assert told.exit_code == 2
    assert "leave --as-of away" in told.stderr
