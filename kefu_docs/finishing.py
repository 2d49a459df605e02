"""From converted batches to proved documents and packets: the work for processes of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kefu_docs.diagnostics import Message
from kefu_docs.fonts import FontSet
from kefu_docs.fonts.faceset import faces
from kefu_docs.model import PacketEntry, PdfFacts
from kefu_docs.packets import DocumentInfo, ForeignPdfError, assemble, finish, finish_batch
from kefu_docs.pdfs import PdfFile, PdfFiles
from kefu_docs.proof import Expected, facts_of, prove
from kefu_docs.render import shown_text, start_of
from kefu_docs.store import Store


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
class PacketDraft:
    """What a packet is bound from: its cover, and its documents, whose PDFs are in the store."""

    info: DocumentInfo
    cover: PdfFile
    entries: tuple[PacketEntry, ...]
    files: tuple[PdfFile, ...]


def finish_documents(
    pdf: bytes, drafts: Sequence[Draft], fonts: FontSet, *, composed: bool
) -> list[Finished | Message]:
    """Cut a batch's PDF into finished documents, in the order of `drafts`; a Message is a fault.

    Raises ForeignPdfError where a `composed` PDF is not understood. A document that was converted
    by itself then keeps the fonts as LibreOffice wrote them, under names of its own.
    """
    names = frozenset(faces(fonts))
    infos = [draft.info for draft in drafts]
    try:
        starts = [start_of(n) for n in range(len(drafts))] if composed else []
        pdfs = finish_batch(pdf, starts, infos, fonts)
    except ForeignPdfError:
        if composed:
            raise
        pdfs = [finish(pdf, infos[0])]
        names = frozenset()
    return [_proved(made, draft, names) for made, draft in zip(pdfs, drafts, strict=True)]


def _proved(pdf: bytes, draft: Draft, names: frozenset[str]) -> Finished | Message:
    expected = Expected(shown_text(draft.docx), draft.printed, names)
    proof = prove(pdf, expected, draft.name)
    return proof.faults[0] if proof.faults else Finished(pdf, proof.facts)


def bind_packet(draft: PacketDraft, store: Path, fonts: FontSet) -> Finished:
    """Bind a packet of PDFs in the store at this path; raises KefuError where that fails."""
    pdfs = PdfFiles(Store(store))
    documents = list(zip(draft.entries, map(pdfs.read, draft.files), strict=True))
    pdf = assemble(pdfs.read(draft.cover), documents, draft.info, fonts)
    return Finished(pdf, facts_of(pdf))
