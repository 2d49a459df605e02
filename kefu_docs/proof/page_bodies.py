"""Pages without their headers, footers and line numbers, which no paragraph of the body tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import count, islice
from typing import NamedTuple

from kefu_docs.model import ShownText
from kefu_docs.model.document import ANYTHING, LEADER, PAGE, PAGES, Side
from kefu_docs.proof.marks import MOST_FOR_A_MARK, literals, pattern
from kefu_docs.proof.normalized import squeezed
from kefu_docs.proof.running_headers import without_choices

_MOST_READINGS = 64
"""How many ways are tried to tell a page's header and footer from its body."""

_SURE = 6
"""So many letters of a header in a row are its own wherever they stand; fewer may be the body's."""

_LONGEST_PAGE_NUMBER = 4


def bodies_of(
    pages: Sequence[str], shown: ShownText, sections: Sequence[int] = ()
) -> tuple[list[tuple[str, ...]], list[tuple[int, str]]]:
    """Take headers, footers and line numbers off the squeezed text of `pages`.

    What a field in a header takes is not known, so a page may be read in several ways: first come
    those that leave most of it. Also gives the numbers of the pages, from 1, that lack a header or
    footer, with its text. `sections` are the pages of each section, where these are known.
    """
    bodies: list[tuple[str, ...]] = []
    lacking: list[tuple[int, str]] = []
    is_number_first = _begins_with_numbers(pages)
    sides = _sides(shown, sections, len(pages))
    last_line = 0
    for number, (page, side) in enumerate(zip(pages, sides, strict=True), 1):
        known = shown.margins if side is None else side
        margins = [
            _margin_on_page(text, shown, number, len(pages), is_number_first) for text in known
        ]
        wanted = sorted(filter(_has_text, margins), key=lambda m: len(m.text), reverse=True)
        unnumbered = page
        if shown.line_numbers:
            unnumbered, last_line = _without_line_numbers(
                page, shown.line_numbers, last_line, len(wanted)
            )
        if side is None and len(set(shown.of_sections)) > 1:
            wanted = [margin._replace(is_doubtful=True) for margin in wanted]
        missing, readings = _without_margins(unnumbered, wanted)
        bodies.append(readings)
        least = len(wanted) if side is not None else min(len(margins), 2)
        found = len(wanted) - len(missing)
        if found < least and (side is not None or "" not in known):
            lacking.append((number, missing[0].text.replace("\n", "") if missing else ""))
    return bodies, lacking


def _sides(shown: ShownText, sections: Sequence[int], pages: int) -> list[Side]:
    """The headers and footers of each page."""
    known = zip(shown.of_sections, sections, strict=False)
    listed = [first if page == 0 else others for (first, others), n in known for page in range(n)]
    if len(listed) == pages:
        return listed
    first, even, odd = shown.sides
    return [first if n == 1 else odd if n % 2 else even for n in range(1, pages + 1)]


def _begins_with_numbers(pages: Sequence[str]) -> bool:
    """Whether more pages begin with their number than end with it.

    LibreOffice (7.4.7) draws a text box in front of all text, also the one that Word's gallery of
    page numbers puts into a footer. On some pages the body ends with the same figure.
    """
    numbered = [(str(number), page) for number, page in enumerate(pages, 1)]
    begin = sum(page.startswith(number) for number, page in numbered)
    return begin > sum(page.endswith(number) for number, page in numbered)


class _Margin(NamedTuple):
    """A header or footer as a page shows it, its paragraphs in lines.

    `is_doubtful`: it may be of another section than the page, whose body may have its words.
    """

    text: str
    is_footer: bool
    is_doubtful: bool = False

    def lines(self) -> list[_Margin]:
        """Its paragraphs, long ones first."""
        lines = sorted(self.text.split("\n"), key=len, reverse=True)
        return [self._replace(text=line) for line in lines]


def _margin_on_page(
    text: str, shown: ShownText, number: int, pages: int, is_number_first: bool
) -> _Margin:
    """A header or footer of a page; a number that is drawn first is none at the foot."""
    is_footer = text in shown.footers and not (text == PAGE and is_number_first)
    return _Margin(_on_page(text, number, pages), is_footer)


def _has_text(margin: _Margin) -> bool:
    return bool(margin.text)


