"""The beginning of a document in a batch, which LibreOffice would lay out otherwise than alone.

Elements: ISO/IEC 29500-1, 17.3.1.33 (spacing), 17.4 (tables), 17.6 (sections), 17.7.2 (styles).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kefu_docs.render.word.closing_paragraph import LOW_PARAGRAPH
from kefu_docs.render.word.paragraph_opening import OPENING, with_spacing
from kefu_docs.render.word.styles import Styles
from kefu_docs.render.word.word_package import STYLES
from kefu_docs.render.word.word_xml import W

_TABLE = ("<w:tbl>", "<w:tbl ")
_FIRST_PARAGRAPH = re.compile(rf"(?:(?!<w:tbl[ >]).)*?({OPENING})", re.DOTALL)
_OWN_STYLE = re.compile(r'<w:pStyle w:val="([^"]*)"')
_OWN_SPACING = re.compile("<w:spacing [^>]*>")
_BY_ITSELF, _OFF = "beforeAutospacing", ("0", "false", "off")
_ABOVE = re.compile(r' w:(before(?:Lines|Autospacing)?)="([^"]*)"')
_NO_SPACE_ABOVE = '<w:spacing w:before="0" w:beforeLines="0" w:beforeAutospacing="0"/>'


def with_paragraph_in_front(body: str) -> str:
    """The blocks with a paragraph that takes no place in front of a table that begins them.

    LibreOffice (7.4) keeps with a section's first block that its pages begin there. A table of some
    lengths loses that when it is parted: its pages have the header and footer of the document
    before, or none (test_a_long_table_that_comes_first_has_its_own_header).
    """
    return LOW_PARAGRAPH + body if body.startswith(_TABLE) else body


def has_automatic_space(parts: Mapping[str, bytes], body: str) -> bool:
    """Whether some paragraph may have automatic spacing."""
    return b"Autospacing=" in parts.get(STYLES, b"") or "Autospacing=" in body


def without_automatic_space(body: str, styles: Styles) -> str:
    """The blocks with no space above the first paragraph where that is “automatic”.

    Like Word, LibreOffice (7.4) leaves it out where a file begins, but not where another section
    does (test_automatic_space_above_a_document_is_left_out).
    """
    found = _FIRST_PARAGRAPH.match(body)
    if found is None or not _spaces_by_itself(found[1], styles):
        return body
    opening = with_spacing(found[1], _NO_SPACE_ABOVE, _ABOVE)
    return body[: found.start(1)] + opening + body[found.end(1) :]


@lru_cache(maxsize=64)
def _spaces_by_itself(opening: str, styles: Styles) -> bool:
    """Whether the space above a paragraph is automatic, by its own words or its style's.

    A length in its own words is nearer; one in a style counts for nothing beside “automatic”.
    """
    spacing, named = _OWN_SPACING.search(opening), _OWN_STYLE.search(opening)
    own = dict(_ABOVE.findall(spacing[0])) if spacing else {}
    if own:
        return own.get(_BY_ITSELF, "0") not in _OFF
    style = named[1] if named else styles.default("paragraph")
    found = (s.find(f"{W}pPr/{W}spacing") for s in styles.chain(style))
    inherited = [*found, styles.document_default("pPr/spacing")]
    said = (s.get(f"{W}{_BY_ITSELF}") for s in inherited if s is not None)
    return next((value not in _OFF for value in said if value is not None), False)
