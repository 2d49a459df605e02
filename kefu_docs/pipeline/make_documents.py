"""Planned documents to finished ones: from the store where it has them, else made now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice

from msgspec.structs import replace

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import InternalError, KefuError
from kefu_docs.diagnostics.fault_log import FaultLog
from kefu_docs.diagnostics.machine_faults import machine_error
from kefu_docs.diagnostics.stored_findings import error_from_json, error_to_json
from kefu_docs.model import Document
from kefu_docs.model.jobs import PdfJob, RenderedDocument
from kefu_docs.pipeline.built_document import MadeDocument
from kefu_docs.pipeline.outcome import Failure
from kefu_docs.pipeline.pdf_jobs import FAILURE, PdfJobs
from kefu_docs.pipeline.publish import Publisher
from kefu_docs.pipeline.rebuild_reasons import reasons_of
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.toolchain import Toolchain
from kefu_docs.render.renderer import Context, Renderer
from kefu_docs.scheduler.scheduler import Scheduler
from kefu_docs.store import Store
from kefu_docs.store.pdf_files import StoredPdfs

_FIRST, _AT_ONCE = 32, 256
"""Documents that the store is asked for at once; what it tells of them is in memory meanwhile.

The first are fewer, for until they are looked up LibreOffice has nothing to do.
"""
_NEW = [Message("it is new")]
_NOTHING: Iterator[None] = iter(())

_Wanted = tuple[Document, Context]


class Documents:
    """Makes `jobs` of documents, from the templates of `settings` with `tools`, and PDFs of these.

    What fails is noted in the publisher's outcome, and why something was made anew. In a dry run
    nothing is made, and there is no `scheduler`.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        tools: Toolchain,
        renderer: Renderer,
        jobs: PdfJobs,
        scheduler: Scheduler | None,
        publisher: Publisher,
    ) -> None:
        self._settings = settings
        self.store = store
        self._publisher = publisher
        self._outcome = publisher.outcome
        self._renderer = renderer
        self.tools = tools
        self.scheduler = scheduler
        self.jobs = jobs
        self.pdfs = StoredPdfs(store)
        self.faults = FaultLog(settings.log)

    def make(
        self,
        wanted: Sequence[_Wanted],
        done: Callable[[MadeDocument], None],
        *,
        are_last: bool = False,
        aside: Iterator[None] = _NOTHING,
    ) -> None:
        """Call `done` with each document as it is there; with each goes what its template is given.

        `are_last`: no others will be wanted. What changed comes first: the others are looked up
        while LibreOffice has it, and then the steps of `aside` are done, as many as there is time
        for.
        """
        changed, others = self._parted(wanted)
        looked_for, late = self._looked_for(others, done, _FIRST), list[PdfJob]()
        meanwhile = chain(_up_to_job(looked_for, late), aside)
        self._schedule(self._looked_for(changed, done), changed, done, are_last, meanwhile)
        # Where LibreOffice is another one, say, nothing changed and all PDFs are to be made.
        self._schedule(chain(late, looked_for), others, done, are_last)

    def _parted(self, wanted: Sequence[_Wanted]) -> tuple[Sequence[_Wanted], Sequence[_Wanted]]:
        """The documents that changed or are new, and those that were printed before.

        Where it is told why something is made, all are the former: it is told in their order.
        """
        if self._settings.gives_reasons:
            return wanted, ()
        known = self._renderer.printed_before(document for document, _ in wanted)
        changed = [each for each in wanted if each[0].name not in known]
        return changed, [each for each in wanted if each[0].name in known]

    def _schedule(
        self,
        looked_for: Iterator[PdfJob | None],
        wanted: Iterable[_Wanted],
        done: Callable[[MadeDocument], None],
        are_last: bool,
        meanwhile: Iterator[None] = _NOTHING,
    ) -> None:
        """Have PDFs made where they are needed; see Scheduler.results."""
        jobs = filter(None, looked_for)
        first = next(jobs, None)
        if first is None or self.scheduler is None:
            return
        every, planned = chain([first], jobs), Counter(document.template for document, _ in wanted)
        results = self.scheduler.results(every, planned, are_last=are_last, meanwhile=meanwhile)
        for result in results:
            job, made = result.job, result.outcome
            if isinstance(made, Exception):
                self.failed(job.document.name, made, job.key)
            else:
                file = self.pdfs.keep(job.key, made.pdf, made.facts)
                done(MadeDocument(job.document, job.rendering, file))

    def known_failure(self, key: str) -> KefuError | None:
        """Why an earlier build could not make a PDF from just these inputs."""
        fact = self.store.fact(FAILURE, key)
        known = None if fact is None else error_from_json(fact)
        is_told_in_log = known is not None and known.slug == InternalError.slug
        return known if not is_told_in_log or self.faults.exists else None

    def failed(self, name: str, error: Exception, key: str = "") -> None:
        """Note that a document or packet will not be made; `key` is the digest of its inputs.

        An error that is not meant for users is a fault of the program's own, of this name alone.
        What the machine refuses, such as room on the disk, is told as that. An error that the same
        inputs give again is remembered: else each build would convert a refused document three
        times.
        """
        told = self._told(name, error)
        if key and told.lasts:
            with suppress(TypeError):  # a message that cannot be kept is found again
                self.store.keep(FAILURE, key, error_to_json(told))
        self._outcome.failures.append(Failure(name, told))
        self._settings.watcher.done()

    def _told(self, name: str, error: Exception) -> KefuError:
        if isinstance(error, KefuError):
            return error
        return machine_error(error) if isinstance(error, OSError) else self.faults.told(error, name)

    def _looked_for(
        self, wanted: Iterable[_Wanted], done: Callable[[MadeDocument], None], at_once: int = 1
    ) -> Iterator[PdfJob | None]:
        """Render one by one: of what needs a PDF the job is given; what has one is done, and None.

        Whether it has one is known only when it is rendered, and LibreOffice works meanwhile. Of
        thousands none is held until the others are found; `at_once` are, which is less work where
        they were printed before.
        """
        for job, file in self.pdfs.sought(self._rendered(wanted), at_once):
            if file:
                done(MadeDocument(job.document, job.rendering, file))
                yield None
            elif failure := self.known_failure(job.key):
                self.failed(job.document.name, failure)
            else:
                self._explain(job.document, job.rendering)
                if not self._settings.dry_run:
                    yield replace(job, alone=not self._renderer.composable(job.document))

    def _rendered(self, wanted: Iterable[_Wanted]) -> Iterator[tuple[PdfJob, str]]:
        """What a PDF of each is made from, and the key under which it is known."""
        for document, context in self._looked_up(wanted):
            try:
                job = self.jobs.job(document, context)
            except OSError:
                raise  # the disk's fault is everybody's
            except Exception as error:
                self.failed(document.name, error)
                continue
            yield job, job.key

    def _looked_up(self, wanted: Iterable[_Wanted]) -> Iterator[_Wanted]:
        """The same documents, which the store is asked for many at once."""
        following = iter(wanted)
        some = list(islice(following, _FIRST))
        while some:
            self._renderer.look_up(some)
            yield from some
            some = list(islice(following, _AT_ONCE))

    def _explain(self, document: Document, rendering: RenderedDocument) -> None:
        if not self._settings.gives_reasons:
            return
        before = self._publisher.inputs_before(document.name)
        self._outcome.reasons[document.name] = (
            _NEW
            if before is None
            else reasons_of(
                self._renderer.inputs(before.get("rendering", "")),
                self._renderer.inputs(rendering.key),
                f"{document.template}.docx",
                self._publisher.tools_before,
                self.tools.versions,
            )
        )


def _up_to_job(looked_for: Iterable[PdfJob | None], late: list[PdfJob]) -> Iterator[None]:
    """The steps up to the first that gives a job, which goes into `late`."""
    for job in looked_for:
        if job:
            late.append(job)
            return
        yield
