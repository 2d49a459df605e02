"""Whether the pages of a PDF show the text of a document: all of it, in order, and no more.

The order is proved where pages show the text as the document has it, which is the rule. Where the
layout decides (notes, text boxes, charts, diagrams, embedded objects), each paragraph must be there
once, wherever, and those of the text, of one cell and of one box in their order (`flow_order`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from unicodedata import category

from msgspec.structs import replace

from kefu_docs.model import ShownText
from kefu_docs.model.document import ANYTHING, LEADER, PAGE, PAGES
from kefu_docs.proof.flow_order import out_of_order
from kefu_docs.proof.marks import LEADERS, MOST_FOR_A_MARK, literals
from kefu_docs.proof.normalized import squeezed
from kefu_docs.proof.notes import without_notes
from kefu_docs.proof.page_order import PageOrder

# Stands for what is already accounted for.
_GAP = "\x00"
_EXCERPT = 30
_MARKS = frozenset(("Po", "Pe", "Pf"))  # those that do not open a bracket or quotation

Change = Callable[[str], str]
"""Takes out of a text what need not be the same in document and PDF."""

_HYPHENS = dict.fromkeys(map(ord, "-\u00ad\u2010\u2011"))


@dataclass(frozen=True)
class Difference:
    """Text that is missing, or (`extra`) shown without being in the document.

    `paragraph` is the beginning of the paragraph that it is missing of, `found` what is shown
    of that in front of it. `is_mark`: a single punctuation mark is missing there, and what stands
    around it is shown. `behind`: nothing is missing, but the text is shown in front of that one.
    """

    text: str
    extra: bool = False
    paragraph: str = field(default="", compare=False)
    found: str = field(default="", compare=False)
    is_mark: bool = field(default=False, compare=False)
    behind: str = ""


def changes(shown: ShownText) -> Iterator[Change]:
    """How both sides of a document are changed before they are compared.

    Where some text is in capitals, they are compared folded: LibreOffice makes capitals by its own
    rules (7.4 writes ẞ for ß, Python SS), and a table's style can ask for them by the row. Where it
    parts words at the ends of lines, without hyphens.
    """
    if shown.any_case:
        yield str.casefold
    if shown.hyphenated:
        yield _without_hyphens


def changed(shown: ShownText, change: Change) -> ShownText:
    """The text with every string of it changed."""

    def each(texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(change, texts))

    first, even, odd = shown.sides
    return replace(
        shown,
        body=each(shown.body),
        margins=each(shown.margins),
        heads=each(shown.heads),
        notes=each(shown.notes),
        unseen=each(shown.unseen),
        footers=frozenset(each(shown.footers)),
        sides=(first and each(first), even and each(even), odd and each(odd)),
        of_sections=tuple((a and each(a), b and each(b)) for a, b in shown.of_sections),
    )


def _without_hyphens(text: str) -> str:
    return text.translate(_HYPHENS)


def with_page_numbers(shown: ShownText, pages: int) -> ShownText:
    """The text with the number of pages filled in; on which page a number stands is left open."""
    count = str(pages)
    body, heads, notes = (
        tuple([text.replace(PAGE, ANYTHING).replace(PAGES, count) for text in texts])
        for texts in (shown.body, shown.heads, shown.notes)
    )
    return replace(shown, body=body, heads=heads, notes=notes)


def in_order(
    bodies: Sequence[Sequence[str]], shown: ShownText, pages: Sequence[str] = ()
) -> list[str] | None:
    """The pages' bodies as they show the text of `shown` in its order; None where they do not.

    `bodies` has the ways to read each page without header and footer, `pages` their whole text.
    """
    if shown.notes:
        return None
    heads = [squeezed(text) for text in shown.heads]
    # Some pages may have no header or footer, and its words in their body: both are tried.
    wholes = pages if "" in shown.margins else ()
    ways = (
        tuple(dict.fromkeys((*readings, *(_after_heads(r, heads) for r in readings), whole)))
        for readings, whole in zip(bodies, wholes or [r[0] for r in bodies], strict=True)
    )
    return PageOrder(shown).read(ways)


def differences(
    bodies: Sequence[str], shown: ShownText, pages: Sequence[str] = ()
) -> list[Difference]:
    """Compare the pages' text without headers and footers; empty where it is that of `shown`.

    Text boxes and notes stand where the layout puts them, so where the order differs each
    paragraph needs a place of its own, and nothing may be left over; what follows one another in
    the text, a cell or a box does so on the pages.
    """
    if in_order([(body,) for body in bodies], shown, pages) is not None:
        return []
    heads = [squeezed(text) for text in shown.heads]
    parted = [bodies[0], *(_after_heads(body, heads) for body in bodies[1:])]
    texts = [bodies, parted, *([pages] if pages and "" in shown.margins else [])]
    found = min((_apart(text, shown) for text in texts), key=len)
    return found or [
        Difference(text[:_EXCERPT], behind=before[:_EXCERPT], found=text)
        for text, before in out_of_order("".join(bodies), shown)
    ]


def _after_heads(body: str, heads: Sequence[str]) -> str:
    for head in heads:
        body = body.removeprefix(head)
    return body


def _apart(bodies: Iterable[str], shown: ShownText) -> list[Difference]:
    """Find each paragraph anywhere, long ones first, and list what is missing or left over."""
    text, lost = without_notes("".join(bodies), shown.notes)
    pieces = [piece for paragraph in shown.body for piece in literals(squeezed(paragraph))]
    ordered = sorted(enumerate(pieces), key=lambda p: len(p[1]), reverse=True)
    found = _taken(text, [ordered], shown)
    if lost:
        return [Difference(note[:_EXCERPT]) for note in lost] + [f for f in found if not f.extra]
    if found:
        # The text of a short cell may stand within a paragraph that a page break tears.
        lengths = _sure_lengths(text, ordered)
        ordered.sort(key=lambda p: lengths[p[0]], reverse=True)
        found = min(found, _taken(text, [[p] for p in ordered], shown), key=len)
    return found


def _sure_lengths(text: str, ordered: Iterable[tuple[int, str]]) -> dict[int, int]:
    """By how many characters each piece is found: of a torn one the shorter part's."""
    lengths = {}
    for number, piece in ordered:
        torn = None if piece in text else _torn(text, piece)
        lengths[number] = min(torn[1] - torn[0], torn[3] - torn[2]) if torn else len(piece)
        text = text.replace(piece, _GAP, 1)
    return lengths


