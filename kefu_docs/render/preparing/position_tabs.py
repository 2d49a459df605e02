"""Alignment tabs (w:ptab), which Word's own headers have, turned into tabs at places of their own.

LibreOffice (7.4.7) reads them as plain tabs, which end at the next stop, wherever that is.
Element: ISO/IEC 29500-1, 17.3.3.23.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kefu_docs.diagnostics import Message
from kefu_docs.render.preparing.template_slips import paragraph_text
from kefu_docs.render.word.styles import Styles
from kefu_docs.render.word.word_xml import W, value

_MOST = 40
_BEFORE_TABS = tuple(
    f"{W}{name}"
    for name in (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"),
        *("numPr", "suppressLineNumbers", "pBdr", "shd"),
    )
)


def text_widths(document: etree._Element) -> frozenset[int]:
    """How wide the text of each section is, in twentieths of a point."""
    return frozenset(_width(section) for section in document.iter(f"{W}sectPr"))


def _width(section: etree._Element) -> int:
    margins, size = section.find(f"{W}pgMar"), section.find(f"{W}pgSz")
    if margins is None or size is None:
        return 0
    numbers = (size.get(f"{W}w"), margins.get(f"{W}left"), margins.get(f"{W}right"))
    try:
        width, left, right = (int(float(number or 0)) for number in numbers)
    except ValueError:  # with a unit, as the strict form writes it
        return 0
    return width - left - right


def place_tabs(root: etree._Element, widths: frozenset[int], styles: Styles) -> Iterator[Message]:
    """Turn alignment tabs into tabs with stops; tell of those that are not turned."""
    for paragraph in {next(tab.iterancestors(f"{W}p")): 0 for tab in root.iter(f"{W}ptab")}:
        tabs = [*paragraph.iter(f"{W}ptab")]
        stops = [_stop(paragraph, tab, *widths) for tab in tabs] if len(widths) == 1 else [None]
        if None in stops or _is_narrow(paragraph):
            yield Message(
                "an alignment tab is printed as a plain tab, in paragraph “{paragraph}”",
                {"paragraph": paragraph_text(paragraph)[:_MOST]},
            )
            continue
        _set_stops(paragraph, [stop for stop in stops if stop is not None], styles)
        for tab in tabs:
            tab.tag = f"{W}tab"
            tab.attrib.clear()


def _is_narrow(paragraph: etree._Element) -> bool:
    """Whether a paragraph is not as wide as the page's text, or has tabs of other kinds."""
    if next(paragraph.iterancestors(f"{W}tc", f"{W}txbxContent"), None) is not None:
        return True
    return paragraph.find(f".//{W}r/{W}tab") is not None


def _stop(paragraph: etree._Element, tab: etree._Element, width: int) -> etree._Element | None:
    """The stop for an alignment tab; None where it has none, as at the left."""
    begin, end = 0, width
    indent = paragraph.find(f"{W}pPr/{W}ind")
    if tab.get(f"{W}relativeTo") == "indent" and indent is not None:
        begin = _number(indent, "left", "start")
        end -= _number(indent, "right", "end")
    places = {"center": (begin + end) // 2, "right": end}
    alignment = str(tab.get(f"{W}alignment"))
    if alignment not in places or not width:
        return None
    stop = etree.Element(f"{W}tab")
    stop.set(f"{W}val", alignment)
    if (leader := tab.get(f"{W}leader", "none")) != "none":
        stop.set(f"{W}leader", leader)
    stop.set(f"{W}pos", str(places[alignment]))
    return stop


def _number(indent: etree._Element, *names: str) -> int:
    found = next((n for name in names if (n := indent.get(f"{W}{name}"))), "0")
    return int(found) if found.lstrip("-").isdigit() else 0


def _set_stops(paragraph: etree._Element, stops: list[etree._Element], styles: Styles) -> None:
    """Give a paragraph these stops and none of its style's."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    for own in properties.findall(f"{W}tabs"):
        properties.remove(own)
    tabs = etree.Element(f"{W}tabs")
    style = value(properties, "pStyle") or styles.default("paragraph")
    kept = {stop.get(f"{W}pos") for stop in stops}
    inherited = {
        t.get(f"{W}pos") for s in styles.chain(style) for t in s.iterfind(f"{W}pPr/{W}tabs/{W}tab")
    }
    for place in sorted(inherited - kept - {None}, key=lambda p: int(float(str(p)))):
        cleared = etree.SubElement(tabs, f"{W}tab")
        cleared.set(f"{W}val", "clear")
        cleared.set(f"{W}pos", str(place))
    tabs.extend(stops)
    place_ = sum(child.tag in _BEFORE_TABS for child in properties)
    properties.insert(place_, tabs)
