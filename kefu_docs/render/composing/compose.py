"""Documents of one template to one docx, a section or more for each, to be converted in one go.

Page numbers start again with every document, and each keeps its own headers and footers.

In front stand pages that belong to no document (pages_in_front).
Elements: ISO/IEC 29500-1, 17.6 (sections), 17.13.6 (bookmarks), 17.16 (fields).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from kefu_docs.render.composing.composed_end import (
    LAST_MARK,
    ComposeError,
    ended,
    ended_low,
    ends_otherwise_in_a_section,
    refuse_label_at_end,
    refuse_other_end,
)
from kefu_docs.render.composing.composed_margins import (
    REFERENCE,
    ComposedMargin,
    EmptyMargin,
    MarginCopy,
    copies_of,
    has_room,
    lacking_margins,
    with_empty_margins,
)
from kefu_docs.render.composing.composed_start import (
    has_automatic_space,
    with_paragraph_in_front,
    without_automatic_space,
)
from kefu_docs.render.composing.document_marks import counted, marked
from kefu_docs.render.composing.drawing_order import in_own_order
from kefu_docs.render.composing.numbering import Numbering
from kefu_docs.render.composing.own_bookmarks import referred
from kefu_docs.render.composing.pages_in_front import pages_in_front
from kefu_docs.render.composing.space_below import without_space_below
from kefu_docs.render.inserting.inserted_files import FOLDER
from kefu_docs.render.layout.for_libreoffice import body_for_libreoffice
from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.styles import styles_of
from kefu_docs.render.word.word_package import (
    CONTENT_TYPES,
    DOCUMENT,
    DOCUMENT_RELATIONS,
    NUMBERING,
    Margin,
    margins_of,
    relations_part,
)

_BODY = re.compile(r"<w:body[^>]*>")
_SECTION = re.compile(r"<w:sectPr(?: [^>]*)?>.*?</w:sectPr>", re.DOTALL)
_PARAGRAPH = re.compile(r"<w:p[ />]")
_TARGET = re.compile(r'r:id="([^"]+)"')
_NUMBER_TYPE = re.compile(r"<w:pgNumType([^>]*)/>")
_SECTION_TYPE = re.compile(r"<w:type [^>]*/>")
_MARGINS = re.compile(
    r"<w:(?:pgSz|pgMar|paperSrc|pgBorders)(?: [^>]*)?(?:/>|>.*?</w:pgBorders>)", re.DOTALL
)
_INSERTED = re.compile('<Relationship Id="insert-[^>]*/>')


Rewritten = Callable[[str, int], str]
"""Gives a body, a header or a footer otherwise, by the number of its document."""


def compose(documents: Sequence[bytes], rewritten: Rewritten = lambda xml, _: xml) -> bytes:
    """Give one docx of documents rendered from the same template, in their order.

    The template must be free of obstacles (render/obstacles.py). The documents begin at the
    bookmarks `start_of` names; what stands before the first belongs to none. One document is laid
    out just as it would be among others, however many there are. Raises ComposeError.
    """
    shared = read_parts(documents[0])
    margins = margins_of(shared)
    opened = [_opened(shared, data, margins, index) for index, data in enumerate(documents)]
    count = len(opened)
    numbers = Numbering(shared)
    copies = [copies_of(margins, index) for index in range(count)]
    lacking = lacking_margins(_sections_of(document) for document in opened)
    bodies = [
        rewritten(_body(d, index, numbers, copies[index], lacking, last=index + 1 == count), index)
        for index, d in enumerate(opened)
    ]
    parts = {**shared, **_copied_margins(opened, copies, numbers, rewritten)}
    front = pages_in_front(opened[0].section, bodies)
    parts[DOCUMENT] = "".join((opened[0].head, front, *bodies, opened[0].tail)).encode()
    empty = [EmptyMargin.of(kind) for kind in sorted({kind for kind, _ in lacking})]
    parts |= {margin.part: margin.data for margin in empty}
    every: list[ComposedMargin] = [*(c for own in copies for c in own.values()), *empty]
    relations = [*_inserted_relations(opened, shared), *(copy.relation for copy in every)]
    if relations:
        known = shared[DOCUMENT_RELATIONS]
        parts[DOCUMENT_RELATIONS] = _added(known, "</Relationships>", relations)
    parts[CONTENT_TYPES] = _added(shared[CONTENT_TYPES], "</Types>", [c.type for c in every])
    if numbers.xml is not None:
        parts[NUMBERING] = numbers.xml
    return stored(parts)


class Canonical:
    """What documents of one template, such as `docx`, are in a batch, each as the first of several.

    `numbered_styles` number their paragraphs, `is_numbered` says whether those without a style are,
    `underlined_styles` whether a line stands under text.
    """

    def __init__(self, docx: bytes) -> None:
        self._shared = read_parts(docx)
        self._margins = margins_of(self._shared)
        self._numbers = Numbering(self._shared)
        self._copies = copies_of(self._margins, 0)
        styles = styles_of(self._shared)
        self.numbered_styles = styles.numbered()
        self.is_numbered = styles.default("paragraph") in self.numbered_styles
        self.underlined_styles = styles.with_any("rPr/u")

    def of(self, docx: bytes) -> tuple[str, ...]:
        """Give a document's body, then its headers and footers. Raises ComposeError."""
        opened = _opened(self._shared, docx, self._margins, 0)
        body = _body(opened, 0, self._numbers, self._copies, (), last=False)
        parts = _copied_margins([opened], [self._copies], self._numbers, lambda xml, _: xml)
        return body, *(parts[copy.part].decode() for copy in self._copies.values())


