"""A document on smaller pages, for LibreOffice to draw what it leaves out on pages of full size.

A comma or full stop may hang in the margin behind a justified line. LibreOffice draws it where the
line, whose places it rounds, does not reach beyond the margin; 25.2 also squeezes lines that are a
little too long, and these always do. On a page that is a point narrower the line is another.

A table may follow a heading that keeps with it, its rows unbroken. Where the head and the first
row fill the page to half a point, 25.2 leaves out all further rows
(test_no_summary_of_free_text_is_refused). On a page that is a point lower the table breaks
elsewhere.
"""

from __future__ import annotations

import re

from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.word_package import DOCUMENT

_MARGINS = re.compile(r"<w:pgMar [^>]*>")
_RIGHT_OR_BOTTOM = re.compile(r'(?<=\bw:)((?:right|bottom)=")(\d+)')


def on_smaller_pages(docx: bytes, twips: int) -> bytes:
    """Make the right and the bottom margin of every section so much wider."""
    parts = read_parts(docx)

    def widened(margins: re.Match[str]) -> str:
        return _RIGHT_OR_BOTTOM.sub(lambda side: f"{side[1]}{int(side[2]) + twips}", margins[0])

    made = _MARGINS.sub(widened, parts[DOCUMENT].decode())
    return stored({**parts, DOCUMENT: made.encode()})
