"""Documents whose families come from everywhere Word can name one."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.text.paragraph import Paragraph

from kefu_docs.render.word.docx_zip import read_parts
from kefu_docs.render.word.typefaces import Typefaces


def fonts_of_style(document: Document, style: str, **families: str) -> None:
    """Name families in a style."""
    fonts = document.styles[style].element.get_or_add_rPr().get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for slot, family in families.items():
        fonts.set(qn(f"w:{slot}"), family)


def numbered(document: Document, paragraph: Paragraph, text: str, family: str) -> None:
    """Give a paragraph an automatic number of its own."""
    root = document.part.numbering_part.element
    root.insert(
        0,
        parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77"><w:lvl w:ilvl="0">'
            f'<w:lvlText w:val="{text}"/><w:rPr><w:rFonts w:ascii="{family}"/></w:rPr></w:lvl>'
            "</w:abstractNum>"
        ),
    )
    root.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    properties: Any = paragraph._p.get_or_add_pPr()
    properties = properties.get_or_add_numPr()
    properties.get_or_add_numId().val = 77
    properties.get_or_add_ilvl().val = 0


def typefaces(docx: bytes) -> Typefaces:
    """The typefaces of a docx."""
    return Typefaces(read_parts(docx))
