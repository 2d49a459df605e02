"""What the codes of a document's faces stand for, as its ToUnicode says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from kefu_docs.finish.libreoffice_content import Content
from kefu_docs.finish.libreoffice_fonts import ForeignPdfError, Glyph
from kefu_docs.finish.write_text import Texts
from kefu_docs.fonts.programs.face import Face

FaceTexts = Mapping[Face, Mapping[int, str]]
"""What the codes of each face stand for."""


def code_texts(contents: Sequence[Content]) -> tuple[FaceTexts, Texts]:
    """Give each face's codes with their texts, and the texts of those that have several.

    A code's text in ToUnicode is the text it is drawn for first. Some glyphs never have a text of
    their own, such as the parts of a ligature, whose text stands in the span around them: these
    get the character that the face has for them, or else the span's text, because PDF/A-2u wants
    one for every code (ISO 19005-2, 6.2.11.7.2).
    """
    drawn: dict[Face, dict[int, str]] = defaultdict(dict)
    texts = list(dict.fromkeys(text for content in contents for text in content.drawn))
    distinct: set[Glyph] = set().union(*(text.distinct for text in texts))
    for glyph in distinct:
        drawn[glyph.face][glyph.code] = glyph.text
    ambiguous: dict[tuple[Face, int], str] = {}
    if len(distinct) > sum(map(len, drawn.values())):
        first: dict[tuple[Face, int], str] = {}
        for text in texts:
            for glyph in text.glyphs:
                key = glyph.face, glyph.code
                if first.setdefault(key, glyph.text) != glyph.text:
                    ambiguous[key] = first[key]
        for (face, code), meant in ambiguous.items():
            drawn[face][code] = meant
    for text in texts:
        for glyph in text.spanned:
            if glyph.code not in drawn[glyph.face]:
                drawn[glyph.face][glyph.code] = glyph.face.texts.get(glyph.code, glyph.text)
    if any("" in found.values() for found in drawn.values()):
        raise ForeignPdfError("a glyph that stands for no text")
    return drawn, ambiguous
