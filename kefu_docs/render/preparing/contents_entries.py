"""The entries of tables of contents, made of the headings that a document has when it is printed.

Word makes them when somebody presses F9, so those of a template are of the template: a tag in a
heading is a tag in its entry, and of a heading that a loop prints there is one entry or none. Here
the entries of the template say what entries look like, and the document's own headings what they
are. The page of each is a reference, which LibreOffice works out (:mod:`.contents_tables`).
Source: ISO/IEC 29500-1, 17.16.5.68 (TOC).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from lxml import etree

from kefu_docs.render.expected.drawn_paragraphs import style_of
from kefu_docs.render.expected.headings import Heading, HeadingMarks, headings_of
from kefu_docs.render.fields.contents_fields import ContentsField, complex_fields, contents_fields
from kefu_docs.render.preparing.contents_entry import EntryLook, EntryPage, entry, marked
from kefu_docs.render.word.styles import Styles, styles_of
from kefu_docs.render.word.word_package import DOCUMENT
from kefu_docs.render.word.word_xml import W, parsed, twips, written

_HEADING = re.compile(r"heading ([1-9])\Z")
_ENTRY = re.compile(r"(?:toc|目录|contents)\s*([1-9])\Z")
_PAGE = re.compile(r"\s*PAGEREF\s+(\S+)")
_TEXT_WIDTH = 8306  # twips: A4 between the margins that Word has at first


def without_entries(root: etree._Element, bookmarks: frozenset[str]) -> bool:
    """Take the words out of a template's tables of contents; whether there were any.

    The entries remain as patterns, with page numbers of those that lead to one of `bookmarks`.
    """
    entries = {paragraph for found in contents_fields(root) for paragraph in found.paragraphs}
    for paragraph in entries:
        for text in paragraph.iter(f"{W}t"):
            if not (text.text or "").strip().isdigit():
                text.text = ""
    for field, end in list(complex_fields(root)) if entries else ():
        page = _PAGE.match(field.instruction)
        is_dead = page and page[1] not in bookmarks
        if is_dead and not entries.isdisjoint(end.iterancestors(f"{W}p")):
            for mark in (*field.opening, end):
                if (run := mark.getparent()) is not None:
                    run.remove(mark)
    return bool(entries)


def has_contents(parts: Mapping[str, bytes]) -> bool:
    """Whether a template has a table of contents that is made of headings."""
    return b"TOC" in parts[DOCUMENT] and bool(contents_fields(parsed(parts[DOCUMENT])))


def with_own_entries(parts: Mapping[str, bytes]) -> bytes:
    """The body of a printed document whose tables of contents are made of its own headings."""
    root = parsed(parts[DOCUMENT])
    headings = list(headings_of(root, parts))
    marks = HeadingMarks(root)
    for contents in contents_fields(root):
        _Entries(contents, styles_of(parts), _text_width(root)).write(headings, marks)
    return written(root)


def _text_width(root: etree._Element) -> int:
    """The width of the text on the first pages, in twips."""
    section = next(root.iter(f"{W}sectPr"), None)
    size = None if section is None else section.find(f"{W}pgSz")
    margins = None if section is None else section.find(f"{W}pgMar")
    if size is None or margins is None:
        return _TEXT_WIDTH
    taken = (twips(margins.get(f"{W}{side}")) for side in ("left", "right", "gutter"))
    return (twips(size.get(f"{W}w")) or _TEXT_WIDTH) - sum(taken)


class _Entries:
    """The entries of one table of contents."""

    def __init__(self, contents: ContentsField, styles: Styles, width: int) -> None:
        self._contents = contents
        self._styles = styles
        self._width = width
        apart = contents.is_closed_apart
        self._old = contents.paragraphs[:-1] if apart else contents.paragraphs
        self._pages: dict[str, str] = {}  # that Word stored, by bookmark
        self._led: dict[str, int] = {}  # the levels of entries, by the bookmarks they lead to
        self._looks: dict[int, EntryLook] = {}
        for paragraph in self._old:
            self._learn(paragraph)

    def write(self, headings: Sequence[Heading], marks: HeadingMarks) -> None:
        """Put entries for these headings in the place of those that are there."""
        page, made = "1", []
        for heading in filter(None, map(self._listed, headings)):
            name = marks.of(heading.paragraph)
            page = self._pages.get(name, page)
            made.append(self._entry(heading, name, page))
        if not made:
            made = [etree.Element(f"{W}p")]
        place = 0 if made[0].find(f"{W}pPr") is None else 1
        made[0][place:place] = [marked(mark) for mark in self._contents.opening]
        if not self._contents.is_closed_apart:
            made[-1].append(marked(self._contents.closing))
            self._keep_section(made[-1])
        parent = self._old[0].getparent()
        assert parent is not None
        start, end = parent.index(self._old[0]), parent.index(self._old[-1])
        parent[start : end + 1] = made

    def _listed(self, heading: Heading) -> Heading | None:
        """A paragraph at the level at which it is listed, None where it is not.

        What an entry of the template leads to is listed, be it a heading or not.
        """
        styles = self._contents.styles
        for name in (heading.style, _HEADING.sub(r"标题 \1", heading.style)):
            if name in styles:
                return heading._replace(level=styles[name])
        if heading.level in self._contents.levels:
            return heading
        names = (str(s.get(f"{W}name")) for s in heading.paragraph.iter(f"{W}bookmarkStart"))
        level = next((self._led[name] for name in names if name in self._led), None)
        return None if level is None else heading._replace(level=level)

    def _keep_section(self, last: etree._Element) -> None:
        """The last entry ends the section that the last of the template ended."""
        section = self._old[-1].find(f"{W}pPr/{W}sectPr")
        if section is None:
            return
        if last.find(f"{W}pPr") is None:
            last.insert(0, etree.Element(f"{W}pPr"))
        last[0].append(section)

    def _learn(self, paragraph: etree._Element) -> None:
        """Keep how an entry of the template looks under its level, and the page stored in it."""
        runs = [r for r in paragraph.iter(f"{W}r") if r.find(f"{W}t") is not None]
        told = "".join(str(e.text or "") for e in paragraph.iter(f"{W}instrText"))
        page = _PAGE.search(told)
        if page and runs:
            number = "".join(map(str, runs[-1].itertext(f"{W}t"))).strip()
            self._pages |= {page[1]: number} if number.isdigit() else {}
        named = _ENTRY.match(self._styles.name(style_of(paragraph)).casefold())
        level = int(named[1]) if named else 1
        self._led |= {page[1]: level} if page else {}
        self._looks.setdefault(
            level,
            EntryLook(
                paragraph.find(f"{W}pPr"),
                runs[0].find(f"{W}rPr") if runs else None,
                runs[-1].find(f"{W}rPr") if page and runs else None,
            ),
        )

    def _entry(self, heading: Heading, bookmark: str, number: str) -> etree._Element:
        first = next(iter(self._looks.values()), EntryLook())
        look = self._looks.get(heading.level, first._replace(paragraph=None))
        switches = self._contents.switches
        separator = switches.get("p", "").strip('"') or "\t"
        has_page = self._contents.has_page(heading.level)
        page = EntryPage(bookmark, number, separator if has_page else None, "h" in switches)
        return entry(heading, look, page, self._styles, self._width)
