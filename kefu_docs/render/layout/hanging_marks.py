"""A document in which no mark hangs in the margin, for LibreOffice to leave none out there.

Behind a line with a word that cannot be broken, such as a web address, it may leave a comma out on
pages of any width near the right one (test_a_mark_that_no_smaller_page_brings_back_is_drawn).
Elements: ISO/IEC 29500-1, 17.3.1.21 (overflowPunct).
"""

from __future__ import annotations

import re

from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.word_package import DOCUMENT

_OWN = re.compile(r"<w:overflowPunct\b[^>]*/>")
_OPENING = re.compile(r"(<w:p(?: [^>]*)?(?<!/)>)(<w:pPr/>|<w:pPr>(?:<w:pStyle [^>]*/>)?)?")
# LibreOffice 7.4 and 25.2 read this the other way round: where it says that marks may hang, none
# does. Where it is not said they do, as in Word.
_NONE = "<w:overflowPunct/>"


def without_hanging_marks(docx: bytes) -> bytes:
    """Let no mark hang behind any line of the body."""
    parts = read_parts(docx)

    def opened(opening: re.Match[str]) -> str:
        properties = opening[2]
        if properties and properties != "<w:pPr/>":
            return opening[0] + _NONE
        return f"{opening[1]}<w:pPr>{_NONE}</w:pPr>"

    made = _OPENING.sub(opened, _OWN.sub("", parts[DOCUMENT].decode()))
    return stored({**parts, DOCUMENT: made.encode()})