def _body(
    document: _Opened,
    index: int,
    numbers: Numbering,
    copies: Mapping[str, MarginCopy],
    lacking: Sequence[tuple[str, str]],
    *,
    last: bool,
) -> str:
    """A document's blocks, with its own marks, lists, headers and footers."""
    body = marked(
        numbers.of_document(without_space_below(document.body), index), index, document.referred
    )
    if body is None:
        raise ComposeError("the document has no paragraph")
    body = with_paragraph_in_front(body)
    if not document.has_count:
        body = LAST_MARK.sub("</w:p>", body)  # see `_with_sections`
    refuse_label_at_end(body)
    if not last:
        refuse_other_end(body, document.spaces_by_itself)
    return _with_sections(body, document.section, copies, lacking, last=last)


def _sections_of(document: _Opened) -> list[str]:
    """The properties of its sections."""
    inner = _SECTION.findall(document.body) if "<w:sectPr" in document.body else ()
    return [*inner, document.section]


def _copied_margins(
    opened: Sequence[_Opened],
    copies: Sequence[Mapping[str, MarginCopy]],
    numbers: Numbering,
    rewritten: Rewritten,
) -> dict[str, bytes]:
    """Each document's own headers and footers, with what they name, and its pictures."""
    parts: dict[str, bytes] = {}
    for index, (document, own) in enumerate(zip(opened, copies, strict=True)):
        parts |= {n: data for n, data in document.parts.items() if n.startswith(FOLDER)}
        for copy in own.values():
            part = document.parts[copy.margin.part].decode()
            own_part = counted(numbers.of_document(part, index), index)
            parts[copy.part] = rewritten(own_part, index).encode()
            relations = document.parts.get(relations_part(copy.margin.part), copy.margin.relations)
            if relations is not None:
                parts[copy.relations] = relations
    return parts


def _inserted_relations(opened: Sequence[_Opened], shared: Mapping[str, bytes]) -> list[str]:
    """The relationships of pictures that the first document lacks; they are named by content."""
    own = (d.parts[DOCUMENT_RELATIONS] for d in opened if DOCUMENT_RELATIONS in d.parts)
    found = dict.fromkeys(r for xml in own for r in _INSERTED.findall(xml.decode()))
    known = shared.get(DOCUMENT_RELATIONS, b"").decode() if found else ""
    return [relation for relation in found if relation not in known]


class _Opened(Struct, frozen=True):
    """A document cut up: what stands around the body, the blocks, the last section's properties."""

    head: str
    body: str
    section: str
    tail: str
    parts: Mapping[str, bytes]
    spaces_by_itself: bool  # some paragraph may have automatic spacing

    @property
    def referred(self) -> frozenset[str]:
        """The bookmarks that its headers and footers lead to."""
        parts = (data.decode() for name, data in self.parts.items() if name.endswith(".xml"))
        return frozenset().union(*map(referred, parts))

    @property
    def has_count(self) -> bool:
        """Whether a page shows the number of pages, which is that of the mark at the end."""
        return "NUMPAGES" in self.body or any(b"NUMPAGES" in part for part in self.parts.values())


