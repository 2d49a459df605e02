"""Content streams of a batch: their text rewritten, everything else checked and kept.

LibreOffice's content streams are regular: text stands between lines BT and ET, strings are
hexadecimal, images are not inline. What is not of that kind raises ForeignPdfError. The documents
of a batch say mostly the same, so each block of text is rewritten once, whatever its height on the
page, and each stretch between blocks is checked once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kefu_docs.packets.sourcefonts import Codes, ForeignPdfError, Glyph
from kefu_docs.packets.textblocks import NUMBER, Block, Span, decoded, read_block
from kefu_docs.packets.textwriting import Texts, write_block

_BLOCK = re.compile(rb"^BT\n(.*?)^ET\n", re.DOTALL | re.MULTILINE)
_HEIGHT = re.compile(
    rb"(?:%(n)s (?:Tr|w)[ \n]+)*(?:%(n)s %(n)s %(n)s %(n)s )?%(n)s( %(n)s T)[dm]" % {b"n": NUMBER}
)
_ANY_HEIGHT = b" 0 T"
_NAME = re.compile(rb"/(\w+)(?= (?:gs|Do|sh|cs|CS|scn|SCN)\b)")

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


@dataclass(frozen=True)
class Text:
    """A rewritten block: its bytes but for the height, and what it draws.

    `spanned` are the glyphs that stand for a text only together with others, with that text.
    """

    data: bytes
    block: Block
    glyphs: tuple[Glyph, ...]
    distinct: frozenset[Glyph]
    spanned: tuple[Glyph, ...]


@dataclass(frozen=True)
class Content:
    """A content stream: stretches and texts in turn, texts with their height, a stretch last."""

    stretches: tuple[bytes, ...]
    texts: tuple[tuple[Text, bytes], ...]
    resources: tuple[Named, ...]

    def written(self, names: Mapping[Named, bytes], ambiguous: Texts) -> bytes:
        """Give the stream with resources called by `names`; see write_block for `ambiguous`."""
        parts: list[bytes] = []
        for stretch, (text, height) in zip(self.stretches, self.texts, strict=False):
            data = text.data
            if ambiguous and any((g.face, g.code) in ambiguous for g in text.distinct):
                data = b"BT\n%bET\n" % write_block(text.block, ambiguous)
            parts += (stretch, data.replace(_ANY_HEIGHT, height) if height else data)
        parts.append(self.stretches[-1])
        written = b"".join(parts)
        return _renamed(written, names) if self.resources else written


class ContentReader:
    """Reads content streams that share `fonts`, by their resource names."""

    def __init__(self, fonts: Mapping[bytes, Codes]) -> None:
        self._fonts = fonts
        self._texts: dict[bytes, Text] = {}
        self._stretches: dict[bytes, tuple[Named, ...]] = {}

    def read(self, stream: bytes) -> Content:
        """Read a stream. Raises ForeignPdfError where it is not as LibreOffice writes."""
        parts = _BLOCK.split(stream)
        resources: dict[Named, None] = {}
        for stretch in parts[0::2]:
            if stretch not in self._stretches:
                self._stretches[stretch] = tuple(_resources(stretch))
            if found := self._stretches[stretch]:
                resources.update(dict.fromkeys(found))
        texts = tuple(map(self._text, parts[1::2]))
        return Content(tuple(parts[0::2]), texts, tuple(resources))

    def _text(self, data: bytes) -> tuple[Text, bytes]:
        found = _HEIGHT.match(data)
        height = found[1] if found else b""
        if not height or _ANY_HEIGHT in data:
            height = b""
        key = data.replace(height, _ANY_HEIGHT) if height else data
        if key not in self._texts:
            self._texts[key] = _rewritten(key, self._fonts)
        return self._texts[key], height


def _rewritten(data: bytes, fonts: Mapping[bytes, Codes]) -> Text:
    block = read_block(data, fonts)
    glyphs: dict[Glyph, None] = {}
    spanned: dict[Glyph, None] = {}
    for part in block.parts:
        if isinstance(part, Span):
            text = decoded(part.actual)
            spanned |= {g._replace(text=text): None for run in part.runs for g in run.glyphs}
        else:
            glyphs |= dict.fromkeys(part.glyphs)
    written = b"BT\n%bET\n" % write_block(block, {})
    return Text(written, block, tuple(glyphs), frozenset(glyphs), tuple(spanned))


def _resources(stretch: bytes) -> list[Named]:
    """Check the operators of a stretch and list the resources they name."""
    found: list[Named] = []
    name = b""
    for token in stretch.translate(_BRACKETS).split():
        if token.startswith(b"/"):
            name = token[1:]
        elif token in CATEGORIES:
            if name not in _COLOUR_SPACES:
                found.append((CATEGORIES[token], name))
        elif token not in _PLAIN and not _NUMBER.fullmatch(token):
            raise ForeignPdfError(f"content with {token[:40]!r}")
    return found


def _renamed(stream: bytes, names: Mapping[Named, bytes]) -> bytes:
    """Call the resources of a stream by other names."""
    return _OPERATION.sub(
        lambda match: b"/%b %b" % (names.get((CATEGORIES[match[2]], match[1]), match[1]), match[2]),
        stream,
    )


_OPERATION = re.compile(rb"/(\w+) (gs|Do|sh|cs|CS|scn|SCN)\b")
