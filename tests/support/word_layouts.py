"""Templates that LibreOffice may lay out otherwise in a batch: blocks, grids, settings, styles."""

from __future__ import annotations

from tests.support.word_xml import WORD, body, content_types, paragraph, parts, relations, zipped

VALUE = "{{ a }}"
_PAGE = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1588" w:right="1565" w:bottom="1474" '
    'w:left="1701" w:header="907" w:footer="907" w:gutter="0"/>'
)


def table(content: str, properties: str = "", cell: str = "") -> str:
    """A table of one cell."""
    width = '<w:tcW w:w="4000" w:type="dxa"/>'
    return (
        f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid><w:gridCol w:w='4000'/></w:tblGrid>"
        f"<w:tr><w:tc><w:tcPr>{width}{cell}</w:tcPr>{content}</w:tc></w:tr></w:tbl>"
    )


def numbered(text: str, number: int) -> str:
    """A paragraph with an automatic number or bullet."""
    return paragraph(
        text, properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    )


BORDERS = '<w:tblBorders><w:top w:val="single" w:sz="12"/></w:tblBorders>'
BLOCKS = {
    "text": paragraph(VALUE),
    "empty": "<w:p/>",
    "table": table(paragraph(VALUE)),
    "bordered table": table(paragraph(VALUE), BORDERS),
    "nested table": table(table(paragraph(VALUE)) + paragraph(VALUE)),
    "nested table last": table(paragraph(VALUE) + table(paragraph(VALUE)) + "<w:p/>"),
    "floating table": table(paragraph(VALUE), '<w:tblpPr w:vertAnchor="text" w:tblpY="1"/>'),
    "long table": table(paragraph(VALUE)).replace("</w:tbl>", "")
    + "".join(f"<w:tr><w:tc><w:p><w:r><w:t>{n}</w:t></w:r></w:p></w:tc></w:tr>" for n in range(34))
    + "</w:tbl>",
    "vertical cell": table(paragraph(VALUE), cell='<w:textDirection w:val="tbRlV"/>'),
    "spaced": paragraph(VALUE, properties='<w:spacing w:before="300" w:after="500"/>'),
    "bullet": numbered(VALUE, 1),
    "number": numbered(VALUE, 2),
    "number of a list style": numbered(VALUE, 3),
    "trailing blanks": f'<w:p><w:r><w:t xml:space="preserve">{VALUE}  \u3000</w:t></w:r></w:p>',
    "many": paragraph(VALUE) * 45,
    "large": f'<w:p><w:r><w:rPr><w:sz w:val="60"/></w:rPr><w:t>{VALUE}</w:t></w:r></w:p>',
    "page break": paragraph(VALUE, '<w:r><w:br w:type="page"/></w:r>', VALUE),
    "section": paragraph(VALUE, properties=f"<w:sectPr>{_PAGE}</w:sectPr>"),
    "continuous section": paragraph(
        VALUE, properties=f'<w:sectPr><w:type w:val="continuous"/>{_PAGE}</w:sectPr>'
    ),
    "columns": paragraph(
        VALUE,
        properties=f'<w:sectPr><w:type w:val="continuous"/>{_PAGE}<w:cols w:num="2"/></w:sectPr>',
    ),
}
"""Blocks of a body, each with a value."""

GRIDS = {
    "no grid": "",
    "pitch alone": '<w:docGrid w:linePitch="312"/>',
    "lines": '<w:docGrid w:type="lines" w:linePitch="312"/>',
    "lines and characters": (
        '<w:docGrid w:type="linesAndChars" w:linePitch="312" w:charSpace="1000"/>'
    ),
    "characters": '<w:docGrid w:type="snapToChars" w:linePitch="400" w:charSpace="3000"/>',
    "vertical text": '<w:textDirection w:val="tbRl"/><w:docGrid w:linePitch="312"/>',
    "vertical text on lines": (
        '<w:textDirection w:val="tbRl"/><w:docGrid w:type="lines" w:linePitch="312"/>'
    ),
    "centred": '<w:vAlign w:val="center"/>',
    "title page": "<w:titlePg/>",
}
"""What a section says of its page behind the margins."""

_MODE = (
    '<w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="{}"/>'
)
SETTINGS = {
    "none": "",
    "Word 2003": f"<w:compat>{_MODE.format(11)}</w:compat>",
    "Word 2013": f"<w:compat>{_MODE.format(15)}</w:compat>",
    "East Asian": (
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:spaceForUL/>'
        "<w:balanceSingleByteDoubleByteWidth/><w:ulTrailSpace/><w:adjustLineHeightInTable/>"
        f"<w:useFELayout/>{_MODE.format(14)}</w:compat>"
    ),
    "tab stops": '<w:defaultTabStop w:val="1000"/><w:compat><w:noLeading/></w:compat>',
    "hyphens": '<w:autoHyphenation/><w:evenAndOddHeaders w:val="0"/>',
}
"""Settings of a document."""

