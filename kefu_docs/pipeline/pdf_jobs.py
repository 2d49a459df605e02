"""Documents as jobs: printed, and known by the digest of all that their PDFs follow from."""

from __future__ import annotations

from kefu_docs.model import Document, DocumentInfo
from kefu_docs.model.jobs import PdfJob, RenderedDocument
from kefu_docs.pipeline.toolchain import Toolchain
from kefu_docs.render.renderer import Context, Renderer
from kefu_docs.store import digest, program_digest

FAILURE = "failure"
"""The kind of facts that say why no PDF could be made, by the keys of jobs."""


class PdfJobs:
    """Makes jobs of documents that `author` issues; PDFs will be made with `tools`."""

    def __init__(self, tools: Toolchain, renderer: Renderer, author: str) -> None:
        self._tools = tools
        self._renderer = renderer
        self._author = author

    def job(self, document: Document, context: Context) -> PdfJob:
        """The document, printed now or earlier; raises as Renderer.rendered does."""
        return self._of(document, self._renderer.rendered(document, context))

    def draft(self, document: Document, context: Context) -> PdfJob:
        """The same, for who will ask for `job` before anything is made of the document."""
        return self._of(document, self._renderer.drafted(document, context))

    def _of(self, document: Document, rendering: RenderedDocument) -> PdfJob:
        info = self.info(document)
        versions = self._tools.versions.values()
        key = digest(program_digest(), rendering.digest, *versions, repr(info))
        return PdfJob(key, document, rendering, info)

    def info(self, document: Document) -> DocumentInfo:
        """What a document's PDF says about itself."""
        return DocumentInfo(
            title=f"{document.title} {document.person}".strip(),
            author=self._author,
            subject=document.name,
            keywords=document.keywords,
            date=document.date,
        )
