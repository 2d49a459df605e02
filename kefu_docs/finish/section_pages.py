"""How many pages each section of a document has, by the marks where all but the first begin."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise

import pikepdf
from pikepdf import Dictionary, Name, Pdf


def section_pages(pdf: bytes, starts: Sequence[str]) -> tuple[int, ...]:
    """Count the pages of each section of LibreOffice's PDF of one document.

    `starts` are the named destinations where all sections but the first begin. Nothing where one
    is missing, or a section begins on no page of its own.
    """
    try:
        with Pdf.open(io.BytesIO(pdf)) as document:
            numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
            places = document.Root.get(Name.Dests, Dictionary())
            bounds = [0, *(numbers[places["/" + s][0].objgen] for s in starts), len(numbers)]
    except (pikepdf.PdfError, KeyError):
        return ()
    counts = tuple(following - bound for bound, following in pairwise(bounds))
    return counts if all(count > 0 for count in counts) else ()
