"""Series whose lines belong to other paragraphs than the model's: whether that moves none of them.

It does not where all lines are equally far apart, and where the series stands within one page, with
other text before and behind it: no rule on where pages end asks then where a paragraph ends (widows
and orphans, keep with next; ISO/IEC 29500-1, 17.3.1.14, 17.3.1.15, 17.3.1.44).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from kefu_docs.layout_reuse.item_owners import NotSettableError
from kefu_docs.layout_reuse.lines import Change, height_of
from kefu_docs.layout_reuse.page_lines import ReadPage

ROUNDED = 0.15
"""Points by which heights differ that are the same before they are rounded."""


def are_near(one: float, other: float) -> bool:
    """Whether two heights may be the same before they are rounded."""
    return abs(one - other) <= ROUNDED


def divided_series(changes: Mapping[int, Change]) -> list[list[int]]:
    """The paragraphs that have lines of others, those in a row together."""
    numbers = sorted(number for number, change in changes.items() if change.falls is not None)
    rows = groupby(enumerate(numbers), lambda numbered: numbered[1] - numbered[0])
    return [[number for _, number in row] for _, row in rows]


def check_division(
    series: Sequence[int], changes: Mapping[int, Change], pages: Sequence[ReadPage], body: range
) -> None:
    """Raise NotSettableError where it may matter where paragraphs of a series end.

    `series` are their numbers in the model of these `pages`, `body` those of what stands between
    header and footer.
    """
    reached = [page for page in pages if any(line.paragraph in series for line in page.lines)]
    if len(reached) != 1:
        raise NotSettableError("a series of paragraphs on several pages")
    lines = [line for line in reached[0].lines if line.paragraph in body]
    places = [place for place, line in enumerate(lines) if line.paragraph in series]
    if places[0] == 0 or places[-1] == len(lines) - 1:
        raise NotSettableError("a series of paragraphs at the head or foot of a page")
    heights = [height_of(lines[place].items) for place in places]
    falls = [upper - lower for upper, lower in pairwise(heights)]
    falls += [fall for number in series for fall in changes[number].falls or ()]
    if not all(are_near(fall, falls[0]) for fall in falls):
        raise NotSettableError("lines of a series that are not equally far apart")
