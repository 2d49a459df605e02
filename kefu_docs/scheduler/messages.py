"""What goes to the processes that finish documents and packets, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass

from kefu_docs.model import DocumentInfo, PacketEntry, PdfFacts
from kefu_docs.store.pdf_files import StoredPdf


@dataclass(frozen=True)
class JobPayload:
    """What a document's PDF has to be: its name, what it says about itself, what it must show.

    `printed` are the values that its template printed.
    """

    name: str
    info: DocumentInfo
    docx: bytes
    printed: tuple[str, ...]


@dataclass(frozen=True)
class ProvedPdf:
    """A finished PDF, and what the proof found in it."""

    pdf: bytes
    facts: PdfFacts


@dataclass(frozen=True)
class PacketPayload:
    """What a packet is bound from: its cover, and its documents, whose PDFs are in the store."""

    info: DocumentInfo
    cover: StoredPdf
    entries: tuple[PacketEntry, ...]
    files: tuple[StoredPdf, ...]
