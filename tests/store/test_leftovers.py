"""What killed builds left is cleared, what others are writing is not."""

from __future__ import annotations

import os
import time
from pathlib import Path

from kefu_docs.store.leftovers import HOUR, clear_leftovers


def test_old_halves_go_and_all_else_stays(tmp_path: Path) -> None:
    """A half written file goes after an hour; a name that is not quite ours is somebody's."""
    names = (f".new-{'0a' * 8}", f".new-{'0b' * 8}", ".new-x", "E001.pdf", f"x.new-{'0a' * 8}")
    folder = tmp_path / "contracts"
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(b"x")
        if not name.startswith(".new-0b"):
            before = time.time() - HOUR - 60
            os.utime(folder / name, (before, before))
    clear_leftovers(tmp_path)
    assert {path.name for path in folder.iterdir()} == set(names[1:])


def test_no_folder_is_no_fault(tmp_path: Path) -> None:
    """The first build has nothing to clear."""
    clear_leftovers(tmp_path / "build")
