"""Whether the glyphs of a page stand where they are seen, as PDFium draws them."""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

from kefu_docs.proof.page_content import Box

Handle = Any
"""A pointer into PDFium, or a structure of it; ctypes has no types for these."""

# A stroke may reach out by this share of the text's height without being missed.
_SLACK = 0.15


_BEFORE = 8
"""So many texts in front of one tell where that stands; LibreOffice writes a line in several."""


class CutText(NamedTuple):
    """A text that is cut off, and what the page shows in front of it."""

    text: str
    before: str


def cut_pages(
    pdf: bytes, numbers: Iterable[int], counts: Callable[[str], bool] = bool
) -> Iterator[tuple[int, CutText]]:
    """Give those of the pages, counted from 0, that cut off text, with the first that `counts`."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number in numbers:
            found = (cut for cut in cut_texts(document[number]) if counts(cut.text))
            for cut in islice(found, 1):
                yield number, cut


def cut_texts(page: pypdfium2.PdfPage) -> Iterator[CutText]:
    """Give each text that reaches out of the page, or out of what it is clipped to."""
    text_page = page.get_textpage()
    before: deque[Handle] = deque(maxlen=_BEFORE)
    try:
        count = pdfium.FPDFPage_CountObjects(page)
        for text, box, clip in _texts(
            count, lambda index: pdfium.FPDFPage_GetObject(page, index), page.get_cropbox()
        ):
            slack = _SLACK * (box[3] - box[1])
            in_front = list(before)
            before.append(text)
            if not _reaches_out(box, clip, slack):
                continue
            whole = _text(text, text_page)
            shown = whole.strip()
            # Blanks that end a line may reach out.
            drawn = box if shown == whole else _without_blanks(text, box, text_page)
            if shown and _reaches_out(drawn, clip, slack):
                yield CutText(shown, "".join(_text(each, text_page) for each in in_front))
    finally:
        text_page.close()


def _reaches_out(box: Box, clip: Box, slack: float) -> bool:
    return (
        box[0] < clip[0] - slack
        or box[1] < clip[1] - slack
        or box[2] > clip[2] + slack
        or box[3] > clip[3] + slack
    )


def _without_blanks(found: Handle, box: Box, text_page: pypdfium2.PdfTextPage) -> Box:
    """The box around the glyphs of a text that are drawn; all of its `box` where none is known."""
    boxes = []
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        if chr(pdfium.FPDFText_GetUnicode(text_page, index)).isspace():
            continue
        around = pdfium.FPDFText_GetTextObject(text_page, index)
        if around and ctypes.addressof(around.contents) == ctypes.addressof(found.contents):
            left, right, low, high = (ctypes.c_double() for _ in range(4))
            pdfium.FPDFText_GetCharBox(text_page, index, left, right, low, high)
            boxes.append((left.value, low.value, right.value, high.value))
    if not boxes:
        return box
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    return min(lefts), min(lows), max(rights), max(highs)


def _texts(
    count: int, nth: Callable[[int], Handle], seen: Box
) -> Iterator[tuple[Handle, Box, Box]]:
    """Each text object with its box and the box it is clipped to; those in forms, too."""
    for index in range(count):
        found = nth(index)
        kind = pdfium.FPDFPageObj_GetType(found)
        clip = _common(seen, _clip_of(found))
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            yield found, _bounds(found), clip
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            place = pdfium.FS_MATRIX()
            pdfium.FPDFPageObj_GetMatrix(found, place)
            everywhere = (-1e6, -1e6, 1e6, 1e6)
            inner = pdfium.FPDFFormObj_CountObjects(found)
            for text, box, clipped in _texts(inner, _nth_of_form(found), everywhere):
                yield text, _moved(box, place), _common(clip, _moved(clipped, place))


def _nth_of_form(form: Handle) -> Callable[[int], Handle]:
    return lambda index: pdfium.FPDFFormObj_GetObject(form, index)


def _bounds(found: Handle) -> Box:
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(found, left, low, right, high)
    return left.value, low.value, right.value, high.value


def _clip_of(found: Handle) -> Box:
    """The rectangle around the paths that clip an object, all of them in force at once."""
    clip: Box = (-1e6, -1e6, 1e6, 1e6)
    paths = pdfium.FPDFPageObj_GetClipPath(found)
    for path in range(max(0, pdfium.FPDFClipPath_CountPaths(paths))):
        points = []
        for number in range(pdfium.FPDFClipPath_CountPathSegments(paths, path)):
            segment = pdfium.FPDFClipPath_GetPathSegment(paths, path, number)
            x, y = ctypes.c_float(), ctypes.c_float()
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            points.append((x.value, y.value))
        if points:
            across, along = zip(*points, strict=True)
            clip = _common(clip, (min(across), min(along), max(across), max(along)))
    return clip


def _moved(box: Box, matrix: Handle) -> Box:
    corners = [
        (matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f)
        for x in box[::2]
        for y in box[1::2]
    ]
    across, along = zip(*corners, strict=True)
    return min(across), min(along), max(across), max(along)


def _common(one: Box, other: Box) -> Box:
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def _text(found: Handle, text_page: pypdfium2.PdfTextPage) -> str:
    length = pdfium.FPDFTextObj_GetText(found, text_page, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDFTextObj_GetText(
        found, text_page, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length
    )
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
