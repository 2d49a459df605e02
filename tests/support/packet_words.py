"""Word documents for conversion, and what a page shows: its glyphs' places, its pixels."""

from __future__ import annotations

import ctypes
import io
import struct
import zlib
from dataclasses import dataclass
from typing import Any

import docx
import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

RARE = "䶮㛃𠮷𬱖𰻝"  # Noto has these
RAREST = "\U0002ceb0\U0002cebf\U0002cf00"  # Ext F, in Hanazono alone
MANY = "".join(map(chr, range(0x4E00, 0x4E00 + 1200, 3)))  # more than a subset takes


@dataclass(frozen=True)
class Words:
    """A paragraph; `properties` are elements of w:rPr without their namespace."""

    text: str
    font: str = "宋体"
    size: float = 12
    bold: bool = False
    italic: bool = False
    justified: bool = False
    heading: int = 0
    properties: tuple[str, ...] = ()


def word(*paragraphs: Words) -> bytes:
    """Write a docx."""
    document = docx.Document()
    for words in paragraphs:
        if words.heading:
            document.add_heading(words.text, words.heading)
            continue
        paragraph = document.add_paragraph()
        if words.justified:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        run = paragraph.add_run(words.text)
        run.font.name, run.font.size = words.font, Pt(words.size)
        run.bold, run.italic = words.bold, words.italic
        properties: Any = run._element.get_or_add_rPr()
        properties.get_or_add_rFonts().set(qn("w:eastAsia"), words.font)
        for element in words.properties:
            properties.append(parse_xml(_element(element)))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def word_turned(text: str) -> bytes:
    """A docx with the text in table cells turned up and down, and of vertical lines."""
    document: Any = docx.Document()
    table = document.add_table(1, 2)
    table.rows[0].height = Pt(200)
    for cell, direction in zip(table.rows[0].cells, ("btLr", "tbRl"), strict=True):
        cell.text = text
        cell._element.get_or_add_tcPr().append(_direction(direction))
    document.add_paragraph(MANY)
    document.add_section()
    document.sections[1]._sectPr.append(_direction("tbRl"))
    document.add_paragraph(text)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _direction(value: str) -> Any:
    return parse_xml(_element(f'textDirection w:val="{value}"'))


def word_with_images() -> bytes:
    """A docx of two pages with an image on both, and a half transparent box with text."""
    document: Any = docx.Document()
    image = _png()
    document.add_picture(image, width=Pt(72))
    box: Any = document.add_paragraph()._element
    box.append(parse_xml(_TEXT_BOX))
    document.add_page_break()
    document.add_picture(image, width=Pt(36))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


_TEXT_BOX = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
    '<v:rect style="width:200pt;height:40pt" fillcolor="#8080ff">'
    '<v:fill opacity="0.5"/><v:textbox><w:txbxContent><w:p><w:r><w:t>框中文字䶮</w:t></w:r></w:p>'
    "</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
)


def _png() -> io.BytesIO:
    """Four pixels, one of them half transparent."""
    rows = b"\0\xff\0\0\xff\0\xff\0\x80" + b"\0\0\0\xff\xff\0\0\0\0"
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 6, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
    )
    data = b"\x89PNG\r\n\x1a\n"
    for kind, content in (*chunks, (b"IEND", b"")):
        checksum = zlib.crc32(kind + content)
        data += struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)
    return io.BytesIO(data)


def _element(text: str) -> str:
    name, _, attributes = text.partition(" ")
    return f"<w:{name} {nsdecls('w')} {attributes}/>"


@dataclass(frozen=True)
class Shown:
    """A character of a page and where its glyph begins, in points."""

    character: str
    x: float
    y: float


def characters(pdf: bytes) -> list[list[Shown]]:
    """Each page's characters in the order they are read."""
    document = pypdfium2.PdfDocument(pdf)
    return [_characters(page.get_textpage()) for page in document]


def _characters(page: Any) -> list[Shown]:
    shown = []
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(page.count_chars()):
        pdfium.FPDFText_GetCharOrigin(page, index, x, y)
        shown.append(Shown(chr(pdfium.FPDFText_GetUnicode(page, index)), x.value, y.value))
    return shown


def typed(document: bytes) -> str:
    """The text of a docx, without blanks."""
    paragraphs = docx.Document(io.BytesIO(document)).paragraphs
    return "".join("".join(paragraph.text.split()) for paragraph in paragraphs)


def text_of(pdf: bytes) -> str:
    """The text of all pages, without blanks."""
    document = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in document)


def pixels(pdf: bytes) -> list[bytes]:
    """Each page as grey pixels, 144 a inch."""
    return [
        page.render(scale=2, grayscale=True).to_pil().tobytes()
        for page in pypdfium2.PdfDocument(pdf)
    ]
