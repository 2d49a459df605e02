"""What the system refuses is told in plain words, with an exit code, and never a traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kefu_docs.cli.commands import main
from kefu_docs.pipeline import queries
from kefu_docs.store import publish
from tests.support.builds import copy_sample

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sample project."""
    copy_sample(tmp_path)
    return tmp_path


def run(root: Path, command: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """A shell's command in which KEFU is the program."""
    known = {"LC_ALL": "C.UTF-8", "PYTHONPATH": str(REPOSITORY), "SOURCE_DATE_EPOCH": "1777550000"}
    return subprocess.run(
        ["bash", "-c", command.replace("KEFU", f"{sys.executable} -m kefu_docs")],
        cwd=root,
        env={**os.environ, "PYTHONUNBUFFERED": "", **known, **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_full_standard_output_is_told(project: Path) -> None:
    """Python's own words and its exit code 120 do not take the place of ours."""
    result = run(project, "KEFU show E001 > /dev/full")
    assert result.returncode == 74
    assert result.stderr.startswith(
        "kefu-docs: error: standard output cannot be written: No space left on device [machine]"
    )
    assert "Traceback" not in result.stderr
    assert "Exception ignored" not in result.stderr


def test_a_full_standard_error_leaves_the_exit_code(project: Path) -> None:
    """Nothing can be told then."""
    result = run(project, "KEFU check 2> /dev/full")
    assert (result.returncode, result.stdout) == (74, "")


@pytest.mark.parametrize("encoding", ["gbk", "latin-1"])
def test_what_a_terminal_has_no_character_for_is_printed_by_number(
    project: Path, encoding: str
) -> None:
    """GBK, which Chinese terminals may speak, has no 䶮; a name with it is no fault."""
    result = subprocess.run(
        [sys.executable, "-m", "kefu_docs", "show", "E002"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert rb"\u4dae" in result.stdout
    assert ("陈".encode(encoding, "backslashreplace")) in result.stdout


def test_a_reader_that_goes_is_no_fault(project: Path) -> None:
    """`schema employee | head -1`: nothing is said, and the code is that of a closed pipe."""
    result = run(project, "KEFU schema employee | true; echo ${PIPESTATUS[0]}")
    assert result.stdout in {
        "141\n",
        "0\n",
    }  # whether `true` was gone before is the system's choice
    assert result.stderr == ""


def test_a_closed_standard_output_gives_its_number_to_nobody(project: Path) -> None:
    """A database opened as number 1 would be written over by whatever prints."""
    result = run(project, "KEFU fonts >&-; KEFU check")
    assert "Traceback" not in result.stderr
    assert result.returncode == 0
    assert (project / "build/.store/facts.sqlite3").read_bytes()[:15] == b"SQLite format 3"


def test_what_cannot_be_written_is_told(project: Path) -> None:
    """A file lies where a folder is to be; root, who may write everywhere, sees it, too."""
    (project / "build").write_text("x")
    result = run(project, "KEFU due")
    assert result.returncode == 74
    assert "build: a file stands where this folder is to be" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full: No space left on device"),
        (errno.EROFS, "the system does not allow it: Read-only file system"),
        (errno.EMFILE, "no more files can be opened: Too many open files"),
        (errno.EIO, "the system reports a fault: Input/output error"),
    ],
)
def test_each_refusal_has_its_words(
    project: Path, monkeypatch: pytest.MonkeyPatch, number: int, said: str
) -> None:
    """Whatever the command was doing; the next step is told, too."""

    def refused(_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(queries, "check_records", refused)
    result = CliRunner().invoke(main, ["--data", str(project / "data"), "check"])
    assert result.exit_code == 74
    assert result.output.startswith(f"kefu-docs: error: {said} [machine]\n  hint: ")


@pytest.mark.parametrize("odd", ["abc", "-1", "9" * 30])
def test_an_odd_epoch_ends_the_command(project: Path, odd: str) -> None:
    """It was called wrongly: exit 2."""
    result = run(project, "KEFU show E001", SOURCE_DATE_EPOCH=odd)
    assert result.returncode == 2
    assert result.stderr.startswith(f"kefu-docs: error: SOURCE_DATE_EPOCH is '{odd}', which is no")


def test_everything_written_is_the_owners_alone(project: Path) -> None:
    """Whatever the command."""
    assert run(project, "umask 022; KEFU due && KEFU check").returncode == 0
    made = [project / "build", *(project / "build").rglob("*")]
    assert {path.stat().st_mode & 0o077 for path in made} == {0}


def test_a_publish_without_room_leaves_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is found full when the bytes are to reach it."""
    publish(tmp_path / "a", b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        publish(tmp_path / "a", b"new", durable=True)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"old")]
