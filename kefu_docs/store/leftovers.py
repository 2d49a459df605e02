"""What a killed build left half written."""

from __future__ import annotations

import fcntl
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from math import inf
from pathlib import Path

_HALF = re.compile(r"\.new-[0-9a-f]{16}")
"""The names of files that `publish` has not moved to their place."""
HOUR = 3600.0
"""Seconds after which nobody writes a file any more; no document takes minutes."""


def is_half_written(path: str) -> bool:
    """Whether a file is one that `publish` is writing, or was."""
    return _HALF.fullmatch(path.rpartition("/")[2]) is not None


_held: set[int] = set()
"""Folders that this process has open because it writes into them."""


@contextmanager
def writing_into(folder: Path) -> Iterator[None]:
    """While it is entered, this process counts as one that writes below `folder`.

    What killed processes left half written goes first: all of it where nobody else writes there,
    what is older than an hour otherwise, or where the file system knows no locks on folders (NFS).
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    _held.add(lock)
    try:
        clear_leftovers(folder, inf if _alone(lock) else time.time() - HOUR)
        with suppress(OSError):
            fcntl.flock(lock, fcntl.LOCK_SH)
        yield
    finally:
        _held.discard(lock)
        os.close(lock)


def clear_leftovers(folder: Path, newest: float) -> None:
    """Remove half written files below `folder` that were written until `newest` (Unix seconds)."""
    for inside, _, names in os.walk(folder):
        for name in filter(_HALF.fullmatch, names):
            path = Path(inside, name)
            with suppress(OSError):  # another build was quicker, or the folder is another user's
                if path.stat().st_mtime <= newest:
                    path.unlink()


def _alone(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _let_go() -> None:
    """A forked worker writes nothing; with the folder open it would hold the lock of its parent."""
    while _held:
        os.close(_held.pop())


os.register_at_fork(after_in_child=_let_go)
