"""Small PDFs for the tests, and what PDFs show: texts and places by PDFium, fonts by pypdf."""

from __future__ import annotations

import ctypes
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from pikepdf import Dictionary, Name
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from tests.support.word import saved

A4 = (595, 842)
"""Width and height in points."""


def opened(pdf: bytes) -> pikepdf.Pdf:
    """Open a PDF from memory."""
    return pikepdf.open(io.BytesIO(pdf))


def marked_pages(
    name: str,
    pages: int = 1,
    outline: Sequence[tuple[str, int, str | None]] = (),
    password: str | None = None,
) -> bytes:
    """A PDF of blank pages, each with a comment in its content that tells it apart.

    `outline` is (title, page from 0, title of the item above).
    """
    pdf = pikepdf.new()
    for number in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=A4)
        page.obj.Contents = pdf.make_stream(f"% {name} {number}\n".encode())
    with pdf.open_outline() as tree:
        items: dict[str, pikepdf.OutlineItem] = {}
        for title, page_number, above in outline:
            items[title] = pikepdf.OutlineItem(title, page_number)
            (items[above].children if above else tree.root).append(items[title])
    written = io.BytesIO()
    protection = pikepdf.Encryption(user=password, owner="owner") if password is not None else False
    pdf.save(written, encryption=protection)
    return written.getvalue()


def marks(pdf: bytes) -> list[str]:
    """Each page's mark, in order."""
    with opened(pdf) as document:
        return [page.obj.Contents.read_bytes().decode().strip("% \n") for page in document.pages]


def text_pages(pages: Sequence[str], shows_as: str = "A") -> bytes:
    """A PDF in Helvetica, not embedded; `shows_as` is what ToUnicode says of its A."""
    pdf = pikepdf.new()
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    code = shows_as.encode("utf-16-be").hex()
    font.ToUnicode = pdf.make_stream(
        b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        b"1 beginbfrange <20> <7e> <0020> endbfrange "
        b"1 beginbfchar <41> <" + code.encode() + b"> endbfchar endcmap"
    )
    for text in pages:
        page = pdf.add_blank_page(page_size=A4)
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        shown = text.encode("latin-1").hex()
        page.obj.Contents = pdf.make_stream(f"BT /F 12 Tf 90 600 Td <{shown}> Tj ET".encode())
    return saved(pdf)


@dataclass(frozen=True)
class Glyph:
    """A character, where its glyph begins on the page in points, and the font it is set in.

    The font's name comes without the tag of the subset.
    """

    character: str
    x: float
    y: float
    font: str


def glyphs(pdf: bytes) -> list[list[Glyph]]:
    """The characters of every page that are drawn, in the order they are drawn."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [list(_glyphs(page.get_textpage())) for page in document]


def _glyphs(text: Any) -> Iterator[Glyph]:
    """PDFium counts UTF-16 units: a character outside of the basic plane is two, in one place."""
    x, y, name = ctypes.c_double(), ctypes.c_double(), ctypes.create_string_buffer(200)
    units = [pdfium.FPDFText_GetUnicode(text, index) for index in range(text.count_chars())]
    for index, unit in enumerate(units):
        if 0xDC00 <= unit < 0xE000 or pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        pair = units[index : index + 2] if 0xD800 <= unit < 0xDC00 else [unit]
        character = b"".join(u.to_bytes(2, "little") for u in pair).decode("utf-16-le")
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetFontInfo(text, index, name, len(name), None)
        yield Glyph(character, x.value, y.value, name.value.decode().partition("+")[2])


def sizes(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of every page in points."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [(round(w), round(h)) for w, h in (page.get_size() for page in document)]


def differences(one: bytes, other: bytes) -> list[object]:
    """List what is not the same: page sizes, characters, fonts, places by more than 0.15 pt."""
    if sizes(one) != sizes(other):
        return [("pages", sizes(one), sizes(other))]
    found: list[object] = []
    for number, (here, there) in enumerate(zip(glyphs(one), glyphs(other), strict=True), 1):
        if [(g.character, g.font) for g in here] != [(g.character, g.font) for g in there]:
            found.append(
                (number, "".join(g.character for g in here), "".join(g.character for g in there))
            )
        else:
            found += [
                (number, a, b)
                for a, b in zip(here, there, strict=True)
                if abs(a.x - b.x) > 0.15 or abs(a.y - b.y) > 0.15
            ]
    return found


def text_of(pdf: bytes) -> str:
    """The text of all pages, without blanks."""
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return "".join("".join(text.split()) for text in texts)


def pixels(pdf: bytes) -> list[bytes]:
    """Each page as grey pixels, 144 an inch."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.render(scale=2, grayscale=True).to_pil().tobytes() for page in document]


def font_programs(pdf: bytes) -> dict[str, bytes]:
    """The font programs of the first page by their names without subset tag."""
    page = PdfReader(io.BytesIO(pdf)).pages[0]
    fonts = _dictionary(_dictionary(page, "/Resources"), "/Font")
    found = {}
    for tag in fonts:
        font = _dictionary(fonts, tag)
        descriptor = _dictionary(font, "/FontDescriptor")
        (program,) = (descriptor[key] for key in descriptor if key.startswith("/FontFile"))
        stream = program.get_object()
        assert isinstance(stream, StreamObject)
        found[str(font["/BaseFont"]).partition("+")[2]] = stream.get_data()
    return found


def _dictionary(parent: DictionaryObject, key: str) -> DictionaryObject:
    child = parent[key].get_object()
    assert isinstance(child, DictionaryObject)
    return child


def images_on(pdf: bytes) -> list[Image.Image]:
    """Each picture as its page shows it, at 144 dots an inch, in grey."""
    shown = []
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            drawn = page.render(scale=2, grayscale=True).to_pil()
            for found in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE]):
                left, bottom, right, top = (round(place * 2) for place in found.get_bounds())
                shown.append(drawn.crop((left, drawn.height - top, right, drawn.height - bottom)))
    return shown
