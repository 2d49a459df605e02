"""Whether the pages of a PDF show the text of a document: all of it, in order, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kefu_docs.model import ShownText
from kefu_docs.model.document import ANYTHING, PAGE, PAGES
from kefu_docs.proof.normalized import squeezed

# Stands for what is already accounted for.
_GAP = "\x00"
# What a field or label that the document leaves open may take: "第十二条", "2026年12月31日".
_OPEN_CHARACTERS = 40
_EXCERPT = 30
_NOTE_LABEL = r"[\d*†‡]{0,3}"


@dataclass(frozen=True)
class Difference:
    """Text that is missing, or (`extra`) shown without being in the document."""

    text: str
    extra: bool = False


def bodies_of(pages: Sequence[str], shown: ShownText) -> tuple[list[str], list[int]]:
    """Take headers and footers off the squeezed text of `pages`.

    Also gives the numbers of the pages, from 1, that lack them.
    """
    bodies, lacking = [], []
    first, even, odd = shown.sides
    for number, page in enumerate(pages, 1):
        side = first if number == 1 else odd if number % 2 else even
        known = shown.margins if side is None else side
        margins = [
            squeezed(text).replace(PAGE, str(number)).replace(PAGES, str(len(pages)))
            for text in known
        ]
        wanted = sorted(filter(None, margins), key=len, reverse=True)
        body, found = _without_margins(page, wanted)
        bodies.append(body)
        least = len(wanted) if side is not None else min(len(margins), 2)
        if found < least and (side is not None or "" not in margins):
            lacking.append(number)
    return bodies, lacking


def _without_margins(page: str, margins: list[str]) -> tuple[str, int]:
    """Take each margin off the page once, and say how many there were.

    They begin and end the content, unless a text box comes before or behind them.
    """
    found = 0
    for margin in margins:
        if ANYTHING in margin:
            pattern = _pattern(margin)
            match = re.match(pattern, page) or re.search(pattern + r"\Z", page)
            match = match or re.search(pattern, page)
            start, end = match.span() if match else (-1, -1)
        else:
            start = 0 if page.startswith(margin) else page.rfind(margin)
            end = start + len(margin)
        if start >= 0:
            page = page[:start] + page[end:]
            found += 1
    return page, found


def _pattern(text: str) -> str:
    literals = map(re.escape, text.split(ANYTHING))
    return f".{{0,{_OPEN_CHARACTERS}}}?".join(literals)


def differences(bodies: Sequence[str], shown: ShownText) -> list[Difference]:
    """Compare the pages' text without headers and footers; empty where it is that of `shown`.

    Text boxes and notes stand where the layout puts them, so where the order differs each
    paragraph needs a place of its own, and nothing may be left over.
    """
    heads = [squeezed(text) for text in shown.heads]
    if not shown.notes and _in_order(bodies, squeezed("".join(shown.body)), heads):
        return []
    parted = [bodies[0], *(_after_heads(body, heads) for body in bodies[1:])]
    return min((_apart(text, shown) for text in (bodies, parted)), key=len)


def _in_order(bodies: Sequence[str], expected: str, heads: Sequence[str]) -> bool:
    """Whether the pages follow one another in `expected`, each perhaps with repeated heads."""
    at: int | None = 0
    for body in bodies:
        assert at is not None
        begun = at
        at = _follow(expected, begun, body)
        if at is None:
            at = _follow(expected, begun, _after_heads(body, heads))
        if at is None:
            return False
    return not expected[at:].strip(ANYTHING)


def _after_heads(body: str, heads: Sequence[str]) -> str:
    for head in heads:
        body = body.removeprefix(head)
    return body


def _follow(expected: str, at: int, text: str) -> int | None:
    """Read all of `text` in `expected` from a place on; give the place behind it."""
    if expected.startswith(text, at):
        return at + len(text)
    while ANYTHING in expected[at:]:
        literal, _, rest = expected[at:].partition(ANYTHING)
        if literal.startswith(text):
            return at + len(text)
        if not text.startswith(literal):
            return None
        text, at = text[len(literal) :], at + len(literal) + 1
        following = rest.partition(ANYTHING)[0]
        if not rest:
            return at if len(text) <= _OPEN_CHARACTERS else None
        taken = next(
            (
                n
                for n in range(min(len(text), _OPEN_CHARACTERS) + 1)
                if text[n:].startswith(following[: len(text) - n])
            ),
            None,
        )
        if taken is None:
            return None
        text = text[taken:]
    return at + len(text) if expected.startswith(text, at) else None


def _apart(bodies: Iterable[str], shown: ShownText) -> list[Difference]:
    """Find each paragraph anywhere, long ones first, and list what is missing or left over."""
    text = "".join(bodies)
    missing: list[Difference] = []
    for note in map(squeezed, shown.notes):
        text, found = re.subn(_NOTE_LABEL + _pattern(note.lstrip(ANYTHING)), "", text, count=1)
        if not found:
            missing.append(Difference(note.strip(ANYTHING)[:_EXCERPT]))
    paragraphs = [piece for p in shown.body for piece in squeezed(p).split(ANYTHING) if piece]
    for piece in sorted(paragraphs, key=len, reverse=True):
        if piece in text:
            text = text.replace(piece, _GAP, 1)
        else:
            missing.append(Difference(_where_it_parts(piece, text)))
    if missing:
        return missing
    left = [piece for piece in text.split(_GAP) if piece]
    marks = sum(p.count(ANYTHING) for p in (*shown.body, *shown.notes))
    if len(left) <= marks and all(len(piece) <= _OPEN_CHARACTERS for piece in left):
        return []
    return [Difference(piece[:_EXCERPT], extra=True) for piece in left]


def _where_it_parts(piece: str, text: str) -> str:
    """The part of a paragraph around the first character that is not found."""
    length = next(n for n in range(1, len(piece) + 1) if piece[:n] not in text)
    start = max(0, length - _EXCERPT // 2)
    return piece[start : start + _EXCERPT]


def missing_values(printed: Sequence[str], texts: Iterable[str]) -> Iterator[str]:
    """The printed values that none of `texts` shows, each once."""
    whole = _GAP.join(map(squeezed, texts))
    for value in dict.fromkeys(printed):
        if squeezed(value) not in whole:
            yield value
