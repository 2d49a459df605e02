"""The end of a document in a batch: what LibreOffice would lay out otherwise there than alone.

All documents of a batch but the last end in a section, whose properties stand in their last
paragraph. Elements: ISO/IEC 29500-1, 17.6 (sections), 17.13.6 (bookmarks).
"""

from __future__ import annotations

import re

from kefu_docs.render.composing.space_below import LAST_PARAGRAPH
from kefu_docs.render.word.closing_paragraph import LOW_PARAGRAPH

LAST_MARK = re.compile(r"<w:bookmarkStart [^>]*/><w:bookmarkEnd [^>]*/></w:p>\Z")
"""The mark of a document's end."""

# What may stand in front of the first character of a paragraph, and a line break behind it.
_BREAK_FIRST = re.compile(
    r"(?:<w:(?:bookmarkStart|bookmarkEnd|proofErr)[^>]*/>|<w:(?:r|hyperlink|smartTag)(?: [^>]*)?>"
    r"|<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)*<w:(?:br|cr)(?: w:type=\"textWrapping\")?/>",
    re.DOTALL,
)
_SHOWN = re.compile(r"<w:t(?: [^>]*)?>[^<]|<w:(?:drawing|pict|object)\b")
_TEXT = re.compile(r"<w:t(?: [^>]*)?>[^<]")
# A field that shows nothing. LibreOffice takes away an empty paragraph that ends a section; beside
# a picture the field would take a line's height (test_the_last_paragraph_is_in_a_batch_as_alone).
_KEEPER = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> SET kept 1 </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
# Beside the field LibreOffice gives an empty heading an entry in the outline, with no words.
_NO_HEADING = '<w:outlineLvl w:val="9"/>'

# A page break at the end of the last paragraph, with nothing behind it on another page.
_NO_TEXT = (
    r"<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>|<w:(?:bookmarkStart|bookmarkEnd|proofErr)[^>]*/>"
    r"|</?w:(?:r|hyperlink|smartTag)(?: [^>]*)?>"
)
_PAGE_BREAK = r'<w:br(?: [^>]*)? w:type="page"[^>]*/>'
_BREAK_AT_END = re.compile(rf"{_PAGE_BREAK}(?=(?:{_NO_TEXT}|{_PAGE_BREAK})*</w:p>\Z)", re.DOTALL)

# A list with the number 0 is none, as Word and WPS write in a list's paragraph that has no label.
_IN_LIST = re.compile(r'<w:numPr>(?!(?:<w:ilvl [^>]*/>)?<w:numId w:val="0"/>)')
_TABLE = re.compile(r"<w:tbl[ >]|</w:tbl>")
_FLOATING = re.compile(r"<w:tbl(?: [^>]*)?><w:tblPr>(?:(?!</w:tblPr>).)*<w:tblpPr ", re.DOTALL)


class ComposeError(Exception):
    """A document has a shape that cannot be composed; convert it by itself."""


def refuse_label_at_end(body: str) -> None:
    """Raise ComposeError where a last paragraph shows its automatic number or bullet alone.

    7.4.7 draws no label beside the field that keeps such a paragraph where it is a whole section;
    and a label that a style gives it draws in a batch, but not in the document by itself
    (test_a_label_alone_at_the_end_is_not_composed). No number format makes a difference.
    """
    found = LAST_PARAGRAPH.match(body)
    if found is not None and _IN_LIST.search(found[1]) and not _SHOWN.search(body, found.end(1)):
        raise ComposeError("the last paragraph is a number or bullet without text")


def refuse_other_end(body: str, spaces_by_itself: bool) -> None:
    """Raise ComposeError where LibreOffice lays a last paragraph out otherwise as a section's end.

    7.4.7 makes the line in front of a break that begins it as high as the text behind, and leaves
    the space of "automatic" between the last two entries of a list, which it takes away elsewhere
    (test_an_end_that_would_be_laid_out_otherwise_is_not_composed fails without).
    """
    found = LAST_PARAGRAPH.match(body)
    if found is None:
        return
    if _BREAK_FIRST.match(body, found.end(1)):
        raise ComposeError("the last paragraph begins with a line break")
    if spaces_by_itself and _IN_LIST.search(found[1]):
        raise ComposeError("a list whose spacing is automatic ends the document")


def ends_otherwise_in_a_section(body: str) -> bool:
    """Whether what a last paragraph shows changes where it ends a section."""
    return _ends_in_marked_text(body) or _floats_at_end(body)


def ended_low(body: str) -> str:
    """The blocks with a paragraph behind them that takes no place, on the page where they end.

    A break to another page that ends a document alone leads nowhere; one with a paragraph behind it
    would give a blank page (test_a_break_that_ends_a_document_gives_no_page fails without).
    """
    return _BREAK_AT_END.sub("", body) + LOW_PARAGRAPH


def _ends_in_marked_text(body: str) -> bool:
    """Whether the last paragraph has text and, behind it, a mark or the end of a bookmark."""
    last = LAST_PARAGRAPH.match(body)
    text = last and _TEXT.search(body, last.end(1))
    return text is not None and body.find("<w:bookmark", text.end()) >= 0


def _floats_at_end(body: str) -> bool:
    """Whether nothing but the last paragraph stands behind a table that text runs around.

    LibreOffice (7.4) lets such a table stand in the text where that paragraph ends a section
    (test_a_batch_comes_out_as_alone, a floating table).
    """
    last = LAST_PARAGRAPH.match(body)
    if last is None or not body.endswith("</w:tbl>", 0, last.start(1)):
        return False
    return _FLOATING.match(body, _start_of_table(body, last.start(1))) is not None


def _start_of_table(body: str, end: int) -> int:
    """Where the table begins that ends there."""
    depth = 0
    for tag in reversed([*_TABLE.finditer(body, 0, end)]):
        depth += 1 if tag[0] == "</w:tbl>" else -1
        if depth == 0:
            return tag.start()
    return end


def ended(body: str, section: str) -> str:
    """The blocks of a document whose last paragraph ends a section of these properties."""
    found = LAST_PARAGRAPH.match(body)
    assert found is not None
    opening = found[1]
    if "<w:sectPr" in opening:
        raise ComposeError("the last paragraph ends a section already")
    start, end = found.span(1)
    rest = body[end:]
    if not _SHOWN.search(rest):
        rest = rest.replace("</w:p>", f"{_KEEPER}</w:p>")
        section = f"{_NO_HEADING}{section}"
    return f"{body[:start]}{_ending(opening, section)}{rest}"


def _ending(opening: str, section: str) -> str:
    """The opening of a paragraph that ends a section."""
    opening = opening.removesuffix("<w:pPr/>")
    opening = opening.removesuffix("</w:pPr>") if "<w:pPr>" in opening else f"{opening}<w:pPr>"
    return f"{opening}{section}</w:pPr>"
