"""What the system refuses is told by the file that people know, with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from kefu_docs.diagnostics.machine_faults import machine_error
from kefu_docs.store.atomic_write import publish


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path: Path) -> None:
    """Not the file of another name that is written first; and the hint says to move it."""
    (tmp_path / "E003.pdf").mkdir()
    with pytest.raises(IsADirectoryError) as caught:
        publish(tmp_path / "E003.pdf", b"x")
    told = machine_error(caught.value)
    assert str(told).startswith(f"{tmp_path}/E003.pdf: a folder stands where this file is to be")
    assert told.hint is not None
    assert told.hint.text() == "move or rename it, and build again"


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    """A file called build is no folder to write into."""
    (tmp_path / "build").write_bytes(b"")
    with pytest.raises(NotADirectoryError) as caught:
        (tmp_path / "build/index.html").read_bytes()
    named = f"{tmp_path}/build: a file stands where this folder is to be"
    assert str(machine_error(caught.value)).startswith(named)
    with pytest.raises(FileExistsError) as made:
        (tmp_path / "build").mkdir(exist_ok=True)
    assert str(machine_error(made.value)).startswith(named)


def test_a_link_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    """As to a disk that is not there: that a file exists would be no help."""
    (tmp_path / "build").symlink_to(tmp_path / "disk")
    with pytest.raises(FileExistsError) as caught:
        (tmp_path / "build").mkdir(exist_ok=True)
    told = machine_error(caught.value)
    assert str(told).startswith(f"{tmp_path}/build is a link that leads nowhere")


def test_what_was_removed_meanwhile_is_no_fault_of_the_disk(tmp_path: Path) -> None:
    """Such as a build folder that somebody empties while a build runs."""
    with pytest.raises(FileNotFoundError) as caught:
        (tmp_path / "build/.store").mkdir()
    told = machine_error(caught.value)
    assert str(told).endswith(f"at {tmp_path}/build/.store")
    assert told.hint is not None
    assert told.hint.text().startswith("somebody removed it meanwhile")