def _opened(
    shared: Mapping[str, bytes], data: bytes, margins: Sequence[Margin], index: int
) -> _Opened:
    """Read what differs from document to document, and cut the body out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        inserted = [name for name in names if name.startswith(FOLDER)]
        if [n for n in names if n not in inserted] != _without_inserted(shared):
            raise ComposeError("the documents are not made from one template")
        xml = archive.read(DOCUMENT).decode()
        read = {margin.part for margin in margins} | set(inserted)
        if inserted:
            related = (relations_part(part) for part in (DOCUMENT, *(m.part for m in margins)))
            read |= set(related) & set(names)
        parts = {name: archive.read(name) for name in names if name in read}
    opening = _BODY.search(xml)
    end = xml.rfind("</w:body>")
    last = xml.rfind("<w:sectPr", 0, end)
    if opening is None or not xml[:last].endswith(("</w:p>", "<w:p/>")):
        raise ComposeError("the document does not end in a paragraph and a section")
    start = opening.end()
    body = body_for_libreoffice(shared, xml[start:last])
    body, parts = in_own_order(body, parts, [margin.part for margin in margins], index)
    spaced = has_automatic_space(shared, body)
    body = without_automatic_space(body, styles_of(shared)) if spaced else body
    return _Opened(xml[:start], body, xml[last:end], xml[end:], parts, spaced)


def _without_inserted(parts: Mapping[str, bytes]) -> list[str]:
    return [name for name in parts if not name.startswith(FOLDER)]


def _with_sections(
    body: str,
    section: str,
    copies: Mapping[str, MarginCopy],
    lacking: Sequence[tuple[str, str]],
    *,
    last: bool,
) -> str:
    """Give the sections this document's headers and footers; the first starts at page 1.

    The last section's properties stand behind the body in the last document only, in all others
    in the last paragraph. LibreOffice (7.4.7) puts the end of a section with a header in by the
    last character of its text: with a mark in that paragraph it is drawn by itself, but not in the
    last document of a batch. So a hidden paragraph ends the section where the text ends in the mark
    by which pages are counted, or in a bookmark (test_text_at_the_end_is_as_alone fails with the
    mark and without that paragraph).
    """
    sections = [*(_SECTION.findall(body) if "<w:sectPr" in body else ()), section]
    if lacking and not has_room(sections[0]):
        raise ComposeError("there is no room for an empty header")
    sections[0] = with_empty_margins(sections[0], lacking)
    if any(map(_is_lone, _SECTION.split(body), sections)):
        raise ComposeError("a section of one paragraph has a header or footer of its own")
    if ends_otherwise_in_a_section(body):
        body = ended_low(body)
    named = [_named(_restarted(sections[0]), copies), *(_named(s, copies) for s in sections[1:])]
    inner = iter(named[:-1])
    if len(sections) > 1:
        body = _SECTION.sub(lambda _: next(inner), body)
    if last:
        return body + named[-1]
    return ended(body, named[-1])


def _is_lone(blocks: str, section: str) -> bool:
    """Whether a section with a header or footer of its own is one paragraph.

    LibreOffice (7.4.7) takes such a paragraph, where other pages stand before, out and puts it in
    again behind the header: a bookmark in it, such as that of the document's start, moves to the
    page before, and its last character is drawn by itself (test_a_lone_paragraph_is_not_composed
    fails without this). A block other than a paragraph has paragraphs, and one more follows it.
    """
    first = _PARAGRAPH.search(blocks)
    is_alone = first is None or _PARAGRAPH.search(blocks, first.end()) is None
    return is_alone and REFERENCE.search(section) is not None


@lru_cache(maxsize=64)
def _restarted(section: str) -> str:
    """A section that starts on a new page, which is number 1."""
    section = _SECTION_TYPE.sub("", section)
    numbered = _NUMBER_TYPE.search(section)
    if numbered:
        if "w:start=" in numbered[1]:
            return section
        return section.replace(numbered[0], f'<w:pgNumType{numbered[1]} w:start="1"/>')
    *_, last = [m.end() for m in _MARGINS.finditer(section)] or [section.index(">") + 1]
    return f'{section[:last]}<w:pgNumType w:start="1"/>{section[last:]}'


def _named(section: str, copies: Mapping[str, MarginCopy]) -> str:
    def reference(match: re.Match[str]) -> str:
        return _TARGET.sub(
            lambda t: f'r:id="{copies[t[1]].id}"' if t[1] in copies else t[0], match[0]
        )

    return REFERENCE.sub(reference, section)


def _added(part: bytes, end: str, elements: Sequence[str]) -> bytes:
    return part.decode().replace(end, "".join(elements) + end).encode()
