"""Rendered documents to finished PDFs: in batches, over several processes, and what fails alone.

Rendering, conversion and finishing overlap: while LibreOffice converts some batches, the caller
renders the next, and other processes cut and prove those before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from typing import Self

from kefu_docs.convert import Pool
from kefu_docs.diagnostics import Message
from kefu_docs.errors import ConversionError, KefuError, ProofError
from kefu_docs.finishing import Draft, Finished, finish_documents
from kefu_docs.fonts import FontSet
from kefu_docs.model import Document
from kefu_docs.packets import DocumentInfo, ForeignPdfError
from kefu_docs.processes import worker_processes
from kefu_docs.render import ComposeError, compose, with_lines_drawn
from kefu_docs.rendering import Rendering

LARGEST = 32
"""Documents in a batch; larger ones gain nothing (docs/performance.md)."""

PARAGRAPHS = 800
"""Paragraphs in a batch, so that LibreOffice lays it out like each of them alone (see compose)."""

_Finishing = tuple["_Batch", ProcessPoolExecutor]
Result = tuple["Work", Finished | KefuError]


@dataclass(frozen=True)
class Work:
    """A rendered document that needs a PDF; `key` is the digest of all that goes into it.

    `alone` says that its template cannot be composed.
    """

    key: str
    document: Document
    rendering: Rendering
    info: DocumentInfo
    alone: bool = False


@dataclass(frozen=True)
class _Batch:
    """Documents of one template that are converted in one go.

    `suspect`: it was under way when a process crashed.
    """

    works: tuple[Work, ...]
    composed: bool = True
    suspect: bool = False

    def docx(self) -> bytes:
        """The document to convert; ComposeError where these cannot be one."""
        documents = [work.rendering.docx for work in self.works]
        return compose(documents) if self.composed else with_lines_drawn(documents[0])

    def halves(self) -> list[_Batch]:
        """Two batches, to find the document that makes this one fail."""
        middle = len(self.works) // 2
        parts = self.works[:middle], self.works[middle:]
        return [replace(self, works=part) for part in parts]

    def singles(self) -> list[_Batch]:
        """Each document as it is."""
        return list(map(_single, self.works))


class Production:
    """The processes at work. A context manager: entering starts them, leaving ends them all."""

    def __init__(self, pool: Pool, fonts: FontSet) -> None:
        self._pool = pool
        self._fonts = fonts
        self._ahead = 2 * pool.jobs
        self._foreign: set[str] = set()  # templates whose PDFs were not understood
        self._finishing: dict[Future[list[Finished | Message]], _Finishing] = {}

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
        are at most of each template, so that the workers share them evenly. A batch that fails is
        halved until the document is found that is the cause.
        """
        sizes = {name: _size(count, self._pool.jobs) for name, count in planned.items()}
        waiting: Iterable[_Batch] = self._batches(works, sizes)
        while True:
            again: list[_Batch] = []
            for batch, pdf in self._pool.convert_all(_tasks(waiting, again)):
                if isinstance(pdf, bytes):
                    yield from self._finished(again, 0 if batch.suspect else self._ahead)
                    self._finish(batch, pdf)
                elif len(batch.works) > 1:
                    again += batch.halves()
                else:
                    yield batch.works[0], pdf
                yield from self._finished(again, 0 if batch.suspect else self._ahead)
            yield from self._finished(again, leave=0)
            if not again:
                return
            waiting = again

    def _batches(self, works: Iterable[Work], sizes: Mapping[str, int]) -> Iterator[_Batch]:
        collected: dict[str, list[Work]] = defaultdict(list)
        for work in works:
            name = work.document.template
            if work.alone or name in self._foreign:
                yield _single(work)
                continue
            paragraphs = work.rendering.paragraphs
            before = sum(w.rendering.paragraphs for w in collected[name])
            if before and before + paragraphs > PARAGRAPHS:
                yield _Batch(tuple(collected.pop(name)))
            collected[name].append(work)
            if len(collected[name]) >= sizes[name]:
                yield _Batch(tuple(collected.pop(name)))
        for left in collected.values():
            # Fewer than planned need a PDF, or these are the last.
            size = _size(len(left), self._pool.jobs)
            for start in range(0, len(left), size):
                yield _Batch(tuple(left[start : start + size]))

    def _finish(self, batch: _Batch, pdf: bytes) -> None:
        drafts = [
            Draft(w.document.name, w.info, w.rendering.docx, w.rendering.printed)
            for w in batch.works
        ]
        future = self._finishers.submit(
            finish_documents, pdf, drafts, self._fonts, composed=batch.composed
        )
        self._finishing[future] = batch, self._finishers

    def _finished(self, again: list[_Batch], leave: int) -> Iterator[Result]:
        """Give what is finished, waiting until at most `leave` batches are not."""
        while self._finishing:
            done = [future for future in self._finishing if future.done()]
            if not done:
                if len(self._finishing) <= leave:
                    return
                done = list(wait(self._finishing, return_when=FIRST_COMPLETED).done)
            for future in done:
                yield from self._taken(future, again)

    def _taken(
        self, future: Future[list[Finished | Message]], again: list[_Batch]
    ) -> Iterator[Result]:
        batch, finishers = self._finishing.pop(future)
        try:
            results = future.result()
        except ForeignPdfError:
            self._foreign.add(batch.works[0].document.template)
            again += batch.singles()
            return
        except BrokenProcessPool:
            # qpdf or PDFium crashed, and every batch under way was lost with the processes.
            if finishers is self._finishers:
                self._finishers = worker_processes(self._pool.jobs)
            yield from self._lost(batch, again)
            return
        for work, result in zip(batch.works, results, strict=True):
            if not isinstance(result, Message):
                yield work, result
            elif batch.composed:
                # LibreOffice may count the pages of a document before it has laid out what follows.
                again.append(_single(work))
            else:
                yield work, ProofError(result)

    def _lost(self, batch: _Batch, again: list[_Batch]) -> Iterator[Result]:
        """Try it again, with nothing else under way, so that the culprit is known."""
        if not batch.suspect:
            again.append(replace(batch, suspect=True))
        elif len(batch.works) > 1:
            again += batch.halves()
        else:
            message = Message("the PDF that LibreOffice made cannot be read")
            yield batch.works[0], ConversionError(message)


def _tasks(batches: Iterable[_Batch], again: list[_Batch]) -> Iterator[tuple[_Batch, bytes]]:
    """The documents to convert; what cannot be composed after all goes into `again`, one by one."""
    for batch in batches:
        try:
            yield batch, batch.docx()
        except ComposeError:
            again += batch.singles()


def _single(work: Work) -> _Batch:
    """A document that is converted as it is."""
    return _Batch((work,), composed=False)


def _size(count: int, jobs: int) -> int:
    """The size of batches, at most LARGEST, in which `count` documents keep all workers busy."""
    batches = -(-count // LARGEST)
    return max(1, -(-count // (-(-batches // jobs) * jobs)))
