"""A sheet's pages as they are read back, with what cannot be set after a model told apart.

A glyph may stand for several characters: that of a space for a no-break space, too, as text copied
from a web page has it, and that of 工 for a radical (U+2F2F), as text copied from a PDF has it. Or
several glyphs stand for one text together. Which text a document's font gives such a glyph depends
on all that the document says, so LibreOffice lays out what has these. But on a sheet with them the
paragraphs of all other documents can be read.
"""

from __future__ import annotations

import re
import struct
from collections import Counter, defaultdict
from collections.abc import Iterator

from msgspec import Struct

from kefu_docs.finish.libreoffice_content import Content, Piece
from kefu_docs.finish.libreoffice_fonts import Glyph
from kefu_docs.finish.read_text import Block, Run, Span
from kefu_docs.fonts.programs.face import Face
from kefu_docs.layout_reuse.page_lines import ReadPage
from kefu_docs.pdf.to_unicode import decoded

_UNSEEN = "\u200b"
"""What stands for a glyph whose text another glyph shows; it is shown by none."""
_LAST = 0xFFFF
# Characters that have the glyph of another one, which most documents have, too (Face.texts).
_SECOND = re.compile("[\u00a0\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")

Usual = dict[tuple[Face, int], str]


class SheetStream(Struct, frozen=True):
    """A page's content as `finish_batch` writes it, and what the codes of its faces mean.

    `odd` are codes that no face has, by its name. They stand in the places of glyphs that are no
    good for other documents.
    """

    data: bytes
    fonts: dict[bytes, dict[int, str]]
    odd: frozenset[tuple[str, int]] = frozenset()

    def odd_paragraphs(self, page: ReadPage) -> set[int]:
        """The paragraphs on the page, read from this stream, that are drawn with such codes."""
        return {
            line.paragraph
            for line in page.lines
            if self.odd
            for item in line.items
            for run in item.runs
            for (code,) in struct.iter_unpack(">H", run.codes)
            if (run.face, code) in self.odd
        }


def sheet_stream(content: Content) -> SheetStream:
    """Give a page's content as it is read back."""
    fonts: dict[bytes, dict[int, str]] = defaultdict(dict)
    several: set[tuple[Face, int]] = set()
    is_plain = True
    for drawn in content.drawn:
        is_plain = is_plain and not drawn.spanned
        for glyph in drawn.glyphs:
            if fonts[glyph.face.name.encode()].setdefault(glyph.code, glyph.text) != glyph.text:
                several.add((glyph.face, glyph.code))
    texts = "".join(text for found in fonts.values() for text in found.values())
    if is_plain and not several and not _SECOND.search(texts):
        return SheetStream(content.written({}, {}), fonts)
    return _Page(content, _usual(content, several)).stream()


def _usual(content: Content, several: set[tuple[Face, int]]) -> Usual:
    """The text for which each glyph with several stands most often."""
    counted = Counter(
        glyph
        for drawn in content.drawn
        for glyph in drawn.glyphs
        if (glyph.face, glyph.code) in several
    )
    # Of two that come as often, the one that is met first.
    return {(glyph.face, glyph.code): glyph.text for glyph, _ in reversed(counted.most_common())}


class _Page:
    """A page on which glyphs with another text than the `usual` get codes of their own.

    So do those of a character that is the second of its glyph, be the other on the page or not.
    """

    def __init__(self, content: Content, usual: Usual) -> None:
        self._content = content
        self._usual = usual
        self._fonts: dict[bytes, dict[int, str]] = defaultdict(dict)
        self._odd: dict[Glyph, Glyph] = {}
        used = {g.code for drawn in content.drawn for g in (*drawn.glyphs, *drawn.spanned)}
        self._free = (code for code in range(_LAST, 0, -1) if code not in used)

    def stream(self) -> SheetStream:
        """Write it."""
        pieces = map(self._written, self._content.pieces)
        data = b"".join((self._content.head, *pieces))
        odd = frozenset((glyph.face.name, glyph.code) for glyph in self._odd.values())
        return SheetStream(data, self._fonts, odd)

    def _written(self, piece: Piece) -> bytes:
        drawn = piece.text
        if not drawn.spanned and not any(map(self._is_odd, drawn.glyphs)):
            for glyph in drawn.glyphs:
                self._note(glyph)
            return piece.data
        block = drawn.read()
        runs = [run for part in block.parts for run in self._runs(part)]
        return piece.drawing(Block(block.state, [*runs]))

    def _runs(self, part: Run | Span) -> Iterator[Run]:
        """The runs of a part, each glyph with its own text or a code of its own."""
        if isinstance(part, Run):
            glyphs = [self._told_apart(g) if self._is_odd(g) else g for g in part.glyphs]
            yield Run(part.line, [self._note(g) for g in glyphs], part.places)
            return
        texts = iter([decoded(part.actual)])
        for run in part.runs:
            glyphs = [g._replace(text=next(texts, _UNSEEN)) for g in run.glyphs]
            glyphs = [self._note(self._told_apart(g)) for g in glyphs]
            yield Run(run.line, glyphs, run.places)

    def _is_odd(self, glyph: Glyph) -> bool:
        is_usual = self._usual.get((glyph.face, glyph.code), glyph.text) == glyph.text
        return not is_usual or _SECOND.search(glyph.text) is not None

    def _told_apart(self, glyph: Glyph) -> Glyph:
        """The glyph with a code that its face does not use on this page."""
        if glyph not in self._odd:
            self._odd[glyph] = glyph._replace(code=next(self._free))
        return self._odd[glyph]

    def _note(self, glyph: Glyph) -> Glyph:
        self._fonts[glyph.face.name.encode()][glyph.code] = glyph.text
        return glyph
