"""Calls of the system that fail: the n-th write, rename, fsync, open or mkdir below a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import pytest

_DATABASE = {"facts.lock", ".store"}
"""What is made before the store's database is opened."""


class FailingCalls:
    """Counts the calls below `folder`; the call with the number `fatal` raises `error`.

    Calls of the store's database are not among them: it goes on in memory where it cannot be
    opened, and everything would be converted again.
    """

    def __init__(
        self, folder: Path, fatal: int | None = None, error: OSError | None = None
    ) -> None:
        self._folder = folder
        self._fatal = fatal
        self._error = error
        self._lock = Lock()  # outputs are written by threads
        self.count = 0

    def one(self, path: Path | None = None) -> None:
        """Count a call on a path; without one it counts wherever it is."""
        if path is not None and (self._folder not in path.parents or path.name in _DATABASE):
            return
        with self._lock:
            self.count += 1
            if self.count == self._fatal and self._error is not None:
                raise self._error

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count, and fail, while the block lasts."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "fsync", self._before(os.fsync, has_path=False))
            for name in ("replace", "mkdir"):
                patch.setattr(Path, name, self._before(getattr(Path, name)))
            patch.setattr(Path, "open", self._opened(Path.open))
            yield

    def _before(self, call: Callable[..., Any], *, has_path: bool = True) -> Callable[..., Any]:
        def failing(first: Any, *rest: Any, **named: Any) -> Any:
            self.one(first if has_path else None)
            return call(first, *rest, **named)

        return failing

    def _opened(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def failing(path: Path, mode: str = "r", *rest: Any, **named: Any) -> Any:
            if set(mode) & set("wxa"):
                self.one(path)
            file = call(path, mode, *rest, **named)
            return _File(file, self) if mode == "xb" else file

        return failing


class _File:
    """A file that is written, whose writes count."""

    def __init__(self, file: Any, calls: FailingCalls) -> None:
        self._file = file
        self._calls = calls

    def __enter__(self) -> _File:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, data: bytes) -> int:
        self._file.write(data[: len(data) // 2])  # a disk that fills up takes a part
        self._calls.one()
        return int(self._file.write(data[len(data) // 2 :]))
