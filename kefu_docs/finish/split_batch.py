"""A composed PDF to finished documents: each its own pages, outline, fonts and metadata.

What a document's bytes depend on is its own pages alone: fonts are made anew from the font set,
resources are named in the order they are met, objects numbered in the order they are made.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from kefu_docs.finish.code_texts import code_texts
from kefu_docs.finish.copy_pages import DocumentCopy
from kefu_docs.finish.libreoffice_fonts import UNREADABLE, ForeignPdfError
from kefu_docs.finish.libreoffice_pdf import Source
from kefu_docs.fonts import FontSet
from kefu_docs.fonts.programs.open_faces import faces
from kefu_docs.model import DocumentInfo
from kefu_docs.pdf.metadata import Metadata, saved
from kefu_docs.pdf.outline import Entry, read_outline, write_outline


def finish_batch(
    pdf: bytes,
    starts: Sequence[str],
    infos: Sequence[DocumentInfo],
    fonts: FontSet,
    grid: int = 0,
) -> list[bytes]:
    """Cut `pdf`, which LibreOffice exported, into finished documents, one for each of `infos`.

    `starts` are the named destinations (Word: bookmarks of letters and digits) on the documents'
    first pages, in order; pages before the first are left out. Without `starts` a single document
    is the whole PDF. A document's bytes are a function of its pages, its info and `fonts`. It is
    PDF/A-2u, with object streams. Links to the marks that the composition made, which the page
    counts became, are left out. `grid` is what LibreOffice's glyphs stand on, in thousandths of a
    point; where it is 0 its version has to tell.

    Raises ForeignPdfError where the PDF is not as LibreOffice writes it, does not have these
    destinations in this order on pages of their own, or is not set in faces of `fonts`.
    """
    try:
        with Pdf.open(io.BytesIO(pdf)) as document:
            marks = document.Root.get(Name.Dests, Dictionary())
            composed = any("/" + start in marks for start in starts)
            source = Source(document, faces(fonts), marked=composed, grid=grid)
            bounds = _bounds(document, starts, len(infos))
            entries = list(read_outline(document))
            return [
                _finished(source, range(*bound), entries, info)
                for bound, info in zip(pairwise(bounds), infos, strict=True)
            ]
    except UNREADABLE as error:
        raise ForeignPdfError(str(error)) from error


def _bounds(document: Pdf, starts: Sequence[str], count: int) -> list[int]:
    """Give the first page of each document, from 0, and the number of pages."""
    pages = len(document.pages)
    if count == 1 and not starts:
        return [0, pages]
    if len(starts) != count:
        raise ForeignPdfError(f"{count} documents and {len(starts)} destinations")
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
    places = document.Root.get(Name.Dests, Dictionary())
    bounds = [numbers[places["/" + start][0].objgen] for start in starts]
    if any(first >= second for first, second in pairwise([*bounds, pages])):
        raise ForeignPdfError("documents that do not begin on pages of their own")
    return [*bounds, pages]


def _finished(source: Source, pages: range, entries: Sequence[Entry], info: DocumentInfo) -> bytes:
    with pikepdf.new() as document:
        copy = DocumentCopy(document, source, pages)
        copy.write(*code_texts(copy.contents))
        write_outline(document, list(copy.own(entries)))
        Metadata(document, archival=True).write(info)
        return saved(document)