def _on_page(margin: str, number: int, pages: int) -> str:
    """A header or footer as page `number` of `pages` shows it, its paragraphs still in lines."""
    lines = (squeezed(line) for line in without_choices(margin).split("\n"))
    return "\n".join(lines).replace(PAGE, str(number)).replace(PAGES, str(pages))


def _without_margins(
    page: str, margins: Sequence[_Margin]
) -> tuple[list[_Margin], tuple[str, ...]]:
    """Take each header or footer off the page once; give those it lacks, and what is left.

    The paragraphs of one stand together. But where one is in a frame, as Word's gallery of page
    numbers makes it, or in a text box, LibreOffice draws that behind all others.
    """
    readings, apart = [page], []
    for margin in margins:
        whole = margin._replace(text=margin.text.replace("\n", ""))
        if shorter := _all_without(readings, [whole]):
            readings = shorter
        else:
            apart.append(margin)
    missing = []
    for margin in apart:
        lines = margin.lines()
        if len(lines) > 1 and (shorter := _all_without(readings, lines)):
            readings = shorter
        else:
            missing.append(margin)
    return missing, tuple(sorted(readings, key=len, reverse=True))


def _all_without(pages: Sequence[str], lines: Sequence[_Margin]) -> list[str]:
    """What may be left of pages without all of the lines; nothing where they lack one."""
    left: Iterable[str] = pages
    for line in lines:
        shorter = (page[:a] + page[b:] for page in left for a, b in _places(page, line))
        left = list(islice(dict.fromkeys(shorter), _MOST_READINGS))
    return list(left)


def _places(page: str, margin: _Margin) -> list[tuple[int, int]]:
    """Where a header, which begins a page, or a footer, which ends it, may stand.

    Text boxes may come before or behind. But a bare number is looked for at the two ends alone: the
    page may have none, and its body many.
    """
    text = margin.text
    if ANYTHING in text or LEADER in text:
        return _places_with_fields(page, margin)
    ends = [len(page) - len(text)] if page.endswith(text) else []
    starts = [0] if page.startswith(text) else []
    places = [*ends, *starts] if margin.is_footer else [*starts, *ends]
    if places or (text.isdigit() and len(text) <= _LONGEST_PAGE_NUMBER):
        return [(place, place + len(text)) for place in places[:1]]
    found = page.rfind(text)
    return _within((found, found + len(text)), margin.is_doubtful) if found >= 0 else []


def _within(place: tuple[int, int], may_be_the_bodys: bool) -> list[tuple[int, int]]:
    """A place within a page, and none if what stands there may be the body's own."""
    return [(0, 0), place] if may_be_the_bodys else [place]


def _places_with_fields(page: str, margin: _Margin) -> list[tuple[int, int]]:
    """Where text with fields may stand: at an end, with all that the fields may take there."""
    wanted = re.compile(pattern(margin.text))
    gaps = len(margin.text) - sum(map(len, literals(margin.text)))
    longest = min(len(page), len(margin.text) + MOST_FOR_A_MARK * gaps)
    if LEADER in margin.text:
        longest = len(page)
    starts = [(0, n) for n in range(longest + 1) if wanted.fullmatch(page, 0, n)]
    ends = [
        (len(page) - n, len(page))
        for n in range(longest + 1)
        if wanted.fullmatch(page, len(page) - n)
    ]
    places = (ends or starts) if margin.is_footer else (starts or ends)
    if not places and (found := wanted.search(page)):
        is_sure = max(map(len, literals(margin.text)), default=0) >= _SURE
        places = _within(found.span(), margin.is_doubtful or not is_sure)
    return places


def _without_line_numbers(page: str, step: int, last: int, margins: int) -> tuple[str, int]:
    """A page without the numbers of its lines, and the last of the body's.

    LibreOffice (7.4.7) draws them behind all text of the page: those of the body, which go on
    from the page before or begin anew, then those of each header and footer, which Word would not
    number and which begin anew. Those may be told not to be numbered; so what accounts for most of
    the page's end counts, with as few of them as can be.
    """
    readings = []
    for numbered in range(margins + 1):
        left = page
        for _ in range(numbered):
            left = left[: len(left) - _ascending(left, step, step)[0]]
        length, end = max(_ascending(left, first, step) for first in (step, last + step))
        readings.append((left[: len(left) - length], end))
    return min(readings, key=lambda reading: len(reading[0]))


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
