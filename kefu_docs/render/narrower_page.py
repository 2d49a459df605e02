"""A document on narrower pages, for LibreOffice to draw a mark that it leaves out.

A comma or full stop may hang in the margin behind a justified line. LibreOffice draws it where the
line, whose places it rounds, does not reach beyond the margin; 25.2 also squeezes lines that are a
little too long, and these always do. On a page that is a point narrower the line is another.
"""

from __future__ import annotations

import re

from kefu_docs.render.docx_zip import read_parts, stored
from kefu_docs.render.word_package import DOCUMENT

_RIGHT = re.compile(r'(?<=<w:pgMar )([^>]*\bw:right=")(\d+)')


def narrowed(docx: bytes, twips: int) -> bytes:
    """Make the right margin of every section so much wider."""
    parts = read_parts(docx)
    xml = parts[DOCUMENT].decode()
    made = _RIGHT.sub(lambda match: f"{match[1]}{int(match[2]) + twips}", xml)
    return stored({**parts, DOCUMENT: made.encode()})
