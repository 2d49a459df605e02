"""What in a template keeps its documents from being composed into one, and where it stands.

What is known to come out the same in a composed document passes; all else is an obstacle, and the
documents of that template are converted one by one. Element names: ISO/IEC 29500-1, 17.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from lxml import etree
from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.render.composing.composed_margins import has_room
from kefu_docs.render.word.obstacle_words import element_in_words, part_in_words, remedy
from kefu_docs.render.word.word_package import DOCUMENT, margins_of
from kefu_docs.render.word.word_xml import PREFIXES, R, W, parsed, value

_DRAWN = (f"{W}drawing", f"{W}pict", f"{{{PREFIXES['mc']}}}AlternateContent")
_BOX = f"{W}txbxContent"
_RELATION = f"{R}id"

# Text and its containers. A paragraph's, run's or table's properties hold formatting alone.
_FLOWING = frozenset(
    f"{W}{name}"
    for name in (
        *("document", "body", "hdr", "ftr", "p", "r", "t", "tab", "br", "cr", "sym", "ptab"),
        *("noBreakHyphen", "softHyphen", "lastRenderedPageBreak", "proofErr", "smartTag"),
        *("hyperlink", "bookmarkStart", "bookmarkEnd", "fldChar", "fldSimple", "instrText"),
        *("tbl", "tblGrid", "tr", "tc", "sdt", "sdtContent", "txbxContent"),
    )
)
_PROPERTIES = frozenset(
    f"{W}{name}"
    for name in ("pPr", "rPr", "tblPr", "tblPrEx", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr")
)
_BAD_PROPERTIES = frozenset(
    f"{W}{name}"
    for name in (
        *("framePr", "lnNumType", "ins", "del", "moveFrom", "moveTo"),
        *("pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange"),
    )
)
_HORIZONTAL = ("lrTb", "tb")
_BREAKS = (f"{W}br", f"{W}cr")
_NESTED = f".//{W}tc//{W}tbl"
_FLOATING = f".//{W}tblpPr"
_WRAPPED = f"{W}tblPr/{W}tblpPr"
_FIELDS = frozenset({"PAGE", "NUMPAGES", "HYPERLINK"})
_CAPTION = re.compile(r'SEQ\s+[^\s\\"]+(?:\s+\\\*\s*(?:MERGEFORMAT|Arabic))*', re.IGNORECASE)
_REFERENCE = re.compile(
    r'(?:PAGEREF|REF)\s+[^\s\\"]+(?:\s+\\(?:h|\*\s*(?:MERGEFORMAT|Arabic)))*', re.IGNORECASE
)
_PLAIN_SWITCHES = re.compile(r'\\\*\s*"?(MERGEFORMAT|Arabic)"?', re.IGNORECASE)


_Found = Iterator[tuple[etree._Element, Message]]


class Obstacle(Struct, frozen=True):
    """Something that cannot be composed: what it is, in which part, in which paragraph's text."""

    what: Message
    part: str
    paragraph: str

    @property
    def message(self) -> Message:
        """The obstacle in words."""
        values = {"what": self.what, "part": part_in_words(self.part), "paragraph": self.paragraph}
        if not self.paragraph:
            return Message("{what}, in {part}", values)
        return Message("{what}, in {part}, paragraph “{paragraph}”", values)

    @property
    def remedy(self) -> Message | None:
        """What to do in Word so that documents come into batches; None where nothing is known."""
        return remedy(self.what)


def obstacles(parts: Mapping[str, bytes]) -> tuple[Obstacle, ...]:
    """Give what in a template, or a document made from it, cannot be composed, each kind once."""
    flows = (DOCUMENT, *(margin.part for margin in margins_of(parts)))
    roots = {name: parsed(data) for name, data in parts.items() if name in flows}
    found = [
        Obstacle(kind, part, "".join(_paragraph(element).itertext(f"{W}t"))[:40])
        for part, root in roots.items()
        for element, kind in _bad_elements(root)
    ]
    return tuple({(o.part, o.what.text()): o for o in found}.values())


def _bad_elements(root: etree._Element) -> _Found:
    for element in _flow(root):
        if element.tag in _DRAWN:
            # Drawings stand and lead where they do alone, on every kind of anchor (LibreOffice 7.4
            # and 25.2, test_a_batch_is_faithful_to_each_document); the text of boxes flows, too.
            for box in element.iter(_BOX):
                yield from _bad_elements(box)
        elif element.tag in _PROPERTIES:
            yield from _bad_properties(element)
        elif element.tag in (f"{W}fldSimple", f"{W}instrText"):
            instruction = str(element.get(f"{W}instr") or element.text or "").strip()
            if not _is_plain_field(instruction) and not _is_contents(element, instruction):
                name = instruction.split(maxsplit=1)[0]
                yield element, Message("the field {name}", {"name": name})
        elif element.tag == f"{W}br" and element.get(f"{W}clear", "none") != "none":
            # LibreOffice (7.4.7) goes on beside what floats in all but a batch's last document.
            yield element, Message("a text wrapping break")
        elif element.tag not in _FLOWING:
            yield element, element_in_words(element)
    body = root.find(f"{W}body")
    if body is not None:
        yield from _bad_flow(body)


