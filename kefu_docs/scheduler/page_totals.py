"""How many pages documents have, where that is printed and LibreOffice would count otherwise.

The number is written into a document before LibreOffice lays it out (render/page_totals.py): at
first that of the document before. Where the PDF has another, the document is laid out again.
"""

from __future__ import annotations

from msgspec import Struct

from kefu_docs.model.jobs import PdfJob
from kefu_docs.render import is_counted_otherwise, with_total

_TRIES = 3
"""The number may change what stands on a line, and so how many pages there are."""


class _TriedTotal(Struct):
    """The number of pages of a document, and how often it was tried with one."""

    pages: int
    tries: int = 0


class PageTotals:
    """The numbers of pages, in one run."""

    def __init__(self) -> None:
        self._applies: dict[str, bool] = {}  # by the keys of documents
        self._usual: dict[str, int] = {}  # by template
        self._counts: dict[str, _TriedTotal] = {}  # by the keys of documents

    def applies(self, job: PdfJob) -> bool:
        """Whether a document prints a number that LibreOffice may get wrong.

        Others of its template may not: a record may bring a section, or a field.
        """
        if job.key not in self._applies:
            self._applies[job.key] = is_counted_otherwise(job.rendering.docx)
        return self._applies[job.key]

    def docx(self, job: PdfJob) -> bytes:
        """A document for LibreOffice, with the number as text where it would be wrong."""
        if not self.applies(job):
            return job.rendering.docx
        usual = self._usual.get(job.document.template, 1)
        return with_total(
            job.rendering.docx, self._counts.setdefault(job.key, _TriedTotal(usual)).pages
        )

    def is_other(self, job: PdfJob, pages: int) -> bool:
        """Hear how many pages a PDF has; whether the document is worth another try.

        The proof knows the number in figures alone, so one that it does not refuse may be wrong.
        """
        count = self._counts.get(job.key)
        if count is None or count.pages == pages or count.tries == _TRIES:
            return False
        self._counts[job.key] = _TriedTotal(pages, count.tries + 1)
        self._usual[job.document.template] = pages
        return True
