"""Small documents, each with one feature of Word, written as WordprocessingML."""

from __future__ import annotations

import io
from collections.abc import Mapping

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from kefu_docs.render.word.word_xml import PREFIXES

FACE = "Noto Serif CJK SC"
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())


def word(
    body: str, *, header: str = "", footer: str = "", styles: str = "", section: str = ""
) -> bytes:
    """A docx of paragraphs and tables; `section` holds properties of its only section."""
    document = docx.Document()
    fonts = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    for slot in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{slot}"), FACE)
    end = document.element.body[-1]
    for element in elements(body):
        end.addprevious(element)
    document.styles.element.extend(elements(styles))
    end.extend(elements(section))
    for text, margin in (
        (header, document.sections[0].header),
        (footer, document.sections[0].footer),
    ):
        if text:
            margin.is_linked_to_previous = False
            margin._element[:] = elements(text)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def elements(xml: str) -> list[object]:
    """XML with the usual prefixes, as elements that python-docx knows."""
    return list(parse_xml(f"<w:x {_DECLARED}>{xml}</w:x>"))


def tree(xml: str) -> etree._Element:
    """XML with the usual prefixes, as a plain tree."""
    return etree.fromstring(f"<w:body {_DECLARED}>{xml}</w:body>")


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(content)}</w:p>"


def field(instruction: str, result: str = "旧") -> str:
    """A complex field with the result that is stored."""
    character = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    told = f'<w:r><w:instrText xml:space="preserve">{instruction}</w:instrText></w:r>'
    begin, separate, end = map(character.format, ("begin", "separate", "end"))
    return begin + told + separate + run(result) + end


def table(*rows: str) -> str:
    """A table of two columns, with a paragraph behind it."""
    grid = '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    lines = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/>{grid}{lines}</w:tbl>{paragraph()}"


def cell(text: str, properties: str = "") -> str:
    """A cell with one paragraph."""
    width = '<w:tcW w:w="2000" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{width}{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


