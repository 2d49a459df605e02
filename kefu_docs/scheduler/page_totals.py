"""How many pages documents and sections have, where that is printed and LibreOffice cannot tell.

The numbers are written into a document before LibreOffice lays it out
(render/layout/page_totals.py, render/composing/section_totals.py): at first those of the document
before. Where the PDF has others, the document is laid out again.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from kefu_docs.diagnostics import Message
from kefu_docs.model.jobs import JobPayload, PdfJob
from kefu_docs.render import (
    counted_sections,
    is_counted_otherwise,
    with_section_totals,
    with_total,
)
from kefu_docs.scheduler.messages import ProvedPdf, RefusedPdf

_TRIES = 3
"""The number may change what stands on a line, and so how many pages there are."""


class _Totals(Struct, frozen=True):
    """The number of pages of a document, 0 where it is not written, and of each of its sections."""

    pages: int
    sections: tuple[int, ...] = ()

    @property
    def are_written(self) -> bool:
        """Whether a document prints a number that LibreOffice may get wrong."""
        return self.pages > 0 or bool(self.sections)


_NOTHING = _Totals(0)


class _TriedTotals(Struct):
    """The numbers of a document, and how often it was tried with some."""

    totals: _Totals
    tries: int = 0


class PageTotals:
    """The numbers of pages, in one run."""

    def __init__(self) -> None:
        self._least: dict[str, _Totals] = {}  # what each has at least, by the keys of documents
        self._usual: dict[str, _Totals] = {}  # by template
        self._tried: dict[str, _TriedTotals] = {}  # by the keys of documents

    def applies(self, job: PdfJob) -> bool:
        """Whether a document prints a number that LibreOffice may get wrong.

        Others of its template may not: a record may bring a section, or a field.
        """
        return self._at_least(job).are_written

    def docx(self, job: PdfJob) -> bytes:
        """A document for LibreOffice, with the numbers as text where they would be wrong."""
        if not self.applies(job):
            return job.rendering.docx
        docx, pages = self._with_sections(job), self._totals(job).pages
        return with_total(docx, pages) if pages else docx

    def payload(self, job: PdfJob) -> JobPayload:
        """What a worker is told of a document; it proves the pages of sections as written."""
        sections = len(self._at_least(job).sections)
        if not sections:
            return job.payload
        return replace(job.payload, docx=self._with_sections(job), sections=sections)

    def is_other(self, job: PdfJob, pages: int, sections: tuple[int, ...] = ()) -> bool:
        """Hear how many pages a PDF has; whether the document is worth another try.

        The proof knows the number in figures alone, so one that it does not refuse may be wrong.
        """
        tried = self._tried.get(job.key)
        if tried is None or tried.tries == _TRIES:
            return False
        found = _Totals(pages if tried.totals.pages else 0, sections)
        if found == tried.totals or len(sections) != len(tried.totals.sections):
            return False
        self._tried[job.key] = _TriedTotals(found, tried.tries + 1)
        self._usual[job.document.template] = found
        return True

    def checked(self, job: PdfJob, proved: ProvedPdf | RefusedPdf) -> ProvedPdf | RefusedPdf:
        """Refuse a PDF that shows other pages of a section than this has."""
        tried = self._tried.get(job.key)
        if not isinstance(proved, ProvedPdf) or not tried:
            return proved
        if proved.sections == tried.totals.sections:
            return proved
        fault = Message(
            "{title}: the number of pages of a section (the field SECTIONPAGES) makes another "
            "number of pages wherever it is put in; put it into the header or footer",
            {"title": job.document.name},
        )
        return RefusedPdf(fault, pages=proved.pages)

    def _with_sections(self, job: PdfJob) -> bytes:
        docx, sections = job.rendering.docx, self._totals(job).sections
        return with_section_totals(docx, sections) if sections else docx

    def _totals(self, job: PdfJob) -> _Totals:
        """The numbers that are written into a document."""
        if job.key not in self._tried:
            least = self._at_least(job)
            usual = self._usual.get(job.document.template, least)
            alike = bool(usual.pages) == bool(least.pages)
            is_alike = alike and len(usual.sections) == len(least.sections)
            self._tried[job.key] = _TriedTotals(usual if is_alike else least)
        return self._tried[job.key].totals

    def _at_least(self, job: PdfJob) -> _Totals:
        if job.key not in self._least:
            docx = job.rendering.docx
            # A template that shows pages of sections is not composed (see compose_obstacles).
            sections = (1,) * counted_sections(docx) if job.alone else ()
            least = _Totals(int(is_counted_otherwise(docx)), sections)
            self._least[job.key] = least if least.are_written else _NOTHING
        return self._least[job.key]
