"""A finished document, as it is published and as it is bound."""

from __future__ import annotations

from msgspec import Struct

from kefu_docs.model import Document
from kefu_docs.model.jobs import RenderedDocument
from kefu_docs.store.pdf_files import StoredPdf


class BuiltDocument(Struct, frozen=True):
    """A finished document, as it is bound; the bytes stay in the store."""

    document: Document
    pdf: StoredPdf


class MadeDocument(Struct, frozen=True):
    """The same with what it was made from, which is let go when it is published."""

    document: Document
    rendering: RenderedDocument
    pdf: StoredPdf

    @property
    def built(self) -> BuiltDocument:
        """What is kept of it until the end of the build."""
        return BuiltDocument(self.document, self.pdf)
