"""In which other ways a document is laid out that the proof refuses, and in which order.

Ways are counted from 1: on pages that are a little smaller, then with room in rows and text boxes,
then so that no mark hangs in the margin. A way is left out where it cannot help with what is wrong.
"""

from __future__ import annotations

from kefu_docs.model.fault_kind import FaultKind
from kefu_docs.render import (
    has_tight_places,
    on_smaller_pages,
    with_room,
    without_hanging_marks,
)

SMALLER = (18, 36)
"""By how many twips a page becomes narrower and lower for a document that the proof refuses.

LibreOffice 7.4 and 25.2 leave out a comma or full stop that hangs in the margin, for some ends of
lines; on a page a point narrower the line ends elsewhere. Without this,
test_a_document_that_stays_wrong_is_laid_out_on_smaller_pages fails. 25.2 leaves out rows of some
tables that break at a page's foot; on a page a point lower they break elsewhere.
"""

ROOMIER = (85, 70)
"""To how many hundredths of its size the text of boxes is set where all pages are refused.

Rows of exact height may grow then, too. LibreOffice cuts off what does not fit into either; without
this, test_a_document_that_is_cut_off_gets_room fails.
"""


def layouts(docx: bytes, kind: FaultKind = FaultKind.OTHER) -> int:
    """In how many other ways a document can be laid out that the proof refuses.

    Rows and boxes of the text change no header, so room in these brings none back. Where nothing
    hangs, nothing but marks comes back.
    """
    has_room = has_tight_places(docx, margins_alone=kind is FaultKind.MARGINS)
    return len(SMALLER) + (len(ROOMIER) if has_room else 0) + (kind is FaultKind.MARKS)


def another_layout(docx: bytes, number: int) -> bytes:
    """A document for LibreOffice in another way, counted from 1.

    On smaller pages, with room where it has tight places, and so that no mark hangs.
    """
    if number <= len(SMALLER):
        return on_smaller_pages(docx, SMALLER[number - 1])
    if number <= layouts(docx):
        return with_room(docx, ROOMIER[number - len(SMALLER) - 1])
    return without_hanging_marks(docx)
