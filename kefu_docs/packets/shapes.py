"""The shapes of lines: what decides how high LibreOffice makes them, as far as a page shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kefu_docs.packets.lines import NOBODY, Item, Page

LineShape = tuple[frozenset[tuple[str, bytes, bool]], bool]
"""The faces and sizes a line is set in, and whether a rectangle of its own clips it.

Blanks alone do not make a line higher, and are told from what shows.
"""
Shape = tuple[LineShape, ...]


def height_of(items: Sequence[Item]) -> float:
    """How high a line stands on its page."""
    return float(next(item.height for item in items if item.height))


def shape_of(items: Sequence[Item], clip: bytes) -> LineShape:
    """Give the shape of a line on a page that `clip` clips."""
    drawn = frozenset((run.face, run.size, bool(item.shown)) for item in items for run in item.runs)
    return drawn, any(item.clip != clip for item in items)


def shapes_of(pages: Sequence[Page]) -> dict[int, Shape]:
    """Give the shape of each paragraph whose lines can be told from what is around them."""
    lines: dict[int, dict[int, LineShape]] = defaultdict(dict)
    mixed = {NOBODY}
    for page in pages:
        seen = set()
        for paragraph, number, items in page.lines:
            shape = shape_of(items, page.clip)
            if (paragraph, number) in seen or lines[paragraph].get(number, shape) != shape:
                mixed.add(paragraph)
            seen.add((paragraph, number))
            lines[paragraph][number] = shape
    return {
        paragraph: tuple(shape for _, shape in sorted(found.items()))
        for paragraph, found in lines.items()
        if paragraph not in mixed
    }
