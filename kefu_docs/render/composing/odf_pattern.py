"""What LibreOffice makes of blocks: its own flat OpenDocument, with places for their texts.

LibreOffice reads a docx of sample documents, each text in them replaced by a mark, and saves it as
flat OpenDocument (OASIS ODF 1.3, part 3). In each block the marks tell where its texts go.
"""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from kefu_docs.fonts import FontSet
from kefu_docs.render.composing.compose import compose
from kefu_docs.render.composing.document_marks import start_of
from kefu_docs.render.composing.odf_blocks import TEXT, BodyBlock, DocumentBlocks
from kefu_docs.render.composing.odf_fonts import with_short_names

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"

_MARK = "\ue000{}\ue001"
_OWN = "\ue002"
_NAMESPACES = re.compile(r' xmlns:\w+="[^"]*"')
_INDENT = re.compile(r">\s*\n\s*<")
_OPENING = re.compile(rb"^.*?<office:document [^>]*>", re.DOTALL)
_PLACE = re.compile(
    "\ue000([0-9]+)\ue001|(\ue002)"
    r'|(?<=table:name=")([^"]*)(?=")'
    r'|(?<=text:name=")(document[0-9]+)(?=")'
    r'|(?:(?<=text:name=")|(?<=text:ref-name="))(end[0-9]+)(?=")'
)
_FIELD = re.compile("<text:(?:page-number|bookmark-ref)[ >]")
_OTHER_NAMES = re.compile(r'(?:list|data)-style-name="[^"]')
_KEPT = ("settings", "font-face-decls", "styles")
_FAMILIES = {
    f"{_TEXT}p": "paragraph",
    f"{_TEXT}h": "paragraph",
    f"{_TEXT}span": "text",
    f"{_TABLE}table": "table",
    f"{_TABLE}table-column": "table-column",
    f"{_TABLE}table-row": "table-row",
    f"{_TABLE}table-cell": "table-cell",
    f"{_TABLE}covered-table-cell": "table-cell",
    f"{_STYLE}master-page": "drawing-page",
}
# LibreOffice guesses pages by the paragraphs and pages that a file's statistics tell, if these are
# more than ten: with a thousand paragraphs on each it ends no page by guess, whatever the batch.
# Where it ends one so behind a table, 25.2 forgets to keep that with what follows.
_STATISTICS = (
    '<office:meta><meta:document-statistic meta:page-count="11" meta:paragraph-count="11000"/>'
    "</office:meta>"
)


class NotUnderstoodError(Exception):
    """LibreOffice's OpenDocument is not as this module knows it."""


OWN, TABLE, START, END = -1, -2, -3, -4
"""Places for a document's own names: of its styles, of a table, of its two bookmarks."""


class Form(NamedTuple):
    """OpenDocument with places: what stands between them, and the numbers of texts or OWN, ..."""

    pieces: tuple[str, ...]
    places: tuple[int, ...]


class PageForm(NamedTuple):
    """A document's page style with headers and footers, its first paragraph and that one's style.

    The texts of the page style are those of headers and footers, in order.
    """

    master: Form
    style: Form
    first: Form


@dataclass
class Pattern:
    """What LibreOffice makes of a template's documents.

    `head` is all in front of the automatic `styles`; `masters` and `front` are of the pages in
    front of a batch. `frames` are by DocumentBlocks.frame, `forms` by the markup of a block.
    """

    head: str
    styles: str
    masters: str
    front: str
    frames: dict[str, PageForm]
    forms: dict[str, Form]

    def knows(self, blocks: DocumentBlocks) -> bool:
        """Whether all that the document holds is known."""
        inner = blocks.body[1:]
        return blocks.frame in self.frames and all(b.markup in self.forms for b in inner)


def samples_of(documents: Sequence[DocumentBlocks]) -> list[int]:
    """A few documents that hold all markup of these, by their places."""
    wanted = [{b.markup for b in d.body[1:]} | {d.frame} for d in documents]
    missing = set[str]().union(*wanted)
    found = []
    while missing:
        best = max(range(len(wanted)), key=lambda n: (len(missing & wanted[n]), -n))
        missing -= wanted[best]
        found.append(best)
    return found


