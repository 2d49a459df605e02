"""The shapes of lines: what decides how high LibreOffice makes them, as far as a page shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kefu_docs.model.setting import LineShape, Shape, shape_of
from kefu_docs.packets.lines import NOBODY, Page


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
