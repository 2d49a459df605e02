"""Table styles of borders and margins alone, written into the tables that name them.

LibreOffice (7.4, 25.2) works out for each cell and each paragraph of a table what its style may say
about them: a sixth of the time that it takes for a page of tables. A table that has the style's
borders and margins itself is drawn the same, so that LibreOffice alone reads it so. In documents of
Word before 2013 it is not (26.2): there a table stands further left by its style's left margin, as
in Word, but not by its own.
Elements: ISO/IEC 29500-1, 17.4.37 (tblBorders), 17.4.42 (tblCellMar), 17.7.6 (table styles);
compatibilityMode: [MS-DOCX] 2.3.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from lxml import etree

from kefu_docs.render.word.styles import Styles
from kefu_docs.render.word.word_package import SETTINGS, STYLES
from kefu_docs.render.word.word_xml import W, parsed, quoted

_STYLED = re.compile(r'<w:tblPr><w:tblStyle w:val="([^"]+)"/>')
# What overrules a style, in a table's own properties or in its cells, stays beside the style.
_OVERRULED = re.compile(
    r"<w:(?:tblBorders|tblCellMar|tblInd|tblPrEx|tcBorders|tcMar|tblCellSpacing)\b"
)

_NAMES = frozenset(
    f"{W}{name}"
    for name in (
        *("name", "aliases", "basedOn", "uiPriority", "semiHidden", "unhideWhenUsed"),
        *("qFormat", "locked", "rsid", "tblPr"),
    )
)
_EDGES = ("top", "left", "bottom", "right")
_LINES = (*_EDGES, "insideH", "insideV")


def body_with_own_borders(parts: Mapping[str, bytes], xml: str) -> str:
    """Give the body `xml` of a docx with these parts, for LibreOffice alone to read."""
    if "<w:tblStyle " not in xml or _OVERRULED.search(xml) or not _is_of_2013(parts.get(SETTINGS)):
        return xml
    plain = _plain_styles(parts.get(STYLES))
    return _STYLED.sub(
        lambda style: f"<w:tblPr>{plain[style[1]]}" if style[1] in plain else style[0], xml
    )


@lru_cache(maxsize=8)
def _is_of_2013(xml: bytes | None) -> bool:
    """Whether the settings say that a document is laid out as by Word 2013 and later."""
    settings = parsed(xml).iter(f"{W}compatSetting") if xml else ()
    modes = (s.get(f"{W}val") for s in settings if s.get(f"{W}name") == "compatibilityMode")
    return next(modes, None) == "15"  # of all later versions, too


@lru_cache(maxsize=8)
def _plain_styles(xml: bytes | None) -> dict[str, str]:
    """The table styles of borders and margins alone, each with what a table says instead."""
    styles = Styles(xml)
    default = styles.default("table")
    # Where the document's defaults leave size or face open, text in a table with a style is of 10
    # points (7.4), other text is not (test_a_size_that_is_left_open_is_the_styles).
    if any(styles.document_default(f"rPr/{what}") is None for what in ("sz", "rFonts")):
        return {}
    found = {style: _properties(styles, style) for style in styles if style != default}
    return {style: text for style, text in found.items() if text}


def _properties(styles: Styles, style: str) -> str:
    """The borders and margins of a style; "" where it says more, or stands for itself.

    A table without a style has the default one: what that says may stay unsaid.
    """
    chain = styles.chain(style)
    if len(chain) < 2 or chain[-1].get(f"{W}styleId") != styles.default("table"):
        return ""
    allowed = [{f"{W}tblBorders", f"{W}tblCellMar"} for _ in chain[1:]]
    allowed.append({f"{W}tblInd", f"{W}tblCellMar"})
    for element, own in zip(chain, allowed, strict=True):
        properties = element.find(f"{W}tblPr")
        inner = () if properties is None else properties
        if {str(e.tag) for e in element} - _NAMES or {str(e.tag) for e in inner} - own:
            return ""
    borders = "".join(_nearest(styles, style, "tblBorders", _LINES))
    margins = "".join(_nearest(styles, style, "tblCellMar", _EDGES))
    return f"<w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar>"


def _nearest(styles: Styles, style: str, kind: str, sides: tuple[str, ...]) -> Iterator[str]:
    """What a style or its base says of each side."""
    for side in sides:
        element = styles.nearest(style, f"tblPr/{kind}/{side}")
        if element is not None:
            yield _written(element)


def _written(element: etree._Element) -> str:
    """An element without content, in the one form that a document has."""
    values = "".join(
        f" w:{str(name).removeprefix(W)}={quoted(str(value))}"
        for name, value in element.attrib.items()
        if str(name).startswith(W)
    )
    return f"<w:{str(element.tag).removeprefix(W)}{values}/>"
