"""The fonts of a PDF that LibreOffice exported, read back to faces and codes of the font set.

LibreOffice 7.4 writes each face as simple fonts of at most 255 glyphs: a CFF face as Type 1
programs whose glyphs keep the names of their CIDs, a TrueType face as TrueType programs with the
face's own outlines. Everything else raises ForeignPdfError, because a glyph that is taken for
another would print another character.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pikepdf import Name, Object, PdfError

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import KefuError
from kefu_docs.fonts.programs import OUTLINE_ERRORS
from kefu_docs.fonts.programs.face import (
    CffFace,
    Face,
    TrueTypeFace,
    drawn_by_codes,
)
from kefu_docs.fonts.programs.type1 import encoding
from kefu_docs.pdf.to_unicode import read_texts

_NOTDEF = ".notdef"
UNREADABLE = (*OUTLINE_ERRORS, PdfError, AttributeError, TypeError, ValueError)
"""What reading raises where a PDF is not built as LibreOffice builds it."""


class ForeignPdfError(KefuError):
    """A PDF that LibreOffice did not write in a way that is understood here."""

    def __init__(self, what: str) -> None:
        super().__init__(Message("the PDF holds what is not understood: {what}", {"what": what}))


class Glyph(NamedTuple):
    """A glyph of a face, its advance width in thousandths, and the text it stands for."""

    face: Face
    code: int
    width: int
    text: str


Codes = Mapping[int, Glyph]


def read_font(font: Object, faces: Mapping[str, tuple[Face, ...]]) -> Codes:
    """Give the glyphs of a simple font by their one-byte codes.

    Raises ForeignPdfError where the font is of another kind, its face is not in `faces`, or a
    glyph is not the face's own: outlines, or the name of a CID, and the width are compared.
    """
    try:
        name = str(font.BaseFont).removeprefix("/")
        face = _face(name.rpartition("+")[2], faces)
        texts = _texts(font.ToUnicode.read_bytes())
        first = int(font.FirstChar)
        widths = {first + place: int(width) for place, width in enumerate(font.Widths)}
        codes = dict(_codes(font, face, texts))
        glyphs = {
            code: Glyph(face, found, widths[code], texts.get(code, ""))
            for code, found in codes.items()
        }
        drawn = [glyph for glyph in glyphs.values() if glyph.code]
        if [g.width for g in drawn] != face.advances(g.code for g in drawn):
            raise ForeignPdfError(f"a glyph of {name} in another width")
    except (*OUTLINE_ERRORS, AttributeError, TypeError, ValueError) as error:
        raise ForeignPdfError(f"a font: {error}") from error
    return glyphs


def _face(name: str, faces: Mapping[str, tuple[Face, ...]]) -> Face:
    found = faces.get(name, ())
    if len(found) != 1:
        raise ForeignPdfError(f"the font {name}, which is {len(found)} times in the font set")
    return found[0]


def _texts(cmap: bytes) -> dict[int, str]:
    """Read a ToUnicode character map as LibreOffice writes it: in lists, and no lone surrogate."""
    if b"bfrange" in cmap:
        raise ForeignPdfError("a character map with ranges")
    texts = read_texts(cmap)
    "".join(texts.values()).encode()  # UnicodeEncodeError of a surrogate, a ValueError
    return texts


def _codes(font: Object, face: Face, texts: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Pair the font's codes with the face's."""
    descriptor = font.FontDescriptor
    if Name.Encoding in font:
        raise ForeignPdfError("a font with an encoding of its own")
    if font.Subtype == Name.Type1 and Name.FontFile in descriptor and isinstance(face, CffFace):
        yield from _type1_codes(descriptor.FontFile.read_bytes(), face)
    elif (
        font.Subtype == Name.TrueType
        and Name.FontFile2 in descriptor
        and isinstance(face, TrueTypeFace)
    ):
        for code, drawn in drawn_by_codes(descriptor.FontFile2.read_bytes()).items():
            found = face.code_like(drawn, texts.get(code, ""))
            if found is None:
                raise ForeignPdfError(f"a glyph that {face.name} does not have")
            yield code, found
    else:
        raise ForeignPdfError(f"a font of type {font.Subtype} for {face.name}")


def _type1_codes(program: bytes, face: CffFace) -> Iterator[tuple[int, int]]:
    """Pair the codes of a Type 1 program with the face's, by the names of the glyphs."""
    for code, glyph in encoding(program).items():
        found = 0 if glyph == _NOTDEF else face.code_of(glyph)
        if found is None:
            raise ForeignPdfError(f"the glyph {glyph}, which {face.name} does not have")
        yield code, found
