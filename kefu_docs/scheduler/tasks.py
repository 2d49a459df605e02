"""What workers do with LibreOffice's PDFs: cut, finish and prove documents; bind packets.

Calls name these functions, so that only workers load what they need (see messages.Call).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec.structs import replace

from kefu_docs.diagnostics import Message
from kefu_docs.finish import ForeignPdfError, finish, finish_batch, section_pages
from kefu_docs.finish.text_grid import TENTH, TWIP
from kefu_docs.fonts.programs.open_faces import faces
from kefu_docs.model import DocumentInfo
from kefu_docs.model.fault_kind import FaultKind
from kefu_docs.model.jobs import JobPayload
from kefu_docs.packets import assemble
from kefu_docs.proof import Expected, facts_of, prove
from kefu_docs.render import section_start, shown_text, start_of
from kefu_docs.render.composing.odf_blocks import DocumentBlocks
from kefu_docs.render.composing.odf_pattern import NotUnderstoodError, Pattern, learned
from kefu_docs.scheduler.layout_habits import UNKNOWN, Habits
from kefu_docs.scheduler.messages import PacketPayload, ProvedPdf, RefusedPdf, Workplace
from kefu_docs.store import Store
from kefu_docs.store.pdf_files import LARGE, StoredPdf, StoredPdfs


def open_fonts(workplace: Workplace) -> None:
    """Open the font set, which all that follows asks for."""
    faces(workplace.fonts)


def look_ahead(workplace: Workplace, docx: bytes) -> None:
    """Read of a document what finishing and proof will ask for, while LibreOffice lays it out.

    That is its text, and the outlines that the set's first face has for it: half of the time that a
    worker's first document takes. What cannot be read is told when the document is done.
    """
    shown = shown_text(docx)
    first, *_ = next(iter(faces(workplace.fonts).values()))
    first.read_ahead("".join((*shown.body, *shown.margins)))


def finish_documents(
    workplace: Workplace,
    pdf: bytes,
    payloads: Sequence[JobPayload],
    composed: bool,
    grid: int = 0,
) -> list[ProvedPdf | RefusedPdf] | None:
    """Cut a batch's PDF into finished documents, in the order given, and prove each.

    None where a `composed` PDF is not understood. A document that was converted by itself then
    keeps the fonts as LibreOffice wrote them, under names of its own. `grid` is what LibreOffice's
    glyphs stand on (Habits.grid).
    """
    fonts = workplace.fonts
    infos = [payload.info for payload in payloads]
    names: frozenset[str] | None = frozenset(faces(fonts))
    try:
        starts = [start_of(n) for n in range(len(payloads))] if composed else []
        pdfs = finish_batch(pdf, starts, infos, fonts, grid)
    except ForeignPdfError:
        if composed:
            return None
        pdfs = [finish(pdf, infos[0])]
        names = None
    if payloads[0].sections:
        return [_proved_by_section(pdf, pdfs[0], payloads[0], names)]
    made = zip(pdfs, payloads, strict=True)
    return [proved(pdf, payload, names, among_others=composed) for pdf, payload in made]


def _proved_by_section(
    exported: bytes, pdf: bytes, payload: JobPayload, names: frozenset[str] | None
) -> ProvedPdf | RefusedPdf:
    """Prove a document that shows the pages of its sections; it is converted by itself."""
    counts = section_pages(exported, [section_start(n) for n in range(1, payload.sections)])
    if not counts:
        fault = Message(
            "{title}: on which page a section begins is not to be seen, so its pages cannot be "
            "counted (the field SECTIONPAGES); begin it with a paragraph that is not hidden",
            {"title": payload.name},
        )
        return RefusedPdf(fault, FaultKind.OF_THE_DOCUMENT)
    made = proved(pdf, payload, names, among_others=False, sections=counts)
    return replace(made, sections=counts)


def read_pattern(
    workplace: Workplace, odf: bytes, documents: Sequence[DocumentBlocks]
) -> Pattern | None:
    """Read what LibreOffice saved of sample documents; None where it is not understood."""
    try:
        return learned(documents, odf, workplace.fonts)
    except NotUnderstoodError:
        return None


def proved(
    pdf: bytes,
    payload: JobPayload,
    names: frozenset[str] | None,
    *,
    among_others: bool,
    sections: tuple[int, ...] = (),
) -> ProvedPdf | RefusedPdf:
    """Prove a PDF against its payload; `sections` are the pages of each, where it shows them.

    `names` are the faces it may be set in; None where it keeps the fonts LibreOffice wrote.
    `among_others`: it was laid out in a batch, or as another document is.
    """
    shown = shown_text(payload.docx)
    expected = Expected(shown, payload.printed, names or frozenset(), among_others, sections)
    proof = prove(pdf, expected, payload.name)
    if proof.faults:
        return RefusedPdf(proof.faults[0], proof.kind, proof.facts.pages)
    return ProvedPdf(pdf, proof.facts, names is None)


def shown_habits(workplace: Workplace, alone: bytes, batch: bytes) -> Habits:
    """What LibreOffice's PDFs of `layout_habits.probes` show, in their order."""
    info = DocumentInfo("probe", "", "", (), dt.date(2026, 1, 1))
    starts = [start_of(number) for number in range(3)]
    for grid in (TENTH, TWIP):  # what stands on the coarser stands on the finer, too
        try:
            (whole,) = finish_batch(alone, [], [info], workplace.fonts, grid)
        except ForeignPdfError:
            continue
        try:
            first, _, last = finish_batch(batch, starts, [info] * 3, workplace.fonts, grid)
        except ForeignPdfError:
            return Habits(grid, composes=False)
        return Habits(grid, composes=first == whole == last)
    return UNKNOWN


def bind_packet(workplace: Workplace, payload: PacketPayload) -> ProvedPdf | StoredPdf:
    """Bind a packet of PDFs in the store; raises KefuError where that fails.

    A large one is put there, too: on the way it would be in the build's memory several times.
    """
    pdfs = StoredPdfs(Store(workplace.store))
    documents = list(zip(payload.entries, map(pdfs.read, payload.files), strict=True))
    pdf = assemble(pdfs.read(payload.cover), documents, payload.info, workplace.fonts)
    facts = facts_of(pdf)
    if payload.key and len(pdf) > LARGE:
        return pdfs.write(payload.key, pdf, facts)
    return ProvedPdf(pdf, facts)
