"""Rendered documents to finished PDFs, over several processes, and what fails alone.

Rendering, conversion and finishing overlap: while LibreOffice lays some documents out, the caller
renders the next, and other processes cut, set and prove those before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from typing import Any, Self

from kefu_docs.batches import Batch, Work, batch_size, batches, single
from kefu_docs.convert import Pool
from kefu_docs.diagnostics import Message
from kefu_docs.errors import ConversionError, KefuError, ProofError
from kefu_docs.finishing import Draft, Finished, finish_documents, read_settings, set_documents
from kefu_docs.fonts import FontSet
from kefu_docs.packets import ForeignPdfError, NotSettableError
from kefu_docs.patterns import Order, Patterns, Sheet, Sorted
from kefu_docs.processes import worker_processes
from kefu_docs.render import ComposeError

LEAST = 16
"""Documents of a template for which a sheet is worth its while."""

CHUNK = 16
"""Documents that a process sets in one go."""

Result = tuple[Work, Finished | KefuError]


class Production:
    """The processes at work. A context manager: entering starts them, leaving ends them all."""

    def __init__(self, pool: Pool, fonts: FontSet) -> None:
        self._pool = pool
        self._fonts = fonts
        self._ahead = 2 * pool.jobs
        self._patterns = Patterns()
        self._foreign: set[str] = set()  # templates whose PDFs were not understood
        self._under_way: dict[Future[Any], tuple[Batch | Sheet | Order, ProcessPoolExecutor]] = {}
        self._next: list[Batch] = []  # to be converted before anything new
        self._again: list[Batch] = []  # to be tried again when all else is done

    def __enter__(self) -> Self:
        # These processes are forked before the pool has threads.
        self._finishers = worker_processes(self._pool.jobs)
        self._pool.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.__exit__(None, None, None)
        self._finishers.shutdown(wait=True, cancel_futures=True)

    @property
    def processes(self) -> ProcessPoolExecutor:
        """Those that finish documents, for other work while no document is under way."""
        return self._finishers

    def pdfs(self, works: Iterable[Work], planned: Mapping[str, int]) -> Iterator[Result]:
        """Give each document with its PDF or with the error that stopped it, as they are done.

        `works` is read in the caller's thread, a few batches ahead; `planned` says how many there
        are at most of each template, so that the workers share them evenly. Many documents are set
        after a few that LibreOffice lays out (patterns). A batch that fails is halved until the
        document is found that is the cause.
        """
        sizes = {name: batch_size(count, self._pool.jobs) for name, count in planned.items()}
        waiting: Iterable[Batch | Sheet] = self._tasks(works, sizes)
        while True:
            for task, pdf in self._pool.convert_all(self._documents(waiting)):
                leave = 0 if isinstance(task, Batch) and task.suspect else self._ahead
                yield from self._finished(leave)
                yield from self._converted(task, pdf)
                yield from self._finished(leave)
            yield from self._finished(leave=0)
            waiting = [*self._next, *self._again]
            if not waiting:
                return
            self._next, self._again = [], []

    def _tasks(self, works: Iterable[Work], sizes: Mapping[str, int]) -> Iterator[Batch | Sheet]:
        """What is to be converted for so many documents of each template."""
        collected: dict[str, list[Work]] = defaultdict(list)
        for work in works:
            name = work.document.template
            if work.alone or name in self._foreign:
                yield single(work)
                continue
            collected[name].append(work)
            if len(collected[name]) >= sizes[name]:
                yield from self._tasks_of(collected.pop(name), sizes[name])
        for left in collected.values():
            # Fewer than planned need a PDF, or these are the last.
            yield from self._tasks_of(left, batch_size(len(left), self._pool.jobs))

    def _tasks_of(self, works: Sequence[Work], size: int) -> Iterator[Batch | Sheet]:
        if len(works) >= LEAST:
            sheet, works = self._patterns.sheet(works)
            if sheet:
                yield sheet
        yield from batches(works, size)

    def _documents(self, tasks: Iterable[Batch | Sheet]) -> Iterator[tuple[Batch | Sheet, bytes]]:
        """The documents to convert; what cannot be composed after all is converted one by one."""
        for new in tasks:
            for task in (*self._taken_next(), new):
                try:
                    yield task, task.docx()
                except ComposeError:
                    self._again += map(single, task.works)

    def _taken_next(self) -> list[Batch]:
        taken, self._next = self._next, []
        return taken

    def _converted(self, task: Batch | Sheet, pdf: bytes | ConversionError) -> Iterator[Result]:
        if isinstance(task, Sheet):
            if isinstance(pdf, bytes):
                self._submit(task, read_settings, pdf, task.texts, self._fonts)
            else:
                self._lay_out(task.works)
        elif isinstance(pdf, bytes):
            drafts = list(map(_draft, task.works))
            self._submit(task, finish_documents, pdf, drafts, self._fonts, task.composed)
        elif len(task.works) > 1:
            self._again += task.halves()
        else:
            yield from self._failed(task.works[0], pdf)

    def _submit(self, task: Batch | Sheet | Order, call: Callable[..., Any], *values: Any) -> None:
        self._under_way[self._finishers.submit(call, *values)] = task, self._finishers

    def _finished(self, leave: int) -> Iterator[Result]:
        """Give what is finished, waiting until at most `leave` tasks are not."""
        while self._under_way:
            done = [future for future in self._under_way if future.done()]
            if not done:
                if len(self._under_way) <= leave:
                    return
                done = list(wait(self._under_way, return_when=FIRST_COMPLETED).done)
            for future in done:
                yield from self._taken(future)

    def _taken(self, future: Future[Any]) -> Iterator[Result]:
        task, finishers = self._under_way.pop(future)
        try:
            results = future.result()
        except (ForeignPdfError, NotSettableError):
            if isinstance(task, Batch):
                self._foreign.add(task.works[0].document.template)
                self._again += map(single, task.works)
            else:
                self._lay_out(task.works)
        except BrokenProcessPool:
            # qpdf or PDFium crashed, and everything under way was lost with the processes.
            if finishers is self._finishers:
                self._finishers = worker_processes(self._pool.jobs)
            if isinstance(task, Batch):
                yield from self._lost(task)
            else:
                self._lay_out(task.works)
        else:
            if isinstance(task, Batch):
                yield from self._laid_out(task, results)
            elif isinstance(task, Sheet):
                self._follow(self._patterns.sort(task, results))
            else:
                yield from self._set(task, results)

    def _laid_out(self, batch: Batch, results: Sequence[Finished | Message]) -> Iterator[Result]:
        for work, result in zip(batch.works, results, strict=True):
            if not isinstance(result, Message):
                self._follow(self._patterns.made(work, result.pdf))
                yield work, result
            elif batch.composed:
                # LibreOffice may count the pages of a document before it has laid out what follows.
                self._again.append(single(work))
            else:
                yield from self._failed(work, ProofError(result))

    def _set(self, order: Order, results: Sequence[Finished | None]) -> Iterator[Result]:
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
            for start in range(0, len(order.works), CHUNK):
                part = slice(start, start + CHUNK)
                works, changes = order.works[part], order.changes[part]
                self._submit(
                    Order(order.pattern, works, changes),
                    set_documents,
                    order.pattern,
                    list(map(_draft, works)),
                    changes,
                    self._fonts,
                )

    def _lay_out(self, works: Sequence[Work]) -> None:
        """Have LibreOffice lay these out before anything new."""
        self._next += batches(works, batch_size(len(works), self._pool.jobs))

    def _failed(self, work: Work, error: KefuError) -> Iterator[Result]:
        self._follow(self._patterns.made(work, None))
        yield work, error

    def _lost(self, batch: Batch) -> Iterator[Result]:
        """Try it again, with nothing else under way, so that the culprit is known."""
        if not batch.suspect:
            self._again.append(replace(batch, suspect=True))
        elif len(batch.works) > 1:
            self._again += batch.halves()
        else:
            message = Message("the PDF that LibreOffice made cannot be read")
            yield from self._failed(batch.works[0], ConversionError(message))


def _draft(work: Work) -> Draft:
    rendering = work.rendering
    return Draft(work.document.name, work.info, rendering.docx, rendering.printed)
