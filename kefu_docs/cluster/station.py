"""The worker's side: LibreOffice and processes kept warm, which do one call after another.

They are those of a build on one machine, with the same limits, recycling and confinement. A crash
of LibreOffice, qpdf or PDFium ends one of them, never the worker.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from kefu_docs.cluster.equipment import Equipment
from kefu_docs.cluster.order import Order, OwnFonts, Refusal, packed_answer
from kefu_docs.convert.confinement import Confinement, find_confinement
from kefu_docs.convert.pool import Pool
from kefu_docs.convert.probe import EngineName, find_office, office_version
from kefu_docs.convert.profile_slot import clear_free_slots
from kefu_docs.fonts import FontSet, find_fonts, fontconfig_xml
from kefu_docs.scheduler.answer import Answer
from kefu_docs.scheduler.messages import OneCall, Workplace
from kefu_docs.scheduler.worker_pool import WorkerProcesses
from kefu_docs.store import Store, publish

KEPT = 2
"""Stations that are kept warm: for the machine's fonts alone, and for a shop's own beside them."""


class Station:
    """LibreOffices that see one font set, and processes that finish and prove."""

    def __init__(
        self, state: Path, fonts: FontSet, engine: EngineName, jobs: int, apart: Confinement
    ) -> None:
        self.users = 0
        configuration = state / f"fonts-{fonts.digest[:16]}.conf"
        publish(configuration, fontconfig_xml(fonts).encode())
        self._pool = Pool(jobs, engine, configuration, state, apart)
        self._processes = WorkerProcesses(jobs, Workplace(fonts, state))
        self._stack = ExitStack()
        self._lock = threading.Lock()
        self._converting = 0

    def __enter__(self) -> Self:
        # These processes are forked before the pool has threads.
        self._stack.enter_context(self._processes)
        self._stack.enter_context(self._pool)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def perform(self, call: OneCall) -> object:
        """Convert what the call brings, then do it; what either raises is passed on."""
        pdfs = [self._converted(docx) for docx in call.docx]
        return self._processes.submit(call.given(*pdfs)).result()

    def _converted(self, docx: bytes) -> bytes:
        with self._lock:
            self._converting += 1
            if self._converting > self._pool.started:
                self._pool.start_another()
        try:
            return self._pool.submit(docx).result()
        finally:
            with self._lock:
                self._converting -= 1


class Stations:
    """What a worker has: a station for each font set that builds came with lately.

    `state` is for profiles and caches, which hold nothing of documents; `jobs` calls are done at
    once. Entering opens the station for the machine's own fonts. It raises MissingToolError where
    LibreOffice or a font is missing.
    """

    def __init__(self, state: Path, jobs: int) -> None:
        self.jobs = jobs
        self._state = state.absolute()
        self._state.mkdir(parents=True, exist_ok=True)
        self._office = find_office()
        self._office_stamp = self._office.stamp
        with Store(self._state) as notes:
            self._fonts = find_fonts(None, notes=notes)
            self._apart = find_confinement(self._office, notes)
        self._fonts_stamp = _stamp(self._fonts)
        version = office_version(self._office)
        engines = ["kit", "soffice"] if self._office.kit else ["soffice"]
        found = [Equipment.of(f"{version} {engine}", self._fonts) for engine in engines]
        self.offered = tuple(equipment.resource for equipment in found)
        self._kit = self.offered[0] if self._office.kit else ""
        self._sets: dict[str, FontSet] = {}
        self._open: dict[tuple[str, str], Station] = {}
        self._own = TemporaryDirectory(prefix="kefu-docs-fonts-")
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        clear_free_slots(self._state)
        engine = self._office.engine("auto")
        self._open[self._fonts.digest, engine] = self._opened(self._fonts, engine)
        return self

    def __exit__(self, *_: object) -> None:
        for station in self._open.values():
            station.__exit__()
        self._own.cleanup()

    @property
    def is_outdated(self) -> bool:
        """Whether LibreOffice or a font is another than when this process looked."""
        return (self._office.stamp, _stamp(self._fonts)) != (self._office_stamp, self._fonts_stamp)

    def perform(self, data: bytes, own: OwnFonts, on_outdated: Callable[[], object]) -> bytes:
        """Do what an Order says, and give the packed Answer, or a Refusal."""
        order = Order.unpacked(data)
        if self.is_outdated:
            on_outdated()
            return packed_answer(Refusal("outdated"))
        if order.resource not in self.offered:
            return packed_answer(Refusal(self.offered[0]))
        fonts = self._set(order.fonts, own)
        if fonts.digest != order.fonts:
            return packed_answer(Refusal(self.offered[0]))
        engine: EngineName = "kit" if order.resource == self._kit else "soffice"
        with self._station(fonts, engine) as station:
            return packed_answer(Answer.of(lambda: station.perform(order.call)))

    @contextmanager
    def _station(self, fonts: FontSet, engine: EngineName) -> Iterator[Station]:
        key = fonts.digest, engine
        with self._lock:
            station = self._open.pop(key, None) or self._opened(fonts, engine)
            self._open[key] = station  # the last used comes last
            station.users += 1
            self._close_unused()
        try:
            yield station
        finally:
            with self._lock:
                station.users -= 1

    def _opened(self, fonts: FontSet, engine: EngineName) -> Station:
        return Station(self._state, fonts, engine, self.jobs, self._apart).__enter__()

    def _close_unused(self) -> None:
        for key in [key for key, station in self._open.items() if not station.users]:
            if len(self._open) > KEPT:
                self._open.pop(key).__exit__()

    def _set(self, digest: str, own: OwnFonts) -> FontSet:
        """The machine's fonts behind a shop's own, which are written where they are new."""
        if not own:
            return self._fonts
        with self._lock:
            if digest not in self._sets:
                self._sets[digest] = find_fonts(self._written(digest, own))
            return self._sets[digest]

    def _written(self, digest: str, own: OwnFonts) -> Path:
        """The user's own fonts as files, in their order, for fontconfig finds files alone."""
        folder = Path(self._own.name) / digest[:16]
        for number, (name, content) in enumerate(own):
            file = folder / f"{number:04}" / Path(name).name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return folder


def _stamp(fonts: FontSet) -> list[tuple[int, int]]:
    """What changes where a font file is replaced."""
    found = [file.path.stat() if file.path.exists() else None for file in fonts.files]
    return [(state.st_size, state.st_mtime_ns) if state else (0, 0) for state in found]