def sample_docx(documents: Sequence[bytes]) -> bytes:
    """The docx that LibreOffice saves as OpenDocument, with a mark in place of each text."""
    numbers = iter(range(10**9))

    def marked(xml: str, _index: int) -> str:
        return TEXT.sub(lambda _: _MARK.format(next(numbers)), xml)

    # A batch's last document has its section elsewhere: there is one more, which is not read.
    return compose([*documents, documents[0]], marked)


def learned(documents: Sequence[DocumentBlocks], odf: bytes, fonts: FontSet) -> Pattern:
    """Read what LibreOffice saved of the sample of these documents. Raises NotUnderstoodError."""
    source = _SavedOdf(odf, fonts)
    front, found = source.documents(len(documents))
    frames: dict[str, PageForm] = {}
    forms: dict[str, Form] = {}
    owns = [source.take_own(blocks[0]) for blocks in found]
    body = _Numbers()
    margins = _Numbers(sum(len(b.texts) for d in (*documents, documents[0]) for b in d.body))
    for document, elements, (master, style) in zip(documents, found, owns, strict=False):
        if not document.is_simple or len(elements) != len(document.body):
            raise NotUnderstoodError
        pairs = zip(elements, document.body, strict=True)
        first, *inner = [source.form(element, body.of([block])) for element, block in pairs]
        page = source.form(master, margins.of(document.margins))
        frames[document.frame] = PageForm(page, source.form(style, []), first)
        forms |= dict(zip((b.markup for b in document.body[1:]), inner, strict=True))
    in_front = "".join(map(source.written, front))
    masters = source.masters()
    return Pattern(source.head, source.styles(), masters, in_front, frames, forms)


class _Numbers:
    """Counts the marks of a sample, in the order in which they were put in."""

    def __init__(self, start: int = 0) -> None:
        self._next = start

    def of(self, blocks: Iterable[BodyBlock]) -> list[int]:
        """The numbers of the marks in the next blocks."""
        count = sum(len(block.texts) for block in blocks)
        self._next += count
        return list(range(self._next - count, self._next))


