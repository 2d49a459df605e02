"""Word documents for the tests.

`word` takes WordprocessingML, `docx_with` what python-docx can do, `styled_paragraphs` text in
given fonts.
"""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import docx
from docx.document import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt
from docx.text.run import Run

from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.word_package import STYLES

SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
"""The four places where w:rFonts names a font."""

UNDERLINED = '<w:u w:val="single"/>'
BREAK = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"


def run(text: str, look: str = "") -> str:
    """The XML of a run that looks as these elements of w:rPr say."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, form: str = "") -> str:
    """The XML of a paragraph of runs, its form given as elements of w:pPr."""
    return f"<w:p><w:pPr>{form}</w:pPr>{''.join(runs)}</w:p>"


def table(*rows: Sequence[str], form: str = "", widths: Sequence[int] = (3000, 3000)) -> str:
    """The XML of a table: each cell is that of its paragraphs; `form` is elements of w:tblPr."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    made = "".join(
        f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl><w:tblPr>{form}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def simple_field(instruction: str, result: str = "0") -> str:
    """The XML of a field in one element, with the result that is stored."""
    return f'<w:fldSimple w:instr="{instruction}">{run(result)}</w:fldSimple>'


def field(instruction: str, result: str) -> str:
    """The XML of a field in runs, `result` being runs, too."""
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    told = f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
    return char.format("begin") + told + char.format("separate") + result + char.format("end")


def elements(xml: str) -> list[BaseOxmlElement]:
    """Read WordprocessingML without namespace declarations."""
    return list(parse_xml(f"<w:body {nsdecls('w')}>{xml}</w:body>"))


def saved(document: Any) -> bytes:
    """The bytes of a document of python-docx's, or of anything else that is saved to a file."""
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def word(
    body: str = "",
    *,
    header: str = "",
    footer: str = "",
    section: str = "",
    styles: str = "",
    settings: str = "",
    family: str = "",
    chinese: str = "",
) -> bytes:
    """A docx of this WordprocessingML.

    `body`, `header` and `footer` hold paragraphs and tables; an empty paragraph follows in the
    latter two. `section` holds elements of w:sectPr, which go before others of their name, `styles`
    those of w:styles, `settings` those of w:settings. `family` is the font of the style Normal,
    `chinese` that of its Chinese characters where they have another.
    """
    document: Any = docx.Document()
    if family:
        set_family(document.styles["Normal"].element, family)
        set_family(document.styles["Normal"].element, chinese or family, ("eastAsia",))
    last = document.element.body.sectPr
    for element in elements(body):
        last.addprevious(element)
    for margin, content in (("header", header), ("footer", footer)):
        if content:
            part = getattr(document.sections[0], margin)
            first = part.paragraphs[0]._p
            for element in elements(content):
                first.addprevious(element)
    for element in elements(section):
        for same in last.findall(element.tag):
            last.remove(same)
        last.append(element)
    document.styles.element.extend(elements(styles))
    for element in elements(settings):
        document.settings.element.insert(0, element)
    return saved(document)


def set_family(element: Any, family: str, slots: Sequence[str] = SLOTS) -> None:
    """Name a font in the w:rPr of a style or run."""
    fonts = element.get_or_add_rPr().get_or_add_rFonts()
    for slot in slots:
        fonts.set(qn(f"w:{slot}"), family)


def docx_with(write: Callable[[Document], object]) -> bytes:
    """A docx with what `write` puts into an empty document."""
    document = docx.Document()
    write(document)
    return saved(document)


def paragraphs(*texts: str) -> bytes:
    """A docx with one plain paragraph per text.

    Opening python-docx's own empty document and saving all its parts takes ten times as long.
    """
    document, parts = _empty()
    document.element.body.clear_content()
    for text in texts:
        document.add_paragraph(text)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in (parts | {"word/document.xml": document.part.blob}).items():
            archive.writestr(name, data)
    return made.getvalue()


@cache
def _empty() -> tuple[Any, dict[str, bytes]]:
    """An empty document to write in, and the parts it is saved as."""
    document = docx.Document()
    with zipfile.ZipFile(io.BytesIO(saved(document))) as archive:
        return document, {name: archive.read(name) for name in archive.namelist()}


def line(text: str, bookmark: str = "", ballast: int = 0) -> bytes:
    """A docx of one line in 宋体, with a bookmark on it, with bytes that do not compress."""
    mark = f'<w:bookmarkStart w:id="1" w:name="{bookmark}"/><w:bookmarkEnd w:id="1"/>'
    stream = io.BytesIO(word(paragraph(mark if bookmark else "", run(text)), family="宋体"))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("ballast.bin", random.Random(1).randbytes(ballast))  # noqa: S311
    return stream.getvalue()


