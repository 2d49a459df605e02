"""Pages without their headers, footers and line numbers, which no paragraph of the body tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

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
        margins = [
            _Margin(_on_page(text, number, len(pages)), text in shown.footers) for text in known
        ]
        wanted = sorted(filter(_has_text, margins), key=lambda m: len(m.text), reverse=True)
        unnumbered = page
        if shown.line_numbers:
            unnumbered, last_line = _without_line_numbers(
                page, shown.line_numbers, last_line, len(wanted)
            )
        body, found = _without_margins(unnumbered, wanted)
        bodies.append(body)
        least = len(wanted) if side is not None else min(len(margins), 2)
        if found < least and (side is not None or "" not in known):
            lacking.append(number)
    return bodies, lacking


class _Margin(NamedTuple):
    """A header or footer as a page shows it, its paragraphs in lines."""

    text: str
    is_footer: bool

    def lines(self) -> list[_Margin]:
        """Its paragraphs, long ones first."""
        lines = sorted(self.text.split("\n"), key=len, reverse=True)
        return [self._replace(text=line) for line in lines]


def _has_text(margin: _Margin) -> bool:
    return bool(margin.text)


def _on_page(margin: str, number: int, pages: int) -> str:
    """A header or footer as page `number` of `pages` shows it, its paragraphs still in lines."""
    lines = (squeezed(line) for line in margin.split("\n"))
    return "\n".join(lines).replace(PAGE, str(number)).replace(PAGES, str(pages))


def _without_margins(page: str, margins: Sequence[_Margin]) -> tuple[str, int]:
    """Take each header or footer off the page once, and say how many there were.

    The paragraphs of one stand together. But where one is in a frame, as Word's gallery of page
    numbers makes it, or in a text box, LibreOffice draws that behind all others.
    """
    apart = []
    for margin in margins:
        shorter = _cut_out(page, margin._replace(text=margin.text.replace("\n", "")))
        if shorter is None:
            apart.append(margin)
        else:
            page = shorter
    found = len(margins) - len(apart)
    for margin in apart:
        shorter = _without_lines(page, margin.lines())
        if shorter is not None:
            page = shorter
            found += 1
    return page, found


def _without_lines(page: str, lines: Sequence[_Margin]) -> str | None:
    """A page without the paragraphs of a header or footer; None where it lacks one."""
    for line in lines if len(lines) > 1 else ():
        shorter = _cut_out(page, line)
        if shorter is None:
            return None
        page = shorter
    return page if len(lines) > 1 else None


def _cut_out(page: str, margin: _Margin) -> str | None:
    """A page without a header, which begins it, or a footer, which ends it; None if it has none.

    Text boxes may come before or behind. But a bare number is looked for at the two ends alone: the
    page may have none, and its body many.
    """
    start, end = _place(page, margin)
    return None if start < 0 else page[:start] + page[end:]


def _place(page: str, margin: _Margin) -> tuple[int, int]:
    text = margin.text
    if ANYTHING in text or LEADER in text:
        wanted = pattern(text)
        at_start, at_end = re.match(wanted, page), re.search(wanted + r"\Z", page)
        match = (at_end or at_start) if margin.is_footer else (at_start or at_end)
        match = match or re.search(wanted, page)
        return match.span() if match else (-1, -1)
    ends = [len(page) - len(text)] if page.endswith(text) else []
    starts = [0] if page.startswith(text) else []
    places = [*ends, *starts] if margin.is_footer else [*starts, *ends]
    if not places and not text.isdigit():
        places = [page.rfind(text)]
    return (places[0], places[0] + len(text)) if places else (-1, -1)


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
