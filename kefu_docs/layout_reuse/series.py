"""Series: paragraphs of one form behind one another, such as the items of a list.

Documents of one frame may have more or fewer of them. Where no space stands between two of a
series, its lines are as far apart wherever a paragraph ends, so that what decides the heights on a
page is how many lines the series has in all: two items of two lines stand as four of one do.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from kefu_docs.layout_reuse.lines import Change, TypesetParagraph

_COLUMNS = 72
"""Columns of a line, two for a Chinese character: of 12 points on A4, to guess lines by."""
_WIDE = "\u2e80"

UNKNOWN = TypesetParagraph((), b"")
"""A paragraph whose lines are not known; nothing is set with it."""


def guessed_lines(shown: str) -> int:
    """About how many lines a paragraph takes: documents that differ in it are hardly of a kind."""
    columns = sum(1 + (character >= _WIDE) for character in shown)
    return max(1, -(-columns // _COLUMNS))


class Pair(NamedTuple):
    """Paragraphs of two documents that correspond: a series, or what stands between two."""

    own: range
    other: range
    is_series: bool


@lru_cache(maxsize=1 << 8)
def aligned(own: tuple[range, ...], other: tuple[range, ...], length: int) -> tuple[Pair, ...]:
    """Pair the paragraphs of two documents of one frame, by their series.

    `length` is how many paragraphs the first of them has.
    """
    pairs = []
    a = b = 0
    for one, two in zip(own, other, strict=True):
        if a < one.start:
            pairs.append(Pair(range(a, one.start), range(b, two.start), is_series=False))
        pairs.append(Pair(one, two, is_series=True))
        a, b = one.stop, two.stop
    if a < length:
        pairs.append(Pair(range(a, length), range(b, b + length - a), is_series=False))
    return tuple(pairs)


def differing_part(own: Sequence[str], other: Sequence[str]) -> tuple[range, range]:
    """The places in which two series differ: all but what both begin and end with.

    Where that is one paragraph of the second that became several, one more is taken of what is
    alike: it shows how far apart two paragraphs stand.
    """
    shorter = min(len(own), len(other))
    begin = next((n for n in range(shorter) if own[n] != other[n]), shorter)
    left = shorter - begin
    end = next((n for n in range(left) if own[-1 - n] != other[-1 - n]), left)
    if len(other) - begin - end == 1 < len(own) - begin - end:
        if begin:
            begin -= 1
        elif end:
            end -= 1
    return range(begin, len(own) - end), range(begin, len(other) - end)


def divided_anew(now: Sequence[TypesetParagraph], was: Sequence[TypesetParagraph]) -> list[Change]:
    """Give paragraphs the lines that others have `now`; UNKNOWN where they do not have as many."""
    lines = list(chain.from_iterable(paragraph.lines for paragraph in now))
    falls = [upper - lower for p in now for upper, lower in pairwise(p.heights)]
    clips = {paragraph.clip for paragraph in now if paragraph.lines}
    is_known = all(paragraph.lines for paragraph in (*now, *was)) and len(clips) == 1
    is_shown = min(falls, default=1) > 0  # no page of the sheet ends between two lines
    is_told = len(was) > 1 or len(now) == 1
    if not (is_known and is_shown and is_told and len(lines) == sum(len(p.lines) for p in was)):
        return [Change(UNKNOWN, paragraph) for paragraph in was]
    clip = clips.pop()
    changes = []
    for paragraph in was:
        own, lines = lines[: len(paragraph.lines)], lines[len(paragraph.lines) :]
        changes.append(Change(TypesetParagraph(tuple(own), clip), paragraph, tuple(falls)))
    return changes
