"""The paragraph of an entry in a table of contents, as Word writes it.

Source: ISO/IEC 29500-1, 17.16.5.48 (PAGEREF), 17.16.22 (hyperlink), 17.3.1.37 (tab).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from kefu_docs.render.expected.headings import Heading
from kefu_docs.render.word.styles import Styles
from kefu_docs.render.word.word_xml import W, twips, value

_INDENT = 220  # twips a level, where the template has no style for entries
_CHARACTER = 240  # twips: as wide as Chinese of 12 points
_PRESERVE = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
# What stands before the tab stops among the properties of a paragraph (17.3.1.26).
_BEFORE_TABS = frozenset(
    f"{W}{name}"
    for name in (
        *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl"),
        *("numPr", "suppressLineNumbers", "pBdr", "shd"),
    )
)


class EntryLook(NamedTuple):
    """How an entry looks: the properties of its paragraph, its words and its page number."""

    paragraph: etree._Element | None = None
    words: etree._Element | None = None
    page: etree._Element | None = None


class EntryPage(NamedTuple):
    """What leads to the page of an entry.

    `number` is what Word shows until F9; `separator` stands before it, None where no page is shown.
    """

    bookmark: str
    number: str
    separator: str | None
    is_link: bool


def entry(
    heading: Heading, look: EntryLook, page: EntryPage, styles: Styles, width: int
) -> etree._Element:
    """The paragraph of an entry; `width` is that of the text on the page, in twips."""
    made = link = etree.Element(f"{W}p")
    made.append(_properties(heading, look.paragraph, styles, width))
    if page.is_link:
        leads = {f"{W}anchor": page.bookmark, f"{W}history": "1"}
        link = etree.SubElement(made, f"{W}hyperlink", leads)
    for piece in filter(None, re.split("(\t)", heading.label + heading.text)):
        link.append(run(look.words, piece))
    if page.separator is not None:
        link.append(run(look.page, page.separator))
        link.extend(_reference(look.page, page))
    return made


def _properties(
    heading: Heading, pattern: etree._Element | None, styles: Styles, width: int
) -> etree._Element:
    """Those of the template's entry, else of Word's style for entries."""
    made = etree.Element(f"{W}pPr") if pattern is None else deepcopy(pattern)
    for section in made.findall(f"{W}sectPr"):
        made.remove(section)
    if made.find(f"{W}pStyle") is None and (style := _style_of_level(heading.level, styles)):
        made.insert(0, etree.Element(f"{W}pStyle", {f"{W}val": style}))
    elif pattern is None:
        left = str(_INDENT * (heading.level - 1))
        etree.SubElement(made, f"{W}ind", {f"{W}left": left})
    tabs = made.find(f"{W}tabs")
    if tabs is None:
        tabs = etree.Element(f"{W}tabs")
        made.insert(sum(child.tag in _BEFORE_TABS for child in made), tabs)
        if styles.nearest(value(made, "pStyle"), "pPr/tabs") is None:
            tabs.append(_stop("right", width, leader="dot"))
    if heading.label.endswith("\t"):
        _set_stop_behind_number(tabs, heading)
    if not len(tabs):
        made.remove(tabs)
    return made


def _style_of_level(level: int, styles: Styles) -> str:
    """The id of Word's style for entries of a level; empty where the template has none."""
    named = (styles.called(f"{name} {level}") for name in ("toc", "TOC", "目录"))
    return next(filter(None, named), "")


def _set_stop_behind_number(tabs: etree._Element, heading: Heading) -> None:
    """A stop behind an automatic number that the number does not reach over, as Word sets one.

    Behind a number that is too long for it the text would go to the next, that of the page.
    """
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in heading.label)
    length = _CHARACTER * (wide + len(heading.label)) // 2
    needed = 2 * _INDENT * (heading.level - 1) + length
    for tab in tabs.findall(f"{W}tab"):
        if tab.get(f"{W}val") in ("left", "start", "num"):
            needed = max(needed, twips(tab.get(f"{W}pos")))
            tabs.remove(tab)
    tabs.insert(0, _stop("left", needed))


def _stop(kind: str, place: int, **more: str) -> etree._Element:
    named = {"val": kind, **more, "pos": str(place)}
    return etree.Element(f"{W}tab", {f"{W}{name}": text for name, text in named.items()})


def _reference(look: etree._Element | None, page: EntryPage) -> Iterator[etree._Element]:
    """The field that shows the page of a bookmark."""
    told = etree.Element(f"{W}instrText", _PRESERVE)
    told.text = f" PAGEREF {page.bookmark} \\h "
    for content in (_mark("begin"), told, _mark("separate"), page.number, _mark("end")):
        yield run(look, content)


def _mark(kind: str) -> etree._Element:
    return etree.Element(f"{W}fldChar", {f"{W}fldCharType": kind})


def marked(mark: etree._Element) -> etree._Element:
    """A run of its own for a mark of a field."""
    around = mark.getparent()
    assert around is not None
    return run(around.find(f"{W}rPr"), deepcopy(mark))


def run(look: etree._Element | None, content: str | etree._Element) -> etree._Element:
    """A run of a text, a tab or another element."""
    made = etree.Element(f"{W}r")
    if look is not None:
        made.append(deepcopy(look))
    if content == "\t":
        content = etree.Element(f"{W}tab")
    elif isinstance(content, str):
        text = etree.Element(f"{W}t", _PRESERVE)
        text.text = content
        content = text
    made.append(content)
    return made
