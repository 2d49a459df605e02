"""What workers do with LibreOffice's PDFs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from kefu_docs.fonts import FontSet
from kefu_docs.model import DocumentInfo
from kefu_docs.model.fault_kind import FaultKind
from kefu_docs.model.jobs import JobPayload
from kefu_docs.render import compose, for_libreoffice, with_section_totals
from kefu_docs.scheduler.messages import ProvedPdf, RefusedPdf, Workplace
from kefu_docs.scheduler.tasks import finish_documents
from tests.render.composing.test_section_totals import two_sections
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
    assert refused.kind is FaultKind.PARTED
    assert isinstance(whole, ProvedPdf)
    by_itself = office(for_libreoffice(parted))
    alone = finish_documents(place, by_itself, [payload], composed=False)
    assert alone is not None
    assert isinstance(alone[0], ProvedPdf)


def test_each_page_must_show_the_pages_of_its_section(
    office: Office, fonts: FontSet, tmp_path: Path
) -> None:
    """And what it shows must be what they are, so both are told."""
    place = Workplace(fonts, tmp_path)

    def finished(laid_out: tuple[int, int], proved: tuple[int, int]) -> ProvedPdf | RefusedPdf:
        pdf = office(for_libreoffice(with_section_totals(two_sections(), laid_out)))
        docx = with_section_totals(two_sections(), proved)
        payload = JobPayload("t", INFO, docx, (), sections=2)
        made = finish_documents(place, pdf, [payload], composed=False)
        assert made
        return made[0]

    right = finished((2, 3), (2, 3))
    assert isinstance(right, ProvedPdf)
    assert right.sections == (2, 3)
    assert "sectionpages" not in str(right.pdf)
    swapped = finished((3, 2), (2, 3))
    assert isinstance(swapped, RefusedPdf)
    assert swapped.fault.text() == "t: page 1 lacks its header or footer “共2页”"
    assert swapped.sections == (2, 3)


def test_a_section_that_no_page_shows_the_begin_of_is_told(
    office: Office, fonts: FontSet, tmp_path: Path
) -> None:
    """Its pages cannot be counted, in no layout."""
    payload = JobPayload("t", INFO, contract(), (), sections=2)
    made = finish_documents(
        Workplace(fonts, tmp_path), office(for_libreoffice(contract())), [payload], composed=False
    )
    assert made
    assert isinstance(made[0], RefusedPdf)
    assert made[0].kind is FaultKind.OF_THE_DOCUMENT
    assert "SECTIONPAGES" in made[0].fault.text()
