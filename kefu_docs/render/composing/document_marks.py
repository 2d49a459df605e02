"""The bookmarks by which a composed docx knows where each document begins and ends.

Bookmarks become named destinations of the PDF. The number of pages, which Word counts over the
whole file, becomes the page number of the document's end.
Elements: ISO/IEC 29500-1, 17.13.6 (bookmarks), 17.16 (fields).
"""

from __future__ import annotations

import re

from kefu_docs.render.composing.own_bookmarks import (
    referred,
    with_own_bookmarks,
    with_own_references,
)
from kefu_docs.render.word.closing_paragraph import shown_end

_COUNT = re.compile(r"(<w:instrText[^>]*>\s*|w:instr=\"\s*)NUMPAGES\b")
_CAPTION = re.compile(r"(<w:instrText[^>]*>\s*|w:instr=\"\s*)(SEQ\s+[^\s\\<\"]+)", re.IGNORECASE)
_FIRST_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?(?:/>|>(?:<w:pPr/>|<w:pPr>.*?</w:pPr>)?)", re.DOTALL)
# Empty paragraphs in front of another, which asks for no page of its own. On a line grid
# LibreOffice 25.2 gives an empty paragraph with a mark in it another line
# (test_an_empty_paragraph_at_the_beginning_has_no_mark).
_EMPTY_IN_FRONT = re.compile(
    r"(?:<w:p(?: [^>]*)?(?:/>|>(?:<w:pPr/>)?</w:p>)){1,5}"
    r"(?=<w:p(?: [^>]*)?>(?!(?:(?!</w:pPr>).)*<w:(?:pageBreakBefore|sectPr|pStyle)\b)"
    r"|<w:tbl[ >](?!(?:(?!</w:tblPr>).)*<w:tblpPr\b))",
    re.DOTALL,
)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)")
_END = re.compile(r"</w:p>|<w:p(?: [^>]*)?/>")


def start_of(number: int) -> str:
    """The bookmark, and in the PDF the named destination, at the start of a document (from 0).

    Letters and digits alone: LibreOffice spells others out in the destination's name.
    """
    return f"document{number}"


def marked(body: str, index: int, names: frozenset[str] = frozenset()) -> str | None:
    """Mark where a body begins and ends, and count by these marks.

    Of its own bookmarks those stay that it, or a header, refers to by `names`.
    None where there is no paragraph that could hold a mark.
    """
    body = counted(with_own_bookmarks(body, index, names | referred(body)), index)
    in_front = _EMPTY_IN_FRONT.match(body)
    first = _FIRST_PARAGRAPH.search(body, in_front.end() if in_front else 0)
    if first is None:
        return None
    body = _inserted(body, first.start(), first.end(), _mark(2 * index, start_of(index)))
    place = _end_place(body)
    if place is None:
        return None
    end = _mark(2 * index + 1, _end_of(index))
    if body.startswith("</w:p>", place):
        return body[:place] + end + body[place:]
    closing = body.index("/>", place)
    return f"{body[:closing]}>{end}</w:p>{body[closing + 2 :]}"


def counted(xml: str, index: int) -> str:
    """The document's own numbers in place of those of all: its last page's, and its captions'.

    LibreOffice (7.4, 25.2) counts captions by the name of their sequence, which no page shows: with
    a name for each document they begin again (test_a_batch_is_faithful_to_each_document, captions).
    """
    xml = with_own_references(xml, index)
    if "SEQ" in xml and index:
        xml = _CAPTION.sub(rf"\1\2of{index}", xml)
    return _COUNT.sub(rf"\1PAGEREF {_end_of(index)}", xml) if "NUMPAGES" in xml else xml


def _end_place(body: str) -> int | None:
    """The end of the last paragraph that shows something, or where it begins and is empty.

    At its end: it may run over to another page. Not in the hidden paragraph behind a table, for
    there LibreOffice (7.4) takes the document's first page for the bookmark's. Of the cells of a
    table's last row that is the one with most text, which ends last where the row is broken.
    """
    end = shown_end(body) or len(body)
    start = 0
    if body.endswith("</w:tbl>", 0, end):
        row = max(body.rfind("<w:tr>", 0, end), body.rfind("<w:tr ", 0, end))
        start, end = _longest_cell(body, row, end)
    last = list(_END.finditer(body, max(start, body.rfind("<w:p", start, end)), end))
    return last[-1].start() if last else None


def _longest_cell(body: str, start: int, end: int) -> tuple[int, int]:
    cells = []
    while (close := body.find("</w:tc>", start, end)) >= 0:
        length = sum(map(len, _TEXT.findall(body, start, close)))
        cells.append((length, (start, close)))
        start = close + len("</w:tc>")
    return max(cells, key=lambda cell: cell[0])[1] if cells else (start, end)


def _inserted(body: str, start: int, end: int, xml: str) -> str:
    """Put `xml` into the paragraph whose opening, properties included, is body[start:end]."""
    opening = body[start:end]
    if opening.endswith("/>") and not opening.endswith("<w:pPr/>"):
        return f"{body[:start]}{opening[:-2]}>{xml}</w:p>{body[end:]}"
    return body[:end] + xml + body[end:]


def _mark(id_: int, name: str) -> str:
    return f'<w:bookmarkStart w:id="{id_}" w:name="{name}"/><w:bookmarkEnd w:id="{id_}"/>'


def _end_of(index: int) -> str:
    return f"end{index}"