class _SavedOdf:
    """A flat OpenDocument that LibreOffice wrote, taken apart."""

    def __init__(self, odf: bytes, fonts: FontSet) -> None:
        opening = _OPENING.match(odf)
        try:
            root = etree.fromstring(odf, etree.XMLParser(resolve_entities=False))
        except etree.XMLSyntaxError as error:
            raise NotUnderstoodError from error
        if opening is None:
            raise NotUnderstoodError
        self._automatic = _only(root, f"{_OFFICE}automatic-styles")
        self._masters = _only(root, f"{_OFFICE}master-styles")
        self._text = _only(root, f"{_OFFICE}body/{_OFFICE}text")
        self._named = {(_family(e), e.get(f"{_STYLE}name")): e for e in self._automatic}
        self._used: dict[str, str] = {}
        settings, faces, styles = (_xml(_only(root, f"{_OFFICE}{name}")) for name in _KEPT)
        faces = with_short_names(faces, fonts)
        self.head = "".join((opening[0].decode(), _STATISTICS, settings, faces, styles))

    def documents(self, count: int) -> tuple[list[etree._Element], list[list[etree._Element]]]:
        """The blocks in front, and those of each document; of one more, too, which is no sample."""
        starts = [start_of(number) for number in range(count + 1)]
        found: list[list[etree._Element]] = [[]]
        for block in self._text:
            marks = {mark.get(f"{_TEXT}name") for mark in block.iter(f"{_TEXT}bookmark")}
            if len(found) <= len(starts) and starts[len(found) - 1] in marks:
                found.append([])
            found[-1].append(block)
        if len(found) != count + 2:
            raise NotUnderstoodError
        return found[0], found[1:]

    def take_own(self, first: etree._Element) -> tuple[etree._Element, etree._Element]:
        """Take the page style out with which a document begins, and its first paragraph's style."""
        name = f"{_TEXT}style-name"
        style = copy.deepcopy(self._named.get(("paragraph", first.get(name))))
        page = None if style is None else style.get(f"{_STYLE}master-page-name")
        found = [e for e in self._masters if e.get(f"{_STYLE}name") == page]
        if style is None or len(found) != 1 or found[0].get(f"{_STYLE}next-style-name"):
            raise NotUnderstoodError
        self._masters.remove(found[0])
        first.set(name, _OWN)
        style.set(f"{_STYLE}master-page-name", _OWN)
        style.set(f"{_STYLE}name", _OWN)
        found[0].set(f"{_STYLE}name", _OWN)
        return found[0], style

    def form(self, element: etree._Element, numbers: Sequence[int]) -> Form:
        """An element with places, in which the marks of these numbers stand in their order."""
        xml = self.written(element)
        pieces, places, end = [], [], 0
        for match in _PLACE.finditer(xml):
            pieces.append(xml[end : match.start()])
            places.append(_place(match, numbers))
            end = match.end()
        texts = [place for place in places if place >= 0]
        # What a field shows is its own; blocks of the body hold none.
        if texts != sorted(texts) or len(texts) + len(_FIELD.findall(xml)) != len(numbers):
            raise NotUnderstoodError
        return Form((*pieces, xml[end:]), tuple(places))

    def written(self, element: etree._Element) -> str:
        """An element as XML, its automatic styles under lasting names."""
        for part in element.iter(etree.Element):
            for attribute in (f"{_TEXT}style-name", f"{_TABLE}style-name", f"{_DRAW}style-name"):
                if name := part.get(attribute):
                    part.set(attribute, self._lasting(_FAMILIES.get(str(part.tag)), name))
            if name := part.get(f"{_STYLE}page-layout-name"):
                part.set(f"{_STYLE}page-layout-name", self._lasting("page-layout", name))
        for breaks in list(element.iter(f"{_TEXT}soft-page-break")):
            _take_out(breaks)
        return _xml(element)

    def styles(self) -> str:
        """The automatic styles of all that was written."""
        return "".join(self._used.values())

    def masters(self) -> str:
        """The page styles of no document."""
        return "".join(map(self.written, self._masters))

    def _lasting(self, family: str | None, name: str) -> str:
        """Name an automatic style by what it says; equal ones of several blocks are one."""
        style = self._named.get((family, name))
        if style is None:
            return name
        nameless = copy.deepcopy(style)
        nameless.set(f"{_STYLE}name", "")
        xml = _xml(nameless)
        if _OTHER_NAMES.search(xml):
            raise NotUnderstoodError
        lasting = "k" + hashlib.sha256(xml.encode()).hexdigest()[:16]
        # As a common style it would be read faster. But LibreOffice leaves out contextual spacing
        # between paragraphs of one common style, which others then are not.
        self._used[lasting] = xml.replace('style:name=""', f'style:name="{lasting}"', 1)
        return lasting


def _family(style: etree._Element) -> str | None:
    own = etree.QName(style).localname
    return style.get(f"{_STYLE}family") if own == "style" else own


def _place(match: re.Match[str], numbers: Sequence[int]) -> int:
    mark, own, table, start, _ = match.groups()
    if mark is not None:
        if int(mark) not in numbers:
            raise NotUnderstoodError
        return numbers.index(int(mark))
    return OWN if own else TABLE if table is not None else START if start else END


def _only(root: etree._Element, path: str) -> etree._Element:
    found = root.findall(path)
    if len(found) != 1:
        raise NotUnderstoodError
    return found[0]


def _take_out(element: etree._Element) -> None:
    """Take an element out and leave the text behind it."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail or ""
    if parent is None:
        return
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    element.tail = None
    parent.remove(element)


def _xml(element: etree._Element) -> str:
    xml = etree.tostring(element, encoding="unicode", with_tail=False)
    return _INDENT.sub("><", _NAMESPACES.sub("", xml))
