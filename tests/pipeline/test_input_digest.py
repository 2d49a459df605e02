"""The digest of all inputs: read again where anything may have changed, else known."""

from __future__ import annotations

import errno
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
    of_file = input_digest._content

    def noted(path: str, state: list[int]) -> tuple[str, int]:
        read.append(path)
        return of_file(path, state)

    monkeypatch.setattr(input_digest, "_content", noted)
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
    return inputs(folder).digest


def inputs(folder: Path) -> input_digest.Inputs:
    """The same with the paths that cannot be read."""
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


def test_what_is_in_each_file_is_known_where_none_changed(
    folder: Path, reads: list[str], later: Callable[[], None]
) -> None:
    """Another command on the same data need not read the records either."""
    later()
    first = inputs(folder).contents
    assert len(first) == len(reads) == 2
    assert inputs(folder).contents == first
    assert len(reads) == 2


def test_what_changed_alone_is_read(
    folder: Path, reads: list[str], later: Callable[[], None]
) -> None:
    """One of two files is written anew: the other's digest is known, and both count."""
    later()
    before = digest(folder)
    (folder / "data/company.yaml").write_text("name: 乙", "utf-8")
    reads.clear()
    assert digest(folder) not in {before, ""}
    assert reads == [str(folder / "data/company.yaml")]
    (folder / "data/company.yaml").write_text("name: 甲", "utf-8")
    assert digest(folder) == before


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


def test_a_folder_with_nothing_in_it_counts(folder: Path, later: Callable[[], None]) -> None:
    """An empty month is on record: findings tell that it has no pay."""
    later()
    first = digest(folder)
    month = folder / "data/months/2026-07"
    month.mkdir()
    second = digest(folder)
    assert second != first
    assert digest(folder) == second
    month.rename(month.with_name("2026-08"))
    assert digest(folder) not in {first, second}
    month.with_name("2026-08").rmdir()
    assert digest(folder) == first


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


def test_links_out_of_the_folder_are_not_followed(folder: Path, tmp_path: Path) -> None:
    """Where no record is read: a link to / would have the whole machine read."""
    (tmp_path / "machine/etc").mkdir(parents=True)
    (folder / "data/scans").symlink_to(tmp_path / "machine")
    (folder / "data/months/2026-05").symlink_to(tmp_path / "machine")
    first = digest(folder)
    (tmp_path / "machine/etc/passwd").write_text("root", "utf-8")
    assert digest(folder) == first
    (folder / "data/own").mkdir()
    (folder / "data/scans-here").symlink_to(folder / "data/own")
    (folder / "data/own/scan.pdf").write_text("%PDF", "utf-8")
    assert digest(folder) != first


def test_what_no_record_may_name_is_not_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch, later: Callable[[], None]
) -> None:
    """Of a file of many gigabytes the size and times count; one that grows is another."""
    monkeypatch.setattr(input_digest, "_LARGEST", 9)
    later()
    file = folder / "data/film.mp4"
    file.write_bytes(b"1234567890")
    first = digest(folder)
    read: list[str] = []

    def noted(path: str) -> str:
        read.append(path)
        return ""

    monkeypatch.setattr(input_digest, "_digest", noted)
    file.write_bytes(b"12345678901")
    assert digest(folder) != first
    assert read == []


def test_what_cannot_be_read_is_tried_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch, later: Callable[[], None]
) -> None:
    """As long as the disk fails in the same way all is as it was; once it does not, all is read."""
    later()
    file = folder / "data/company.yaml"
    whole = os.open
    reason = errno.EIO

    def failing(path: str, *given: int, **named: int) -> int:
        if path == str(file):
            raise OSError(reason, "broken", path)
        return whole(path, *given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(os, "open", failing)
        first = inputs(folder)
        assert first.unread == {str(file)}
        assert inputs(folder) == first
        reason = errno.EACCES
        assert inputs(folder) != first
    assert not inputs(folder).unread
    assert digest(folder) != first.digest


def test_what_is_no_file_counts(folder: Path) -> None:
    """A pipe is not waited for; a link that leads nowhere may do so later."""
    os.mkfifo(folder / "data/pipe.yaml")
    first = inputs(folder)
    assert first.unread == {str(folder / "data/pipe.yaml")}
    (folder / "data/link.yaml").symlink_to(folder / "nowhere")
    second = inputs(folder)
    (folder / "nowhere").write_text("name: 丙", "utf-8")
    third = inputs(folder)
    assert third.unread == first.unread
    assert len({first.digest, second.digest, third.digest}) == 3
