"""Objects as files under their key; a file's time says when it was last used."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

from kefu_docs.store.atomic_write import publish
from kefu_docs.store.entry import DAY, USED, StoreEntry


class Objects:
    """Files by key and kind below a folder; a file's time says when it was last used."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[int] = set()  # hashes of paths

    def _path(self, key: str, kind: str) -> str:
        return f"{self._folder}/{key[:2]}/{key[2:]}.{kind}"

    def get(self, key: str, kind: str) -> bytes | None:
        """The bytes; None where there are none."""
        path = self._path(key, kind)
        try:
            with open(path, "rb") as file:  # noqa: PTH123
                self._note_use(path, os.fstat(file.fileno()).st_mtime)
                return file.read()
        except OSError:
            return None

    def path(self, key: str, kind: str) -> Path:
        """The file of an object, there or not."""
        return Path(self._path(key, kind))

    def size(self, key: str, kind: str) -> int:
        """How many bytes there are, -1 where there is no file; asking counts as use."""
        path = self._path(key, kind)
        try:
            state = os.stat(path)  # noqa: PTH116 - thousands of paths
        except OSError:
            return -1
        if not S_ISREG(state.st_mode):
            return -1
        self._note_use(path, state.st_mtime)
        return state.st_size

    def drop(self, key: str, kind: str) -> None:
        """Take away what is under a key, whatever it is."""
        path = Path(self._path(key, kind))
        with suppress(OSError):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()

    def put(self, key: str, kind: str, data: bytes) -> None:
        """Write the bytes, unless they are there."""
        path = self._path(key, kind)
        self._used.add(hash(path))
        publish(Path(path), data)

    def entries(self) -> Iterator[StoreEntry]:
        """Every file, left-overs of interrupted writes among them."""
        for folder in self._folder.iterdir() if self._folder.is_dir() else ():
            with os.scandir(folder) as files:
                for file in files:
                    with suppress(FileNotFoundError):  # another build removed it
                        state = file.stat()
                        is_used = hash(file.path) in self._used
                        used = USED if is_used else state.st_mtime
                        yield StoreEntry(used, state.st_size, file.path)

    def _note_use(self, path: str, last: float) -> None:
        self._used.add(hash(path))
        if last < time.time() - DAY:
            with suppress(OSError):  # another user's file, or one just pruned by another build
                os.utime(path)
