"""Documents in, PDFs out, over several office processes at once."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from errno import ENOSPC
from pathlib import Path
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self

from kefu_docs.convert.confinement import Confinement
from kefu_docs.convert.engine import Engine, EngineDiedError
from kefu_docs.convert.kit_engine import KitWorker
from kefu_docs.convert.probe import EngineName, find_office
from kefu_docs.convert.profile_slot import Slot, untouched_key
from kefu_docs.convert.soffice_engine import Soffice
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import ConversionError

TRIES = 2
ROOM = 4 << 20
"""Bytes on the disk without which a conversion that fails is no fault of its document."""
BASE_SECONDS = 30.0
SECONDS_PER_BYTE = 1 / 50_000  # a batch of 32 contracts, 3 MB, gets 60 s more and takes one


def time_limit(docx: bytes) -> float:
    """Seconds after which a conversion counts as hung."""
    return BASE_SECONDS + len(docx) * SECONDS_PER_BYTE


class Pool:
    """At most `jobs` engines behind one queue. A context manager: leaving it ends every process.

    `fontconfig` is the file that closes the font set, `state_dir` keeps warm profiles between
    builds, `confinement` is what keeps the engines apart from the machine. Entering starts the
    first engine, unless that is not to be `ahead` of need, as there may be nothing to convert; it
    raises MissingToolError where LibreOffice or the wanted engine is missing.

    `saves`: it takes ToSave, and flat OpenDocument in place of a docx, as the kit does.
    """

    saves = False

    def __init__(
        self,
        jobs: int,
        engine: EngineName,
        fontconfig: Path,
        state_dir: Path,
        confinement: Confinement,
        limit: Callable[[bytes], float] = time_limit,
        *,
        ahead: bool = True,
    ) -> None:
        self.jobs = jobs
        self.is_ahead = ahead
        self._wanted: EngineName = engine
        self._fontconfig = fontconfig
        self._state_dir = state_dir
        self._confinement = confinement
        self._limit = limit
        self._engines: list[Engine] = []
        self._cold: list[Engine] = []
        self._idle: SimpleQueue[Engine] = SimpleQueue()

    def __enter__(self) -> Self:
        office = find_office()
        kit = office.kit if office.engine(self._wanted) == "kit" else None
        self.saves = kit is not None
        key = untouched_key(office.stamp, self._fontconfig)
        for _ in range(self.jobs):
            slot = Slot(self._state_dir, key)
            self._engines.append(
                KitWorker(kit, slot, self._fontconfig, self._confinement)
                if kit
                else Soffice(office.soffice, slot, self._fontconfig, self._confinement)
            )
        first, *self._cold = self._engines
        if self.is_ahead:
            with suppress(EngineDiedError):  # the first document will tell
                first.launch()
        self._idle.put(first)
        self._threads = ThreadPoolExecutor(2 * self.jobs, "convert")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        for engine in self._engines:
            engine.close()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for engine in self._engines:
            engine.release()

    @property
    def started(self) -> int:
        """How many engines run, or are about to."""
        return self.jobs - len(self._cold)

    def start_another(self) -> None:
        """Start one more engine beside those that run; all of them are enough."""
        if self._cold:
            self._threads.submit(self._warm, self._cold.pop())

    def rest(self) -> None:
        """End the engines, without waiting for it: most likely there is no other document.

        To end one and empty its slot takes a tenth of a second, and more while a disk is busy. A
        document that comes all the same has an engine start again.
        """
        for _ in range(self._idle.qsize()):
            self._threads.submit(self._rest)

    def submit(self, docx: bytes) -> Future[bytes]:
        """Convert a docx, or flat OpenDocument, as soon as an engine is free.

        The future gives its PDF, or raises ConversionError; OSError where the disk is full.
        """
        return self._threads.submit(self._convert, docx)

    def _convert(self, docx: bytes) -> bytes:
        if not _is_word(docx) and not _is_flat_odf(docx):
            # LibreOffice would take anything it can read as text.
            error = ConversionError(Message("the document is not a Word document (.docx)"))
            error.lasts = True
            raise error
        engine = self._idle.get()
        try:
            return self._try(engine, docx)
        except ConversionError as error:
            if shutil.disk_usage(self._state_dir).free < ROOM:
                # LibreOffice (7.4) ends, or says 0xc10, where it can write no more.
                raise OSError(ENOSPC, os.strerror(ENOSPC), self._state_dir) from error
            raise
        finally:
            self._idle.put(engine)

    def _warm(self, engine: Engine) -> None:
        """Start an engine, and let it have documents once it is ready."""
        try:
            engine.warm()
        except EngineDiedError:
            pass  # the first document will tell
        finally:
            self._idle.put(engine)

    def _rest(self) -> None:
        with suppress(Empty):  # it has a document again
            engine = self._idle.get_nowait()
            try:
                engine.rest()
            finally:
                self._idle.put(engine)

    def _try(self, engine: Engine, docx: bytes) -> bytes:
        crashes = 0
        for left in reversed(range(TRIES)):
            try:
                return engine.convert(docx, self._limit(docx))
            except EngineDiedError as died:
                crashes += died.crashed
                if not left:
                    error = ConversionError(
                        Message("the conversion failed twice: {reason}", {"reason": died.reason})
                    )
                    error.lasts = crashes == TRIES
                    raise error from died
        raise AssertionError(TRIES)


def _is_flat_odf(document: bytes) -> bool:
    return document.startswith(b"<?xml") and b"<office:document " in document[:256]


def _is_word(docx: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as archive:
            return "word/document.xml" in archive.namelist()
    except zipfile.BadZipFile:
        return False