def _bad_flow(body: etree._Element) -> _Found:
    """What the order of a body's blocks and sections forbids."""
    yield from _bad_ends(body)
    sections = list(body.iter(f"{W}sectPr"))
    yield from _bad_sections(sections)
    for blocks, section in _sections(body):
        if _has_grid(section) and blocks and blocks[0].tag == f"{W}tbl":
            yield blocks[0], Message("a table that begins pages with a line grid")
        if len(blocks) < 2 and _margins(section):
            # See `_is_lone` in compose, which finds what conditions leave.
            yield (
                blocks[0] if blocks else section,
                Message("a header or footer of a section of one paragraph"),
            )
    for block, following in pairwise(body):
        if following.tag == block.tag == f"{W}tbl" and block.find(_WRAPPED) is not None:
            # In a batch LibreOffice (7.4.7) puts the second elsewhere than alone.
            yield following, Message("a table right behind one that text wraps around")
    if any(map(_has_grid, sections)):
        for table in body.iterfind(_NESTED):
            yield table, Message("a table in a table on pages with a line grid")
        for table in body.iterfind(_FLOATING):
            yield table, Message("a table that text wraps around on pages with a line grid")


def _bad_ends(body: etree._Element) -> _Found:
    """What a body may not begin or end with.

    LibreOffice (7.4) loses the mark in a floating table, by which a batch is cut.
    """
    first = next(iter(body), None)
    if first is not None and first.find(_WRAPPED) is not None:
        yield first, Message("a table at the beginning that text wraps around")
    if [e.tag for e in body[-2:]] != [f"{W}p", f"{W}sectPr"]:
        yield body, Message("no paragraph at the end")
    elif next(body[-2].iter(_BOX), None) is not None:
        yield body[-2], Message("a text box in the last paragraph")
    elif _begins_with_break(body[-2]):
        yield body[-2], Message("a line break that begins the last paragraph")
    elif body[-2].find(f"{W}pPr/{W}sectPr") is not None:
        yield body[-2], Message("a section at the end that is empty")


def _begins_with_break(paragraph: etree._Element) -> bool:
    """Whether a paragraph begins with a line break.

    Where that ends a section, as in all but a batch's last document, LibreOffice (7.4.7) makes its
    line as high as the text behind it (see `_refuse_other_end` in compose).
    """
    for run in paragraph.iter(f"{W}r"):
        for child in run:
            if child.tag in _BREAKS:
                return child.get(f"{W}type", "textWrapping") == "textWrapping"
            if child.tag != f"{W}rPr" and (child.tag != f"{W}t" or child.text):
                return False
    return False


def _bad_sections(sections: Sequence[etree._Element]) -> _Found:
    """Sections with a header where the first would need an empty one and has no room for it."""
    if sections and not has_room(etree.tostring(sections[0], encoding="unicode")):
        for section in sections[1:]:
            if _margins(section) - _margins(sections[0]):
                yield section, Message("a header or footer that the first section lacks")


def _sections(body: etree._Element) -> Iterator[tuple[list[etree._Element], etree._Element]]:
    """The blocks of each section, and its properties, which stand in or behind the last of them."""
    blocks: list[etree._Element] = []
    for block in body:
        if block.tag == f"{W}sectPr":
            yield blocks, block
            return
        blocks.append(block)
        section = block.find(f"{W}pPr/{W}sectPr")
        if section is not None:
            yield blocks, section
            blocks = []


def _has_grid(section: etree._Element) -> bool:
    """Whether lines or characters snap to a grid.

    There LibreOffice (7.4) puts a table that stands first, in another or around which text runs
    elsewhere in one document of a batch than in the next: by 0.2 to 3.2 pt, sideways, too
    (test_any_layout_comes_out_of_a_batch_as_alone fails without these obstacles).
    """
    grid = section.find(f"{W}docGrid")
    return grid is not None and grid.get(f"{W}type", "default") != "default"


def _margins(section: etree._Element) -> set[tuple[object, object]]:
    """The kinds of headers and footers that a section names: (element, type)."""
    return {(e.tag, e.get(f"{W}type")) for e in section if e.get(_RELATION) is not None}


def _flow(element: etree._Element) -> Iterator[etree._Element]:
    """Walk elements, not into properties and drawings, whose content is not text that flows."""
    yield element
    if element.tag in _FLOWING and element.tag not in (f"{W}tblGrid", f"{W}instrText"):
        for child in element:
            if isinstance(child.tag, str):
                yield from _flow(child)


def _bad_properties(properties: etree._Element) -> _Found:
    for element in properties.iter():
        if element.tag == f"{W}lnNumType" and element.get(f"{W}countBy", "0") == "0":
            continue  # as WPS says that there are none
        if element.tag in _BAD_PROPERTIES:
            yield element, element_in_words(element)
        elif element.tag == f"{W}textDirection" and value(element) not in _HORIZONTAL:
            yield element, Message("vertical text")
        elif element.tag == f"{W}type" and value(element) == "nextColumn":
            # In a batch, LibreOffice (7.4.7) counts columns on from the document before.
            yield element, Message("a section that begins in a new column")


def _is_contents(element: etree._Element, instruction: str) -> bool:
    """Whether a field is a table of contents of runs, which is taken out (see contents_tables)."""
    return element.tag == f"{W}instrText" and instruction.upper().startswith("TOC")


def _is_plain_field(instruction: str) -> bool:
    """Whether a field prints the same in a composed document."""
    name, _, rest = instruction.partition(" ")
    if name.upper() == "HYPERLINK":
        return True
    if _CAPTION.fullmatch(instruction) or _REFERENCE.fullmatch(instruction):
        return True  # by a name of its document's own, see document_marks and own_bookmarks
    return not instruction or (
        name.upper() in _FIELDS and not _PLAIN_SWITCHES.sub("", rest).strip()
    )


def _paragraph(element: etree._Element) -> etree._Element:
    """The paragraph around an element, or the element itself."""
    around = next(element.iterancestors(f"{W}p"), None)
    return element if around is None else around
