"""Whether paragraphs that follow one another do so on the pages, where the layout has a say.

A text box, a note or a table around which text runs stands anywhere among the text that the pages
draw, but within each of them, and within the text itself, the order is the document's.
"""

from __future__ import annotations

from collections.abc import Iterator

from kefu_docs.model import ShownText
from kefu_docs.proof.marks import literals
from kefu_docs.proof.normalized import squeezed

_SURE = 4
"""So many letters in a row tell a paragraph, if they stand nowhere else; fewer may be a label."""


def out_of_order(text: str, shown: ShownText) -> Iterator[tuple[str, str]]:
    """Give paragraphs that `text` shows in front of one that they stand behind, with that one.

    Paragraphs that come twice, or that a page's end parts, are not told apart and left out.
    """
    if not shown.flows:
        return
    pieces = [max(literals(squeezed(p)), key=len, default="") for p in shown.body]
    whole = "\n".join(map(squeezed, shown.body))
    last: dict[int, tuple[int, str]] = {}
    for flow, piece in zip(shown.flows, pieces, strict=True):
        if len(piece) < _SURE or text.count(piece) != 1 or whole.count(piece) != 1:
            continue
        place, before = text.index(piece), last.get(flow)
        if before is not None and place < before[0]:
            yield piece, before[1]
        else:
            last[flow] = place, piece
