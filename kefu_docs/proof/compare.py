"""Whether the pages of a PDF show the text of a document: all of it, in order, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kefu_docs.model import ShownText
from kefu_docs.model.document import ANYTHING, LEADER
from kefu_docs.proof.marks import LEADERS, MOST_FOR_A_MARK, Gap, literals, next_gap, pattern
from kefu_docs.proof.normalized import squeezed

# Stands for what is already accounted for.
_GAP = "\x00"
_EXCERPT = 30
_NOTE_LABEL = r"[\d*†‡]{0,3}"


@dataclass(frozen=True)
class Difference:
    """Text that is missing, or (`extra`) shown without being in the document."""

    text: str
    extra: bool = False


def in_any_case(shown: ShownText) -> ShownText:
    """The text without regard to capitals, for documents that show some text in them.

    LibreOffice makes capitals by its own rules (7.4 writes ẞ for ß, Python SS), and a table's style
    can ask for them by the row: so both sides are compared folded.
    """
    first, even, odd = shown.sides
    return replace(
        shown,
        body=_folded(shown.body),
        margins=_folded(shown.margins),
        heads=_folded(shown.heads),
        notes=_folded(shown.notes),
        unseen=_folded(shown.unseen),
        sides=(first and _folded(first), even and _folded(even), odd and _folded(odd)),
    )


def _folded(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(text.casefold() for text in texts)


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
    return not expected[at:].strip(ANYTHING + LEADER)


def _after_heads(body: str, heads: Sequence[str]) -> str:
    for head in heads:
        body = body.removeprefix(head)
    return body


def _follow(expected: str, at: int, text: str) -> int | None:
    """Read all of `text` in `expected` from a place on; give the place behind it."""
    if expected.startswith(text, at):
        return at + len(text)
    while (gap := next_gap(expected, at)) is not None:
        literal = expected[at : gap.start]
        if literal.startswith(text):
            return at + len(text)
        if not text.startswith(literal):
            return None
        text, at = text[len(literal) :], gap.end
        if gap.has_leader:
            text = text.lstrip(LEADERS)
            at += len(expected) - at - len(expected[at:].lstrip(LEADERS))
        taken = _taken(expected, at, text, gap)
        if taken is None:
            return None
        text = text[taken:]
    return at + len(text) if expected.startswith(text, at) else None


def _taken(expected: str, at: int, text: str, gap: Gap) -> int | None:
    """How many characters of `text` a gap takes, so that it goes on as `expected` does at `at`.

    A page may end within them. None where no number of characters serves.
    """
    if at == len(expected):
        return len(text) if len(text) <= gap.most else None
    following = next_gap(expected, at)
    literal = expected[at : following.start if following else len(expected)]
    return next(
        (
            n
            for n in range(min(len(text), gap.most) + 1)
            if text[n:].startswith(literal[: len(text) - n])
        ),
        None,
    )


def _apart(bodies: Iterable[str], shown: ShownText) -> list[Difference]:
    """Find each paragraph anywhere, long ones first, and list what is missing or left over."""
    text, missing = _without_notes("".join(bodies), shown.notes)
    pieces = [piece for paragraph in shown.body for piece in literals(squeezed(paragraph))]
    for piece in sorted(pieces, key=len, reverse=True):
        if piece in text:
            text = text.replace(piece, _GAP, 1)
        else:
            missing.append(Difference(_where_it_parts(piece, text)))
    return missing or _left_over(text, shown)


def _without_notes(text: str, notes: Iterable[str]) -> tuple[str, list[Difference]]:
    """Take the notes out, each with the mark before it, and list those that are missing."""
    missing = []
    for note in map(squeezed, notes):
        text, found = re.subn(_NOTE_LABEL + pattern(note.lstrip(ANYTHING)), "", text, count=1)
        if not found:
            missing.append(Difference(note.strip(ANYTHING)[:_EXCERPT]))
    return text, missing


def _left_over(text: str, shown: ShownText) -> list[Difference]:
    """What the pages show besides, unless marks or pictures of text stand for it."""
    if shown.has_pictures_of_text:
        return []
    left = [piece for piece in text.split(_GAP) if piece]
    if any(LEADER in paragraph for paragraph in shown.body):
        left = [piece for piece in left if piece.strip(LEADERS)]
    marks = sum(p.count(ANYTHING) for p in (*shown.body, *shown.notes))
    if len(left) <= marks and all(len(piece) <= MOST_FOR_A_MARK for piece in left):
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