@dataclass(frozen=True)
class Words:
    """A paragraph in one font; `properties` are elements of w:rPr without their namespace."""

    text: str
    font: str = "宋体"
    size: float = 12
    bold: bool = False
    italic: bool = False
    justified: bool = False
    heading: int = 0
    properties: tuple[str, ...] = ()


def styled_paragraphs(*paragraphs: Words) -> bytes:
    """A docx of these paragraphs."""
    document = docx.Document()
    for words in paragraphs:
        if words.heading:
            document.add_heading(words.text, words.heading)
            continue
        paragraph = document.add_paragraph()
        if words.justified:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        _style(paragraph.add_run(words.text), words)
    return saved(document)


def _style(run: Run, words: Words) -> None:
    run.font.size, run.bold, run.italic = Pt(words.size), words.bold, words.italic
    set_family(run._r, words.font, ("ascii", "hAnsi", "eastAsia"))
    properties: Any = run._r.get_or_add_rPr()
    for element in words.properties:
        properties.extend(elements(f"<w:{element}/>"))


def turned(text: str, filling: str) -> bytes:
    """A docx with the text in table cells turned up and down, and in a section of vertical lines.

    `filling` stands between them.
    """
    document: Any = docx.Document()
    cells = document.add_table(1, 2)
    cells.rows[0].height = Pt(200)
    for cell, direction in zip(cells.rows[0].cells, ("btLr", "tbRl"), strict=True):
        cell.text = text
        cell._element.get_or_add_tcPr().extend(elements(_direction(direction)))
    document.add_paragraph(filling)
    document.add_section()
    document.sections[1]._sectPr.extend(elements(_direction("tbRl")))
    document.add_paragraph(text)
    return saved(document)


def turned_cells(texts: Mapping[str, float], height: float, family: str) -> bytes:
    """A docx with a row of cells turned up: their widths and the height of the row in points."""
    document: Any = docx.Document()
    document.styles["Normal"].font.name = family
    table = document.add_table(1, len(texts))
    table.autofit = False
    table.rows[0].height, table.rows[0].height_rule = Pt(height), WD_ROW_HEIGHT_RULE.EXACTLY
    for column, (text, width) in zip(table.columns, texts.items(), strict=True):
        column.width = column.cells[0].width = Pt(width)
        column.cells[0].text = text
        column.cells[0]._element.get_or_add_tcPr().extend(elements(_direction("btLr")))
    return saved(document)


def _direction(value: str) -> str:
    return f'<w:textDirection w:val="{value}"/>'


def with_images(box_text: str) -> bytes:
    """A docx of two pages with an image on both, and a half transparent box with text."""
    document: Any = docx.Document()
    image = io.BytesIO(png())
    document.add_picture(image, width=Pt(72))
    document.add_paragraph()._element.append(parse_xml(_TEXT_BOX.format(box_text)))
    document.add_page_break()
    document.add_picture(image, width=Pt(36))
    return saved(document)


_TEXT_BOX = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
    '<v:rect style="width:200pt;height:40pt" fillcolor="#8080ff">'
    '<v:fill opacity="0.5"/><v:textbox><w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p>'
    "</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
)


def png() -> bytes:
    """A picture of four pixels, one of them half transparent."""
    rows = b"\0\xff\0\0\xff\0\xff\0\x80" + b"\0\0\0\xff\xff\0\0\0\0"
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 6, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
    )
    data = b"\x89PNG\r\n\x1a\n"
    for kind, content in (*chunks, (b"IEND", b"")):
        checksum = zlib.crc32(kind + content)
        data += struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)
    return data


def typed(docx_bytes: bytes) -> str:
    """The text of a docx's body paragraphs, without blanks."""
    document = docx.Document(io.BytesIO(docx_bytes))
    return "".join("".join(paragraph.text.split()) for paragraph in document.paragraphs)


def all_numbered(docx_bytes: bytes) -> bytes:
    """The document with automatic numbers for all paragraphs that name no style."""
    parts = read_parts(docx_bytes)
    name, number = b'<w:name w:val="Normal"/>', b'<w:numPr><w:numId w:val="3"/></w:numPr>'
    numbered = parts[STYLES].replace(name, b"%b<w:pPr>%b</w:pPr>" % (name, number))
    return stored({**parts, STYLES: numbered})
