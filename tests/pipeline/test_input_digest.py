"""The digest of all inputs: read again where anything may have changed, else known."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from kefu_docs.pipeline import input_digest
from kefu_docs.store import Store

LATER = 10_000_000_000
"""Nanoseconds after which files are no longer young."""


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Grows with every file that is read."""
    read: list[str] = []
    of_file = input_digest._bytes

    def noted(path: str) -> bytes | None:
        read.append(path)
        return of_file(path)

    monkeypatch.setattr(input_digest, "_bytes", noted)
    return read


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Lets time go by, so that no file is young."""
    now = time.time_ns

    def go() -> None:
        monkeypatch.setattr(time, "time_ns", lambda: now() + LATER)

    return go


def digest(folder: Path) -> str:
    """The digest of a folder's data, with what a store beside it knows."""
    with Store(folder / "store") as store:
        return input_digest.input_digest(store, folder / "data")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two files in data/."""
    (tmp_path / "data/months").mkdir(parents=True)
    (tmp_path / "data/company.yaml").write_text("name: 甲", "utf-8")
    (tmp_path / "data/months/E001.yaml").write_text("sales: 1", "utf-8")
    return tmp_path


def test_what_is_known_is_not_read_again(
    folder: Path, reads: list[str], later: Callable[[], None]
) -> None:
    """Where no file changed since it was read, none is read."""
    later()
    first = digest(folder)
    assert len(reads) == 2
    assert digest(folder) == first
    assert len(reads) == 2


def test_young_files_are_read_again(folder: Path, reads: list[str]) -> None:
    """A file may be written twice in one tick of the clock, and look as before."""
    first = digest(folder)
    assert digest(folder) == first
    assert len(reads) == 4


def test_a_change_that_hides_its_time_is_seen(folder: Path, later: Callable[[], None]) -> None:
    """A file of the same size whose time was put back is another one."""
    later()
    first = digest(folder)
    file = folder / "data/company.yaml"
    state = file.stat()
    file.write_text("name: 乙", "utf-8")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert digest(folder) != first


def test_names_and_contents_count(folder: Path, later: Callable[[], None]) -> None:
    """A renamed file, a new one and one that is gone give another digest; new times do not."""
    later()
    first = digest(folder)
    file = folder / "data/months/E001.yaml"
    file.touch()
    assert digest(folder) == first
    file.rename(file.with_name("E002.yaml"))
    second = digest(folder)
    file.write_text("sales: 1", "utf-8")
    third = digest(folder)
    file.unlink()
    file.with_name("E002.yaml").unlink()
    assert len({first, second, third, digest(folder)}) == 4


def test_linked_folders_count_and_no_loop_is_followed(folder: Path) -> None:
    """What lies behind a link to a folder is read by records, too; one that leads up is not."""
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "E001.yaml").write_text("sales: 1", "utf-8")
    (folder / "data/months/2026-04").symlink_to(elsewhere)
    (elsewhere / "up").symlink_to(folder / "data")
    first = digest(folder)
    (elsewhere / "E001.yaml").write_text("sales: 2", "utf-8")
    assert digest(folder) != first


def test_what_cannot_be_read_is_not_remembered(
    folder: Path, monkeypatch: pytest.MonkeyPatch, later: Callable[[], None]
) -> None:
    """Once the disk gives the file, the digest is that of its bytes."""
    later()
    with monkeypatch.context() as patched:
        patched.setattr(input_digest, "_bytes", lambda _: None)
        unread = digest(folder)
    assert digest(folder) != unread
