"""A finished document, as it is published and bound."""

from __future__ import annotations

from dataclasses import dataclass

from kefu_docs.model import Document
from kefu_docs.model.jobs import RenderedDocument
from kefu_docs.store.pdf_files import StoredPdf


@dataclass(frozen=True)
class BuiltDocument:
    """A finished document; the bytes stay in the store."""

    document: Document
    rendering: RenderedDocument
    pdf: StoredPdf
