"""What workers do for the lane: read a sheet, set documents after a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from kefu_docs.finish import ForeignPdfError
from kefu_docs.fonts import FontSet
from kefu_docs.fonts.programs.open_faces import faces
from kefu_docs.layout_reuse.docx_paragraphs import flow_of, take_apart
from kefu_docs.layout_reuse.docx_pictures import files_by_digest
from kefu_docs.layout_reuse.image_streams import read_pictures
from kefu_docs.layout_reuse.item_owners import NotSettableError
from kefu_docs.layout_reuse.lines import Change, Exchange, LaidOutPair
from kefu_docs.layout_reuse.sheet import TypesetSheet
from kefu_docs.layout_reuse.typeset import Model, read_sheet
from kefu_docs.model.jobs import JobPayload
from kefu_docs.scheduler.messages import ProvedPdf, Workplace
from kefu_docs.scheduler.tasks import proved


def read_typeset(
    workplace: Workplace, pdf: bytes, texts: Sequence[str], grid: int = 0, pictures: int = 0
) -> TypesetSheet | None:
    """Read a sheet of paragraphs that show `texts`, and of pictures.

    None where nothing can be set after it.
    """
    try:
        paragraphs = read_sheet(pdf, texts, workplace.fonts, grid)
        return TypesetSheet(paragraphs, read_pictures(pdf, pictures))
    except (ForeignPdfError, NotSettableError):
        return None


def set_documents(
    workplace: Workplace,
    pair: LaidOutPair,
    payloads: Sequence[JobPayload],
    changes: Sequence[Mapping[int, Change]],
    shown: Sequence[Exchange],
) -> list[ProvedPdf | None]:
    """Set documents after a pair's model, each with its changes and pictures, and prove them.

    None where that cannot be, or is found to be wrong: LibreOffice has to lay the document out.
    """
    fonts = workplace.fonts
    model = _model(pair, fonts)
    return [
        _set(model, payload, own, pictures, fonts) if model else None
        for payload, own, pictures in zip(payloads, changes, shown, strict=True)
    ]


def _set(
    model: Model,
    payload: JobPayload,
    changes: Mapping[int, Change],
    shown: Exchange,
    fonts: FontSet,
) -> ProvedPdf | None:
    try:
        pdf = model.set(changes, payload.info, _with_files(shown, payload.docx))
    except NotSettableError:
        return None
    result = proved(pdf, payload, frozenset(faces(fonts)), among_others=True)
    return result if isinstance(result, ProvedPdf) else None


def _with_files(shown: Exchange, docx: bytes) -> Exchange:
    """The pictures with their bytes; NotSettableError where the docx does not have them."""
    if not shown:
        return shown
    files = files_by_digest(docx)
    complete = {was: now.with_data(files) for was, now in shown.items()}
    found = {was: now for was, now in complete.items() if now}
    if len(found) < len(complete):
        raise NotSettableError("a picture that is not written as its file is")
    return found


@lru_cache(maxsize=16)
def _model(pair: LaidOutPair, fonts: FontSet) -> Model | None:
    """Open a pair's model; None where its witness does not come out the same."""
    apart = take_apart(pair.docx)
    flow = apart and flow_of(pair.docx, apart)
    if not flow:
        return None
    try:
        model = Model(pair.model, flow, fonts, pair.pictures)
        shown = _with_files(pair.shown, pair.witness_docx)
        return model if model.set(pair.changes, pair.info, shown) == pair.witness else None
    except NotSettableError:
        return None
