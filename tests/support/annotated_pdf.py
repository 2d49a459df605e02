"""PDFs with something in them: annotations, fields of a form, and what a page looks like."""

from __future__ import annotations

from collections.abc import Callable

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
from pikepdf import Array, Dictionary, Name, Object, Pdf

from tests.support.pdf import opened
from tests.support.word import saved


def changed(pdf: bytes, change: Callable[[Pdf], object]) -> bytes:
    """Give a PDF with something changed in it."""
    with opened(pdf) as document:
        change(document)
        return saved(document)


def add_annotation(document: Pdf, page: int = 0, **entries: object) -> Object:
    """Put an annotation onto a page, counted from 0; a link where nothing else is said."""
    rectangle = Array([72, 690, 300, 720])
    made = {"Type": Name.Annot, "Subtype": Name.Link, "Rect": rectangle, **entries}
    note = document.make_indirect(Dictionary(made_names(made)))
    held = document.pages[page].obj
    held.Annots = Array([*held.get(Name.Annots, Array()), note])
    return note


def made_names(entries: dict[str, object]) -> dict[str, object]:
    """Keys as pikepdf has them in dictionaries, with a slash."""
    return {"/" + key: value for key, value in entries.items()}


def add_field(document: Pdf, page: int = 0, **entries: object) -> Object:
    """Put a field of a form onto a page; one line of text called `name` where nothing is said."""
    field = {"Subtype": Name.Widget, "FT": Name.Tx, "T": "name", "F": 4, **entries}
    note = add_annotation(document, page, **field)
    if Name.AcroForm not in document.Root:
        helvetica = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        fonts = Dictionary(Helv=document.make_indirect(helvetica))
        document.Root.AcroForm = document.make_indirect(
            Dictionary(
                Fields=Array([]),
                DA=pikepdf.String("/Helv 14 Tf 0 g"),
                DR=Dictionary(Font=fonts),
            )
        )
    document.Root.AcroForm.Fields.append(note)
    return note


def text_stream(document: Pdf, content: bytes, **entries: object) -> Object:
    """Make a form XObject, as appearances are."""
    stream = document.make_stream(content)
    stream.Type, stream.Subtype, stream.BBox = Name.XObject, Name.Form, Array([0, 0, 228, 30])
    for key, value in entries.items():
        stream["/" + key] = value
    return stream


def darkness(pdf: bytes, page: int, box: tuple[float, float, float, float]) -> int:
    """How many pixels of a page's area (left, bottom, right, top, in points) are not white.

    PDFium draws the page at 72 dots an inch, with annotations and fields.
    """
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        drawn = document[page].render(scale=1).to_pil().convert("L")
    left, bottom, right, top = box
    area = drawn.crop((int(left), drawn.height - int(top), int(right), drawn.height - int(bottom)))
    return sum(area.histogram()[:200])
