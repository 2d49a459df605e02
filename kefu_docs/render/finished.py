"""What docxtpl does to a printed body in the end, done once for all that differ in text alone.

It fits the grids of tables to their rows and numbers the drawings, by tags and attributes, and
never looks at text. Most documents of a template have the same tags.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree

# Text at the end of an element that is XML in any case, and that lxml writes as it reads it.
_TEXT = re.compile(
    ">((?:[^<>&\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|&(?:amp|lt|gt);)++)</w:t>"
)
_MARK = "<?text?>"  # XML wherever text is, and written as it is read
_MARKED = f">{_MARK}</w:t>"
_FIRST_DRAWING = 1000


def finished(xml: str) -> str:
    """Do to the body `xml` what docxtpl does. XMLSyntaxError where it is not XML."""
    # In a comment or the like, what looks like text is none.
    pieces = [xml] if "<!" in xml or "<?" in xml else _TEXT.split(xml)
    try:
        pieces[::2] = _by_docxtpl(tuple(pieces[::2]))
    except etree.XMLSyntaxError:
        pieces = [*_by_docxtpl((xml,))]  # whose error names the place in the whole
    return "".join(pieces)


@lru_cache(maxsize=64)
def _by_docxtpl(pieces: tuple[str, ...]) -> tuple[str, ...]:
    """Finish the body that stands before, between and after some texts."""
    xml = _MARKED.join(pieces)
    etree.fromstring(xml.encode())  # docxtpl's parser would leave a broken part out
    finisher: Any = DocxTemplate("")
    finisher.docx_ids_index = _FIRST_DRAWING
    tree = finisher.fix_tables(xml)
    finisher.fix_docpr_ids(tree)
    made = etree.tostring(tree, encoding="UTF-8").decode()
    return tuple(made.split(_MARK, len(pieces) - 1))  # a single piece may have marks of its own
