"""What the documents of one template share, as a digest."""

from __future__ import annotations

import re

from kefu_docs.render.composing.composed_margins import MARGIN_ROOT
from kefu_docs.render.word.docx_zip import read_parts
from kefu_docs.render.word.word_package import DOCUMENT, margins_of
from kefu_docs.store.digests import digest

_BODY = re.compile(r"<w:body[^>]*>.*</w:body>", re.DOTALL)


def shared_digest(docx: bytes) -> str:
    """The digest of all of a document but its body, and but what its headers and footers say.

    It is that of names and bytes of every other part, such as styles and settings, and of what
    stands around body, headers and footers, such as namespaces.
    """
    parts = read_parts(docx)
    margins = [margin.part for margin in margins_of(parts)]
    roots = (MARGIN_ROOT.match(parts[part].decode()) for part in margins)
    kept = {name: data for name, data in parts.items() if name not in {DOCUMENT, *margins}}
    around = _BODY.sub("<w:body/>", parts[DOCUMENT].decode())
    return digest(around, *(root[0] if root else "" for root in roots), *kept, *kept.values())
