"""Files written in one step."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kefu_docs.store import publish


def test_publishing_the_same_writes_nothing(tmp_path: Path) -> None:
    """Writing what a file already holds leaves its time as it is."""
    file = tmp_path / "a" / "b.pdf"
    assert publish(file, b"1")
    assert not publish(file, b"1")
    assert publish(file, b"2")
    assert file.read_bytes() == b"2"
    assert [p.name for p in file.parent.iterdir()] == ["b.pdf"]


def test_an_open_file_is_copied_from_its_beginning(tmp_path: Path) -> None:
    """Unless just that is there; it is closed afterwards."""
    source, file = tmp_path / "source", tmp_path / "b.pdf"
    source.write_bytes(b"1" * 3_000_000 + b"2")
    for content, is_written in [
        (b"", True),
        (source.read_bytes(), False),
        (b"1" * 3_000_001, True),
    ]:
        file.write_bytes(content)
        opened = source.open("rb")
        opened.read(1_000_000)
        assert publish(file, opened) == is_written
        assert opened.closed
        assert file.read_bytes() == source.read_bytes()


def test_what_the_system_writes_in_parts_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may take less than it is given. A name alone is one in the folder where we are."""
    write = os.write
    monkeypatch.setattr(os, "write", lambda file, data: write(file, data[:3]))
    monkeypatch.chdir(tmp_path)
    assert publish(Path("b.pdf"), b"0123456789")
    assert (tmp_path / "b.pdf").read_bytes() == b"0123456789"


def test_a_file_that_goes_while_it_is_compared_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process may remove it between the look at its size and at its bytes."""
    file = tmp_path / "b.pdf"
    publish(file, b"1")
    look = os.stat

    def stat(place: str | Path, *, follow_symlinks: bool = True) -> os.stat_result:
        found = look(place, follow_symlinks=follow_symlinks)
        file.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(os, "stat", stat)
    is_new = publish(file, b"1")
    monkeypatch.undo()
    assert is_new
    assert file.read_bytes() == b"1"


def test_a_failed_publish_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that fails leaves the old file whole, and no part of the new one."""
    file = tmp_path / "b.pdf"
    publish(file, b"old")

    def fail(source: str, target: str) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        publish(file, b"new")
    assert file.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["b.pdf"]


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
def test_a_fault_names_the_file_that_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    """Of a full disk the system names none, and of two disks nobody knows which one is full."""

    def full(*_: object) -> int:
        raise OSError(
            errno.ENOSPC, os.strerror(errno.ENOSPC), *([".new"] if call == "open" else [])
        )

    monkeypatch.setattr(os, call, full)
    with pytest.raises(OSError, match="No space left") as caught:
        publish(tmp_path / "a.pdf", b"1", durable=True)
    assert caught.value.filename == str(tmp_path / "a.pdf")
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []


def test_a_durable_file_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a loss of power may leave the name with no bytes."""
    seen: list[tuple[int, bool]] = []
    file = tmp_path / "b.pdf"

    def noted(number: int) -> None:
        seen.append((os.fstat(number).st_size, file.exists()))

    monkeypatch.setattr(os, "fsync", noted)
    publish(file, b"new", durable=True)
    assert seen == [(3, False)]
    publish(tmp_path / "c.pdf", b"new")
    assert len(seen) == 1
