"""What is said of text that the pages lack or have too much: on which page, and what to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kefu_docs.diagnostics import Message
from kefu_docs.model import ShownText
from kefu_docs.model.document import ANYTHING, LEADER
from kefu_docs.proof.compare import Difference
from kefu_docs.proof.normalized import squeezed

_EXCERPT = 30


def margin_lacks(page: int, margin: str, title: str) -> Message:
    """A page without a header or footer."""
    shown = margin.replace(ANYTHING, "…").replace(LEADER, "…")
    values = {"title": title, "page": page, "text": shown}
    if margin == str(page):
        # LibreOffice (7.4.7) writes the number of the first page on every page where the field
        # stands in a group of shapes, as in some of Word's galleries.
        return Message(
            "{title}: page {page} does not show its number; the field stands in a group of shapes "
            "or in a text box that is too small: put it into the header or footer itself",
            values,
        )
    return Message("{title}: page {page} lacks its header or footer “{text}”", values)


def cut_off(page: int, text: str, shown: ShownText, title: str, before: str = "") -> Message:
    """Text that reaches out of the paper or of what holds it, with its paragraph if it has one.

    Where several hold that text, as of a bracket or a comma, what stands `before` it tells.
    """
    values: dict[str, object] = {"title": title, "page": page, "text": text}
    if paragraph := _holder(squeezed(text), squeezed(before), shown):
        values["paragraph"] = paragraph[:_EXCERPT]
        return Message(
            "{title}: page {page} cuts off the text {text} of the paragraph “{paragraph}”, which "
            "reaches out of the paper or of a row, text box or line of fixed height; make that "
            "larger, or mend the paragraph's indents, tabs or place",
            values,
        )
    return Message(
        "{title}: page {page} cuts off the text {text}, which reaches out of the paper or of a "
        "row, text box or line of fixed height; make that larger, or mend the indents, tabs or "
        "place of its paragraph",
        values,
    )


def _holder(wanted: str, before: str, shown: ShownText) -> str:
    """The one paragraph that holds a text behind what is in front of it, which may begin earlier.

    As much of that is looked at as makes it the only one.
    """
    whole, found = "", []
    for paragraph in map(squeezed, shown.body):
        if paragraph == wanted:
            return ""
        starts = re.finditer(f"(?={re.escape(wanted)})", paragraph)
        found += [(len(whole) + start.start(), paragraph) for start in starts]
        whole += paragraph
    for length in range(len(before) + 1):
        front = before[len(before) - length :]
        holders = {paragraph for at, paragraph in found if whole.endswith(front, 0, at)}
        if len(holders) < 2:
            return next(iter(holders), "")
    return ""


def other_heading(page: int, heading: str, title: str) -> Message:
    """A page whose header or footer shows the heading of another page."""
    return Message(
        "{title}: page {page} must show “{text}” in its header or footer and shows another text of "
        "that style (the field STYLEREF); LibreOffice before 7.6 prints what Word stored: install "
        "a later one, or take the field out",
        {"title": title, "page": page, "text": heading},
    )


def heading_parted(page: int, heading: str, title: str) -> Message:
    """A heading that stands on the page before its text."""
    return Message(
        "{title}: “{text}” stands at the foot of page {page}, away from what it is kept with",
        {"title": title, "page": page, "text": heading.replace(ANYTHING, "…")[:_EXCERPT]},
    )


def text_differs(
    difference: Difference, pages: Sequence[str], shown: ShownText, title: str
) -> Message:
    """Text that is missing or too much, and where."""
    values: dict[str, object] = {"title": title, "text": difference.text}
    if difference.extra:
        return Message(
            "{title}: the PDF shows {text}, which the document does not hold; if that is the "
            "result of a field, click into it and press Ctrl+Shift+F9, which makes it text",
            values,
        )
    found = difference.found
    page = next((n for n, page in enumerate(pages, 1) if found and found in page), 0)
    if difference.behind:
        return _out_of_order(difference, page, title)
    values["paragraph"] = difference.paragraph
    if page:
        values["page"] = page
        return Message(
            "{title}: page {page} does not show the whole paragraph “{paragraph}”: {text} is "
            "missing or cut off, hidden by a row or text box of fixed height, by a table wider "
            "than what it stands in, or by indents that leave its lines no room",
            values,
        )
    return _lost(difference, pages, shown, values)


def _out_of_order(difference: Difference, page: int, title: str) -> Message:
    return Message(
        "{title}: page {page} shows “{text}” in front of “{before}”, behind which it stands in "
        "the document; set the text box, frame or table around it in line with the text",
        {"title": title, "text": difference.text, "page": page, "before": difference.behind},
    )


def _lost(
    difference: Difference, pages: Sequence[str], shown: ShownText, values: dict[str, object]
) -> Message:
    """Text of which nothing is there."""
    if before := _before(difference, pages, shown):
        values["page"], values["before"] = before
        return Message(
            "{title}: the text {text} does not appear on page {page}, where it should stand behind "
            "“{before}”; make the row, text box or frame that holds it larger, the table as narrow "
            "as what it stands in, or mend indents and places that lie outside of the paper",
            values,
        )
    return Message(
        "{title}: the text {text} does not appear in the PDF, hidden by a row or text box of fixed "
        "height or a table wider than what it stands in, or outside of the paper",
        values,
    )


def _before(
    difference: Difference, pages: Sequence[str], shown: ShownText
) -> tuple[int, str] | None:
    """The nearest paragraph in front of what is missing that stands on one page alone, with that.

    None where some of several equal paragraphs are missing, or it stands behind no such paragraph.
    """
    body = [squeezed(paragraph) for paragraph in shown.body]
    places = [n for n, text in enumerate(body) if difference.paragraph in text]
    is_first = len(places) == 1 or not any(difference.paragraph in page for page in pages)
    for text in reversed(body[: places[0]]) if places and is_first else ():
        on = [number for number, page in enumerate(pages, 1) if text in page]
        if len(text) > 1 and len(on) == 1:
            return on[0], text[:_EXCERPT]
    return None
