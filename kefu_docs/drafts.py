"""What goes to the processes that finish documents and packets, and what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kefu_docs.model import Change, DocumentInfo, PacketEntry, PdfFacts
from kefu_docs.pdfs import PdfFile


@dataclass(frozen=True)
class Draft:
    """What a document's PDF has to be: its name, what it says about itself, what it must show.

    `printed` are the values that its template printed.
    """

    name: str
    info: DocumentInfo
    docx: bytes
    printed: tuple[str, ...]


@dataclass(frozen=True)
class Finished:
    """A finished PDF, and what the proof found in it."""

    pdf: bytes
    facts: PdfFacts


@dataclass(frozen=True)
class Pattern:
    """Two documents that LibreOffice laid out: others may be set after the model.

    `docx` is the model's; `changes` are the paragraphs in which the witness differs from it, `info`
    is what the witness says about itself.
    """

    key: str
    docx: bytes = field(compare=False)
    model: bytes = field(compare=False)
    witness: bytes = field(compare=False)
    info: DocumentInfo = field(compare=False)
    changes: Mapping[int, Change] = field(compare=False)


@dataclass(frozen=True)
class PacketDraft:
    """What a packet is bound from: its cover, and its documents, whose PDFs are in the store."""

    info: DocumentInfo
    cover: PdfFile
    entries: tuple[PacketEntry, ...]
    files: tuple[PdfFile, ...]
