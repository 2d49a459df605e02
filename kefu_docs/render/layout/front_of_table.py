"""A document with notes that begins with a table begins at the top, as in Word.

Where a document has a footnote or endnote, LibreOffice (7.4.7) puts an empty paragraph of its own
in front of a table that begins it, one line high. It does not where there is one, which may be
hidden and a twentieth of a point high (test_a_table_in_front_of_notes_begins_at_the_top).
"""

from __future__ import annotations

import re

_TABLE_FIRST = re.compile(r"<w:body(?: [^>]*)?>(?=<w:tbl>(?!(?:(?!</w:tblPr>).)*<w:tblpPr ))")
_NOTE = re.compile(r"<w:(?:foot|end)noteReference ")
_FRONT = (
    '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="1" w:lineRule="exact"/>'
    "<w:rPr><w:vanish/></w:rPr></w:pPr></w:p>"
)


def with_front(xml: str) -> str:
    """The document part with such a paragraph where it needs one."""
    found = _TABLE_FIRST.search(xml) if _NOTE.search(xml) else None
    return xml if found is None else f"{xml[: found.end()]}{_FRONT}{xml[found.end() :]}"
