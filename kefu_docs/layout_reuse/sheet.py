"""A sheet: one docx of the paragraphs by which documents differ, for LibreOffice to set at once."""

from __future__ import annotations

from dataclasses import dataclass

from kefu_docs.layout_reuse.docx_paragraphs import DocxParagraphs, sheet_of
from kefu_docs.layout_reuse.plain_paragraph import shown_by
from kefu_docs.model.jobs import PdfJob


@dataclass(frozen=True)
class Sheet:
    """The paragraphs by which documents differ, once each.

    `apart` is each document taken apart. `examples` are those of the documents that LibreOffice
    lays out in any case.
    """

    jobs: tuple[PdfJob, ...]
    apart: tuple[DocxParagraphs, ...]
    paragraphs: tuple[str, ...]
    examples: tuple[PdfJob, ...]

    def docx(self) -> bytes:
        """The document to convert."""
        return sheet_of(self.jobs[0].rendering.docx, self.paragraphs)

    @property
    def texts(self) -> list[str]:
        """What each paragraph shows."""
        return list(map(shown_by, self.paragraphs))

    @property
    def waiting(self) -> list[PdfJob]:
        """The documents that LibreOffice need not lay out."""
        return [job for job in self.jobs if job not in self.examples]
