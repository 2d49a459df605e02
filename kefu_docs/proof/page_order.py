"""Whether pages follow one another in a text, each going on where the page before broke off.

A page may break within a row of a table. LibreOffice (7.4.7) draws the first part of each cell on
the one page, in the order of the cells, and the rest of each on the next: every cell is a stream of
its own (test_a_row_over_pages_is_proved fails without this).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from kefu_docs.model import ShownText
from kefu_docs.model.document import ANYTHING, LEADER
from kefu_docs.proof.marks import LEADERS, MOST_FOR_A_MARK, Gap, next_gap
from kefu_docs.proof.normalized import squeezed

Span = tuple[int, int]

_MARKS = frozenset((ANYTHING, LEADER))
_MOST_WAYS = 8
_MOST_TEXTS = 256
_ANY_LENGTH = 1 << 30

_Ways = dict[str, list[tuple[Span, ...]]]
"""What may be left of the cells of a row, by the text of it."""


class TextPlace(NamedTuple):
    """Where a text goes on: in what is left of the cells of a broken row, then from `at`."""

    at: int
    open: tuple[Span, ...] = ()


class PageOrder:
    """The text of a document, squeezed, as pages may show it one after the other."""

    def __init__(self, shown: ShownText) -> None:
        self._text = squeezed("".join(shown.body))
        rows = shown.rows
        ends = [0, *accumulate(len(squeezed(p)) for p in shown.body)] if rows else []
        self._rows = [[(ends[a], ends[b]) for a, b in pairwise(row)] for row in rows]
        self._starts = [row[0][0] for row in self._rows]
        self._most = [self._most_shown(row) for row in self._rows]

    def read(self, pages: Iterable[Sequence[str]]) -> list[str] | None:
        """The way in which each page is read, so that all show the text to its end; or None.

        Each page may be read in several ways; the first counts with which the text goes on.
        """
        places = {TextPlace(0)}
        chosen = []
        for texts in pages:
            ways = ((t, {e for place in places for e in self._ends(place, t)}) for t in texts)
            text, places = next((way for way in ways if way[1]), ("", set()))
            chosen.append(text)
        return chosen if any(map(self._is_end, places)) else None

    def _is_end(self, place: TextPlace) -> bool:
        left = [*(self._text[a:b] for a, b in place.open), self._text[place.at :]]
        return not any(text.strip(ANYTHING + LEADER) for text in left)

    def _ends(self, place: TextPlace, text: str) -> set[TextPlace]:
        """Read all of a page from a place on; give the places where it may have ended."""
        if not place.open:
            return self._flow(place.at, text, {0})
        ways = self._cells(place.open, text, {0})
        whole = {read for read, found in ways.items() if "" in found}
        return {*_broken(place.at, ways, text), *self._flow(place.at, text, whole)}

    def _flow(self, at: int, text: str, read: set[int]) -> set[TextPlace]:
        """Read on in the text from a place, `read` being how much of the page may have been read.

        What a label or field takes is not known, and what follows may stand in it, too, as the 1 in
        "11 名": so every way to read on is followed, from gap to gap.
        """
        ends: set[TextPlace] = set()
        while read:
            gap = next_gap(self._text, at)
            literal = self._text[at : gap.start if gap else len(self._text)]
            ends |= {TextPlace(at + len(text) - n) for n in read if _breaks_off(literal, text, n)}
            ends.update(self._rows_broken(at, at + len(literal), text, read))
            read = {n + len(literal) for n in read if text.startswith(literal, n)}
            if gap is None:
                break
            at = gap.end
            read = {end for n in read for end in _through(gap, text, n)}
            if len(text) in read:
                ends.add(TextPlace(at))
        return ends

    def _rows_broken(self, at: int, end: int, text: str, read: set[int]) -> Iterator[TextPlace]:
        """The places where the page ends within a row that begins between `at` and `end`.

        Such a row is the last on its page, so what is left of the page is shorter than the row.
        """
        latest = min(end, at + len(text) - min(read))
        for number in range(bisect_left(self._starts, at), bisect_right(self._starts, latest)):
            row, most = self._rows[number], self._most[number]
            before = row[0][0] - at
            starts = {n + before for n in read if len(text) - n - before < most}
            literal = self._text[at : at + before] if starts else ""
            starts = {n for n in starts if text.startswith(literal, n - before)}
            if starts:
                yield from _broken(row[-1][1], self._cells(row, text, starts), text)

    def _most_shown(self, row: Sequence[Span]) -> int:
        """How many characters a page may show of a row."""
        text = self._text[row[0][0] : row[-1][1]]
        return _ANY_LENGTH if LEADER in text else len(text) + MOST_FOR_A_MARK * text.count(ANYTHING)

    def _cells(self, spans: Sequence[Span], text: str, read: Iterable[int]) -> dict[int, _Ways]:
        """Read a part of each cell, or all; by how much is read then, what may be left of them.

        Some ways are missing that read neither the whole page nor all cells.
        """
        cells = [self._text[start:end] for start, end in spans]
        ways: dict[int, _Ways] = {n: {"": [()]} for n in read}
        for number, (start, end) in enumerate(spans):
            cell, goes_on = cells[number], _goes_on(cells[number + 1 :], text)
            following: dict[int, _Ways] = {}
            for n, found in ways.items():
                for stop, upto in reversed(list(_stops(cell, text, n))):
                    if goes_on(upto):
                        left = ((start + stop, end),) if start + stop < end else ()
                        _add(following.setdefault(upto, {}), found, cell[stop:], left)
                    elif stop == len(cell) and "" in found:
                        _add(following.setdefault(upto, {}), {"": found[""]}, "", ())
            ways = following
        return ways


def _goes_on(cells: Sequence[str], text: str) -> Callable[[int], bool]:
    """Whether a page may go on at a place with one of these cells, or ends there.

    Long cells may break off anywhere, and few of the places are followed by how another begins.
    """
    firsts = frozenset(cell[0] for cell in cells if cell)
    if firsts & _MARKS:
        return lambda _: True
    return lambda at: at == len(text) or text[at] in firsts


def _add(known: _Ways, found: _Ways, rest: str, left: tuple[Span, ...]) -> None:
    """Add to the known ways those found, each with what is left of one more cell.

    Ways that leave another text to the next page are all followed, of the others a few: equal texts
    beside each other can be parted in many ways, and it matters little which is taken.
    """
    for text, ways in found.items():
        if text + rest in known or len(known) < _MOST_TEXTS:
            same = known.setdefault(text + rest, [])
            same += [way + left for way in ways[: max(0, _MOST_WAYS - len(same))]]


def _broken(at: int, ways: Mapping[int, _Ways], text: str) -> Iterator[TextPlace]:
    """The places at the end of a page that leaves a part of some cell to the next."""
    found = ways.get(len(text), {})
    return (TextPlace(at, left) for same in found.values() for left in same if left)


def _stops(cell: str, text: str, read: int) -> Iterator[tuple[int, int]]:
    """Each place where a cell may break off, with how much of the page is read there."""
    reads, at = {read}, 0
    while reads:
        gap = next_gap(cell, at)
        literal = cell[at : gap.start if gap else len(cell)]
        same = {n: _alike(literal, text[n : n + len(literal)]) for n in reads}
        yield from ((at + i, n + i) for n in reads for i in range(same[n] + 1))
        if gap is None:
            break
        at = gap.end
        whole = [n + length for n, length in same.items() if length == len(literal)]
        reads = {end for n in whole for end in _through(gap, text, n)}


def _alike(one: str, other: str) -> int:
    """How many characters at the beginning are the same."""
    if one == other:
        return len(one)
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _breaks_off(literal: str, text: str, read: int) -> bool:
    """Whether the text ends within a literal that goes on on the next page."""
    return len(text) - read <= len(literal) and literal.startswith(text[read:])


def _through(gap: Gap, text: str, read: int) -> range:
    """How much of the text may have been read behind a gap."""
    if gap.has_leader:
        rest = text[read:]
        read_leaders = len(rest) - len(rest.lstrip(LEADERS))
        return range(read, min(read + read_leaders + gap.most, len(text)) + 1)
    return range(read, min(read + gap.most, len(text)) + 1)
