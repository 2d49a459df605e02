"""Documents laid out again with the number of pages that they have."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

from kefu_docs.diagnostics import Message
from kefu_docs.model import PdfFacts
from kefu_docs.model.jobs import JobPayload, PdfJob
from kefu_docs.render import shown_text
from kefu_docs.scheduler.batch import Batch, Batches
from kefu_docs.scheduler.messages import ProvedPdf, RefusedPdf
from kefu_docs.scheduler.page_totals import PageTotals
from tests.render.composing.test_section_totals import two_sections
from tests.scheduler.test_tasks import INFO
from tests.support import word as make
from tests.support.word import paragraph, run, word

BODY = paragraph(run("封"), form="<w:sectPr/>") + paragraph(make.simple_field("NUMPAGES"))
COUNTED = word(BODY, section='<w:pgNumType w:start="1"/>')
WRONG = Message("page 1 does not show the whole paragraph")


def job(key: str, docx: bytes = COUNTED) -> PdfJob:
    """A document of one template."""
    made = SimpleNamespace(
        key=key,
        document=SimpleNamespace(template="t", name=key),
        alone=False,
        payload=None,
        rendering=SimpleNamespace(docx=docx, paragraphs=2),
    )
    return cast(PdfJob, made)


def by_section(key: str) -> PdfJob:
    """A document that shows the pages of its two sections."""
    made = cast(Any, job(key, two_sections()))
    made.alone, made.payload = True, JobPayload(key, INFO, made.rendering.docx, ())
    return cast(PdfJob, made)


def total(totals: PageTotals, of: PdfJob) -> str:
    """The number that is written into a document."""
    return shown_text(totals.docx(of)).body[1]


def test_the_number_is_that_of_the_document_before_until_it_is_known() -> None:
    """Each is tried with the number that its refused PDF had."""
    totals = PageTotals()
    one, other = job("1"), job("2")
    assert total(totals, one) == "1"
    assert totals.is_other(one, 5)
    assert (total(totals, one), total(totals, other)) == ("5", "5")
    assert totals.is_other(other, 6)
    assert (total(totals, one), total(totals, other)) == ("5", "6")
    assert not totals.is_other(one, 5)


def test_a_document_whose_number_changes_its_pages_is_given_up() -> None:
    """Where each number makes another number of pages, none is right."""
    totals = PageTotals()
    one = job("1")
    tried = []
    for pages in (9, 10) * 4:
        totals.docx(one)
        tried.append(totals.is_other(one, pages))
    assert tried == [True] * 3 + [False] * 5


def test_other_documents_are_laid_out_as_they_are() -> None:
    """Their number of pages, if any, is LibreOffice's."""
    totals = PageTotals()
    plain = job("1", word(paragraph(run("甲"))))
    assert totals.docx(plain) == plain.rendering.docx
    assert not totals.is_other(plain, 5)


def test_other_documents_of_the_template_may_be_counted_otherwise() -> None:
    """What begins anew may stand in a section that only some records bring."""
    totals = PageTotals()
    assert not totals.applies(job("1", word(paragraph(make.simple_field("NUMPAGES")))))
    assert totals.applies(job("2"))


def test_a_document_that_is_not_refused_may_show_another_number() -> None:
    """The proof knows it in figures alone."""
    lane = Batches()
    batch = Batch(lane, (job("1"),))
    batch.docx()
    (again,) = batch.done([ProvedPdf(b"%PDF-", PdfFacts(2, ()))]).tasks
    assert isinstance(again, Batch)
    again.docx()
    (result,) = again.done([ProvedPdf(b"%PDF-", PdfFacts(2, ()))]).results
    assert result.job.key == "1"


def test_documents_of_another_number_come_in_one_batch_again() -> None:
    """What is wrong besides, with the right number, goes on as before."""
    lane = Batches()
    batch = Batch(lane, (job("1"), job("2"), job("3")))
    batch.docx()
    right = ProvedPdf(b"%PDF-", PdfFacts(1, ()))
    following = batch.done([right, RefusedPdf(WRONG, pages=2), RefusedPdf(WRONG, pages=3)])
    assert [result.job.key for result in following.results] == ["1"]
    (again,) = following.tasks
    assert isinstance(again, Batch)
    assert ([one.key for one in again.jobs], again.composed) == (["2", "3"], True)
    again.docx()
    right = ProvedPdf(b"%PDF-", PdfFacts(2, ()))
    (alone,) = again.done([right, RefusedPdf(WRONG, pages=3)]).tasks
    assert isinstance(alone, Batch)
    assert ([one.key for one in alone.jobs], alone.composed) == (["3"], False)


def test_the_pages_of_sections_are_written_and_proved_as_written() -> None:
    """Those of the document before until they are known."""
    totals = PageTotals()
    one, other = by_section("1"), by_section("2")
    assert shown_text(totals.docx(one)).of_sections[1] == (("共1页",), ("共1页",))
    assert totals.is_other(one, 5, (2, 3))
    for made in (one, other):
        payload = totals.payload(made)
        assert payload.sections == 2
        for docx in (totals.docx(made), payload.docx):
            assert shown_text(docx).of_sections[1] == (("共3页",), ("共3页",))
    assert not totals.is_other(one, 5, (2, 3))
    assert not totals.is_other(other, 5)  # its sections could not be counted


def test_a_section_whose_number_changes_its_pages_is_refused() -> None:
    """The proof found on each page what was written, which is not what there is."""
    lane = Batches()
    batch = Batch(lane, (by_section("1"),), composed=False)
    for counts in ((2, 3), (3, 2), (2, 3)):
        batch.docx()
        (again,) = batch.done([ProvedPdf(b"%PDF-", PdfFacts(5, ()), sections=counts)]).tasks
        assert isinstance(again, Batch)
        batch = again
    batch.docx()
    following = batch.done([ProvedPdf(b"%PDF-", PdfFacts(5, ()), sections=(3, 2))])
    assert following.results == []
    batch.docx()
    right = batch.done([ProvedPdf(b"%PDF-", PdfFacts(5, ()), sections=(2, 3))])
    assert [result.is_plain for result in right.results] == [False]  # nobody counts those set after