def style(id_: str, properties: str, *, kind: str = "paragraph", based_on: str = "") -> str:
    """A style."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{id_}"><w:name w:val="{id_}"/>{base}{properties}'
        "</w:style>"
    )


def _leader(kind: str) -> bytes:
    tabs = f'<w:tabs><w:tab w:val="right" w:leader="{kind}" w:pos="8000"/></w:tabs>'
    tab = "<w:r><w:tab/></w:r>"
    signature = paragraph(run("甲方："), tab, run("1.5"), properties=tabs)
    contents = style("TOC1", f"<w:pPr>{tabs}</w:pPr>")
    line = paragraph(
        field("TOC \\o", "第一章").removesuffix('<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        tab,
        run("12"),
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        properties='<w:pStyle w:val="TOC1"/>',
    )
    return word(signature + line, styles=contents)


_FRAME = '<w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="right" w:y="1"/>'


def text_box(content: str, width: int, height: int) -> str:
    """A run with a text box of so many points, which does not grow with these paragraphs."""
    box = f"<w:txbxContent>{content}</w:txbxContent>"
    size = f'cx="{width * _POINT}" cy="{height * _POINT}"'
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0"'
        ' distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0"'
        ' layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH'
        ' relativeFrom="column"><wp:posOffset>100000</wp:posOffset></wp:positionH><wp:positionV'
        ' relativeFrom="paragraph"><wp:posOffset>600000</wp:posOffset></wp:positionV><wp:extent'
        f' {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        '<wp:docPr id="1" name="T" descr="替代文字"/><wp:cNvGraphicFramePr/><a:graphic>'
        f'<a:graphicData uri="{PREFIXES["wps"]}"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect">'
        f"<a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{box}</wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict>"
        f'<v:shape style="width:{width}pt;height:{height}pt"><v:textbox>{box}</v:textbox></v:shape>'
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


_POINT = 12_700  # EMU
_TEXT_BOX = text_box(paragraph(run("框中")) + paragraph(run("框二")), 158, 63)
_RUBY = (
    '<w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise'
    ' w:val="18"/><w:hpsBaseText w:val="21"/><w:lid w:val="zh-CN"/></w:rubyPr><w:rt><w:r><w:t>yu'
    "</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>屿</w:t></w:r></w:rubyBase></w:ruby></w:r>"
)
_TWO_LINES = '<w:eastAsianLayout w:id="1" w:combine="1" w:combineBrackets="round"/>'
_OTHERWISE = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="w16xx"><w:t>新</w:t></mc:Choice>'
    "<mc:Fallback><w:t>旧式</w:t></mc:Fallback></mc:AlternateContent></w:r>"
)

FEATURES: Mapping[str, bytes] = {
    "vertical merge": word(
        table(
            cell("工资", '<w:vMerge w:val="restart"/>') + cell("一"),
            cell("工资", "<w:vMerge/>") + cell("二"),
        )
    ),
    **{
        f"leader {kind}": _leader(kind)
        for kind in ("dot", "hyphen", "underscore", "heavy", "middleDot")
    },
    "capitals": word(paragraph(run("Monthly report", "<w:caps/>"), run("Team", "<w:smallCaps/>"))),
    "capitals by style": word(
        paragraph(run("Monthly report"), properties='<w:pStyle w:val="Loud"/>'),
        styles=style("Loud", "<w:rPr><w:caps/></w:rPr>"),
    ),
    "capitals by a table's style": word(
        table(cell("Monthly") + cell("report"), cell("Ab") + cell("Cd")).replace(
            "<w:tblPr/>",
            '<w:tblPr><w:tblStyle w:val="Grand"/><w:tblLook w:val="0020"/></w:tblPr>',
        ),
        styles=style(
            "Grand",
            '<w:tblStylePr w:type="firstRow"><w:rPr><w:caps/></w:rPr></w:tblStylePr>',
            kind="table",
        ),
    ),
    "hidden text": word(
        paragraph(run("见"), run("隐", "<w:vanish/>"), run("又"))
        + paragraph(run("样式隐"), properties='<w:pStyle w:val="Secret"/>')
        + paragraph(run("仍见", '<w:vanish w:val="0"/>'), properties='<w:pStyle w:val="Secret"/>')
        + paragraph(run("末"), run("字隐", '<w:rStyle w:val="SecretWords"/>')),
        styles=style("Secret", "<w:rPr><w:vanish/></w:rPr>")
        + style("SecretWords", "<w:rPr><w:vanish/></w:rPr>", kind="character"),
    ),
    "line numbers": word(
        "".join(paragraph(run(f"第{number}行12")) for number in range(60)),
        footer=paragraph(run("第"), field("PAGE"), run("页")),
        section='<w:lnNumType w:countBy="1"/>',
    ),
    "every fifth line numbered": word(
        "".join(paragraph(run(f"第{number}行5")) for number in range(60)),
        section='<w:lnNumType w:countBy="5" w:restart="continuous"/>',
    ),
    "framed page number": word(
        paragraph(run("正文")),
        header=paragraph(run("页眉一"))
        + paragraph(run("第"), field("PAGE"), properties=_FRAME)
        + paragraph(run("页眉二")),
    ),
    "hyphens": word(paragraph(run("co"), "<w:r><w:softHyphen/></w:r>", run("op\u00ad乙"),
                              "<w:r><w:noBreakHyphen/></w:r>", run("\u2011丙"))),
    "text box": word(paragraph(run("前"), _TEXT_BOX, run("后")) + paragraph(run("再"))),
    "ruby": word(paragraph(run("禾"), _RUBY, run("后"))),
    "two lines in one": word(paragraph(run("前"), run("甲乙丙丁", _TWO_LINES), run("后"))),
    "alternate content": word(paragraph(run("前"), _OTHERWISE, run("后"))),
    "content control": word(
        paragraph(
            run("一"),
            f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run('控')}</w:sdtContent></w:sdt>",
        )
        + f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('块'))}</w:sdtContent></w:sdt>"
    ),
    "numbered style": word(
        paragraph(run("甲"), properties='<w:pStyle w:val="Clause"/>')
        + paragraph(run("乙"), properties='<w:pStyle w:val="SubClause"/>'),
        styles=style("Clause", '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr>')
        + style("SubClause", "", based_on="Clause"),
    ),
    "hidden row": word(table("<w:trPr><w:hidden/></w:trPr>" + cell("行") + cell("二"), cell("三"))),
    "frame": word(
        paragraph(run("首"), properties='<w:framePr w:dropCap="drop" w:lines="3" w:wrap="around"'
                  ' w:vAnchor="text" w:hAnchor="text"/>')
        + paragraph(run("字下沉的段落"))
    ),
    "page break before": word(
        paragraph(run("甲")) + paragraph(run("乙"), properties="<w:pageBreakBefore/>")
    ),
    "a blank page": word(
        paragraph(run("甲"), '<w:r><w:br w:type="page"/></w:r>', '<w:r><w:br w:type="page"/></w:r>')
        + paragraph(run("乙"))
    ),
}  # fmt: skip
"""Documents by the feature that each has; pages show all of their text, once."""
