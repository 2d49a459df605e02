"""The lane every document can take: LibreOffice lays documents of one template out in batches.

A batch that fails is halved until the document is found that is the cause. A document that the
proof refuses in a batch is converted by itself, then on smaller pages, then with room in its rows
and text boxes (other_layouts). One that still lacks a mark is laid out so that none hangs.

Some documents of many lack nothing but a mark at a line's end. They would lack it by themselves,
too, so they are kept back and converted together on smaller pages. Those that lack one there, too,
are converted by themselves so that none hangs.

Where the proof finds the same wrong in a batch and in a document by itself, the other layouts are
tried in batches, too. That tells which of them helps; in that the document is converted by itself.
Where none does, what is told is what is wrong with the document as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor

from msgspec import Struct
from msgspec.structs import replace

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import ConversionError, ProofError
from kefu_docs.model.fault_kind import FaultKind
from kefu_docs.model.jobs import PdfJob
from kefu_docs.render import ComposeError, compose, for_libreoffice
from kefu_docs.scheduler.lane import Next, Result
from kefu_docs.scheduler.layout_habits import USUAL, HabitsOf
from kefu_docs.scheduler.messages import Call, CallTooLongError, ProvedPdf, RefusedPdf
from kefu_docs.scheduler.other_layouts import SMALLER, another_layout, layouts
from kefu_docs.scheduler.page_totals import PageTotals

LARGEST = 32
"""Documents in a batch; larger ones gain nothing (docs/performance-tried.md)."""

PARAGRAPHS = 3_200
"""Paragraphs in a batch; a file of more takes much memory and no less time."""

LONGEST = 400
"""Paragraphs of a document in a batch.

