"""Headings at the foot of a page whose text begins on the next.

LibreOffice keeps a heading with what follows, unless a page ends by its guess there, which depends
on what else is in a batch (docs/decisions/004-one-guess-of-pages.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kefu_docs.model import ShownText
from kefu_docs.model.document import ANYTHING
from kefu_docs.proof.marks import MOST_FOR_A_MARK, literals, next_gap, pattern
from kefu_docs.proof.normalized import squeezed

_IN_A_ROW = 4
"""So many paragraphs kept with each other stand on one page; more may not fit on one."""

_SURE = 20
"""So much of a paragraph tells that it begins."""


def parted_headings(bodies: Sequence[str], shown: ShownText) -> Iterator[tuple[int, str]]:
    """Give each page that ends with a paragraph kept with the next, and the paragraph.

    Pages are counted from 1; `bodies` are their texts without headers and footers, squeezed.
    Nothing is said of a page that shows nothing before what is kept together.
    """
    if len(bodies) < 2:
        return
    kept = frozenset(shown.kept)
    for number in shown.kept:
        *_, tail = ["", *literals(squeezed(shown.body[number]))]
        for page, body in enumerate(bodies[:-1], 1):
            if tail and body.endswith(tail) and _begins(bodies[page], shown.body[number + 1]):
                together = _together(number, kept, shown)
                if together and len(body) > _most_shown(together):
                    yield page, shown.body[number]


def _begins(page: str, paragraph: str) -> bool:
    """Whether a page begins with a paragraph, which may be shorter than its beginning."""
    text = squeezed(paragraph)
    gap = next_gap(text, 0)
    if gap is not None and gap.start == 0:
        return re.match(pattern(text[: gap.end + _SURE]), page) is not None
    return page.startswith(text[: min(gap.start, _SURE) if gap else _SURE])


def _together(number: int, kept: frozenset[int], shown: ShownText) -> str:
    """The text of what is kept with a paragraph, to its end; empty where that is much."""
    first = number
    while first - 1 in kept:
        first -= 1
    few = number - first < _IN_A_ROW
    return squeezed("".join(shown.body[first : number + 1])) if few else ""


def _most_shown(text: str) -> int:
    """How many characters a page may show of a text."""
    return len(text) + MOST_FOR_A_MARK * text.count(ANYTHING)
