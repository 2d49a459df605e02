"""What worker processes do for the lane: read a sheet, set documents after a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from kefu_docs.finish import ForeignPdfError
from kefu_docs.fonts import FontSet
from kefu_docs.fonts.programs.open_faces import faces
from kefu_docs.layout_reuse.docx_paragraphs import flow_of, form_of
from kefu_docs.layout_reuse.lines import Change, Pattern, Setting
from kefu_docs.layout_reuse.page_lines import NotSettableError
from kefu_docs.layout_reuse.typeset import Model, read_sheet
from kefu_docs.scheduler.messages import JobPayload, ProvedPdf
from kefu_docs.scheduler.tasks import proved


def read_settings(pdf: bytes, texts: Sequence[str], fonts: FontSet) -> list[Setting] | None:
    """Read a sheet of paragraphs that show `texts`; None where nothing is set after it."""
    try:
        return read_sheet(pdf, texts, fonts)
    except (ForeignPdfError, NotSettableError):
        return None


def set_documents(
    pattern: Pattern,
    drafts: Sequence[JobPayload],
    changes: Sequence[Mapping[int, Change]],
    fonts: FontSet,
) -> list[ProvedPdf | None]:
    """Set documents after a pattern's model, each with its changes.

    None where that cannot be, or is found to be wrong: LibreOffice has to lay the document out.
    """
    model = _model(pattern, fonts)
    return [
        _set(model, draft, own, fonts) if model else None
        for draft, own in zip(drafts, changes, strict=True)
    ]


def _set(
    model: Model, draft: JobPayload, changes: Mapping[int, Change], fonts: FontSet
) -> ProvedPdf | None:
    try:
        pdf = model.set(changes, draft.info)
    except NotSettableError:
        return None
    result = proved(pdf, draft, frozenset(faces(fonts)))
    return result if isinstance(result, ProvedPdf) else None


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
