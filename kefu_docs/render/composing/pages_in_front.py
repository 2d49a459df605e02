"""Pages in front of a batch that belong to no document, so that each is laid out as if alone.

LibreOffice lays out a file's first pages before it knows what follows, and forgets there to keep a
heading with its text. Small tables among them keep its guess of pages as it is of one document.
Elements: ISO/IEC 29500-1, 17.4 (tables), 17.6 (sections).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kefu_docs.render.composing.space_below import NO_SPACE_BELOW

_PAPER = re.compile(r"<w:pg(?:Sz|Mar) [^>]*/>")
# Two pages; the first of anything comes out wrong only there.
_LINE = "<w:p><w:r><w:t>.</w:t></w:r></w:p>"
_LINES = _LINE * 59 + f"<w:p><w:pPr>{NO_SPACE_BELOW}</w:pPr><w:r><w:t>.</w:t></w:r></w:p>"
# LibreOffice (7.4, 25.2) puts 20 paragraphs and rows on a page before it lays the page out, and
# forgets there to keep paragraphs together; from a thousand nodes of text on it puts 23, and so on
# (SwLayHelper::CalcPageCount). A cell has two nodes beside its paragraphs, and 25 are taken off for
# each table: so a small one takes 19 off, and enough of them keep the guess as it is of a document
# alone (test_headings_stay_with_their_text_wherever_a_document_stands fails without them).
_MOST_NODES = 900
_TAKEN_OFF = 19
_SMALL_TABLE = (
    "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr/>"
    "<w:p/></w:tc></w:tr></w:tbl><w:p/>"
)
# From some 470 paragraphs on, LibreOffice (7.4.7) forgets lines that it has laid out and lays them
# out again to draw them; on a grid of lines, one with a picture then stands a few points lower, in
# the middle of its lines of the grid (test_a_picture_on_a_grid_stands_alike_in_every_batch fails
# without so many). A batch with such a picture has them always.
_CROWD = 600
_ON_GRID = ' w:type="lines', ' w:type="snapToChars'
_IN_LINE = "<wp:inline", "<w:pict", "<w:object"
_NODES = re.compile(r"<w:(p|tc|tbl|sectPr)[ >/]")


def pages_in_front(section: str, bodies: Sequence[str]) -> str:
    """Give the pages for documents of these bodies, on the paper of a section, with no headers."""
    paper = "".join(match[0] for match in _PAPER.finditer(section))
    end = f"<w:p><w:pPr>{NO_SPACE_BELOW}<w:sectPr>{paper}</w:sectPr></w:pPr></w:p>"
    crowd = _CROWD if _has_picture_on_grid(section, bodies) else 0
    excess = sum(map(_nodes, bodies)) + crowd - _MOST_NODES
    tables = _SMALL_TABLE * max(0, -(-excess // _TAKEN_OFF))
    return "".join((tables, _LINE * crowd, _LINES, end))


def _has_picture_on_grid(section: str, bodies: Sequence[str]) -> bool:
    """Whether a picture may stand in a line of a page with a grid of lines."""
    is_on_grid = any(kind in text for text in (section, *bodies) for kind in _ON_GRID)
    return is_on_grid and any(kind in body for body in bodies for kind in _IN_LINE)


def _nodes(body: str) -> int:
    """How many nodes LibreOffice counts in it, at most."""
    found = Counter(_NODES.findall(body))
    return found["p"] + 2 * found["tc"] + 2 * found["sectPr"] - 23 * found["tbl"]
