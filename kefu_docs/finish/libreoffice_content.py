"""Content streams of a batch: their text rewritten, everything else checked and kept.

LibreOffice's content streams are regular: text stands between lines BT and ET, strings are
hexadecimal, images are not inline. What is not of that kind raises ForeignPdfError.

The documents of a batch say mostly the same. So each text is rewritten once and reused wherever it
stands on the page: its height is cut out before, and put in again behind. The operators between
two blocks are checked once in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from msgspec import Struct

from kefu_docs.finish.libreoffice_fonts import Codes, ForeignPdfError, Glyph
from kefu_docs.finish.one_string import StringWriter
from kefu_docs.finish.read_text import NUMBER, Block, Span, read_block
from kefu_docs.finish.text_grid import TWIP
from kefu_docs.finish.write_text import Texts, write_block
from kefu_docs.pdf.to_unicode import decoded

# LibreOffice 7.4 and 25.2 put both on a line of their own, and write strings in hexadecimal, so
# that neither can stand within a string.
_BEGIN, _END = b"\nBT\n", b"\nET\n"
_HEIGHT = re.compile(
    rb"(?:%(n)s (?:Tr|w)[ \n]+)*(?:%(n)s %(n)s %(n)s %(n)s )?%(n)s( %(n)s T)[dm]" % {b"n": NUMBER}
)

# What stands for the height. A block that has " 0 T" itself is remembered with its height.
_ANY_HEIGHT = b" 0 T"

# Operators (ISO 32000-1, Annex A) by the kind of resource they name, and those that name none.
CATEGORIES = {
    b"gs": "/ExtGState",
    b"Do": "/XObject",
    b"sh": "/Shading",
    b"cs": "/ColorSpace",
    b"CS": "/ColorSpace",
    b"scn": "/Pattern",
    b"SCN": "/Pattern",
}
_PLAIN = frozenset(
    b"q Q cm w J j M d ri i m l c v y h re S s f F f* B B* b b* n W W* SC sc G g RG rg K k".split()
)
_COLOUR_SPACES = frozenset((b"DeviceGray", b"DeviceRGB", b"DeviceCMYK", b"Pattern"))
_NUMBER = re.compile(NUMBER)
_BRACKETS = bytes.maketrans(b"[]", b"  ")

Named = tuple[str, bytes]
"""A resource: its category and its name."""


def _nothing() -> Block:
    return Block(b"")


class DrawnText(Struct, frozen=True, eq=False):
    """What text draws: its glyphs in the order they are met, each once; known by identity.

    `spanned` are those that stand for a text only together with others, with that text.
    """

    glyphs: tuple[Glyph, ...]
    distinct: frozenset[Glyph]
    spanned: tuple[Glyph, ...] = ()


class Text(DrawnText, frozen=True, eq=False):
    """A rewritten block: its bytes but for the height, and what it draws.

    `read` gives the block, which few documents need; `upright` says that some of it runs along the
    page's height.
    """

    data: bytes = b""
    read: Callable[[], Block] = _nothing
    upright: bool = False


class Piece(NamedTuple):
    """A block of text at its height and the stretch behind it."""

    text: Text
    height: bytes
    stretch: bytes
    data: bytes
    resources: tuple[Named, ...]

    def written(self, ambiguous: Texts) -> bytes:
        """Write the piece; see write_block for `ambiguous`."""
        if not any((glyph.face, glyph.code) in ambiguous for glyph in self.text.distinct):
            return self.data
        return _joined(write_block(self.text.read(), ambiguous), self.height, self.stretch)

    def drawing(self, block: Block) -> bytes:
        """Write the piece with another block in the place of its own."""
        return _joined(write_block(block, {}), self.height, self.stretch)


class Content(Struct, frozen=True):
    """A content stream: what stands in front of its first block of text, and pieces."""

    head: bytes
    pieces: tuple[Piece, ...]
    resources: tuple[Named, ...]

    @property
    def drawn(self) -> list[DrawnText]:
        """What its text draws."""
        return [piece.text for piece in self.pieces]

    def written(self, names: Mapping[Named, bytes], ambiguous: Texts) -> bytes:
        """Give the stream with resources called by `names`; see write_block for `ambiguous`."""
        if ambiguous:
            parts = [piece.written(ambiguous) for piece in self.pieces]
        else:
            parts = [piece.data for piece in self.pieces]
        written = b"".join((self.head, *parts))
        return renamed(written, names) if self.resources else written


class ContentReader:
    """Reads content streams that share `fonts`, by their resource names; see read_block."""

    def __init__(self, fonts: Mapping[bytes, Codes], grid: int = TWIP) -> None:
        self._fonts = fonts
        self._grid = grid
        self._strings = StringWriter(fonts, grid)
        self._pieces: dict[bytes, Piece] = {}
        self._texts: dict[bytes, Text] = {}

    def read(self, stream: bytes) -> Content:
        """Read a stream. Raises ForeignPdfError where it is not as LibreOffice writes."""
        head, *parts = stream.split(_BEGIN)
        resources = dict.fromkeys(resources_in(head))
        pieces = []
        for part in parts:
            piece = self._pieces.get(part)
            if piece is None:
                piece = self._pieces[part] = self._piece(part)
            pieces.append(piece)
            if piece.resources:
                resources |= dict.fromkeys(piece.resources)
        return Content(head, tuple(pieces), tuple(resources))

    def _piece(self, part: bytes) -> Piece:
        """Read what stands behind BT; the text is read once for all heights it stands at."""
        data, end, stretch = part.partition(_END)
        if not end:
            raise ForeignPdfError("text without an end")
        found = _HEIGHT.match(data)
        height = found[1] if found and _ANY_HEIGHT not in data else b""
        text = self._text(_at_any_height(data, height) if height else data)
        if height and text.upright:  # the height is a place along the line
            text, height = self._text(data), b""
        written = _joined(text.data, height, stretch)
        return Piece(text, height, stretch, written, resources_in(stretch))

    def _text(self, data: bytes) -> Text:
        text = self._texts.get(data)
        if text is None:
            text = self._texts[data] = self._rewritten(data + b"\n")
        return text

    def _rewritten(self, data: bytes) -> Text:
        string = self._strings.written(data)
        if string is None:
            return _rewritten(read_block(data, self._fonts, self._grid))
        read = partial(read_block, data, self._fonts, self._grid)
        return Text(string.glyphs, frozenset(string.glyphs), (), string.data, read)


def _at_any_height(data: bytes, height: bytes) -> bytes:
    """The text with its height cut out of Td and Tm; a size may be the same number, before Tf."""
    for operator in b"d", b"m":
        data = data.replace(height + operator, _ANY_HEIGHT + operator)
    return data


def _joined(text: bytes, height: bytes, stretch: bytes) -> bytes:
    if height:
        text = text.replace(_ANY_HEIGHT, height)
    return b"".join((_BEGIN, text, b"ET\n", stretch))


def _rewritten(block: Block) -> Text:
    glyphs: dict[Glyph, None] = {}
    spanned: dict[Glyph, None] = {}
    upright = False
    for part in block.parts:
        if isinstance(part, Span):
            text = decoded(part.actual)
            spanned |= {g._replace(text=text): None for run in part.runs for g in run.glyphs}
            upright = upright or any(run.line.upright for run in part.runs)
        else:
            glyphs |= dict.fromkeys(part.glyphs)
            upright = upright or part.line.upright
    written = write_block(block, {})
    return Text(tuple(glyphs), frozenset(glyphs), tuple(spanned), written, lambda: block, upright)


@lru_cache(maxsize=1 << 12)
def resources_in(stretch: bytes) -> tuple[Named, ...]:
    """Check the operators of a stretch and list the resources they name."""
    tokens = stretch.translate(_BRACKETS).split()
    if b"/" not in stretch and all(map(_NUMBER.fullmatch, {*tokens} - _PLAIN)):
        return ()
    found: list[Named] = []
    name = b""
    for token in tokens:
        if token.startswith(b"/"):
            name = token[1:]
        elif token in CATEGORIES:
            if name not in _COLOUR_SPACES:
                found.append((CATEGORIES[token], name))
        elif token not in _PLAIN and not _NUMBER.fullmatch(token):
            raise ForeignPdfError(f"content with {token[:40]!r}")
    return tuple(found)


def renamed(stream: bytes, names: Mapping[Named, bytes]) -> bytes:
    """Call the resources of a stream by other names."""
    return _OPERATION.sub(
        lambda match: b"/%b %b" % (names.get((CATEGORIES[match[2]], match[1]), match[1]), match[2]),
        stream,
    )


_OPERATION = re.compile(rb"/(\w+) (gs|Do|sh|cs|CS|scn|SCN)\b")
