"""One template in the shapes in which Word, WPS, LibreOffice and Google Docs save it.

What differs is how styles are called, the order of attributes, which parts and properties are
there, what stands about a text unseen, and where tags are torn. Learnt from files that these
programs wrote.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tests.support.word_xml import OFFICE, WORD, content_types, relations, zipped

PRINTED = "甲方：张晓宇同意一格二格完"
"""What each of them prints for the name 张晓宇, yes, and the items 一 and 二."""

_ROWS = ("{%tr for item in items %}", "{{ item }}", "{%tr endfor %}")
_FONTS = (
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" '
    'w:cs="Times New Roman"/>'
)


@dataclass(frozen=True)
class _Program:
    """How a program writes; `{}` in the openings of a run and a paragraph takes what is in them."""

    name: str
    run: str
    paragraph: str
    table: str
    row: str
    cell: str
    section: str
    styles: str
    between: str = ""
    folders: tuple[str, ...] = ()

    def docx(self) -> bytes:
        """The template as this program saves it."""
        title = ("甲方：", "{{ ", "name", " }}")
        body = [
            self._paragraph(title),
            *(self._paragraph([text]) for text in ("{%p if yes %}", "同意", "{%p endif %}")),
            self.table.format("".join(map(self._row, _ROWS))),
            self._paragraph(["完"]),
            self.paragraph.format(self.run.format("")),
        ]
        document = f"<w:document {WORD}><w:body>{''.join(body)}{self.section}</w:body>"
        kinds = {"document": "document.main", "styles": "styles"}
        parts = {
            "[Content_Types].xml": content_types(**kinds),
            **dict.fromkeys(self.folders, ""),
            "_rels/.rels": relations(
                ("rId1", "officeDocument", "word/document.xml"),
                *([("rId2", "extended-properties", "docProps/app.xml")] if self.name else []),
            ),
            "word/document.xml": f"{document}</w:document>",
            "word/_rels/document.xml.rels": relations(("rId1", "styles", "styles.xml")),
            "word/styles.xml": f"<w:styles {WORD}>{self.styles}</w:styles>",
        }
        if self.name:
            parts["docProps/app.xml"] = (
                f'<Properties xmlns="{OFFICE.replace("relationships", "extended-properties")}">'
                f"<Application>{self.name}</Application></Properties>"
            )
        return zipped(parts)

    def _paragraph(self, texts: Iterable[str]) -> str:
        runs = (self.run.format(f'<w:t xml:space="preserve">{text}</w:t>') for text in texts)
        return self.paragraph.format(self.between.join(runs))

    def _row(self, text: str) -> str:
        second = ["格"] if "item }" in text else []
        cells = (self.cell.format(self._paragraph(texts)) for texts in ([text], second))
        return self.row.format("".join(cells))


def _style(kind: str, id_: str, name: str, content: str = "", marks: str = "") -> str:
    return (
        f'<w:style w:type="{kind}" {marks} w:styleId="{id_}"><w:name w:val="{name}"/>{content}'
        "</w:style>"
    )


def _defaults(fonts: str) -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}</w:rPr></w:rPrDefault><w:pPrDefault/>"
        "</w:docDefaults>"
    )


_DEFAULT = 'w:default="1"'
_BORDER = "".join(
    f'<w:{side} w:val="single" w:color="auto" w:sz="4" w:space="0"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_GRID = '<w:tblGrid><w:gridCol w:w="4148"/><w:gridCol w:w="4148"/></w:tblGrid>'
_MARKS = 'w:rsidR="00AB12CD" w:rsidRDefault="00AB12CD"'
_NONE_OF_GOOGLE = (
    'w:rsidR="00000000" w:rsidDel="00000000" w:rsidP="00000000" w:rsidRDefault="00000000" '
    'w:rsidRPr="00000000"'
)

_WORD = _Program(
    name="Microsoft Office Word",
    run='<w:r w:rsidRPr="00AB12CD"><w:rPr><w:rFonts w:hint="eastAsia"/><w:lang w:val="en-US"/>'
    "</w:rPr>{}</w:r>",
    paragraph=f'<w:p w14:paraId="1A2B3C4D" w14:textId="77777777" {_MARKS}><w:pPr><w:pStyle '
    'w:val="a0"/><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr></w:pPr>{}</w:p>',
    between='<w:proofErr w:type="spellEnd"/><w:proofErr w:type="spellStart"/>',
    table='<w:tbl><w:tblPr><w:tblStyle w:val="a3"/><w:tblW w:w="0" w:type="auto"/><w:tblLook '
    'w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" '
    f'w:noVBand="1"/></w:tblPr>{_GRID}{{}}</w:tbl>',
    row='<w:tr w:rsidR="00AB12CD" w14:paraId="5E6F7A8B" w14:textId="77777777">{}</w:tr>',
    cell='<w:tc><w:tcPr><w:tcW w:w="4148" w:type="dxa"/></w:tcPr>{}</w:tc>',
    section='<w:sectPr w:rsidR="00AB12CD"><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" '
    'w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/>'
    '<w:cols w:space="425"/><w:docGrid w:type="lines" w:linePitch="312"/></w:sectPr>',
    styles=_defaults(_FONTS)
    + _style("paragraph", "a", "Normal", marks=_DEFAULT)
    + _style("paragraph", "a0", "Body Text", '<w:basedOn w:val="a"/>')
    + _style("table", "a1", "Normal Table", marks=_DEFAULT)
    + _style("table", "a3", "Table Grid",
             f'<w:basedOn w:val="a1"/><w:tblPr><w:tblBorders>{_BORDER}</w:tblBorders></w:tblPr>'),
)  # fmt: skip
_WPS = _Program(
    name="WPS Office_12.1.0.18276_F1E327BC-269C-435d-A152-05C5408002CA",
    run='<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:vertAlign w:val="baseline"/><w:lang '
    'w:val="en-US" w:eastAsia="zh-CN"/></w:rPr>{}</w:r>',
    paragraph='<w:p><w:pPr><w:pStyle w:val="2"/><w:widowControl w:val="0"/><w:jc w:val="both"/>'
    '<w:rPr><w:rFonts w:hint="eastAsia"/><w:vertAlign w:val="baseline"/><w:lang w:val="en-US" '
    'w:eastAsia="zh-CN"/></w:rPr></w:pPr>{}<w:bookmarkStart w:id="0" w:name="_GoBack"/>'
    '<w:bookmarkEnd w:id="0"/></w:p>',
    table='<w:tbl><w:tblPr><w:tblStyle w:val="8"/><w:tblW w:w="0" w:type="auto"/><w:tblInd w:w="0" '
    f'w:type="dxa"/><w:tblBorders>{_BORDER}</w:tblBorders><w:tblLayout w:type="autofit"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" '
    f'w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>{_GRID}{{}}</w:tbl>',
    row=f"<w:tr><w:tblPrEx><w:tblBorders>{_BORDER}</w:tblBorders></w:tblPrEx><w:trPr><w:trHeight "
    'w:val="90" w:hRule="atLeast"/></w:trPr>{}</w:tr>',
    cell='<w:tc><w:tcPr><w:tcW w:w="4148" w:type="dxa"/><w:noWrap w:val="0"/><w:vAlign '
    'w:val="top"/></w:tcPr>{}</w:tc>',
    section='<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" '
    'w:bottom="1440" w:left="1800" w:header="851" w:footer="992" w:gutter="0"/><w:cols '
    'w:space="425" w:num="1"/><w:docGrid w:type="lines" w:linePitch="312" w:charSpace="0"/>'
    "</w:sectPr>",
    styles=_defaults(_FONTS)
    + _style("paragraph", "1", "Normal", "<w:qFormat/>", _DEFAULT)
    + _style("paragraph", "2", "Body Text", '<w:basedOn w:val="1"/>')
    + _style("table", "3", "Normal Table", marks=_DEFAULT)
    + _style("table", "8", "Table Grid", '<w:basedOn w:val="3"/>'),
    folders=("_rels/", "docProps/", "word/", "word/_rels/"),
)
_LIBREOFFICE = _Program(
    name="LibreOffice/7.4.7.2$Linux_X86_64 LibreOffice_project/40$Build-2",
    run="<w:r><w:rPr></w:rPr>{}</w:r>",
    paragraph='<w:p><w:pPr><w:pStyle w:val="TextBody"/><w:bidi w:val="0"/><w:rPr></w:rPr></w:pPr>'
    "{}</w:p>",
    table='<w:tbl><w:tblPr><w:tblW w:w="8296" w:type="dxa"/><w:jc w:val="start"/><w:tblInd w:w="0" '
    'w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="55" w:type="dxa"/>'
    '<w:start w:w="55" w:type="dxa"/><w:bottom w:w="55" w:type="dxa"/><w:end w:w="55" '
    f'w:type="dxa"/></w:tblCellMar></w:tblPr>{_GRID}{{}}</w:tbl>',
    row="<w:tr><w:trPr></w:trPr>{}</w:tr>",
    cell='<w:tc><w:tcPr><w:tcW w:w="4148" w:type="dxa"/><w:tcBorders></w:tcBorders></w:tcPr>{}'
    "</w:tc>",
    section='<w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar '
    'w:left="1134" w:right="1134" w:gutter="0" w:header="0" w:top="1134" w:footer="0" '
    'w:bottom="1134"/><w:pgNumType w:fmt="decimal"/><w:formProt w:val="false"/><w:textDirection '
    'w:val="lrTb"/><w:docGrid w:type="default" w:linePitch="312" w:charSpace="0"/></w:sectPr>',
    styles=_defaults(
        '<w:rFonts w:ascii="Liberation Serif" w:hAnsi="Liberation Serif" '
        'w:eastAsia="Noto Serif CJK SC" w:cs="Noto Sans Devanagari"/><w:kern w:val="2"/>'
    )
    + _style("paragraph", "Normal", "Normal", "<w:qFormat/><w:pPr><w:widowControl/></w:pPr>")
    + _style("paragraph", "TextBody", "Body Text", '<w:basedOn w:val="Normal"/><w:pPr><w:spacing '
             'w:lineRule="auto" w:line="276" w:before="0" w:after="140"/></w:pPr><w:rPr></w:rPr>'),
)  # fmt: skip
_GOOGLE_DOCS = _Program(
    name="",
    run='<w:r w:rsidDel="00000000" w:rsidR="00000000" w:rsidRPr="00000000"><w:rPr><w:rtl '
    'w:val="0"/></w:rPr>{}</w:r>',
    paragraph=f'<w:p {_NONE_OF_GOOGLE}><w:pPr><w:pageBreakBefore w:val="0"/><w:rPr/></w:pPr>'
    '<w:bookmarkStart w:colFirst="0" w:colLast="0" w:name="_u0zbcgllb07d" w:id="0"/>'
    '<w:bookmarkEnd w:id="0"/><w:sdt><w:sdtPr><w:tag w:val="goog_rdk_0"/></w:sdtPr><w:sdtContent>'
    "{}</w:sdtContent></w:sdt></w:p>",
    table='<w:tbl><w:tblPr><w:tblStyle w:val="Table1"/><w:tblW w:w="8296.0" w:type="dxa"/><w:jc '
    'w:val="left"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0600"/></w:tblPr><w:tblGrid>'
    '<w:gridCol w:w="4148"/><w:gridCol w:w="4148"/><w:tblGridChange w:id="0"><w:tblGrid><w:gridCol '
    'w:w="4148"/><w:gridCol w:w="4148"/></w:tblGrid></w:tblGridChange></w:tblGrid>{}</w:tbl>',
    row='<w:tr><w:trPr><w:cantSplit w:val="0"/><w:tblHeader w:val="0"/></w:trPr>{}</w:tr>',
    cell='<w:tc><w:tcPr><w:shd w:fill="auto" w:val="clear"/><w:tcMar><w:top w:w="100.0" '
    'w:type="dxa"/><w:left w:w="100.0" w:type="dxa"/></w:tcMar><w:vAlign w:val="top"/></w:tcPr>'
    "{}</w:tc>",
    section='<w:sectPr><w:pgSz w:h="16834" w:w="11909" w:orient="portrait"/><w:pgMar '
    'w:bottom="1440" w:top="1440" w:left="1440" w:right="1440" w:header="720" w:footer="720"/>'
    '<w:pgNumType w:start="1"/></w:sectPr>',
    styles=_defaults(
        '<w:rFonts w:ascii="Arial" w:cs="Arial" w:eastAsia="Arial" w:hAnsi="Arial"/><w:lang '
        'w:val="zh-CN"/>'
    )
    + _style("paragraph", "Normal", "normal", marks=_DEFAULT)
    + _style("table", "TableNormal", "Table Normal", marks=_DEFAULT)
    + _style("table", "Table1", "Table1", '<w:basedOn w:val="TableNormal"/>'),
)

SAVED_BY = {
    "Word": _WORD.docx,
    "WPS": _WPS.docx,
    "LibreOffice": _LIBREOFFICE.docx,
    "Google Docs": _GOOGLE_DOCS.docx,
}
"""Makers of the template, by program."""