def _taken(
    text: str, parts: Iterable[Iterable[tuple[int, str]]], shown: ShownText
) -> list[Difference]:
    """Take numbered pieces out of the text, those of each part before those of the next."""
    whole, missing = text, list[Difference]()
    for part in parts:
        broken = []
        for number, piece in part:
            if piece in text:
                text = text.replace(piece, _GAP, 1)
            else:
                broken.append((number, piece))
        # The last rest is that of the last cell, where cells beside each other have the same text.
        for _, piece in sorted(broken, reverse=True):
            without = _without_broken(text, piece)
            if without is None:
                # A short cell's text may have been taken out of this paragraph for its own.
                missing.append(_parted(piece, text if piece in whole else whole))
            else:
                text = without
    return missing or _left_over(text, shown)


def _without_broken(text: str, piece: str) -> str | None:
    """The text without a paragraph that a page break tears in two; None where it is not there.

    Where a row of a table breaks, the rest of each cell stands on the next page, behind the first
    parts of the cells beside it: it is the last such rest.
    """
    torn = _torn(text, piece)
    return torn and _GAP.join((text[: torn[0]], text[torn[1] : torn[2]], text[torn[3] :]))


def _torn(text: str, piece: str) -> tuple[int, int, int, int] | None:
    """Where the two parts of a torn piece begin and end; the first is as long as can be found."""
    low, high = 0, len(piece)  # the longest beginning that is there is at least, at most, so long
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if piece[:middle] in text else (low, middle - 1)
    # By chance what follows in the text may begin as the rest does.
    for length in range(low, max(0, low - _EXCERPT), -1):
        start = text.index(piece[:length])
        rest = text.rfind(piece[length:], start + length)
        if rest >= 0:
            return start, start + length, rest, rest + len(piece) - length
    return None


def _left_over(text: str, shown: ShownText) -> list[Difference]:
    """What the pages show besides, unless marks or pictures of text stand for it."""
    if shown.has_pictures_of_text:
        return []
    left = [piece for piece in text.split(_GAP) if piece]
    if any(LEADER in paragraph for paragraph in shown.body):
        left = [rest for piece in left if (rest := piece.strip(LEADERS))]
    marks = sum(p.count(ANYTHING) for p in (*shown.body, *shown.notes))
    if len(left) <= marks and all(len(piece) <= MOST_FOR_A_MARK for piece in left):
        return []
    return [Difference(piece[:_EXCERPT], extra=True) for piece in left]


def _parted(piece: str, text: str) -> Difference:
    """The part of a paragraph around the first character that is not found."""
    length = next(n for n in range(1, len(piece) + 1) if piece[:n] not in text)
    start = max(0, length - _EXCERPT // 2)
    found = piece[max(0, length - 1 - _EXCERPT) : length - 1]
    is_mark = category(piece[length - 1]) in _MARKS and found + piece[length : length + 1] in text
    shown = piece[start : start + _EXCERPT]
    return Difference(shown, paragraph=piece[:_EXCERPT], found=found, is_mark=is_mark)


def missing_values(printed: Sequence[str], texts: Iterable[str]) -> Iterator[str]:
    """The printed values that none of `texts` shows, each once."""
    whole = _GAP.join(map(squeezed, texts))
    for value in dict.fromkeys(printed):
        if squeezed(value) not in whole:
            yield value
