"""Documents on their way to a PDF, as values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from msgspec import Struct

from kefu_docs.model.document import Document, DocumentInfo


@dataclass(frozen=True, slots=True)
class RenderedDocument:
    """A rendered document; its bytes stay with the renderer until they are asked for, or let go.

    `key` is the digest of all that went in, `digest` the SHA-256 of the docx, `size` its bytes,
    `printed` each value that the template printed, in order, `paragraphs` how many the body has.
    """

    key: str
    digest: str
    size: int
    printed: tuple[str, ...]
    paragraphs: int
    _read: Callable[[], bytes] = field(repr=False, compare=False)
    _let_go: Callable[[], None] = field(repr=False, compare=False, default=lambda: None)

    @property
    def docx(self) -> bytes:
        """The docx, printed again where that is long ago."""
        return self._read()

    def let_go(self) -> None:
        """Say that nobody will ask for the docx any more."""
        self._let_go()


class JobPayload(Struct, frozen=True):
    """What a worker process needs to know of a job: a view that can be pickled.

    `name` and `info` are what the PDF says about itself, the rest is what it must show; `printed`
    are the values that the template printed, `sections` how many marked sections are to be counted.
    """

    name: str
    info: DocumentInfo
    docx: bytes
    printed: tuple[str, ...]
    sections: int = 0


class PdfJob(Struct, frozen=True):
    """A rendered document that needs a PDF; `key` is the digest of all that goes into the PDF.

    `alone` says that its template cannot be composed with others into a batch: LibreOffice lays it
    out by itself, or it is set after another that was.
    """

    key: str
    document: Document
    rendering: RenderedDocument
    info: DocumentInfo
    alone: bool = False

    @property
    def payload(self) -> JobPayload:
        """What travels to a worker process."""
        rendering = self.rendering
        return JobPayload(self.document.name, self.info, rendering.docx, rendering.printed)
