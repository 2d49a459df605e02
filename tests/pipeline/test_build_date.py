"""The same commit is built as of the same day; the clock is the last to be asked."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

import pytest

from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.pipeline.build_date import build_date, command_date

NEWEST = 1777593600  # 2026-05-01 08:00 in China, 2026-04-30 on the other side of the earth


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of two commits, with a data folder in it."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (tmp_path / "data").mkdir()
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    for command in (
        ["init", "-q"],
        [*who, "commit", "-q", "--allow-empty", "-m", "first"],
        [*who, "commit", "-q", "--allow-empty", "-m", "second"],
    ):
        seconds = NEWEST if "second" in command else NEWEST - 10**6
        when = f"@{seconds} +0000"
        date = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
        subprocess.run(["git", *command], cwd=tmp_path, env=os.environ | date, check=True)
    return tmp_path


def test_a_build_counts_from_the_newest_commit(repository: Path) -> None:
    """A build's day is that of the newest commit of the records' folder, wherever the
    command runs.
    """
    assert build_date(repository / "data") == dt.date(2026, 5, 1)


def test_the_environment_goes_first(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day by China's clock: this second is the third of March there, and the second in London."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772467200")
    assert build_date(repository / "data") == command_date() == dt.date(2026, 3, 3)


def test_without_a_commit_it_is_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a repository, a folder or git, a build's day is today."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    before = command_date()
    days = {build_date(tmp_path), build_date(tmp_path / "missing")}
    monkeypatch.setenv("PATH", "")
    days.add(build_date(tmp_path))
    assert days <= {before, command_date()}


def test_other_commands_count_from_today(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is due is due from today, whenever the records were written."""
    monkeypatch.chdir(repository)
    assert command_date() > dt.date(2026, 5, 1)


@pytest.mark.parametrize("odd", ["abc", "-5", "1.5", "1e9", "９" * 9, "9" * 12, "9" * 400])
def test_an_odd_epoch_is_told(odd: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words, fractions, years that no calendar has: to take today would be wrong without a word."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", odd)
    with pytest.raises(UsageError, match="which is no day"):
        command_date()
    with pytest.raises(UsageError, match="which is no day"):
        build_date(tmp_path)


def test_an_empty_epoch_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that is set to nothing counts as unset."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert command_date() > dt.date(2026, 5, 1)
