"""Documents of one template as one flat OpenDocument, a section's pages or more for each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kefu_docs.render.composing.document_marks import start_of
from kefu_docs.render.composing.odf_blocks import BodyBlock, DocumentBlocks
from kefu_docs.render.composing.odf_pattern import END, OWN, START, TABLE, Form, Pattern

# XML in OpenDocument keeps of several blanks the first, and none at a paragraph's ends (ODF 1.3,
# part 3, 6.1.2).
_BLANK = re.compile("^ | $|(?<= ) ")


def as_odf(pattern: Pattern, documents: Sequence[DocumentBlocks]) -> bytes:
    """Give the documents as LibreOffice would save their batch; the pattern knows each of them."""
    styles, masters, bodies = [pattern.styles], [pattern.masters], [pattern.front]
    for number, document in enumerate(documents):
        frame = pattern.frames[document.frame]
        writer = _PlaceFiller(number)
        styles.append(writer.written(frame.style))
        masters.append(writer.written(frame.master, *document.margins))
        first, *inner = document.body
        bodies.append(writer.written(frame.first, first))
        bodies.extend(writer.written(pattern.forms[b.markup], b) for b in inner)
    xml = (
        pattern.head,
        f"<office:automatic-styles>{''.join(styles)}</office:automatic-styles>",
        f"<office:master-styles>{''.join(masters)}</office:master-styles>",
        f"<office:body><office:text>{''.join(bodies)}</office:text></office:body>",
        "</office:document>",
    )
    return "".join(xml).encode()


class _PlaceFiller:
    """Fills the places of a document, which is the one of this number in its batch."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._tables = 0

    def written(self, form: Form, *blocks: BodyBlock) -> str:
        """The form with the texts of these blocks."""
        texts = [_text(text) for block in blocks for text in block.texts]
        values = (texts[p] if p >= 0 else self._name(p) for p in form.places)
        pairs = zip(form.pieces, values, strict=False)
        return "".join((*(part for pair in pairs for part in pair), form.pieces[-1]))

    def _name(self, place: int) -> str:
        if place == TABLE:
            self._tables += 1
            return f"t{self._number}-{self._tables}"
        return {OWN: f"d{self._number}", START: start_of(self._number), END: f"end{self._number}"}[
            place
        ]


def _text(text: str) -> str:
    return _BLANK.sub("<text:s/>", text) if " " in text else text
