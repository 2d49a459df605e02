"""Paragraphs of a document that came before, word for word, and are not read again.

Documents of one template have nine paragraphs of ten in common: the template's own, labels of
tables, empty cells. What a paragraph shows follows from its XML, the styles and how pages are
numbered, unless a field is open where it stands. So it is read once, by itself, and remembered
under its bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from kefu_docs.render.drawn_paragraphs import DrawnParagraphs, KnownParagraph
from kefu_docs.render.run_looks import Looks
from kefu_docs.render.word_xml import PREFIXES, W

_PARAGRAPH = re.compile(rb"<w:p(?=[ >/])[^>]*?(?:/>|>.*?</w:p>)", re.DOTALL)
# What holds paragraphs within a paragraph.
_NESTING = (b"<w:txbxContent", b"<mc:AlternateContent")
_ROOT = "<w:body {}>".format(" ".join(f'xmlns:{p}="{uri}"' for p, uri in PREFIXES.items())).encode()


def known_paragraphs(
    xml: bytes, root: etree._Element, looks: Looks, *, numbered_anew: bool
) -> Mapping[etree._Element, KnownParagraph]:
    """What paragraphs of a part show that need not be read; `root` is the tree of `xml`.

    Empty where the bytes do not tell which element is which: then all are read.
    """
    if any(mark in xml for mark in _NESTING):
        return {}
    elements = list(root.iter(f"{W}p"))
    sources = _PARAGRAPH.findall(xml)
    if len(elements) != len(sources):
        return {}
    read = ((e, _alone(s, looks, numbered_anew)) for e, s in zip(elements, sources, strict=True))
    return {element: known for element, known in read if known is not None}


@lru_cache(maxsize=1 << 12)
def _alone(xml: bytes, looks: Looks, numbered_anew: bool) -> KnownParagraph | None:
    """Read a paragraph by itself; None where it leaves a field open, or is no whole paragraph."""
    try:
        root = etree.fromstring(b"%b%b</w:body>" % (_ROOT, xml))
    except etree.XMLSyntaxError:
        return None
    paragraph = DrawnParagraphs(looks, numbered_anew=numbered_anew)
    paragraph.read(root)
    if paragraph.is_in_field or len(paragraph.found) != 1:
        return None
    return KnownParagraph(paragraph.found[0], tuple(paragraph.unseen))
