"""A sheet: one docx of the paragraphs by which documents differ, for LibreOffice to set at once."""

from __future__ import annotations

from msgspec import Struct

from kefu_docs.layout_reuse.docx_paragraphs import DocxParagraphs, sheet_of
from kefu_docs.layout_reuse.docx_pictures import pictures_in
from kefu_docs.layout_reuse.lines import TypesetParagraph
from kefu_docs.layout_reuse.picture_objects import PictureObject
from kefu_docs.layout_reuse.plain_paragraph import shown_by
from kefu_docs.model.jobs import PdfJob


class Sheet(Struct, frozen=True):
    """The paragraphs by which documents differ, once each.

    `apart` is each document taken apart. `examples` are those of the documents that LibreOffice
    lays out in any case. `pictures` are the names of those that may be exchanged, once each.
    """

    jobs: tuple[PdfJob, ...]
    apart: tuple[DocxParagraphs, ...]
    paragraphs: tuple[str, ...]
    examples: tuple[PdfJob, ...]
    pictures: tuple[str, ...] = ()

    def docx(self) -> bytes:
        """The document to convert."""
        pictured = (
            job.rendering.docx
            for job, apart in zip(self.jobs, self.apart, strict=True)
            if apart.pictures
        )
        found = pictures_in(pictured, self.pictures)
        pictures = {name: found[name] for name in self.pictures}
        return sheet_of(self.jobs[0].rendering.docx, self.paragraphs, pictures)

    @property
    def texts(self) -> list[str]:
        """What each paragraph shows."""
        return list(map(shown_by, self.paragraphs))

    @property
    def waiting(self) -> list[PdfJob]:
        """The documents that LibreOffice need not lay out."""
        return [job for job in self.jobs if job not in self.examples]


class TypesetSheet(Struct, frozen=True):
    """What LibreOffice made of a sheet's paragraphs and pictures; None for one not understood."""

    paragraphs: list[TypesetParagraph]
    pictures: list[PictureObject | None]
