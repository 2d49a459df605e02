"""A small document with what batches and our own fonts rely on, to see how a LibreOffice lays out.

Each line of it is there for something that one version of LibreOffice does otherwise than another,
or otherwise in a batch than alone: space above a first paragraph, headings that stay with their
text at a page's foot, numbered lists, a table's repeated head, fields, justified and underlined
text, faces that take turns, hanging marks. Elements: ISO/IEC 29500-1, 17.
"""

from __future__ import annotations

from kefu_docs.render.word.closing_paragraph import with_low_end
from kefu_docs.render.word.docx_zip import stored

_OPENXML = "http://schemas.openxmlformats.org"
_W = f'xmlns:w="{_OPENXML}/wordprocessingml/2006/main"'
_R = f"{_OPENXML}/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "application/vnd.openxmlformats-package"
_OTHERS = ("styles", "numbering", "header", "footer")

_TYPES = (
    f'<Types xmlns="{_OPENXML}/package/2006/content-types">'
    f'<Default Extension="rels" ContentType="{_PACKAGE}.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{name}+xml"/>'
        for name in _OTHERS
    )
    + "</Types>"
)
_PACKAGE_RELATIONS = (
    f'<Relationships xmlns="{_OPENXML}/package/2006/relationships"><Relationship Id="r" '
    f'Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_OPENXML}/package/2006/relationships">'
    + "".join(
        f'<Relationship Id="{name}" Type="{_R}/{name}" Target="{name}.xml"/>' for name in _OTHERS
    )
    + "</Relationships>"
)
_STYLES = (
    f"<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/>'
    '<w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr>'
    '<w:spacing w:after="160" w:line="400" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="b"><w:name w:val="heading 1"/>'
    '<w:basedOn w:val="a"/><w:pPr><w:keepNext/><w:spacing w:before="320"/><w:outlineLvl '
    'w:val="0"/></w:pPr><w:rPr><w:rFonts w:ascii="黑体" w:hAnsi="黑体" w:eastAsia="黑体"/>'
    '<w:sz w:val="30"/></w:rPr></w:style></w:styles>'
)
_NUMBERING = (
    f'<w:numbering {_W}><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
_TEXT = (
    "本月回访老客户 2,386 位，复购率约 23%；Excel 表逐条核对了“VIP”订单，用时 195 小时 2 分，"
    "发现 869 处商品标题写错（已请运营修改），比上个月多了一些，没有遗留的投诉、差评。"
)


def probe_document(number: int) -> bytes:
    """The docx; documents of other numbers are of the same template and of another length."""
    document = (
        f'<w:document {_W} xmlns:r="{_R}"><w:body>{_body(number)}<w:sectPr>'
        '<w:headerReference w:type="default" r:id="header"/>'
        '<w:footerReference w:type="default" r:id="footer"/>'
        '<w:pgSz w:w="11906" w:h="7000"/><w:pgMar w:top="1400" w:right="1565" w:bottom="1400" '
        'w:left="1701" w:header="700" w:footer="700" w:gutter="0"/></w:sectPr></w:body>'
        "</w:document>"
    )
    footer = f"第 {_field('PAGE')} 页 共 {_field('NUMPAGES')} 页"
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _PACKAGE_RELATIONS,
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _RELATIONS,
        "word/styles.xml": _STYLES,
        "word/numbering.xml": _NUMBERING,
        "word/header.xml": f"<w:hdr {_W}>{_paragraph(_run(f'编号 {number}'))}</w:hdr>",
        "word/footer.xml": f"<w:ftr {_W}>{_paragraph(_runs(footer))}</w:ftr>",
    }
    return stored(with_low_end({name: text.encode() for name, text in parts.items()}))


def _body(number: int) -> str:
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    lined = _run("签名：") + _run("\u3000" * 8, '<w:u w:val="single"/>') + _run("䶮 Ab")
    blocks = [
        _paragraph(_run("探 测"), '<w:pStyle w:val="b"/>'),
        *(_paragraph(_run(_TEXT)) for _ in range(number)),
        *(_paragraph(_run(text), item) for text in ("提升转化", "减少差评")),
        _paragraph(_run("表"), '<w:pStyle w:val="b"/>'),
        _paragraph(lined, '<w:spacing w:before="200" w:after="500"/>'),
        _table(2 + number),
        _paragraph(""),
    ]
    return "".join(blocks)


def _table(rows: int) -> str:
    grid = '<w:gridCol w:w="3000"/><w:gridCol w:w="3000"/>'
    head = _row("项目", "金额（元）", "<w:cantSplit/><w:tblHeader/>")
    body = "".join(_row(f"第 {n} 项", f"{n * 1234.5:,.2f}", "<w:cantSplit/>") for n in range(rows))
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"


def _row(one: str, other: str, properties: str) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/></w:tcPr>{_paragraph(_run(text))}</w:tc>'
        for text in (one, other)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _paragraph(runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _runs(text: str) -> str:
    return "".join(p if p.startswith("<") else _run(p) for p in text.split("\n"))


def _field(name: str) -> str:
    steps = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {name} </w:instrText>',
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "\n" + "".join(f"<w:r>{step}</w:r>" for step in steps) + "\n"
