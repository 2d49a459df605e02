"""The files below build/: written where they differ, noted in the outcome, removed."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import BinaryIO

from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.output_digests import Outputs
from kefu_docs.pipeline.output_path import output_path
from kefu_docs.store import Store, publish

_THREADS = 16
"""Threads that wait for the disk: one file takes 4.6 ms with fsync, 16 at once 0.4 ms each."""
_SOON = 0.001
"""Seconds that a file takes where nobody has to wait for a disk.

In a folder in memory it takes 0.2 ms. To hand it to a thread takes 0.6, for the thread and who
makes the next document hold each other up at each call of the system.
"""
_FIRST, _LATER = 2, 8
"""So many more late files than quick ones tell that there is a disk: at first, and later at most.

One alone tells nothing: on a machine with other work each thread waits for its turn.
"""
_MOST_WAITING = 64
"""Files that wait at most, so that their bytes do not fill the memory."""


class OutputFiles:
    """Writes below one build folder, and notes in `outcome` what it wrote and removed.

    Writes are durable. Where that takes long they wait for the disk in threads; what is asked
    afterwards sees them.
    With `verify` every file is read again before it is taken for current.
    """

    def __init__(
        self, build: Path, store: Store, outcome: Outcome, *, verify: bool = False
    ) -> None:
        self._build = build
        self._digests = Outputs(build, store, trusting=not verify)
        self._written = store.written
        self._outcome = outcome
        self._threads: ThreadPoolExecutor | None = None
        self._waiting: deque[tuple[str, str, Future[bool]]] = deque()
        self._patience = _FIRST  # late files until threads wait for them

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        self.flush()
        return os.path.isfile(f"{self._build}/{name}")  # noqa: PTH113 - thousands of paths

    def present(self, names: Iterable[str]) -> frozenset[str]:
        """Those of many names of which there is a file; each folder is read once."""
        self.flush()
        wanted = frozenset(names)
        folders = {name.rpartition("/")[0] for name in wanted}
        there = chain.from_iterable(map(self._files_in, folders))
        return wanted.intersection(there)

    def _files_in(self, folder: str) -> Iterator[str]:
        """The names of the files in a folder, with its own in front."""
        before = f"{folder}/" if folder else ""
        # A manifest may name a folder that no system has: one with a zero in its name, say.
        with suppress(OSError, ValueError), os.scandir(self._build / folder) as entries:
            yield from (f"{before}{entry.name}" for entry in entries if entry.is_file())

    def holds(self, name: str, digest: str) -> bool:
        """Whether a file has this SHA-256."""
        return self.has(name) and self._digests.digest(name) == digest

    def is_same(self, name: str, other: str) -> bool:
        """Whether a file that is there is that of another name, too; there may be none."""
        return self.has(other) and (self._build / name).samefile(self._build / other)

    def content(self, name: str) -> bytes:
        """What stands in a file; nothing where there is none."""
        return (self._build / name).read_bytes() if self.has(name) else b""

    def ensure(self, name: str, digest: str, read: Callable[[], bytes | BinaryIO]) -> None:
        """Write what `read` gives, unless the file has that SHA-256 already.

        That is bytes, or the open file of which a copy is written.
        """
        if self._digests.digest(name) != digest:
            data = read()
            self._written.note(name, digest)
            self._write(name, data, digest)

    def write(self, name: str, pieces: Iterable[str]) -> str:
        """Write a text of many pieces, which are never one text: that takes twice its bytes.

        Its SHA-256 comes back.
        """
        whole = bytearray()
        for piece in pieces:
            whole += piece.encode()
        digest = hashlib.sha256(whole).hexdigest()
        self._write(name, whole, digest)
        return digest

    def remove(self, name: str) -> None:
        """Delete a file that nothing asks for any more."""
        self.flush()
        (self._build / name).unlink()
        self._digests.removed(name)
        self._outcome.removed.append(name)

    def unreported(self) -> Iterator[tuple[str, str]]:
        """Name and SHA-256 of what earlier builds wrote, whether they came to report it or not."""
        return iter(self._written.before)

    def reported(self, names: Collection[str], waiting: Collection[str], *, complete: bool) -> None:
        """Forget what builds wrote and the report has; see WrittenFiles.reported.

        Not the files of documents that are `waiting`, nor what another build writes meanwhile.
        """
        self._written.reported(names, waiting, complete=complete)

    def keep_digests(self) -> None:
        """Keep the digests for later runs, which then read no file twice."""
        self.flush()
        self._digests.keep()

    def flush(self) -> None:
        """Wait until everything is on the disk; raises OSError where it cannot be."""
        while self._waiting:
            self._note_first()
        if self._threads is not None:
            self._threads.shutdown()
            self._threads = None

    def _write(self, name: str, data: bytes | bytearray | BinaryIO, digest: str) -> None:
        path = output_path(self._build, name)
        if self._patience > 0:
            started = monotonic()
            self._note(name, digest, is_new=publish(path, data, durable=True))
            is_late = monotonic() - started > _SOON
            self._patience = min(self._patience + (-1 if is_late else 1), _LATER)
            return
        if self._threads is None:
            self._threads = ThreadPoolExecutor(_THREADS)
        future = self._threads.submit(publish, path, data, durable=True)
        self._waiting.append((name, digest, future))
        while self._waiting and (len(self._waiting) > _MOST_WAITING or self._waiting[0][2].done()):
            self._note_first()

    def _note_first(self) -> None:
        """Note what became of the file that has waited longest; if it failed, start no other."""
        name, digest, future = self._waiting.popleft()
        try:
            is_new = future.result()
        except BaseException:
            self._waiting.clear()
            if self._threads is not None:
                self._threads.shutdown(cancel_futures=True)
                self._threads = None
            raise
        self._note(name, digest, is_new=is_new)

    def _note(self, name: str, digest: str, *, is_new: bool) -> None:
        if is_new:
            self._outcome.written.append(name)
        self._digests.wrote(name, digest)