_FONTS = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/>'
_THEMED = (
    '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" '
    'w:eastAsiaTheme="minorEastAsia"/>'
)
_FACES = '<a:latin typeface="{}"/><a:ea typeface=""/><a:font script="Hans" typeface="{}"/>'
_THEME = (
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="t">'
    '<a:themeElements><a:fontScheme name="t">'
    f"<a:majorFont>{_FACES.format('Arial', '黑体')}</a:majorFont>"
    f"<a:minorFont>{_FACES.format('Times New Roman', '楷体')}</a:minorFont>"
    "</a:fontScheme></a:themeElements></a:theme>"
)
_NORMAL = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    "{}</w:style>"
)
STYLES = {
    "plain": _NORMAL.format(f"<w:rPr>{_FONTS}</w:rPr>"),
    "defaults": (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}<w:sz w:val="28"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="259" w:lineRule="auto"/></w:pPr>'
        f"</w:pPrDefault></w:docDefaults>{_NORMAL.format('')}"
    ),
    "justified": _NORMAL.format(
        '<w:pPr><w:widowControl w:val="0"/><w:spacing w:line="400" w:lineRule="exact"/>'
        f'<w:jc w:val="both"/></w:pPr><w:rPr>{_FONTS}<w:kern w:val="2"/></w:rPr>'
    ),
    "themed": _NORMAL.format(
        f'<w:rPr>{_THEMED}<w:color w:val="4472C4" w:themeColor="accent1"/></w:rPr>'
    ),
    "off the grid": _NORMAL.format(
        f'<w:pPr><w:snapToGrid w:val="0"/></w:pPr><w:rPr>{_FONTS}</w:rPr>'
    ),
}
"""Styles and defaults."""

_LIST_STYLE = (
    '<w:style w:type="numbering" w:styleId="Clauses"><w:name w:val="Clauses"/><w:pPr><w:numPr>'
    '<w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
)
NUMBER_FORMATS = (
    *("decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal"),
    *("cardinalText", "ordinalText", "hex", "chicago", "ideographDigital", "japaneseCounting"),
    *("aiueo", "iroha", "decimalFullWidth", "decimalHalfWidth", "japaneseLegal"),
    *("japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth2"),
    *("aiueoFullWidth", "irohaFullWidth", "decimalZero", "bullet", "ganada", "chosung"),
    *("decimalEnclosedFullstop", "decimalEnclosedParen", "decimalEnclosedCircleChinese"),
    *("ideographEnclosedCircle", "ideographTraditional", "ideographZodiac"),
    *("ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional"),
    *("taiwaneseCountingThousand", "taiwaneseDigital", "chineseCounting"),
    *("chineseLegalSimplified", "chineseCountingThousand", "koreanDigital", "koreanCounting"),
    *("koreanLegal", "koreanDigital2", "vietnameseCounting", "russianLower", "russianUpper"),
    *("none", "numberInDash", "hebrew1", "hebrew2", "arabicAlpha", "arabicAbjad", "hindiVowels"),
    *("hindiConsonants", "hindiNumbers", "hindiCounting", "thaiLetters", "thaiNumbers"),
    *("thaiCounting", "bahtText", "dollarText", "custom"),
)
"""What may count a list: all of ISO/IEC 29500-1, 17.18.59."""
_FIRST_FORMAT = 10  # the number of the first of them


def _numbered_lists() -> str:
    """The definitions of the lists in BLOCKS, and one for each format."""
    lists = [(1, "bullet", "●", ""), (2, "decimal", "%1.", "")]
    lists += [(4, "decimal", "%1)", '<w:styleLink w:val="Clauses"/>')]
    lists += [(n, kind, "%1.", "") for n, kind in enumerate(NUMBER_FORMATS, _FIRST_FORMAT)]
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{style}<w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{kind}"/><w:lvlText w:val="{label}"/><w:lvlJc w:val="left"/><w:pPr>'
        '<w:ind w:left="420" w:hanging="420"/></w:pPr></w:lvl></w:abstractNum>'
        for n, kind, label, style in lists
    )
    definitions += (
        '<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="Clauses"/></w:abstractNum>'
    )
    return definitions + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n in (3, *(n for n, *_ in lists))
    )


def lists_of_every_format(language: str) -> bytes:
    """A docx with two entries of a list of each format; its text is in `language`."""
    entries = [numbered(VALUE, n) * 2 for n, _ in enumerate(NUMBER_FORMATS, _FIRST_FORMAT)]
    styles = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}<w:lang w:val="{language}" '
        f'w:eastAsia="{language}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    )
    return _layout(body(*entries, section=f"<w:sectPr>{_PAGE}</w:sectPr>"), "", styles)


def layout_template(
    *blocks: str, grid: str = "no grid", setting: str = "none", style: str = "plain"
) -> bytes:
    """A docx of blocks by name, on a page with a grid, under settings and styles by name."""
    document = body(
        *(BLOCKS[block] for block in blocks), section=f"<w:sectPr>{_PAGE}{GRIDS[grid]}</w:sectPr>"
    )
    return _layout(document, SETTINGS[setting], STYLES[style])


def _layout(document: str, settings: str, styles: str) -> bytes:
    return zipped(
        parts(document)
        | {
            "[Content_Types].xml": content_types(
                document="document.main",
                **{name: name for name in ("styles", "settings", "numbering")},
                theme="application/vnd.openxmlformats-officedocument.theme+xml",
            ),
            "word/_rels/document.xml.rels": relations(
                ("rId1", "styles", "styles.xml"),
                ("rId2", "settings", "settings.xml"),
                ("rId3", "numbering", "numbering.xml"),
                ("rId4", "theme", "theme.xml"),
            ),
            "word/styles.xml": f"<w:styles {WORD}>{styles}{_LIST_STYLE}</w:styles>",
            "word/settings.xml": f"<w:settings {WORD}>{settings}</w:settings>",
            "word/theme.xml": _THEME,
            "word/numbering.xml": f"<w:numbering {WORD}>{_numbered_lists()}</w:numbering>",
        }
    )
