"""Pages in front of a batch that belong to no document, so that each is laid out as if alone.

LibreOffice lays out a file's first pages before it knows what follows, and forgets there to keep a
heading with its text. Small tables among them keep its guess of pages as it is of one document.
Elements: ISO/IEC 29500-1, 17.4 (tables), 17.6 (sections).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from kefu_docs.render.space_below import NO_SPACE_BELOW

_PAPER = re.compile(r"<w:pg(?:Sz|Mar) [^>]*/>")
# Two pages; the first of anything comes out wrong only there.
_LINES = "<w:p><w:r><w:t>.</w:t></w:r></w:p>" * 59 + (
    f"<w:p><w:pPr>{NO_SPACE_BELOW}</w:pPr><w:r><w:t>.</w:t></w:r></w:p>"
)
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
_NODES = re.compile(r"<w:(p|tc|tbl|sectPr)[ >/]")


def pages_in_front(section: str, bodies: Sequence[str]) -> str:
    """Give the pages for documents of these bodies, on the paper of a section, with no headers."""
    paper = "".join(match[0] for match in _PAPER.finditer(section))
    end = f"<w:p><w:pPr>{NO_SPACE_BELOW}<w:sectPr>{paper}</w:sectPr></w:pPr></w:p>"
    excess = sum(map(_nodes, bodies)) - _MOST_NODES
    return "".join((_SMALL_TABLE * max(0, -(-excess // _TAKEN_OFF)), _LINES, end))


def _nodes(body: str) -> int:
    """How many nodes LibreOffice counts in it, at most."""
    found = Counter(_NODES.findall(body))
    return found["p"] + 2 * found["tc"] + 2 * found["sectPr"] - 23 * found["tbl"]
