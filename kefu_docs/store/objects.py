"""Digests, files written in one step, and objects as files under their digest."""

from __future__ import annotations

import hashlib
import math
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

DAY = 24 * 3600
"""Seconds after which a use is noted again, so that reading costs no writing."""

USED = math.inf
"""When something was last used that this build used."""


class Entry(NamedTuple):
    """Something kept: when it was last used (Unix time or USED), its size in bytes, its name."""

    last_used: float
    size: int
    name: str | tuple[str, str]


def digest(*parts: bytes | str) -> str:
    """SHA-256, in hex, over the parts and their lengths: no two lists of parts run together."""
    state = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()


def publish(path: Path, data: bytes) -> bool:
    """Write `data` to `path` in one step; False where the file holds just that already.

    A reader sees the old file or the new one and never a part; an interrupted build leaves the old.
    """
    with suppress(FileNotFoundError):
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    temporary = path.with_name(f".new-{os.urandom(8).hex()}")
    try:
        file = temporary.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = temporary.open("xb")
    try:
        with file:
            file.write(data)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return True


class Objects:
    """Files by key and kind below a folder; a file's time says when it was last used."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[str] = set()

    def _path(self, key: str, kind: str) -> str:
        return f"{self._folder}/{key[:2]}/{key[2:]}.{kind}"

    def get(self, key: str, kind: str) -> bytes | None:
        """The bytes; None where there are none."""
        path = self._path(key, kind)
        try:
            with open(path, "rb") as file:  # noqa: PTH123
                self._note_use(path, os.fstat(file.fileno()).st_mtime)
                return file.read()
        except FileNotFoundError:
            return None

    def has(self, key: str, kind: str) -> bool:
        """Whether there are bytes; asking counts as use."""
        path = self._path(key, kind)
        try:
            self._note_use(path, os.stat(path).st_mtime)  # noqa: PTH116 - thousands of paths
        except FileNotFoundError:
            return False
        return True

    def put(self, key: str, kind: str, data: bytes) -> None:
        """Write the bytes, unless they are there."""
        path = self._path(key, kind)
        self._used.add(path)
        publish(Path(path), data)

    def entries(self) -> Iterator[Entry]:
        """Every file, left-overs of interrupted writes among them."""
        for folder in self._folder.iterdir() if self._folder.is_dir() else ():
            with os.scandir(folder) as files:
                for file in files:
                    with suppress(FileNotFoundError):  # another build removed it
                        state = file.stat()
                        used = USED if file.path in self._used else state.st_mtime
                        yield Entry(used, state.st_size, file.path)

    def _note_use(self, path: str, last: float) -> None:
        self._used.add(path)
        if last < time.time() - DAY:
            with suppress(OSError):  # another user's file, or one just pruned by another build
                os.utime(path)
