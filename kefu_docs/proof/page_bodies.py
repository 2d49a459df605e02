"""Pages without their headers, footers and line numbers, which no paragraph of the body tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count

from kefu_docs.model import ShownText
from kefu_docs.model.document import ANYTHING, LEADER, PAGE, PAGES
from kefu_docs.proof.marks import pattern
from kefu_docs.proof.normalized import squeezed


def bodies_of(pages: Sequence[str], shown: ShownText) -> tuple[list[str], list[int]]:
    """Take headers, footers and line numbers off the squeezed text of `pages`.

    Also gives the numbers of the pages, from 1, that lack a header or footer.
    """
    bodies, lacking = [], []
    first, even, odd = shown.sides
    last_line = 0
    for number, page in enumerate(pages, 1):
        side = first if number == 1 else odd if number % 2 else even
        known = shown.margins if side is None else side
        margins = [_on_page(text, number, len(pages)) for text in known]
        wanted = sorted(filter(None, margins), key=len, reverse=True)
        unnumbered = page
        if shown.line_numbers:
            unnumbered, last_line = _without_line_numbers(
                page, shown.line_numbers, last_line, len(wanted)
            )
        body, found = _without_margins(unnumbered, wanted)
        bodies.append(body)
        least = len(wanted) if side is not None else min(len(margins), 2)
        if found < least and (side is not None or "" not in margins):
            lacking.append(number)
    return bodies, lacking


def _on_page(margin: str, number: int, pages: int) -> str:
    """A header or footer as page `number` of `pages` shows it, its paragraphs still in lines."""
    lines = (squeezed(line) for line in margin.split("\n"))
    return "\n".join(lines).replace(PAGE, str(number)).replace(PAGES, str(pages))


def _without_margins(page: str, margins: Sequence[str]) -> tuple[str, int]:
    """Take each header or footer off the page once, and say how many there were."""
    found = 0
    for margin in margins:
        shorter = _without_margin(page, margin)
        if shorter is not None:
            page = shorter
            found += 1
    return page, found


def _without_margin(page: str, margin: str) -> str | None:
    """A page without a header or footer; None where it lacks that.

    Its paragraphs stand together. But where one is in a frame, as Word's gallery of page numbers
    makes it, or in a text box, LibreOffice draws that behind all others.
    """
    whole = _cut_out(page, margin.replace("\n", ""))
    if whole is not None or "\n" not in margin:
        return whole
    for line in sorted(margin.split("\n"), key=len, reverse=True):
        shorter = _cut_out(page, line)
        if shorter is None:
            return None
        page = shorter
    return page


def _cut_out(page: str, text: str) -> str | None:
    """A page without a text with marks, which begins or ends it, or else stands near its end."""
    if ANYTHING in text or LEADER in text:
        wanted = pattern(text)
        match = re.match(wanted, page) or re.search(wanted + r"\Z", page)
        match = match or re.search(wanted, page)
        start, end = match.span() if match else (-1, -1)
    else:
        start = 0 if page.startswith(text) else page.rfind(text)
        end = start + len(text)
    return None if start < 0 else page[:start] + page[end:]


def _without_line_numbers(page: str, step: int, last: int, margins: int) -> tuple[str, int]:
    """A page without the numbers of its lines, and the last of the body's.

    LibreOffice (7.4.7) draws them behind all text of the page: those of the body, which go on
    from the page before or begin anew, then those of each header and footer, which Word would not
    number and which begin anew.
    """
    for _ in range(margins):
        page = page[: len(page) - _ascending(page, step, step)[0]]
    lengths = [_ascending(page, first, step) for first in (step, last + step)]
    length, end = max(lengths)
    return page[: len(page) - length], end


def _ascending(page: str, first: int, step: int) -> tuple[int, int]:
    """How long the longest row of numbers `first`, `first + step` … is that ends a text.

    Also gives its last number.
    """
    best, end, written = 0, first - step, ""
    for number in count(first, step):
        written += str(number)
        if len(written) > len(page):
            break
        if page.endswith(written):
            best, end = len(written), number
    return best, end
