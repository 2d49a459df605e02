"""What workers do for the lane: read a sheet, set documents after a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from kefu_docs.finish import ForeignPdfError
from kefu_docs.fonts import FontSet
from kefu_docs.fonts.programs.open_faces import faces
from kefu_docs.layout_reuse.docx_paragraphs import flow_of, take_apart
from kefu_docs.layout_reuse.item_owners import NotSettableError
from kefu_docs.layout_reuse.lines import Change, LaidOutPair, TypesetParagraph
from kefu_docs.layout_reuse.typeset import Model, read_sheet
from kefu_docs.model.jobs import JobPayload
from kefu_docs.scheduler.messages import ProvedPdf, Workplace
from kefu_docs.scheduler.tasks import proved


def read_paragraphs(
    workplace: Workplace, pdf: bytes, texts: Sequence[str], grid: int = 0
) -> list[TypesetParagraph] | None:
    """Read a sheet of paragraphs that show `texts`; None where nothing can be set after it."""
    try:
        return read_sheet(pdf, texts, workplace.fonts, grid)
    except (ForeignPdfError, NotSettableError):
        return None


def set_documents(
    workplace: Workplace,
    pair: LaidOutPair,
    payloads: Sequence[JobPayload],
    changes: Sequence[Mapping[int, Change]],
) -> list[ProvedPdf | None]:
    """Set documents after a pair's model, each with its changes, and prove them.

    None where that cannot be, or is found to be wrong: LibreOffice has to lay the document out.
    """
    fonts = workplace.fonts
    model = _model(pair, fonts)
    return [
        _set(model, payload, own, fonts) if model else None
        for payload, own in zip(payloads, changes, strict=True)
    ]


def _set(
    model: Model, payload: JobPayload, changes: Mapping[int, Change], fonts: FontSet
) -> ProvedPdf | None:
    try:
        pdf = model.set(changes, payload.info)
    except NotSettableError:
        return None
    result = proved(pdf, payload, frozenset(faces(fonts)))
    return result if isinstance(result, ProvedPdf) else None


@lru_cache(maxsize=16)
def _model(pair: LaidOutPair, fonts: FontSet) -> Model | None:
    """Open a pair's model; None where its witness does not come out the same."""
    apart = take_apart(pair.docx)
    flow = apart and flow_of(pair.docx, apart)
    if not flow:
        return None
    try:
        model = Model(pair.model, flow, fonts)
        return model if model.set(pair.changes, pair.info) == pair.witness else None
    except NotSettableError:
        return None
