"""Documents that LibreOffice would lay out or name otherwise where others stand before them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.shared import Mm
from PIL import Image

from tests.support.word import elements, paragraph, run, saved, table
from tests.support.word_drawings import NAMES, NAMES_R, anchored_picture

_FLOATING = '<w:tblpPr w:vertAnchor="text" w:tblpY="1"/>'
_LINK = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_CUBE = (
    "<w:r {names} xmlns:o='urn:schemas-microsoft-com:office:office'><w:pict>"
    "<v:shapetype id='_x0000_t16' coordsize='21600,21600' o:spt='16' adj='5400'/>"
    "<v:shape type='#_x0000_t16' style='position:absolute;margin-left:240pt;margin-top:61.5pt;"
    "width:139.5pt;height:189pt;z-index:1'><v:fill r:id='{picture}' opacity='28836f' type='frame'/>"
    "<v:shadow on='t' opacity='.5' offset='6pt,6pt'/></v:shape></w:pict></w:r>"
)


def _picture(colour: tuple[int, int, int] = (200, 0, 0)) -> io.BytesIO:
    picture = io.BytesIO()
    Image.new("RGB", (60, 20), colour).save(picture, "PNG")
    picture.seek(0)
    return picture


def stacked(document: Document) -> None:
    """Drawings that lie on each other, some at the same height."""
    heights = (10, 11, 12, 13, 8, 9, 1, 2, 3, 4, 5, 6, 7, 13, 13, 14, 15, 16, 17, 0)
    words = document.add_paragraph("叠")
    for number, height in enumerate(heights):
        place: Any = {"behind": height != 4, "height": height, "offset": 10_000 * number}
        anchored_picture(words, "page", "page", "None", **place)


def reaching_out(document: Document) -> None:
    """A picture that reaches out of the page, above it and below."""
    header = document.sections[0].header.paragraphs[0]
    for offset in (-400_000, 9_800_000):
        anchored_picture(header, "page", "page", "None", behind=True, offset=offset)
    for _ in range(2):
        document.add_paragraph("正文")


def leading(document: Document) -> None:
    """Pictures with a name that lead to the web, and words that do."""
    for number in range(2):
        words: Any = document.add_paragraph()
        words.add_run().add_picture(_picture(), Mm(30))
        address = f"https://example.com/{number}"
        relation = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        properties: Any = next(words._p.iter("{*}docPr"))
        properties.set("name", "Picture 1")
        properties.append(parse_xml(f'<a:hlinkClick {_LINK} {NAMES_R} r:id="{relation}"/>'))
    style = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)  # or 7.4 makes no link
    linked = f'<w:r><w:rPr><w:rStyle w:val="{style.style_id}"/></w:rPr><w:t>网页</w:t></w:r>'
    link = f'<w:hyperlink {NAMES} r:id="{relation}" w:tooltip="提示">{linked}</w:hyperlink>'
    words = document.add_paragraph("末")
    words._p.append(parse_xml(link))


def shaded(document: Document) -> None:
    """A cube that is filled with a picture, half transparent, with a shadow."""
    relation, _ = document.part.get_or_add_image(_picture())
    words: Any = document.add_paragraph("形")
    words._p.append(parse_xml(_CUBE.format(names=NAMES, picture=relation)))


def floating_table(document: Document) -> None:
    """A table that text runs around, and nothing behind it."""
    document.add_paragraph("表")
    _add(document, table(*[[paragraph(run("甲")), paragraph(run("乙"))]] * 3, form=_FLOATING))
    document.add_paragraph()


def bookmarked_end(document: Document) -> None:
    """Last words in a bookmark that the text refers to, in a section with a header."""
    document.sections[0].header.paragraphs[0].text = "页眉"
    _add(
        document,
        paragraph('<w:fldSimple w:instr="PAGEREF _end">' + run("1") + "</w:fldSimple>", run(" 页")),
        paragraph(
            '<w:bookmarkStart w:id="7" w:name="_end"/>',
            run("Third head for TOC"),
            '<w:bookmarkEnd w:id="7"/>',
        ),
    )


MADE: tuple[Callable[[Document], None], ...] = (
    *(stacked, reaching_out, leading, shaded, floating_table, bookmarked_end),
)


def made(maker: Callable[[Document], None]) -> bytes:
    """A document with what the maker adds."""
    document = docx.Document()
    maker(document)
    return saved(document)


def _add(document: Document, *blocks: str) -> None:
    for element in elements("".join(blocks)):
        document.element.body.sectPr.addprevious(element)
