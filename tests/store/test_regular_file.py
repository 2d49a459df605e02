"""Files that come from anybody are read without waiting and without end."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from kefu_docs.store import regular_file
from kefu_docs.store.regular_file import read_regular


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(path))


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.symlink_to("/dev/zero"),
        os.mkfifo,
        Path.mkdir,
        _socket,
        lambda path: path.write_bytes(bytes(9)),
        lambda path: path.symlink_to(path),
    ],
    ids=["a device", "a pipe", "a folder", "a socket", "a large file", "a link to itself"],
)
def test_what_is_no_regular_file_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    """Nor is one that is too large; a pull request can hold links."""
    monkeypatch.chdir(tmp_path)  # the path of a socket is short
    monkeypatch.setattr(regular_file, "MOST", 8)
    path = Path("t.docx")
    make(path)
    with pytest.raises(OSError, match=r"\[Errno"):
        read_regular(path)


def test_a_regular_file_is_read_through_a_link(tmp_path: Path) -> None:
    """Templates may be shared among folders."""
    (tmp_path / "one").write_bytes(b"1")
    (tmp_path / "two").symlink_to("one")
    assert read_regular(tmp_path / "two") == b"1"
