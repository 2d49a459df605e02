"""Planned documents to finished ones: from the store where it has them, else made now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import KefuError
from kefu_docs.model import Document, DocumentInfo
from kefu_docs.model.jobs import PdfJob, RenderedDocument
from kefu_docs.pipeline.outcome import Failure
from kefu_docs.pipeline.publish import BuiltDocument, Publisher
from kefu_docs.pipeline.rebuild_reasons import reasons_of
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.toolchain import Toolchain
from kefu_docs.render.renderer import Context, Renderer
from kefu_docs.scheduler.scheduler import Scheduler
from kefu_docs.store import Store, digest, program_digest
from kefu_docs.store.pdf_files import StoredPdfs


@dataclass(frozen=True)
class Order:
    """A document to make: who issues it, and how to get what its template is given."""

    document: Document
    author: str
    context: Context

    @property
    def info(self) -> DocumentInfo:
        """What its PDF says about itself."""
        document = self.document
        return DocumentInfo(
            title=f"{document.title} {document.person}".strip(),
            author=self.author,
            subject=document.name,
            keywords=document.keywords,
            date=document.date,
        )


class Documents:
    """Makes documents from the templates of `settings` with `tools`.

    What fails is noted in the publisher's outcome, and why something was made anew. In a dry run
    nothing is made, and there is no `production`.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        tools: Toolchain,
        renderer: Renderer,
        production: Scheduler | None,
        publisher: Publisher,
    ) -> None:
        self._settings = settings
        self._publisher = publisher
        self._outcome = publisher.outcome
        self._renderer = renderer
        self.tools = tools
        self.production = production
        self.pdfs = StoredPdfs(store)

    def made(self, orders: Iterable[Order], planned: Mapping[str, int]) -> Iterator[BuiltDocument]:
        """Give each document as it is done; `planned` counts them by template."""
        known: list[BuiltDocument] = []
        listed = list(orders)
        self._renderer.look_up((order.document, order.context) for order in listed)
        wanted = self._wanted(listed, known)
        first = next(wanted, None)
        yield from _taken(known)
        if first is None:
            return
        assert self.production
        for work, result in self.production.pdfs(chain([first], wanted), planned):
            if isinstance(result, KefuError):
                self.failed(work.document.name, result)
            else:
                file = self.pdfs.keep(work.key, result.pdf, result.facts)
                yield BuiltDocument(work.document, work.rendering, file)
            yield from _taken(known)
        yield from _taken(known)

    def failed(self, name: str, error: KefuError) -> None:
        """Note that a document or packet will not be made."""
        self._outcome.failures.append(Failure(name, error))
        self._settings.watcher.done()

    def _wanted(self, orders: Iterable[Order], known: list[BuiltDocument]) -> Iterator[PdfJob]:
        """Render, and give what needs a PDF; what has one goes into `known`."""
        for order in orders:
            try:
                rendering = self._renderer.rendered(order.document, order.context)
            except KefuError as error:
                self.failed(order.document.name, error)
                continue
            key = digest(
                program_digest(), rendering.digest, *self.tools.versions.values(), repr(order.info)
            )
            if file := self.pdfs.find(key):
                known.append(BuiltDocument(order.document, rendering, file))
                continue
            self._explain(order.document, rendering)
            if not self._settings.dry_run:
                alone = not self._renderer.composable(order.document)
                yield PdfJob(key, order.document, rendering, order.info, alone)

    def _explain(self, document: Document, rendering: RenderedDocument) -> None:
        before = self._publisher.inputs_before(document.name)
        self._outcome.reasons[document.name] = (
            [Message("it is new")]
            if before is None
            else reasons_of(
                self._renderer.inputs(before.get("rendering", "")),
                self._renderer.inputs(rendering.key),
                f"{document.template}.docx",
                dict(self._publisher.before.tools),
                self.tools.versions,
            )
        )


def _taken(known: list[BuiltDocument]) -> Iterator[BuiltDocument]:
    """Give what is in the list, and empty it."""
    yield from known
    known.clear()
