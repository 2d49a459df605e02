"""The number of pages of a section as text, in documents of several sections.

LibreOffice (7.4, 25.2) shows for it what Word stored, which is right for no other document. So the
number is written, and whoever reads the PDF tells by marks on which page each section begins. Word
shows the number of pages of the section that the field stands in (MS-OI29500, 2.1.499); a header is
that of every section that names no other, so each such section gets a copy with its own number.
Elements: ISO/IEC 29500-1, 17.6.17 (sectPr), 17.10 (headers and footers), 17.16.5.55 (SECTIONPAGES).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from kefu_docs.render.composing.composed_margins import ComposedMargin
from kefu_docs.render.layout.page_totals import write_number
from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.word_package import (
    CONTENT_TYPES,
    DOCUMENT,
    DOCUMENT_RELATIONS,
    Margin,
    margins_of,
    printed_parts,
    relations_part,
)
from kefu_docs.render.word.word_xml import R, W, parsed, value, written

NAME = "SECTIONPAGES"
_MARK = NAME.encode()
_ID = f"{R}id"
_FIRST_MARK = 1_000_000
"""The number of a bookmark; those of the document are lower."""


def counted_sections(docx: bytes) -> int:
    """How many sections a document has, where it shows the pages of one; else 0."""
    parts = read_parts(docx)
    if not any(_MARK in parts[part] for part in printed_parts(parts)):
        return 0
    return sum(1 for _ in parsed(parts[DOCUMENT]).iter(f"{W}sectPr"))


def begins_within_page(document: etree._Element) -> bool:
    """Whether a section may begin on a page of the one before: whose page it is, Word alone says.

    The first begins where the document does, whatever is said of it.
    """
    later = [*document.iter(f"{W}sectPr")][1:]
    return any(value(section, "type") in ("continuous", "nextColumn") for section in later)


def section_start(number: int) -> str:
    """The bookmark, and in the PDF the named destination, at the start of a section (from 0)."""
    return f"sectionpages{number}"


def with_section_totals(docx: bytes, pages: Sequence[int]) -> bytes:
    """Write for each section how many pages it has, and mark where all but the first begin."""
    parts = read_parts(docx)
    root = parsed(parts[DOCUMENT])
    for number, blocks in enumerate(_sections(root)):
        for block in blocks if _MARK in parts[DOCUMENT] else ():
            write_number(block, NAME, pages[number])
        if number and blocks:
            _mark(blocks[0], number)
    margins = {margin.relation: margin for margin in margins_of(parts)}
    counted = {relation: m for relation, m in margins.items() if _MARK in parts[m.part]}
    copies = [*_named_copies(root, counted)]
    made = {**parts, DOCUMENT: written(root)}
    for copy in copies:
        made[copy.part] = _with_number(parts[copy.margin.part], pages[copy.section])
        if copy.margin.relations is not None:
            made[relations_part(copy.part)] = copy.margin.relations
    _declare(made, copies)
    return stored(made)


class _SectionMargin(ComposedMargin, frozen=True):
    """A section's own copy of a header or footer."""

    margin: Margin
    section: int


def _named_copies(root: etree._Element, counted: Mapping[str, Margin]) -> Iterator[_SectionMargin]:
    """Let each section name copies of those that count its pages.

    What a section does not name is the section's before (ISO/IEC 29500-1, 17.10.2 and 17.10.5).
    """
    in_force: dict[tuple[str, str], str] = {}
    for number, section in enumerate(root.iter(f"{W}sectPr")):
        own = {
            (str(e.tag), str(e.get(f"{W}type", "default"))): e
            for e in section
            if e.get(_ID) is not None
        }
        in_force |= {place: str(reference.get(_ID)) for place, reference in own.items()}
        for place, relation in in_force.items():
            margin = counted.get(relation)
            if margin is None:
                continue
            copy = _SectionMargin(f"{relation}-section{number}", margin.kind, margin, number)
            if place not in own:
                own[place] = etree.Element(place[0], {f"{W}type": place[1]})
                section.insert(0, own[place])
            own[place].set(_ID, copy.id)
            yield copy


def _sections(root: etree._Element) -> Iterator[list[etree._Element]]:
    """The blocks of each section."""
    blocks: list[etree._Element] = []
    for block in root.iterfind(f"{W}body/*"):
        blocks.append(block)
        if block.tag == f"{W}sectPr" or next(block.iter(f"{W}sectPr"), None) is not None:
            yield blocks
            blocks = []


def _mark(block: etree._Element, number: int) -> None:
    """Mark where a section begins."""
    paragraph = next(block.iter(f"{W}p"), None)
    if paragraph is None:
        return
    name = {f"{W}id": str(_FIRST_MARK + number), f"{W}name": section_start(number)}
    place = 0 if paragraph.find(f"{W}pPr") is None else 1
    paragraph.insert(place, etree.Element(f"{W}bookmarkEnd", {f"{W}id": name[f"{W}id"]}))
    paragraph.insert(place, etree.Element(f"{W}bookmarkStart", name))


def _with_number(part: bytes, pages: int) -> bytes:
    root = parsed(part)
    write_number(root, NAME, pages)
    return written(root)


def _declare(parts: dict[str, bytes], copies: Sequence[_SectionMargin]) -> None:
    """Name the copies among the parts, each once."""
    unique = dict.fromkeys(copies)
    for part, end, elements in (
        (CONTENT_TYPES, b"</Types>", "".join(copy.type for copy in unique)),
        (DOCUMENT_RELATIONS, b"</Relationships>", "".join(copy.relation for copy in unique)),
    ):
        if elements:
            parts[part] = parts[part].replace(end, elements.encode() + end)
