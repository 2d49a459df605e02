"""From converted batches to proved documents and packets: the work for processes of its own.

These processes load what it needs, while the main process reads records (see finishers).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kefu_docs.diagnostics import Message
from kefu_docs.finish import ForeignPdfError, finish, finish_batch
from kefu_docs.fonts import FontSet
from kefu_docs.fonts.programs.open_faces import faces
from kefu_docs.packets import assemble
from kefu_docs.proof import Expected, facts_of, prove
from kefu_docs.render import shown_text, start_of
from kefu_docs.scheduler.messages import JobPayload, PacketPayload, ProvedPdf
from kefu_docs.store import Store
from kefu_docs.store.pdf_files import StoredPdfs


def open_fonts(fonts: FontSet) -> None:
    """Open the font set, which all that follows asks for."""
    faces(fonts)


def finish_documents(
    pdf: bytes, drafts: Sequence[JobPayload], fonts: FontSet, composed: bool
) -> list[ProvedPdf | Message] | None:
    """Cut a batch's PDF into finished documents, in the order of `drafts`; a Message is a fault.

    None where a `composed` PDF is not understood. A document that was converted by itself then
    keeps the fonts as LibreOffice wrote them, under names of its own.
    """
    names = frozenset(faces(fonts))
    infos = [draft.info for draft in drafts]
    try:
        starts = [start_of(n) for n in range(len(drafts))] if composed else []
        pdfs = finish_batch(pdf, starts, infos, fonts)
    except ForeignPdfError:
        if composed:
            return None
        pdfs = [finish(pdf, infos[0])]
        names = frozenset()
    return [proved(made, draft, names) for made, draft in zip(pdfs, drafts, strict=True)]


def proved(pdf: bytes, draft: JobPayload, names: frozenset[str]) -> ProvedPdf | Message:
    """Prove a PDF against what its job says; a Message is what is wrong with it."""
    expected = Expected(shown_text(draft.docx), draft.printed, names)
    proof = prove(pdf, expected, draft.name)
    return proof.faults[0] if proof.faults else ProvedPdf(pdf, proof.facts)


def bind_packet(draft: PacketPayload, store: Path, fonts: FontSet) -> ProvedPdf:
    """Bind a packet of PDFs in the store at this path; raises KefuError where that fails."""
    pdfs = StoredPdfs(Store(store))
    documents = list(zip(draft.entries, map(pdfs.read, draft.files), strict=True))
    pdf = assemble(pdfs.read(draft.cover), documents, draft.info, fonts)
    return ProvedPdf(pdf, facts_of(pdf))
