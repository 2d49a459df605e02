"""The end of a document in a batch: what LibreOffice would lay out otherwise there than alone.

All documents of a batch but the last end in a section, whose properties stand in their last
paragraph. Elements: ISO/IEC 29500-1, 17.6 (sections), 17.13.6 (bookmarks).
"""

from __future__ import annotations

import re

from kefu_docs.render.space_below import LAST_PARAGRAPH

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


class ComposeError(Exception):
    """A document has a shape that cannot be composed; convert it by itself."""


def refuse_label_at_end(body: str) -> None:
    """Raise ComposeError where a last paragraph shows its automatic number or bullet alone.

    7.4.7 draws no label beside the field that keeps such a paragraph where it is a whole section;
    and a label that a style gives it draws in a batch, but not in the document by itself
    (test_a_label_alone_at_the_end_is_not_composed). No number format makes a difference.
    """
    found = LAST_PARAGRAPH.match(body)
    if found is not None and "<w:numPr>" in found[1] and not _SHOWN.search(body, found.end(1)):
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
    if spaces_by_itself and "<w:numPr>" in found[1]:
        raise ComposeError("a list whose spacing is automatic ends the document")


def ends_in_marked_text(body: str) -> bool:
    """Whether the last paragraph has text and, behind it, the mark of the document's end."""
    last = LAST_PARAGRAPH.match(body) if LAST_MARK.search(body) else None
    return last is not None and _TEXT.search(body, last.end(1)) is not None


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
    return f"{body[:start]}{_ending(opening, section)}{rest}"


def _ending(opening: str, section: str) -> str:
    """The opening of a paragraph that ends a section."""
    opening = opening.removesuffix("<w:pPr/>")
    opening = opening.removesuffix("</w:pPr>") if "<w:pPr>" in opening else f"{opening}<w:pPr>"
    return f"{opening}{section}</w:pPr>"
