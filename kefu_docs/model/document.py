"""What is built: documents and packets, as values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from msgspec import Struct

from kefu_docs.model.document_kind import DocumentKind, filled
from kefu_docs.model.scalars import Month


@dataclass(frozen=True, slots=True)
class Document:
    """One document to build.

    `name` is its path below build/ without the suffix, `employee` the id of the person it is about
    (empty where it is about none), `date` the record's own date, `keywords` what an archive finds
    it by, `inputs` the record files it is made from: an error in any of them stops it. `contract`
    says which of the person's contracts it is, `entry` which of the record's values of its kind,
    both counted from 0. `basis` is a digest of all records that its values are worked out from, so
    that equal ones give equal values; empty where something else has a part in them, such as a
    picture.
    """

    name: str
    title: str
    person: str
    employee: str
    month: Month
    date: dt.date
    keywords: tuple[str, ...]
    inputs: tuple[str, ...]
    kind: DocumentKind
    contract: int = 0
    entry: int = 0
    basis: str = field(default="", repr=False, compare=False)

    @property
    def template(self) -> str:
        """The file of its template, without suffix."""
        return self.kind.template

    @property
    def page_label(self) -> str:
        """The prefix of its page labels in a packet: `E001`, `E001-2026-04`, `E001-保密协议`."""
        file = self.name.rpartition("/")[2]
        return filled(self.kind.label, {"file": file, "month": str(self.month)})


class DocumentInfo(Struct, frozen=True):
    """What a PDF says about itself; `author` is the employer, `date` the day it bears, in China."""

    title: str
    author: str
    subject: str
    keywords: tuple[str, ...]
    date: dt.date


# Stand in a ShownText for what is known on the page alone: its number, the number of pages, any
# other field, list label or mark, and the points or lines that fill a tab. Unicode keeps these code
# points free for such use.
PAGE, PAGES, ANYTHING, LEADER = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"
# Around and between the texts of which a header shows that of its page (a field STYLEREF), in the
# order of the document; the last of them on the page where FROM_BELOW stands in front.
ONE_OF, END_OF_CHOICE, OR, FROM_BELOW = "\ufdd4", "\ufdd5", "\ufdd6", "\ufdd7"


Side = tuple[str, ...] | None
"""The headers and footers of a page."""


class ShownText(Struct, frozen=True):
    """All text that a document's pages must show, a string for each paragraph.

    `margins` has a string for each header and footer, its paragraphs in lines; `heads` one for each
    row that is repeated at the head of every page its table reaches, `notes` one for each footnote
    or endnote. `sides` are the headers and footers of the first page, of even and of odd ones,
    where these differ; None where it is not known what a page must show. `of_sections` are, for
    each of several sections, those of its first page and of the others. `unseen` is text of the
    document that no page shows, such as hidden text.

    `any_case` says that some text is drawn in capitals, `line_numbers` that every so manieth line
    is numbered in the margin (0: none), `has_pictures_of_text` that charts or the like may show
    text of their own, `blank_pages` how many pages the document leaves blank on purpose. `footers`
    are those of `margins` that stand at the foot. `rows` are the rows of tables with several cells,
    which may each go on on the next page: where in `body` every cell begins and the last ends.
    `hyphenated` says that words may be parted by hyphens at the ends of lines, `draws_without_text`
    that it has empty rows of tables, or drawings, which a page may hold alone. `flows` has a number
    for each of `body`: paragraphs of the text, of a cell or of a text box, which follow one another
    wherever the layout puts them, have the same; it is empty where that is not known.
    `kept` says which of `body` ask to stand on one page with the next, as headings do.
    """

    body: tuple[str, ...]
    margins: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sides: tuple[Side, Side, Side] = (None, None, None)
    unseen: tuple[str, ...] = ()
    any_case: bool = False
    line_numbers: int = 0
    has_pictures_of_text: bool = False
    blank_pages: int = 0
    footers: frozenset[str] = frozenset()
    rows: tuple[tuple[int, ...], ...] = ()
    hyphenated: bool = False
    draws_without_text: bool = False
    flows: tuple[int, ...] = ()
    kept: tuple[int, ...] = ()
    of_sections: tuple[tuple[Side, Side], ...] = ()


class Rendered(Struct, frozen=True):
    """A rendered document: the docx, each value its template printed, in order.

    `paragraphs` is how many its body has.
    """

    docx: bytes
    printed: tuple[str, ...]
    paragraphs: int


class PdfFacts(Struct, frozen=True):
    """What a proof found in a PDF: pages, and its fonts as (name, embedded)."""

    pages: int
    fonts: tuple[tuple[str, bool], ...]


class PacketEntry(Struct, frozen=True):
    """One document inside a packet: outline title, page-label prefix, page count."""

    title: str
    person: str
    label: str
    pages: int
    attachments: tuple[tuple[str, bytes], ...] = ()
    attached_pages: int = 0


class PacketPlan(Struct, frozen=True):
    """A packet to assemble: its file name below build/packets without suffix, and its documents.

    `blocked_by` names record files that may belong in it and cannot be read; the packet waits.
    """

    name: str
    title: str
    documents: tuple[Document, ...]
    blocked_by: tuple[str, ...] = ()
