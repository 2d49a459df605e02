"""Documents of one template: what is set after the first of a kind, and what LibreOffice makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kefu_docs.fonts import Coverage, FontSet
from kefu_docs.layout_reuse.kinds import SetDocuments
from kefu_docs.layout_reuse.lane import LayoutReuse, ReadSheet
from kefu_docs.layout_reuse.tasks import read_typeset, set_documents
from kefu_docs.model import Document, DocumentInfo, Month
from kefu_docs.model.jobs import PdfJob, RenderedDocument
from kefu_docs.records import shipped_kinds
from kefu_docs.render import Template, compose, for_libreoffice
from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.scheduler.messages import ProvedPdf, Workplace
from kefu_docs.scheduler.tasks import finish_documents
from kefu_docs.store import digest
from tests.support.builds import Office
from tests.support.word import paragraph, run
from tests.support.word import word as any_word

DATE = dt.date(2026, 3, 1)
CONTRACT = shipped_kinds()["contract_labor"]
Record = Mapping[str, object]


END = paragraph(run("完")) + paragraph(run("后文")) + "<w:p/>"
"""Paragraphs that are the same in all documents."""


def word(
    body: str, header: str = "", section: str = "", styles: str = "", settings: str = ""
) -> bytes:
    """A docx with this content, in WordprocessingML, and END; without the time of day."""
    made = any_word(
        body + END,
        header=header,
        section=section,
        styles=styles,
        settings=settings,
        family="Times New Roman",
        chinese="宋体",
    )
    return stored(read_parts(made))


def works(fonts: FontSet, template: bytes, records: Sequence[Record]) -> list[PdfJob]:
    """A document for each record; each is converted by itself where the template cannot be
    composed.
    """
    compiled = Template("kind.docx", template, Coverage(fonts))
    return [_work(number, compiled, record) for number, record in enumerate(records)]


def _work(number: int, template: Template, record: Record) -> PdfJob:
    rendered = template.render(record)
    name = f"contracts/{number}"
    return PdfJob(
        digest(rendered.docx, name),
        Document(name, "合同", "", "", Month(2026, 3), DATE, (), (), CONTRACT),
        RenderedDocument(
            str(number), "", 0, rendered.printed, rendered.paragraphs, lambda: rendered.docx
        ),
        DocumentInfo("合同", "甲方", name, (), DATE),
        alone=bool(template.obstacles),
    )


def workplace(fonts: FontSet) -> Workplace:
    """A worker with these fonts and no store."""
    return Workplace(fonts, Path("no store"))


def laid_out(office: Office, fonts: FontSet, documents: Sequence[PdfJob]) -> list[bytes | None]:
    """The PDF of each, as LibreOffice lays it out among the others, or alone where it must be.

    None where the proof refuses it.
    """
    if documents[0].alone:
        return [_laid_out_alone(office, fonts, job) for job in documents]
    pdf = office(compose([job.rendering.docx for job in documents]))
    payloads = [job.payload for job in documents]
    results = finish_documents(workplace(fonts), pdf, payloads, composed=True)
    assert results
    return [result.pdf if isinstance(result, ProvedPdf) else None for result in results]


def _laid_out_alone(office: Office, fonts: FontSet, job: PdfJob) -> bytes | None:
    pdf = office(for_libreoffice(job.rendering.docx))
    results = finish_documents(workplace(fonts), pdf, [job.payload], composed=False)
    assert results
    return results[0].pdf if isinstance(results[0], ProvedPdf) else None


@dataclass
class Outcome:
    """The documents by what became of them: set, refused when they were to be, or laid out.

    `wrong` are those set otherwise than LibreOffice lays them out.
    """

    set: list[int] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    laid_out: list[int] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)


def outcome(office: Office, fonts: FontSet, template: bytes, records: Sequence[Record]) -> Outcome:
    """Set what can be set of the documents for these records, and compare it."""
    documents = works(fonts, template, records)
    made = laid_out(office, fonts, documents)
    numbers = {job.key: number for number, job in enumerate(documents)}
    found = Outcome()
    for task in tasks_to_set(office, fonts, documents, made):
        payloads = [job.payload for job in task.jobs]
        results = set_documents(workplace(fonts), task.pair, payloads, task.changes, task.shown)
        for job, result in zip(task.jobs, results, strict=True):
            number = numbers[job.key]
            (found.set if result else found.refused).append(number)
            if result and result.pdf != made[number]:
                found.wrong.append(number)
    met = {*found.set, *found.refused}
    found.laid_out = [number for number in range(len(documents)) if number not in met]
    return found


def tasks_to_set(
    office: Office, fonts: FontSet, documents: Sequence[PdfJob], made: Sequence[bytes | None]
) -> list[SetDocuments]:
    """What follows from a sheet of all documents, of which LibreOffice made `made`."""
    pdfs = {job.key: pdf for job, pdf in zip(documents, made, strict=True)}
    lane = LayoutReuse(least=1)
    first = lane.offer(documents, len(documents))
    if not first.tasks:
        return []
    (reading,) = first.tasks
    assert isinstance(reading, ReadSheet)
    for job in first.returned:
        lane.laid_out(job, pdfs[job.key])
    pdf, pictures = office(reading.docx()), len(reading.sheet.pictures)
    following = reading.done(
        read_typeset(workplace(fonts), pdf, reading.sheet.texts, pictures=pictures)
    )
    for job in following.returned:
        following.tasks += lane.laid_out(job, pdfs[job.key]).tasks
    return [task for task in following.tasks if isinstance(task, SetDocuments)]
