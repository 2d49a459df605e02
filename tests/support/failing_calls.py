"""Calls of the system that fail, or amid which the process is killed: the n-th of a build's own.

Counted are the calls of kefu_docs on the project's files, the processes it starts and the messages
to them and from them; what imports and fonts take is not. A failing process is one whose number is
reached in this process: what it started counts nothing.
"""

from __future__ import annotations

import builtins
import multiprocessing.connection
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

import pytest

from kefu_docs.convert import kit_engine

_DATABASE = {"facts.lock", ".store"}
"""What is made before the store's database is opened."""


class FailingCalls:
    """Counts the calls below `folder`; at the call with the number `fatal` comes `error`.

    Without an error the process is killed there. Calls of the store's database are not among them:
    it goes on in memory where it cannot be opened, and everything would be converted again.
    """

    def __init__(
        self, folder: Path, fatal: int | None = None, error: OSError | None = None
    ) -> None:
        self._folder = folder
        self._fatal = fatal
        self._error = error
        self._process = os.getpid()
        self._lock = Lock()  # outputs are written by threads
        self.count = 0

    def in_this_process(self) -> None:
        """Count in this process, which was forked."""
        self._process = os.getpid()

    def one(self, path: object = None) -> None:
        """Count a call on a path; without one it counts wherever it is."""
        if os.getpid() != self._process:
            return
        if path is not None and not self._is_ours(path):
            return
        with self._lock:
            self.count += 1
            if self.count == self._fatal:
                if self._error is None:
                    os.kill(self._process, signal.SIGKILL)
                else:
                    raise self._error

    def _is_ours(self, path: object) -> bool:
        """Whether a path, of any type that `open` takes, is below the folder."""
        if not isinstance(path, str | Path):
            return False
        file = Path(path)
        return file.name not in _DATABASE and self._folder.absolute() in file.absolute().parents

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count, and fail, while the block lasts."""
        with pytest.MonkeyPatch.context() as patch:
            for module, name in (
                *((os, name) for name in ("fsync", "fork")),
                *((multiprocessing.connection.Connection, name) for name in ("send", "recv")),
                *((kit_engine, name) for name in ("write_frame", "read_frame")),
                (subprocess, "Popen"),
            ):
                patch.setattr(module, name, self._before(getattr(module, name), has_path=False))
            patch.setattr(os, "replace", self._before(os.replace))  # a Path calls it, too
            patch.setattr(Path, "mkdir", self._before(Path.mkdir))
            patch.setattr(builtins, "open", self._opened(builtins.open))
            patch.setattr(Path, "open", self._opened(Path.open))
            yield

    def _before(self, call: Callable[..., Any], *, has_path: bool = True) -> Callable[..., Any]:
        def failing(*given: Any, **named: Any) -> Any:
            self.one(given[0] if has_path else None)
            return call(*given, **named)

        return failing

    def _opened(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def failing(path: object, mode: str = "r", *rest: Any, **named: Any) -> Any:
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
