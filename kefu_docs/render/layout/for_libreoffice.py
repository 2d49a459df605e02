"""What LibreOffice needs in a document to draw it as Word does, and soon; none is published so."""

from __future__ import annotations

from collections.abc import Mapping

from kefu_docs.render.layout.contents_tables import with_right_contents
from kefu_docs.render.layout.empty_section_ends import without_handed_on
from kefu_docs.render.layout.front_of_table import with_front
from kefu_docs.render.layout.table_styles import body_with_own_borders
from kefu_docs.render.layout.underlined_blanks import body_with_lines_drawn
from kefu_docs.render.layout.whole_dates import with_whole_dates
from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.word_package import DOCUMENT


def body_for_libreoffice(parts: Mapping[str, bytes], xml: str) -> str:
    """Mend the body `xml` of a docx with these parts."""
    drawn = with_right_contents(with_whole_dates(body_with_lines_drawn(parts, xml)))
    return body_with_own_borders(parts, without_handed_on(drawn))


def for_libreoffice(docx: bytes) -> bytes:
    """Mend a docx that is converted by itself; the same bytes where nothing is to be mended."""
    parts = read_parts(docx)
    xml = parts[DOCUMENT].decode()
    mended = with_front(body_for_libreoffice(parts, xml))
    return docx if mended == xml else stored({**parts, DOCUMENT: mended.encode()})
