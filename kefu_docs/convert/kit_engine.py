"""The pool's side of a LibreOfficeKit worker: start it, ask it, recycle it, end it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO

from msgspec import Struct

import kefu_docs
from kefu_docs.convert.confinement import Confinement, confined, walls_of
from kefu_docs.convert.engine import (
    EngineDiedError,
    OfficeGroup,
    OfficeProcess,
    ToSave,
    crashed,
    ended,
    environment,
    no_answer,
    pipes_of,
    refused,
)
from kefu_docs.convert.probe import tcmalloc
from kefu_docs.convert.profile_slot import Slot
from kefu_docs.convert.surroundings import surroundings
from kefu_docs.convert.worker.frames import FrameKind, read_frame, write_frame

START_SECONDS = 120.0  # a fresh profile on a slow disk
RECYCLE_DOCUMENTS = 1000
RECYCLE_BYTES = 400 << 20  # 290 MB after a hundred batches; the limit of a worker is 500 MB


class _Running(Struct, frozen=True):
    """A worker process: the pipes to it and from it, and the file of what LibreOffice prints."""

    group: OfficeGroup
    requests: IO[bytes]
    answers: IO[bytes]
    noise: BinaryIO

    def printed(self) -> str:
        self.noise.seek(0)
        return self.noise.read().decode(errors="replace")

    def end(self) -> None:
        self.group.end()
        for pipe in (self.requests, self.answers, self.noise):
            # Closing flushes what a dead worker can no longer read.
            with contextlib.suppress(BrokenPipeError):
                pipe.close()

    def resident(self) -> int:
        """Its memory in bytes, bubblewrap's beside it; 0 where /proc does not tell."""
        pages = 0
        for pid in self.group.pids():
            with contextlib.suppress(OSError):
                sizes = Path(f"/proc/{pid}/statm").read_text(encoding="ascii")
                pages += int(sizes.split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")


class KitWorker:
    """One worker process at a time, started when first needed and again after it died."""

    def __init__(
        self, library: Path, slot: Slot, fontconfig: Path, confinement: Confinement
    ) -> None:
        seen = surroundings(library.parent, fontconfig, slot.folder)
        # The worker needs no site-packages, for which Python would take longer to start.
        command = [sys.executable, "-S", "-m", "kefu_docs.convert.worker.main", str(library)]
        command += [str(slot.profile), str(slot.temp), walls_of(confinement, seen).word()]
        variables = {
            **environment(slot, fontconfig),
            "PYTHONPATH": str(Path(kefu_docs.__file__).parents[1]),
        }
        if allocator := tcmalloc():
            variables["LD_PRELOAD"] = str(allocator)
        self._process = OfficeProcess(confined(command, confinement, seen), variables, slot)
        self._slot = slot
        self._worker: _Running | None = None
        self._converted = 0
        self._is_ready = False

    @property
    def pid(self) -> int | None:
        """The worker's process id, None while there is none."""
        return self._worker.group.process.pid if self._worker else None

    def launch(self) -> None:
        """See Engine.launch."""
        self._launched()

    def warm(self) -> None:
        """See Engine.warm."""
        self._warmed()

    def convert(self, docx: bytes, timeout: float) -> bytes:
        """See Engine.convert."""
        worker = self._warmed()
        kind, payload = self._ask(worker, docx, timeout)
        self._converted += 1
        # LibreOffice (7.4) does not give back all that a document took, so that a worker grows. It
        # is replaced after an answer, while nobody waits for one (test_a_worker_is_recycled).
        if self._converted >= RECYCLE_DOCUMENTS or worker.resident() >= RECYCLE_BYTES:
            self._end()
        if kind is not FrameKind.REFUSED:
            return payload
        raise refused(payload.decode(errors="replace").strip())

    def rest(self) -> None:
        """See Engine.rest."""
        self._end()
        self._slot.clear()

    def close(self) -> None:
        """See Engine.close."""
        self._process.close()

    def release(self) -> None:
        """See Engine.release."""
        self._end()
        self._slot.release()

    def _launched(self) -> _Running:
        self._slot.renew()
        noise = (self._slot.temp / "noise").open("a+b")
        try:
            group = self._process.start(subprocess.PIPE, subprocess.PIPE, noise)
        except EngineDiedError:
            noise.close()
            raise
        self._worker = _Running(group, *pipes_of(group.process), noise)
        self._is_ready = False
        self._converted = 0
        return self._worker

    def _warmed(self) -> _Running:
        worker = self._worker or self._launched()
        if not self._is_ready:
            self._ask(worker, None, START_SECONDS)
            self._slot.keep_untouched()
            self._is_ready = True
        return worker

    def _ask(self, worker: _Running, docx: bytes | None, timeout: float) -> tuple[FrameKind, bytes]:
        """Send a document (None: only wait for readiness) and read the answer."""
        worker.noise.truncate(0)
        late = threading.Event()
        try:
            with _ended_after(timeout, worker.group, late):
                if docx is not None:
                    kind = FrameKind.SAVE if isinstance(docx, ToSave) else FrameKind.DOCX
                    write_frame(worker.requests, kind, docx)
                return read_frame(worker.answers)
        except (EOFError, OSError) as error:
            reason = no_answer(timeout) if late.is_set() else ended(worker.printed())
            status = None if late.is_set() else worker.group.status()
            self._end()
            # A process that was killed may have left half a file in its profile, on which every
            # later start would fail in the same way (test_a_hung_worker_is_replaced).
            self._slot.forget()
            raise EngineDiedError(reason, crashed=crashed(status)) from error

    def _end(self) -> None:
        if self._worker:
            self._worker.end()
            self._worker = None
            self._process.running = None


@contextlib.contextmanager
def _ended_after(seconds: float, group: OfficeGroup, late: threading.Event) -> Iterator[None]:
    """Kill the process if the block takes longer, and say so by `late`.

    LibreOffice cannot be asked to stop within a document: its main loop is in the conversion.
    """

    def end_late() -> None:
        late.set()
        group.end()

    watch = threading.Timer(seconds, end_late)
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
