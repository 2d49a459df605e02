"""Headers and footers that show a heading of their page: Word's field STYLEREF.

A page shows the first text of the style that begins on it, else the last before it, else the next;
with the switch `\\l` the last that begins on it (ISO/IEC 29500-1, 17.16.5.66). So does LibreOffice
from 7.6 on; before, it prints on every page what Word stored in the template
(test_a_page_shows_its_own_heading finds it out of place).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from kefu_docs.model import ShownText
from kefu_docs.model.document import (
    ANYTHING,
    END_OF_CHOICE,
    FROM_BELOW,
    ONE_OF,
    OR,
    PAGE,
    PAGES,
)
from kefu_docs.proof.marks import literals, pattern
from kefu_docs.proof.normalized import squeezed

_CHOICE = re.compile(f"{ONE_OF}({FROM_BELOW}?)([^{END_OF_CHOICE}]*){END_OF_CHOICE}")

Headings = Sequence[tuple[int, str]]
"""The page on which each begins, from 1, and its text."""


def without_choices(margin: str) -> str:
    """A header or footer in which it is open which of several texts it shows."""
    return _CHOICE.sub(ANYTHING, margin) if ONE_OF in margin else margin


def other_headings(
    bodies: Sequence[str], pages: Sequence[str], shown: ShownText
) -> Iterator[tuple[int, str]]:
    """The numbers of pages whose header or footer shows another heading, with the right text.

    `pages` is the text of whole pages, `bodies` without headers and footers, empty
    where they are not read in order. Nothing is said of a
    page that may have one of several headers, or none.
    """
    if not bodies:
        return
    for margin in dict.fromkeys(m for m in shown.margins if ONE_OF in m):
        for line in margin.split("\n"):
            for found in _CHOICE.finditer(line):
                headings = _headings(found[2].split(OR), bodies, shown)
                for number in _pages_with(margin, len(pages), shown) if headings else ():
                    text = _of_page(headings, number, is_last=bool(found[1]))
                    wanted = _line(line, found, text, number, len(pages))
                    if not _is_beside(wanted, pages[number - 1], bodies[number - 1]):
                        yield number, text.replace(ANYTHING, "")


def _pages_with(margin: str, count: int, shown: ShownText) -> Iterator[int]:
    """The pages that are sure to have a header or footer."""
    first, even, odd = shown.sides
    for number in range(1, count + 1):
        side = first if number == 1 else odd if number % 2 else even
        alike = shown.footers if margin in shown.footers else set(shown.margins) - shown.footers
        is_only = len(alike) == 1 and "" not in shown.margins
        if is_only if side is None else margin in side:
            yield number


def _headings(texts: Sequence[str], bodies: Sequence[str], shown: ShownText) -> Headings:
    """Where headings begin; nothing where the order of the pages does not tell."""
    whole = "".join(bodies)
    ends = list(accumulate(map(len, bodies)))
    found: list[tuple[int, str]] = []
    at = 0
    for paragraph in shown.body:
        start = None
        for piece in literals(squeezed(paragraph)):
            place = whole.find(piece, at)
            if place < 0:
                return ()
            start = place if start is None else start
            at = place + len(piece)
        is_heading = len(found) < len(texts) and paragraph == texts[len(found)]
        if is_heading and start is not None:
            found.append((next(n for n, end in enumerate(ends, 1) if start < end), paragraph))
    return found if len(found) == len(texts) else ()


def _of_page(headings: Headings, number: int, *, is_last: bool) -> str:
    here = [text for page, text in headings if page == number]
    before = [text for page, text in headings if page < number]
    if here:
        return here[-1 if is_last else 0]
    return before[-1] if before else headings[0][1]


def _line(line: str, choice: re.Match[str], text: str, number: int, count: int) -> str:
    """The line of a header as a page must show it; other fields of its kind are open."""
    filled = line[: choice.start()] + text + line[choice.end() :]
    filled = squeezed(without_choices(filled))
    return filled.replace(PAGE, str(number)).replace(PAGES, str(count))


def _is_beside(wanted: str, page: str, body: str) -> bool:
    """Whether a page shows a line once more than its body does."""
    looked_for = re.compile(pattern(wanted))
    return len(looked_for.findall(page)) > len(looked_for.findall(body))
