"""An empty paragraph that ends a section hands its indents on to no other, as in Word.

LibreOffice (7.4.7) leaves such a paragraph out where others stand in its section. Its indents stay
with the paragraph behind it, and those of its style with every one that names less than all of its
own, to the end of the document and in the next of a batch. So it gets neither style nor indents
(test_an_empty_end_of_a_section_indents_nothing). What begins a section is drawn, and keeps both.
Elements: ISO/IEC 29500-1, 17.6.18 (sectPr), 17.3.1.12 (ind), 17.3.1.27 (pStyle).
"""

from __future__ import annotations

import re

_SECTION = re.compile(r"<w:sectPr(?: [^>]*)?(?:/>|>.*?</w:sectPr>)", re.DOTALL)
_START = re.compile(r"<w:p(?: [^>]*)?>(?=<w:pPr>)")
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?/?>")
_TABLE = re.compile(r"<w:tbl[ >]|</w:tbl>")
_HANDED_ON = re.compile(r"<w:(?:pStyle|ind) [^>]*/>")
# What draws nothing: the paragraph is left out all the same.
_NOTHING = re.compile(
    r"(?:<w:(?:bookmarkStart|bookmarkEnd|proofErr|lastRenderedPageBreak)(?: [^>]*)?/>"
    r"|</?w:r(?: [^>]*)?>|<w:rPr/>|<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>"
    r"|<w:t(?: [^>]*)?(?:/>|></w:t>))*",
    re.DOTALL,
)
_SPECIAL = "<w:framePr ", "<wp:anchor", "<w:pict"
"""In the paragraph in front of it these keep it."""


def without_handed_on(xml: str) -> str:
    """The blocks `xml` of a body, with such paragraphs bare of style and indents."""
    pieces = list[str]()
    done = begun = 0
    for section in _SECTION.finditer(xml):
        start = _start_of(xml, begun, section.start())
        end = xml.find("</w:p>", section.end())
        tail = xml[section.end() : end].rpartition("</w:pPr>")[2]
        is_empty = _NOTHING.fullmatch(tail)
        if start is not None and is_empty and _has_paragraph(xml[begun:start]):
            properties = xml[start : section.start()]
            pieces += [xml[done:start], _HANDED_ON.sub("", properties)]
            done = section.start()
        begun = max(end, section.end())
    return "".join((*pieces, xml[done:])) if pieces else xml


def _start_of(xml: str, begun: int, section: int) -> int | None:
    """Where the paragraph begins whose properties hold those of a section."""
    starts = xml.rfind("<w:pPr>", begun, section)
    if starts < 0 or "</w:pPr>" in xml[starts:section]:
        return None
    start = max(xml.rfind("<w:p>", begun, starts), xml.rfind("<w:p ", begun, starts))
    return start if start >= 0 and _START.match(xml, start) else None


def _has_paragraph(blocks: str) -> bool:
    """Whether a paragraph stands in front, in no table, and none that would keep the empty one."""
    last = blocks[max(blocks.rfind("<w:p>"), blocks.rfind("<w:p "), 0) :]
    if any(special in last for special in _SPECIAL):
        return False
    depth, place = 0, 0
    for table in _TABLE.finditer(blocks):
        if not depth and _PARAGRAPH.search(blocks, place, table.start()):
            return True
        depth += -1 if table[0] == "</w:tbl>" else 1
        place = table.end()
    return _PARAGRAPH.search(blocks, place) is not None
