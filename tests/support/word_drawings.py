"""Drawings that stand on the page: pictures on every kind of anchor, text boxes old and new."""

from __future__ import annotations

import io
from typing import Any

from docx.document import Document
from docx.oxml import parse_xml
from docx.shared import Mm
from PIL import Image

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
_SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES_R = f'xmlns:r="{_RELATIONS}"'
NAMES = (
    f'xmlns:w="{_WORD}" xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
    f'xmlns:wps="{_SHAPE}" xmlns:v="urn:schemas-microsoft-com:vml" '
    f'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" {NAMES_R}'
)
_TEXT = "<w:txbxContent><w:p><w:r><w:t>框内{{ number }}</w:t></w:r></w:p></w:txbxContent>"


def _anchor(
    vertical: str,
    horizontal: str,
    wrap: str,
    inner: str,
    *,
    behind: bool = False,
    height: int = 1,
    offset: int = 360_000,
) -> Any:
    """An anchor 50 mm to the right; `vertical` and `horizontal` are what it counts from.

    The higher `height`, the more drawings lie below; `offset` is how far down it is.
    """
    sides = ' wrapText="bothSides"' if wrap == "Square" else ""
    return parse_xml(
        f'<wp:anchor {NAMES} distT="0" distB="0" distL="114300" distR="114300" simplePos="0" '
        f'relativeHeight="{height}" behindDoc="{int(behind)}" locked="0" layoutInCell="1" '
        'allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="{horizontal}"><wp:posOffset>1800000</wp:posOffset>'
        f'</wp:positionH><wp:positionV relativeFrom="{vertical}"><wp:posOffset>{offset}'
        '</wp:posOffset></wp:positionV><wp:extent cx="1500000" cy="500000"/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrap{wrap}{sides}/>{inner}</wp:anchor>'
    )


def anchored_picture(
    paragraph: Any,
    vertical: str,
    horizontal: str,
    wrap: str,
    *,
    behind: bool = False,
    height: int = 1,
    offset: int = 360_000,
) -> None:
    """A picture at a paragraph that text goes around as `wrap` says: Square, TopAndBottom, None."""
    picture = io.BytesIO()
    Image.new("RGB", (60, 20), (200, 0, 0)).save(picture, "PNG")
    run = paragraph.add_run()
    run.add_picture(picture, Mm(30))
    inline = run._r.find(".//{*}inline")
    anchor = _anchor(vertical, horizontal, wrap, "", behind=behind, height=height, offset=offset)
    anchor.extend([child for child in inline if not child.tag.endswith("}extent")])
    inline.getparent().replace(inline, anchor)


def old_text_box(paragraph: Any) -> None:
    """A text box in VML, as Word 2007 and WPS write it."""
    paragraph._p.append(
        parse_xml(
            f"<w:r {NAMES}><w:pict><v:rect style='position:absolute;margin-left:200pt;"
            f"margin-top:10pt;width:120pt;height:40pt;z-index:1'><v:textbox>{_TEXT}</v:textbox>"
            "</v:rect></w:pict></w:r>"
        )
    )


def text_box(paragraph: Any) -> None:
    """A text box in DrawingML, as Word writes it since 2010."""
    anchor = _anchor(
        "paragraph",
        "column",
        "Square",
        f'<wp:docPr id="5" name="框"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData '
        f'uri="{_SHAPE}">'
        '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="1500000" cy="500000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"</wps:spPr><wps:txbx>{_TEXT}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>",
    )
    content = parse_xml(
        f'<w:r {NAMES}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing/></mc:Choice>'
        "</mc:AlternateContent></w:r>"
    )
    next(content.iter("{*}drawing")).append(anchor)
    paragraph._p.append(content)


def drawings(document: Document) -> None:
    """Drawings in the first and last paragraph, between them, in a cell and in the header."""
    anchored_picture(document.add_paragraph("首段 {{ number }}"), "paragraph", "column", "Square")
    for vertical, horizontal, wrap, behind in (
        ("paragraph", "column", "TopAndBottom", False),
        ("paragraph", "column", "None", True),
        ("page", "page", "None", False),
        ("margin", "margin", "Square", False),
        ("line", "character", "None", False),
    ):
        paragraph = document.add_paragraph("锚 {{ number }}" + "文字" * 40)
        anchored_picture(paragraph, vertical, horizontal, wrap, behind=behind)
    text_box(document.add_paragraph("新框"))
    old_text_box(document.add_paragraph("旧框"))
    cell = document.add_table(rows=1, cols=2).rows[0].cells[0]
    cell.text = "格 {{ number }}"
    anchored_picture(cell.paragraphs[0], "paragraph", "column", "Square")
    header = document.sections[0].header.paragraphs[0]
    anchored_picture(header, "page", "page", "None", behind=True)
    anchored_picture(document.add_paragraph("末段"), "paragraph", "column", "Square")
