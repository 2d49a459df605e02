"""The pool's side of a LibreOfficeKit worker: start it, ask it, recycle it, end it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import BinaryIO

import kefu_docs
from kefu_docs.convert.engine import (
    EngineDiedError,
    OfficeProcess,
    end_group,
    ended,
    environment,
    no_answer,
    refused,
)
from kefu_docs.convert.probe import tcmalloc
from kefu_docs.convert.profile_slot import Slot
from kefu_docs.convert.worker.frames import Kind, read_frame, write_frame

START_SECONDS = 120.0  # a fresh profile on a slow disk
RECYCLE_DOCUMENTS = 1000
RECYCLE_BYTES = 400 << 20  # 290 MB after a hundred batches; the limit of a worker is 500 MB


class KitWorker:
    """One worker process at a time, started when first needed and again after it died."""

    def __init__(self, library: Path, slot: Slot, fontconfig: Path) -> None:
        command = [sys.executable, "-m", "kefu_docs.convert.worker.main", str(library)]
        command += [str(slot.profile), str(slot.temp)]
        variables = {
            **environment(slot, fontconfig),
            "PYTHONPATH": str(Path(kefu_docs.__file__).parents[1]),
        }
        if allocator := tcmalloc():
            variables["LD_PRELOAD"] = str(allocator)
        self._process = OfficeProcess(command, variables, slot)
        self._slot = slot
        self._noise: BinaryIO | None = None
        self._converted = 0
        self._is_ready = False

    @property
    def pid(self) -> int | None:
        """The worker's process id, None while there is none."""
        running = self._process.running
        return running.pid if running else None

    def launch(self) -> None:
        """See Engine.launch."""
        noise = (self._slot.temp / "noise").open("a+b")
        try:
            self._process.start(subprocess.PIPE, subprocess.PIPE, noise)
        except EngineDiedError:
            noise.close()
            raise
        self._noise = noise
        self._is_ready = False
        self._converted = 0

    def warm(self) -> None:
        """See Engine.warm."""
        if self._process.running is None:
            self.launch()
        if not self._is_ready:
            self._ask(None, START_SECONDS)
            self._is_ready = True

    def convert(self, docx: bytes, timeout: float) -> bytes:
        """See Engine.convert."""
        self.warm()
        kind, payload = self._ask(docx, timeout)
        self._converted += 1
        if self._converted >= RECYCLE_DOCUMENTS or self._resident() >= RECYCLE_BYTES:
            self._end()
        if kind is Kind.PDF:
            return payload
        raise refused(payload.decode(errors="replace").strip())

    def close(self) -> None:
        """See Engine.close."""
        self._process.close()

    def release(self) -> None:
        """See Engine.release."""
        self._end()
        self._slot.release()

    def _ask(self, docx: bytes | None, timeout: float) -> tuple[Kind, bytes]:
        """Send a document (None: only wait for readiness) and read the answer."""
        process, noise = self._process.running, self._noise
        assert process
        assert process.stdin
        assert process.stdout
        assert noise
        noise.truncate(0)
        late = threading.Event()

        def end_late() -> None:
            late.set()
            end_group(process)

        watch = threading.Timer(timeout, end_late)
        watch.start()
        try:
            if docx is not None:
                write_frame(process.stdin, Kind.DOCX, docx)
            return read_frame(process.stdout)
        except (EOFError, OSError) as error:
            watch.cancel()
            reason = no_answer(timeout) if late.is_set() else ended(self._printed())
            self._end()
            self._slot.forget()
            raise EngineDiedError(reason) from error
        finally:
            watch.cancel()

    def _end(self) -> None:
        if process := self._process.running:
            end_group(process)
            self._process.running = None
            for pipe in (process.stdin, process.stdout, self._noise):
                # Closing flushes what a dead worker can no longer read.
                with contextlib.suppress(BrokenPipeError):
                    if pipe:
                        pipe.close()

    def _printed(self) -> str:
        assert self._noise
        self._noise.seek(0)
        return self._noise.read().decode(errors="replace")

    def _resident(self) -> int:
        """Resident memory of the worker in bytes; 0 where /proc does not tell."""
        try:
            pages = Path(f"/proc/{self.pid}/statm").read_text(encoding="ascii").split()[1]
        except OSError:
            return 0
        return int(pages) * os.sysconf("SC_PAGE_SIZE")
