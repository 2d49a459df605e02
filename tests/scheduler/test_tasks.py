"""What workers do with LibreOffice's PDFs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kefu_docs.fonts import FontSet
from kefu_docs.model import DocumentInfo
from kefu_docs.model.fault_kind import FaultKind
from kefu_docs.model.jobs import JobPayload
from kefu_docs.render import compose, for_libreoffice
from kefu_docs.scheduler.messages import ProvedPdf, RefusedPdf, Workplace
from kefu_docs.scheduler.tasks import finish_documents
from tests.support.builds import Office
from tests.support.word import paragraph, run, word

INFO = DocumentInfo("合同", "企业", "", (), dt.date(2026, 4, 30))
KEPT = "<w:keepNext/>"


def contract(behind: str = "") -> bytes:
    """A document with a heading; `behind` comes between that and its text."""
    heading = paragraph(run("一、期限"), form=KEPT)
    return word(paragraph(run("前言")) + heading + behind + paragraph(run("合同期限三年。")))


def test_no_heading_of_a_batch_stands_away_from_its_text(
    office: Office, fonts: FontSet, tmp_path: Path
) -> None:
    """It may by itself, where LibreOffice has it so; PDFs stand in that have a page break there."""
    place = Workplace(fonts, tmp_path)
    parted = contract('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
    payload = JobPayload("t", INFO, contract(), ())
    batch = office(compose([parted, contract()]))
    made = finish_documents(place, batch, [payload, payload], composed=True)
    assert made is not None
    refused, whole = made
    assert isinstance(refused, RefusedPdf)
    assert (
        refused.fault.text()
        == "t: “一、期限” stands at the foot of page 1, away from what it is kept with"
    )
    assert refused.kind is FaultKind.OTHER
    assert isinstance(whole, ProvedPdf)
    by_itself = office(for_libreoffice(parted))
    alone = finish_documents(place, by_itself, [payload], composed=False)
    assert alone is not None
    assert isinstance(alone[0], ProvedPdf)
