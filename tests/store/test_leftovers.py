"""What killed builds left is cleared, what others are writing is not."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from kefu_docs.store.leftovers import HOUR, writing_into

HALF = f".new-{'0a' * 8}"
YOUNG = f".new-{'0b' * 8}"


def half_written(folder: Path) -> set[str]:
    """Write a half file an hour ago and one now, and what only looks like one; their names."""
    names = {HALF, YOUNG, ".new-x", "E001.pdf", f"x.new-{'0a' * 8}"}
    folder.mkdir(parents=True)
    before = time.time() - HOUR - 60
    for name in names:
        (folder / name).write_bytes(b"x")
        if name != YOUNG:
            os.utime(folder / name, (before, before))
    return names


def test_halves_go_and_all_else_stays(tmp_path: Path) -> None:
    """Where nobody else writes, all of them go; a name that is not quite ours is somebody's."""
    names = half_written(tmp_path / "contracts")
    with writing_into(tmp_path):
        left = {path.name for path in (tmp_path / "contracts").iterdir()}
    assert left == names - {HALF, YOUNG}


def test_what_another_build_writes_stays(tmp_path: Path) -> None:
    """Beside another build only what is older than an hour goes."""
    with writing_into(tmp_path):
        names = half_written(tmp_path / "contracts")
        with writing_into(tmp_path):
            left = {path.name for path in (tmp_path / "contracts").iterdir()}
        assert left == names - {HALF}


def test_a_forked_worker_does_not_count_as_writer(tmp_path: Path) -> None:
    """A killed build's worker may live for a moment: what the build left goes all the same."""
    script = f"""
import os, signal, sys, time
from pathlib import Path
from kefu_docs.store.leftovers import writing_into
with writing_into(Path({str(tmp_path)!r})):
    worker = os.fork()
    if worker:
        print(worker, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
    os.close(1)
    time.sleep(60)
"""
    killed = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, check=False)
    try:
        names = half_written(tmp_path / "contracts")
        with writing_into(tmp_path):
            left = {path.name for path in (tmp_path / "contracts").iterdir()}
        assert left == names - {HALF, YOUNG}
    finally:
        os.kill(int(killed.stdout), 9)


def test_no_folder_is_no_fault(tmp_path: Path) -> None:
    """The first build has nothing to clear."""
    with writing_into(tmp_path / "build"):
        assert not list((tmp_path / "build").iterdir())