LibreOffice (7.4.7) ends some pages of a longer one elsewhere there than in a document by itself: of
18 with 725 paragraphs 12 did. To compose these saves a quarter
(docs/decisions/004-one-guess-of-pages).
"""

FOREIGN = 8
"""After so many documents of a template, none of which was understood, none is composed."""

Proved = list[ProvedPdf | RefusedPdf] | None
"""For each document its PDF, or what is wrong with it; None where nothing was understood."""


class Batches:
    """The last lane: it takes everything. `habits` tells how LibreOffice lays out."""

    def __init__(self, habits: HabitsOf = lambda: USUAL) -> None:
        self.habits = habits
        self.totals = PageTotals()
        self._understood: set[str] = set()  # templates of which a composed PDF was
        self._strange: Counter[str] = Counter()  # documents that were not, by template
        self._kept_back: dict[_Company, list[PdfJob]] = {}
        self._as_they_are: dict[str, Message] = {}  # what is wrong with documents, by their keys

    def offer(self, jobs: Sequence[PdfJob], size: int) -> Next:
        """Cut documents of one template into batches, or convert each by itself."""
        is_foreign = self._is_foreign(jobs[0].document.template)
        if jobs[0].alone or is_foreign or not self.habits().composes:
            return Next(tasks=[single(self, job) for job in jobs])
        return Next(tasks=[*self._tasks(jobs, min(size, LARGEST), 0)])

    def _tasks(self, jobs: Sequence[PdfJob], size: int, tried: int) -> list[Batch]:
        """Batches, and by itself what LibreOffice lays out otherwise in some of them."""
        alone = self.habits().unlike_alone({job.key: job.rendering.docx for job in jobs})
        alone |= {job.key for job in jobs if job.rendering.paragraphs > LONGEST}
        together = [job for job in jobs if job.key not in alone]
        cut = [replace(batch, tried=tried) for batch in batches(self, together, size)]
        return cut + [single(self, job, tried) for job in jobs if job.key in alone]

    def laid_out(self, _job: PdfJob, _pdf: bytes | None) -> Next:
        """Nothing follows from what other lanes did."""
        return Next()

    def understood(self, batch: Batch) -> None:
        """Hear that a composed PDF was."""
        self._understood.add(batch.jobs[0].document.template)

    def not_understood(self, batch: Batch) -> Next:
        """Compose each document without the others, and convert one by itself where that is done.

        What others hold decides on no document's bytes, so one that is understood stays composed:
        glyphs stand a tenth of a point elsewhere in some documents that are converted by themselves
        (test_what_is_not_understood_changes_no_other_document).
        """
        template = batch.jobs[0].document.template
        if len(batch.jobs) > 1 and not self._is_foreign(template):
            return Next(tasks=[replace(batch, jobs=(job,)) for job in batch.jobs])
        self._strange[template] += 1
        return Next(tasks=[single(self, job, batch.tried) for job in batch.jobs])

    def _is_foreign(self, template: str) -> bool:
        """Whether nothing of a template is understood."""
        return self._strange[template] >= FOREIGN and template not in self._understood

    def refused(self, job: PdfJob, refusal: RefusedPdf, tried: int, following: Next) -> None:
        """Say what is done with a document that the proof has refused in a batch.

        `tried`: how often it was refused because of marks.
        """
        if refusal.kind is FaultKind.OF_THE_DOCUMENT:
            following.results.append(Result(job, ProofError(refusal.fault)))
        elif refusal.kind is FaultKind.MARKS and tried < len(SMALLER):
            self._as_they_are.setdefault(job.key, refusal.fault)
            self._keep_back(job, tried + 1, following)
        else:
            # LibreOffice may count the pages of a document before it has laid out what follows.
            alone = replace(single(self, job, tried), in_batch=refusal.fault)
            if refusal.kind is FaultKind.MARKS:  # it would lack them by itself, too
                self.refused_alone(alone, refusal, following)
            else:
                following.tasks.append(alone)

    def refused_alone(self, batch: Batch, refusal: RefusedPdf, following: Next) -> None:
        """Say what is done with one that was converted by itself, or as a trial in a batch."""
        (job,), tried = batch.jobs, batch.tried + 1
        as_it_is = self._as_they_are.setdefault(job.key, refusal.fault)
        if refusal.kind is FaultKind.OF_THE_DOCUMENT:
            following.results.append(Result(job, ProofError(refusal.fault)))
        elif batch.is_trial and refusal.kind is FaultKind.PARTED:
            # By itself no heading is parted from its text by a guess, so this layout may help.
            following.tasks.append(single(self, job, batch.tried))
        elif tried > layouts(job.rendering.docx, refusal.kind):
            following.results.append(Result(job, ProofError(as_it_is)))
        elif batch.is_like_in_batch(refusal) and not _is_sure(job, tried, refusal):
            self._keep_back(job, tried, following, is_trial=True)
        else:
            following.tasks.append(single(self, job, tried))

    def _keep_back(
        self, job: PdfJob, tried: int, following: Next, *, is_trial: bool = False
    ) -> None:
        following.no_models.append(job)
        company = _Company(job.document.template, tried, is_trial)
        self._kept_back.setdefault(company, []).append(job)
        if len(self._kept_back[company]) == LARGEST:
            following.tasks += self._in_another_layout(company)

    def kept_back(self) -> Next:
        """Convert what lacks marks, and see what other layouts help with."""
        return Next(
            tasks=[task for kept in list(self._kept_back) for task in self._in_another_layout(kept)]
        )

    def _in_another_layout(self, company: _Company) -> list[Batch]:
        jobs, tried = self._kept_back.pop(company), company.tried
        if self._is_foreign(company.template):
            tasks = [single(self, job, tried) for job in jobs]
        else:
            tasks = self._tasks(jobs, LARGEST, tried)
        return [replace(task, is_trial=company.is_trial and task.composed) for task in tasks]


class _Company(Struct, frozen=True):
    """What documents have in common that are kept back for one batch; see Batch."""

    template: str
    tried: int
    is_trial: bool


class Batch(Struct, frozen=True):
    """Documents of one template that are converted in one go.

    `tried`: how often the proof has refused a document that is converted by itself, or because of
    marks in a batch; that is the layout it is in. `is_trial`: the layout is tried, and whom it
    helps is converted in it by itself. `in_batch`: what was wrong with a single document in a
    batch.
    """

    lane: Batches
    jobs: tuple[PdfJob, ...]
    composed: bool = True
    tried: int = 0
    is_trial: bool = False
    in_batch: Message | None = None

    needs_office = True
    lays_out = True

    def is_like_in_batch(self, refusal: RefusedPdf) -> bool:
        """Whether a batch shows what is wrong with the single document, so that it may be tried."""
        return self.is_trial or self.in_batch == refusal.fault

    def docx(self) -> bytes:
        """The document to convert; ComposeError where these cannot be one."""
        documents = [self.lane.totals.docx(job) for job in self.jobs]
        if not self.composed:
            documents = [for_libreoffice(documents[0])]
        if self.tried:
            documents = [another_layout(docx, self.tried) for docx in documents]
        return compose(documents) if self.composed else documents[0]

    def call(self) -> Call[Proved]:
        """Cut the PDF into finished documents and prove each."""
        payloads = [self.lane.totals.payload(job) for job in self.jobs]
        arguments = payloads, self.composed, self.lane.habits().grid
        return Call("kefu_docs.scheduler.tasks", "finish_documents", arguments, len(payloads))

    def done(self, result: Proved) -> Next:
        """Give what passed its proof; try the rest another way."""
        if result is None:
            return self.lane.not_understood(self)
        if self.composed:
            self.lane.understood(self)
        following = Next()
        again: list[PdfJob] = []
        for job, found in zip(self.jobs, result, strict=True):
            if self.lane.totals.is_other(job, found.pages, found.sections):
                again.append(job)
                continue
            proved = self.lane.totals.checked(job, found)
            if isinstance(proved, ProvedPdf):
                self._take(job, proved, following)
            elif self.composed and not self.is_trial:
                self.lane.refused(job, proved, self.tried, following)
            else:
                self.lane.refused_alone(replace(self, jobs=(job,)), proved, following)
        if again:
            following.tasks.append(replace(self, jobs=tuple(again)))
        return following

    def _take(self, job: PdfJob, proved: ProvedPdf, following: Next) -> None:
        """Give a PDF that has passed its proof, or convert what was only tried."""
        if self.is_trial:
            following.tasks.append(single(self.lane, job, self.tried))
        else:
            # On smaller pages lines break elsewhere than on a sheet; sections are counted by marks.
            is_plain = not (self.tried or proved.as_exported or proved.sections)
            following.results.append(Result(job, proved, is_plain))

    def failed(self, error: Exception) -> Next:
        """Halve it, to find the document that makes it fail; the others come out as always.

        Where that takes a minute each time, convert each by itself.
        """
        is_long = isinstance(error, CallTooLongError) and len(self.jobs) > 1
        is_lone = (self.is_trial or isinstance(error, ComposeError)) and len(self.jobs) == 1
        if is_long or is_lone:
            return Next(tasks=[single(self.lane, job, self.tried) for job in self.jobs])
        if len(self.jobs) > 1:
            return Next(tasks=list(self._halves()))
        if isinstance(error, CallTooLongError):
            error = ConversionError(too_long(error))
        elif isinstance(error, BrokenExecutor):
            # qpdf or PDFium crashed on what LibreOffice made of this document alone.
            error = ConversionError(Message("the PDF that LibreOffice made cannot be read"))
        return Next(results=[Result(self.jobs[0], error)])

    def _halves(self) -> Iterator[Batch]:
        middle = len(self.jobs) // 2
        for part in self.jobs[:middle], self.jobs[middle:]:
            yield replace(self, jobs=part)


def _is_sure(job: PdfJob, tried: int, refusal: RefusedPdf) -> bool:
    """Whether a layout need not be tried in a batch first: the last brings nearly all marks."""
    is_last = tried == layouts(job.rendering.docx, refusal.kind)
    return is_last and refusal.kind is FaultKind.MARKS


def too_long(error: CallTooLongError) -> Message:
    """Say that the pages of a document or packet were given up."""
    return Message("its pages were not done within {seconds} seconds", {"seconds": error.seconds})


def single(lane: Batches, job: PdfJob, tried: int = 0) -> Batch:
    """A document that is converted by itself, as it is where nothing was `tried` yet."""
    return Batch(lane, (job,), composed=False, tried=tried)


def batches(lane: Batches, jobs: Sequence[PdfJob], size: int) -> Iterator[Batch]:
    """Cut documents of one template into batches of `size` or as many as paragraphs allow."""
    batch: list[PdfJob] = []
    paragraphs = 0
    for job in jobs:
        paragraphs += job.rendering.paragraphs
        if batch and (len(batch) == size or paragraphs > PARAGRAPHS):
            yield Batch(lane, tuple(batch))
            batch, paragraphs = [], job.rendering.paragraphs
        batch.append(job)
    if batch:
        yield Batch(lane, tuple(batch))


def batch_size(count: int, workers: int) -> int:
    """The size of batches, at most LARGEST, in which `count` documents keep all workers busy."""
    rounds = max(1, -(-count // (LARGEST * workers)))
    return max(1, -(-count // (rounds * workers)))
