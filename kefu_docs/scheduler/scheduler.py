"""Rendered documents to finished PDFs, over several processes, and what fails alone.

Rendering, conversion and finishing overlap: while LibreOffice lays some documents out, the caller
renders the next, and other processes cut, set and prove those before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from typing import Any, Self

from kefu_docs.convert import Pool
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import ConversionError, KefuError, ProofError
from kefu_docs.fonts import FontSet
from kefu_docs.layout_reuse.kinds import Order, Patterns, Sheet, Sorted
from kefu_docs.model.jobs import PdfJob
from kefu_docs.render import ComposeError
from kefu_docs.scheduler.batch import LARGEST, Batch, batch_size, batches, single
from kefu_docs.scheduler.messages import JobPayload, ProvedPdf
from kefu_docs.scheduler.worker_pool import Task, finishers, perform

LEAST, MOST = 16, 64
"""Documents of a template for which a sheet is worth its while, and that share one."""

CHUNK = 16
"""Documents that a process sets in one go."""

Result = tuple[PdfJob, ProvedPdf | KefuError]


class Scheduler:
    """LibreOffice's workers in `pool`, and processes that finish what these lay out.

    A context manager: entering starts the processes, leaving ends them.
    """

    def __init__(self, pool: Pool, fonts: FontSet) -> None:
        self._pool = pool
        self._fonts = fonts
        self._ahead = 2 * pool.jobs
        self._patterns = Patterns()
        self._foreign: set[str] = set()  # templates whose PDFs were not understood
        self._next: list[Batch] = []  # to be converted before anything new
        self._suspects: list[Batch] = []  # to be converted when nothing else is under way
        self._converting: dict[Future[bytes], Batch | Sheet] = {}
        self._finishing: dict[Future[Any], tuple[Batch | Sheet | Order, ProcessPoolExecutor]] = {}

    def __enter__(self) -> Self:
        # These processes are forked before the pool has threads.
        self._finishers = finishers(self._pool.jobs, self._fonts)
        return self

    def __exit__(self, *_: object) -> None:
        self._finishers.shutdown(wait=True, cancel_futures=True)

    @property
    def processes(self) -> ProcessPoolExecutor:
        """Those that finish documents, for other work while no document is under way."""
        return self._finishers

    def pdfs(self, works: Iterable[PdfJob], planned: Mapping[str, int]) -> Iterator[Result]:
        """Give each document with its PDF or with the error that stopped it, as they are done.

        `works` is read in the caller's thread, a few batches ahead; `planned` says how many there
        are at most of each template, so that the workers share them evenly. Many documents are set
        after a few that LibreOffice lays out (patterns). A batch that fails is halved until the
        document is found that is the cause.
        """
        new = self._tasks(works, planned)
        more = True
        while True:
            yield from self._done()
            has_room = max(len(self._converting), len(self._finishing)) < self._ahead
            if has_room and self._next:
                self._convert(self._next.pop(0))
            elif has_room and more:
                try:
                    task = next(new)
                except StopIteration:
                    more = False
                else:
                    if task:
                        self._convert(task)
            elif self._converting or self._finishing:
                wait([*self._converting, *self._finishing], return_when=FIRST_COMPLETED)
            elif self._suspects:
                self._convert(self._suspects.pop())
            else:
                return

    def _tasks(
        self, works: Iterable[PdfJob], planned: Mapping[str, int]
    ) -> Iterator[Batch | Sheet | None]:
        """What is to be converted for so many documents of each template; None is nothing yet."""
        sizes = {name: batch_size(count, self._pool.jobs) for name, count in planned.items()}
        collected: dict[str, list[PdfJob]] = defaultdict(list)
        for work in works:
            name = work.document.template
            if work.alone or name in self._foreign:
                yield single(work)
                continue
            collected[name].append(work)
            if len(collected[name]) >= sizes[name]:
                yield from self._tasks_of(collected.pop(name), sizes[name])
                # The first sheet comes soon, for the patterns; larger ones take less time each.
                sizes[name] = min(2 * sizes[name], MOST) if sizes[name] >= LEAST else sizes[name]
            yield None
        for left in collected.values():
            # Fewer than planned need a PDF, or these are the last.
            yield from self._tasks_of(left, batch_size(len(left), self._pool.jobs))

    def _tasks_of(self, works: Sequence[PdfJob], size: int) -> Iterator[Batch | Sheet]:
        sheet = None
        if len(works) >= LEAST or self._patterns.are_there_for(works[0].document.template):
            sheet, works = self._patterns.sheet(works)
        yield from batches(works, LARGEST if sheet else min(size, LARGEST))
        if sheet:
            yield sheet

    def _convert(self, task: Batch | Sheet) -> None:
        try:
            self._converting[self._pool.submit(task.docx())] = task
        except ComposeError:
            self._next += map(single, task.works)
        # One LibreOffice sets all sheets in time; to lay documents out takes longer.
        laid_out = sum(isinstance(task, Batch) for task in self._converting.values())
        if laid_out > self._pool.started:
            self._pool.start_another()

    def _finish(self, work: Batch | Sheet | Order, task: Task, *values: Any) -> None:
        self._finishing[self._finishers.submit(perform, task, *values)] = work, self._finishers

    def _done(self) -> Iterator[Result]:
        """Take what is done, and give the documents that are."""
        for conversion in [future for future in self._converting if future.done()]:
            task = self._converting.pop(conversion)
            try:
                pdf = conversion.result()
            except ConversionError as error:
                yield from self._not_converted(task, error)
            else:
                self._converted(task, pdf)
        for future in [future for future in self._finishing if future.done()]:
            yield from self._finished(future)

    def _converted(self, task: Batch | Sheet, pdf: bytes) -> None:
        if isinstance(task, Sheet):
            self._finish(task, "read_settings", pdf, task.texts, self._fonts)
        else:
            drafts = list(map(_draft, task.works))
            self._finish(task, "finish_documents", pdf, drafts, self._fonts, task.composed)

    def _not_converted(self, task: Batch | Sheet, error: ConversionError) -> Iterator[Result]:
        if isinstance(task, Sheet):
            self._not_set(task)
        elif len(task.works) > 1:
            self._next += task.halves()
        else:
            yield from self._failed(task.works[0], error)

    def _finished(self, future: Future[Any]) -> Iterator[Result]:
        task, processes = self._finishing.pop(future)
        try:
            results = future.result()
        except BrokenProcessPool:
            # qpdf or PDFium crashed, and everything under way was lost with the processes.
            if processes is self._finishers:
                processes.shutdown()  # else new processes inherit what its thread has locked
                self._finishers = finishers(self._pool.jobs, self._fonts)
            if isinstance(task, Batch):
                yield from self._lost(task)
            else:
                self._not_set(task)
            return
        if results is None:
            self._not_understood(task)
        elif isinstance(task, Batch):
            yield from self._laid_out(task, results)
        elif isinstance(task, Sheet):
            self._follow(self._patterns.sort(task, results))
        else:
            yield from self._set(task, results)

    def _not_understood(self, task: Batch | Sheet | Order) -> None:
        """Go the other way with a PDF that is not written as it should be."""
        if isinstance(task, Batch):
            self._foreign.add(task.works[0].document.template)
            self._next += map(single, task.works)
        else:
            self._not_set(task)

    def _laid_out(self, batch: Batch, results: Sequence[ProvedPdf | Message]) -> Iterator[Result]:
        for work, result in zip(batch.works, results, strict=True):
            if not isinstance(result, Message):
                # On narrower pages lines are others than on a sheet.
                self._follow(self._patterns.made(work, None if batch.tried else result.pdf))
                yield work, result
            elif batch.composed:
                # LibreOffice may count the pages of a document before it has laid out what follows.
                self._next.append(single(work))
            elif again := batch.again():
                self._next.append(again)
            else:
                yield from self._failed(work, ProofError(result))

    def _set(self, order: Order, results: Sequence[ProvedPdf | None]) -> Iterator[Result]:
        refused = []
        for work, result in zip(order.works, results, strict=True):
            if result:
                yield work, result
            else:
                refused.append(work)
        self._lay_out(refused)
        if len(refused) == len(order.works):
            self._follow(self._patterns.refused(order))

    def _follow(self, found: Sorted) -> None:
        """Do what the patterns say is next."""
        self._lay_out(found.laid_out)
        for order in found.orders:
            for part in order.parts(CHUNK):
                drafts = list(map(_draft, part.works))
                self._finish(part, "set_documents", part.pattern, drafts, part.changes, self._fonts)

    def _not_set(self, task: Sheet | Order) -> None:
        """Have LibreOffice lay out what was to be set, and was not."""
        if isinstance(task, Sheet):
            self._patterns.lost(task)
        self._lay_out(task.waiting)

    def _lay_out(self, works: Sequence[PdfJob]) -> None:
        """Have LibreOffice lay these out before anything new."""
        self._next += batches(works, LARGEST)

    def _failed(self, work: PdfJob, error: KefuError) -> Iterator[Result]:
        self._follow(self._patterns.made(work, None))
        yield work, error

    def _lost(self, batch: Batch) -> Iterator[Result]:
        """Try it again, with nothing else under way, so that the culprit is known."""
        if not batch.suspect:
            self._suspects.append(replace(batch, suspect=True))
        elif len(batch.works) > 1:
            self._suspects += batch.halves()
        else:
            message = Message("the PDF that LibreOffice made cannot be read")
            yield from self._failed(batch.works[0], ConversionError(message))


def _draft(work: PdfJob) -> JobPayload:
    rendering = work.rendering
    return JobPayload(work.document.name, work.info, rendering.docx, rendering.printed)
