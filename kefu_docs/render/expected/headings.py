"""The headings of a document as a table of contents lists them, and bookmarks that lead to them.

Source: ISO/IEC 29500-1, 17.3.1.20 (outlineLvl), 17.13.6 (bookmarks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import NamedTuple

from lxml import etree

from kefu_docs.render.expected.drawn_paragraphs import style_of
from kefu_docs.render.expected.list_labels import ListLabels
from kefu_docs.render.word.styles import Styles, is_on, styles_of
from kefu_docs.render.word.word_xml import W, value

_NAMED = re.compile(r"(?:heading|标题)\s*([1-9])\Z")
_NO_LEVEL = 9  # outlineLvl of body text


class Heading(NamedTuple):
    """A paragraph that may be listed.

    `level` counts from 1 and is 0 for text without an outline level; `style` is the name that Word
    shows, in small letters; `label` the automatic number with the tab or space behind it.
    """

    paragraph: etree._Element
    level: int
    style: str
    label: str
    text: str


def headings_of(root: etree._Element, parts: Mapping[str, bytes]) -> Iterator[Heading]:
    """The paragraphs with text of a body, in their order, but for those in text boxes.

    Word lists no text of boxes.
    """
    styles = styles_of(parts)
    labels = ListLabels(parts)
    for paragraph in root.iter(f"{W}p"):
        label = labels.next(paragraph)
        if next(paragraph.iterancestors(f"{W}txbxContent"), None) is not None:
            continue
        if text := _words(paragraph):
            style = style_of(paragraph) or styles.default("paragraph")
            numbered = "" if label is None else label.text + label.gap
            level = _level(paragraph, style, styles)
            yield Heading(paragraph, level, styles.name(style).casefold(), numbered, text)


def _level(paragraph: etree._Element, style: str, styles: Styles) -> int:
    """The outline level, from 1, that a paragraph or its style has; 0 where none."""
    own = paragraph.find(f"{W}pPr/{W}outlineLvl")
    outline = styles.nearest(style, "pPr/outlineLvl") if own is None else own
    if outline is not None:
        level = int(value(outline) or _NO_LEVEL)
        return level + 1 if level < _NO_LEVEL else 0
    named = _NAMED.match(styles.name(style).casefold())
    return int(named[1]) if named else 0


def _words(paragraph: etree._Element) -> str:
    """The text of a heading on one line, without notes and what is hidden."""
    pieces: list[str] = []
    instructions = 0
    for element in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}noBreakHyphen", f"{W}fldChar"):
        kind = str(element.get(f"{W}fldCharType", ""))
        instructions += {"begin": 1, "separate": -1}.get(kind, 0)
        run = element.getparent()
        if kind or instructions or run is None or not _is_shown(run, paragraph):
            continue
        if element.tag == f"{W}t":
            pieces.append(element.text or "")
        else:
            pieces.append("-" if element.tag == f"{W}noBreakHyphen" else " ")
    return "".join(pieces).strip()


def _is_shown(run: etree._Element, paragraph: etree._Element) -> bool:
    """Whether it is a run of this very paragraph, not of a box in it, and not hidden."""
    if run.tag != f"{W}r" or next(run.iterancestors(f"{W}p")) is not paragraph:
        return False
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is None or not is_on(hidden)


class HeadingMarks:
    """Bookmarks of a document, by which entries lead to headings, each to one alone.

    What a loop prints has the bookmarks of its template as often as the loop goes round; the
    first heading keeps them.
    """

    def __init__(self, root: etree._Element) -> None:
        starts = list(root.iter(f"{W}bookmarkStart"))
        names = {str(start.get(f"{W}name")) for start in starts}
        ids = [int(i) for s in starts if (i := str(s.get(f"{W}id"))).isdecimal()]
        self._ids = count(1 + max(ids, default=0))
        self._new = (name for n in count(1) if (name := f"_Toc{n:09}") not in names)
        self._given: dict[str, etree._Element] = {}

    def of(self, heading: etree._Element) -> str:
        """The name of a heading's bookmark; a new one where it has none of its own."""
        for start in heading.iter(f"{W}bookmarkStart"):
            name = str(start.get(f"{W}name"))
            if "_Toc" in name and self._given.setdefault(name, heading) is heading:
                return name
        name = next(self._new)
        self._given[name] = heading
        id_ = str(next(self._ids))
        start = etree.Element(f"{W}bookmarkStart", {f"{W}id": id_, f"{W}name": name})
        heading.insert(0 if heading.find(f"{W}pPr") is None else 1, start)
        etree.SubElement(heading, f"{W}bookmarkEnd", {f"{W}id": id_})
        return name
