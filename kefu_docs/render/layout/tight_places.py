"""A document whose rows and text boxes hold what LibreOffice would cut off at their edges.

A row of exact height and a text box that does not grow were made for the faces of the machine they
were made on. The font set's are taller than Calibri or Times New Roman, so LibreOffice (7.4, 25.2)
may draw the last line half or not at all. Such a row may grow: what follows moves down. A box stays
as it is, for it may stand on others, and its text is set smaller.
Elements: ISO/IEC 29500-1, 17.4.80 (trHeight), 17.3.2.38 (sz), 17.3.1.33 (spacing).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.styles import Styles, styles_of
from kefu_docs.render.word.word_package import margins_of, printed_parts
from kefu_docs.render.word.word_xml import W, parsed, value, written

_BOX = f"{W}txbxContent"
_TIGHT = (b'hRule="exact"', b"txbxContent")
_USUAL_SIZE = 20
"""Half points of text whose size nothing says (17.3.2.38)."""

_SMALLEST = 12
"""Half points that text in a box is not set below: 6 pt can be read, less hardly."""


def has_tight_places(docx: bytes, *, margins_alone: bool = False) -> bool:
    """Whether a document, or its headers and footers, have rows of exact height or text boxes."""
    parts = read_parts(docx)
    margins = (margin.part for margin in margins_of(parts))
    looked_at = margins if margins_alone else printed_parts(parts)
    return any(mark in parts[part] for part in looked_at for mark in _TIGHT)


def with_room(docx: bytes, percent: int) -> bytes:
    """Let rows of exact height grow, and set the text of boxes to so many hundredths of its size.

    A text of 6 pt or less keeps its size. Parts without such rows and boxes keep their bytes.
    """
    parts = read_parts(docx)
    styles = styles_of(parts)
    made = dict(parts)
    for part in printed_parts(parts):
        if any(mark in parts[part] for mark in _TIGHT):
            root = parsed(parts[part])
            for height in root.iter(f"{W}trHeight"):
                if height.get(f"{W}hRule") == "exact":
                    height.set(f"{W}hRule", "atLeast")
            for box in root.iter(_BOX):
                if next(box.iterancestors(_BOX), None) is None:
                    _set_smaller(box, styles, percent)
            made[part] = written(root)
    return stored(made)


def _set_smaller(box: etree._Element, styles: Styles, percent: int) -> None:
    for paragraph in box.iter(f"{W}p"):
        style = value(paragraph, "pPr", "pStyle") or styles.default("paragraph")
        for run in paragraph.iter(f"{W}r"):
            _set_size(_properties(run, "rPr"), style, styles, percent)
        properties = _properties(paragraph, "pPr")
        _set_size(_last_properties(properties), style, styles, percent)
        _set_spacing(properties, style, styles, percent)


def _properties(element: etree._Element, name: str) -> etree._Element:
    """The properties of a paragraph or run; they come first in it."""
    found = element.find(f"{W}{name}")
    if found is None:
        found = etree.Element(f"{W}{name}")
        element.insert(0, found)
    return found


def _last_properties(properties: etree._Element) -> etree._Element:
    """Those of a paragraph's mark, behind which only a section or a change stand (17.3.1.29)."""
    found = properties.find(f"{W}rPr")
    if found is None:
        found = etree.Element(f"{W}rPr")
        after = [c for c in properties if c.tag in (f"{W}sectPr", f"{W}pPrChange")]
        properties.insert(properties.index(after[0]) if after else len(properties), found)
    return found


def _set_size(properties: etree._Element, style: str, styles: Styles, percent: int) -> None:
    """Write the smaller size of a run, for Latin and Chinese text and for complex scripts."""
    named = value(properties, "rStyle")
    for name in ("sz", "szCs"):
        size = next(filter(None, map(_number, _sizes(properties, named, style, styles, name))), 0)
        size = size or _USUAL_SIZE
        element = properties.find(f"{W}{name}")
        if element is None:
            element = etree.SubElement(properties, f"{W}{name}")
        element.set(f"{W}val", str(max(min(size, _SMALLEST), size * percent // 100)))


def _sizes(
    properties: etree._Element, named: str, style: str, styles: Styles, name: str
) -> Iterator[etree._Element | None]:
    yield properties.find(f"{W}{name}")
    yield styles.nearest(named, f"rPr/{name}")
    yield styles.nearest(style, f"rPr/{name}")
    yield styles.document_default(f"rPr/{name}")


def _number(size: etree._Element | None) -> int:
    """The half points of a size; 0 where there is none that is a number."""
    told = "" if size is None else str(size.get(f"{W}val"))
    return int(told) if told.isdecimal() else 0


def _set_spacing(properties: etree._Element, style: str, styles: Styles, percent: int) -> None:
    """Write the smaller space above and below, and line height where it is one in points."""
    own = properties.find(f"{W}spacing")
    if own is None:
        own = etree.Element(f"{W}spacing")
        properties.insert(properties.index(_last_properties(properties)), own)
    known = [own, styles.nearest(style, "pPr/spacing"), styles.document_default("pPr/spacing")]
    told = [e for e in known if e is not None]
    rule = next((v for e in told if (v := e.get(f"{W}lineRule"))), "auto")
    for name in ("before", "after", *(["line"] if rule != "auto" else [])):
        length = next((v for e in told if (v := e.get(f"{W}{name}"))), "")
        if length.isdecimal():
            own.set(f"{W}{name}", str(int(length) * percent // 100))
            if name == "line":
                own.set(f"{W}lineRule", rule)
