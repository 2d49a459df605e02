"""The fonts a page's text is set in, and whether the PDF carries them."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

# A subset is named by six letters in front (ISO 32000-1, 9.6.4).
_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")


def fonts_of(page: pypdfium2.PdfPage) -> set[tuple[str, bool]]:
    """Name each font the page's text uses, without its subset tag; True where it is embedded."""
    fonts: dict[int, Any] = {}
    for text in _texts(
        pdfium.FPDFPage_CountObjects(page), lambda index: pdfium.FPDFPage_GetObject(page, index)
    ):
        font = pdfium.FPDFTextObj_GetFont(text)
        if font:
            fonts[ctypes.addressof(font.contents)] = font
    return {
        (_SUBSET_TAG.sub("", _base_name(font)), pdfium.FPDFFont_GetIsEmbedded(font) == 1)
        for font in fonts.values()
    }


def _texts(count: int, nth: Any) -> Iterator[Any]:
    """Walk the text objects, those inside form objects too."""
    for index in range(count):
        found = nth(index)
        kind = pdfium.FPDFPageObj_GetType(found)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield found
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = pdfium.FPDFFormObj_CountObjects(found)
            yield from _texts(inner, _nth_of_form(found))


def _nth_of_form(form: Any) -> Any:
    return lambda index: pdfium.FPDFFormObj_GetObject(form, index)


def _base_name(font: Any) -> str:
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(length)
    pdfium.FPDFFont_GetBaseFontName(font, name, length)
    return name.value.decode("utf-8", "replace")
