"""From converted batches to proved documents and packets: the work for processes of its own.

These processes load what it needs, while the main process reads records (see finishers).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from kefu_docs.diagnostics import Message
from kefu_docs.drafts import Draft, Finished, PacketDraft, Pattern
from kefu_docs.fonts import FontSet
from kefu_docs.fonts.faceset import faces
from kefu_docs.model import Change, Setting
from kefu_docs.packets import (
    ForeignPdfError,
    Model,
    NotSettableError,
    assemble,
    finish,
    finish_batch,
    read_sheet,
)
from kefu_docs.pdfs import PdfFiles
from kefu_docs.proof import Expected, facts_of, prove
from kefu_docs.render import flow_of, form_of, shown_text, start_of
from kefu_docs.store import Store


def open_fonts(fonts: FontSet) -> None:
    """Open the font set, which all that follows asks for."""
    faces(fonts)


def finish_documents(
    pdf: bytes, drafts: Sequence[Draft], fonts: FontSet, composed: bool
) -> list[Finished | Message] | None:
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
    return [_proved(made, draft, names) for made, draft in zip(pdfs, drafts, strict=True)]


def read_settings(pdf: bytes, texts: Sequence[str], fonts: FontSet) -> list[Setting] | None:
    """Read a sheet of paragraphs that show `texts`; None where nothing is set after it."""
    try:
        return read_sheet(pdf, texts, fonts)
    except (ForeignPdfError, NotSettableError):
        return None


def set_documents(
    pattern: Pattern,
    drafts: Sequence[Draft],
    changes: Sequence[Mapping[int, Change]],
    fonts: FontSet,
) -> list[Finished | None]:
    """Set documents after a pattern's model, each with its changes.

    None where that cannot be, or is found to be wrong: LibreOffice has to lay the document out.
    """
    model = _model(pattern, fonts)
    return [
        _set(model, draft, own, fonts) if model else None
        for draft, own in zip(drafts, changes, strict=True)
    ]


def _set(
    model: Model, draft: Draft, changes: Mapping[int, Change], fonts: FontSet
) -> Finished | None:
    try:
        pdf = model.set(changes, draft.info)
    except NotSettableError:
        return None
    result = _proved(pdf, draft, frozenset(faces(fonts)))
    return result if isinstance(result, Finished) else None


@lru_cache(maxsize=16)
def _model(pattern: Pattern, fonts: FontSet) -> Model | None:
    """Open a pattern's model; None where its witness does not come out the same."""
    form = form_of(pattern.docx)
    flow = form and flow_of(pattern.docx, form)
    if not flow:
        return None
    try:
        model = Model(pattern.model, flow, fonts)
        return model if model.set(pattern.changes, pattern.info) == pattern.witness else None
    except NotSettableError:
        return None


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
