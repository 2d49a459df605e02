"""Marks in the text that a document must show, for what is known on its pages alone.

A page may show there whatever a field or label brings (ANYTHING), or as many points, lines or
hyphens as fill a tab (LEADER): LibreOffice draws a tab's leader as characters, by their number.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kefu_docs.model.document import ANYTHING, LEADER

MOST_FOR_A_MARK = 40
"""Characters that a field or label may take: "第十二条", "2026年12月31日"."""

LEADERS = "._-·"
"""What tabs are filled with (LibreOffice 7.4.7): `.`, `_` twice, `-`, and `·` or a point."""

_GAP = re.compile(f"[{ANYTHING}{LEADER}]+")


class Gap(NamedTuple):
    """A place where marks stand, from `start` to `end` of a text; up to `most` characters may."""

    start: int
    end: int
    most: int
    has_leader: bool


def next_gap(text: str, at: int) -> Gap | None:
    """The first place with marks from a place on."""
    # Most texts have none; a character is found a hundred times as fast as one of a class.
    if text.find(ANYTHING, at) < 0 and text.find(LEADER, at) < 0:
        return None
    found = _GAP.search(text, at)
    if found is None:
        return None
    marks = found[0]
    return Gap(*found.span(), MOST_FOR_A_MARK * marks.count(ANYTHING), LEADER in marks)


def literals(text: str) -> list[str]:
    """What stands between the marks of a text."""
    return [literal for literal in _GAP.split(text) if literal]


def pattern(text: str) -> str:
    """A regular expression for all that a text with marks may be on a page."""
    parts: list[str] = []
    end = 0
    while gap := next_gap(text, end):
        leader = f"[{re.escape(LEADERS)}]*" if gap.has_leader else ""
        parts += [re.escape(text[end : gap.start]), leader, f".{{0,{gap.most}}}?"]
        end = gap.end
    return "".join([*parts, re.escape(text[end:])])
