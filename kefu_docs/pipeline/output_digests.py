"""The files in build/ by their digests, without reading again what has its size and time still.

A file that another program alters keeps neither, unless it means to; `trusting` is turned off to
find that, too.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from stat import S_ISREG

from kefu_docs.store import Store

_KIND, _KEY = "outputs", "states"
_State = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""


class Outputs:
    """The files below `build`; what is known of them is kept in `store`.

    Without `trusting` each is read once more, whatever is known of it.
    """

    def __init__(self, build: Path, store: Store, *, trusting: bool = True) -> None:
        self._build = build
        self._store = store
        fact = store.fact(_KIND, _KEY) if trusting else None
        self._known: dict[str, tuple[int, int, str]] = {}
        if fact is not None:
            self._known = {path: tuple(known) for path, known in json.loads(fact).items()}
        self._is_new = False

    def digests(self, paths: Iterable[str]) -> list[str]:
        """The SHA-256 of each of these different files, as `digest` gives it."""
        known = {path: self._recalled(path) for path in paths}
        unknown = [path for path, digest in known.items() if digest is None]
        with ThreadPoolExecutor() as threads:  # they read at the same time
            read = dict(zip(unknown, threads.map(self._read, unknown), strict=True))
        return [read[path] if digest is None else digest for path, digest in known.items()]

    def digest(self, path: str) -> str:
        """The SHA-256 of one file, in hex; empty where there is none that can be read."""
        digest = self._recalled(path)
        return self._read(path) if digest is None else digest

    def _recalled(self, path: str) -> str | None:
        """The digest that is known of a file as it is now."""
        known = self._known.get(path)
        return known[2] if known is not None and known[:2] == self._state(path) else None

    def _read(self, path: str) -> str:
        state = self._state(path)
        if state is None:
            return ""
        try:
            with (self._build / path).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError:
            return ""
        self._note(path, state, digest)
        return digest

    def wrote(self, path: str, digest: str) -> None:
        """Note that a file was written and has this SHA-256."""
        state = self._state(path)
        if state is not None:
            self._note(path, state, digest)

    def removed(self, path: str) -> None:
        """Note that a file is gone, so that nothing is kept of it."""
        self._is_new |= self._known.pop(path, None) is not None

    def keep(self) -> None:
        """Keep what is known for later runs."""
        if self._is_new:
            self._store.keep(_KIND, _KEY, json.dumps(self._known))
            self._is_new = False

    def _note(self, path: str, state: _State, digest: str) -> None:
        self._known[path] = (*state, digest)
        self._is_new = True

    def _state(self, path: str) -> _State | None:
        try:
            state = os.stat(f"{self._build}/{path}")  # noqa: PTH116 - thousands of paths
        except OSError:
            return None
        if not S_ISREG(state.st_mode):  # a pipe, which waits, or a device, which never ends
            return None
        return state.st_size, state.st_mtime_ns
