"""Text with a few marks of Markdown's kind, as runs that look like what is around them.

`**bold**`, `*italic*`, `__underlined__`, `~~struck~~`, `[words]{红}` or `[words]{#C00000}`; a
backslash in front of a mark prints the mark. A mark without its partner is printed as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.late_pattern import late
from kefu_docs.render.inserting.inserts import Insert, InsertError, run

COLORS = {
    "红": "C00000",
    "橙": "C55A11",
    "黄": "BF9000",
    "绿": "2E7D32",
    "蓝": "1F4E9E",
    "紫": "7030A0",
    "灰": "7F7F7F",
    "黑": "000000",
    "red": "C00000",
    "orange": "C55A11",
    "yellow": "BF9000",
    "green": "2E7D32",
    "blue": "1F4E9E",
    "purple": "7030A0",
    "gray": "7F7F7F",
    "black": "000000",
}
"""Colours that can be read on paper, by name."""

LONGEST = 20_000
"""Characters; looking for the partner of each mark takes the square of them."""

_SIGNS = {"**": "b", "*": "i", "__": "u", "~~": "strike"}
# Not behind a mark of its own kind: a line of ____ to write on is no underlined text.
_SPAN = late(
    r"\\(?P<plain>[\\*_~\[])"
    r"|(?P<sign>\*\*|__|~~|\*)(?![\s*_~])(?P<inner>(?:(?!(?P=sign)).)+?)(?<!\s)(?P=sign)"
    r"|\[(?P<shown>[^\[\]]+)\]\{(?P<color>[^{}\s]+)\}",
    re.DOTALL,
)
# The order in which w:rPr holds its elements (ISO/IEC 29500-1, 17.3.2.28), as far as it matters.
_ORDER_OF_NAMES = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
    *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
    *("color", "spacing", "w", "kern", "position", "sz", "szCs", "highlight", "u"),
)
_ORDER = {f"w:{name}": place for place, name in enumerate(_ORDER_OF_NAMES)}
_ELEMENT = late(r"<([\w:]+)(?: [^>]*)?/>|<([\w:]+)(?: [^>]*)?>.*?</\2>", re.DOTALL)


class StyledWords(Struct, frozen=True):
    """Some words; `look` has the elements of w:rPr that are set for them, with their values."""

    text: str
    look: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class RichText(Insert):
    """An insert of words in several looks."""

    pieces: tuple[StyledWords, ...]

    def words(self) -> str:
        """All words, without marks."""
        return "".join(piece.text for piece in self.pieces)

    def runs(self, properties: str) -> str:
        """A run for each look."""
        return "".join(run(_looking(properties, p.look), p.text) for p in self.pieces)


def rich(value: object) -> RichText | None:
    """Read the marks in a text. InsertError for a colour that is none, and for too long a text."""
    if value is None:
        return None
    text = str(value)
    if len(text) > LONGEST:
        raise InsertError(Message("rich text may have {count} characters", {"count": str(LONGEST)}))
    return RichText(tuple(_pieces(text, ())))


def _pieces(text: str, look: tuple[tuple[str, str], ...]) -> Iterator[StyledWords]:
    end = 0
    for found in _SPAN.finditer(text):
        if found.start() > end:
            yield StyledWords(text[end : found.start()], look)
        if found["plain"]:
            yield StyledWords(found["plain"], look)
        elif found["sign"]:
            value = "single" if found["sign"] == "__" else ""
            yield from _pieces(found["inner"], (*look, (_SIGNS[found["sign"]], value)))
        else:
            yield from _pieces(found["shown"], (*look, ("color", _color(found["color"]))))
        end = found.end()
    if text[end:]:
        yield StyledWords(text[end:], look)


def _color(name: str) -> str:
    if re.fullmatch("#[0-9A-Fa-f]{6}", name):
        return name[1:].upper()
    if name not in COLORS:
        raise InsertError(
            Message(
                "{name} is no colour; there are {names}, and #C00000 and the like",
                {"name": name, "names": "、".join(c for c in COLORS if not c.isascii())},
            )
        )
    return COLORS[name]


@lru_cache(maxsize=256)
def _looking(properties: str, look: tuple[tuple[str, str], ...]) -> str:
    """A w:rPr with more set in it."""
    if not look:
        return properties
    inner = properties.removeprefix("<w:rPr>").removesuffix("</w:rPr>")
    held = {found[1] or found[2]: found[0] for found in _ELEMENT.finditer(inner)}
    for name, value in look:
        held[f"w:{name}"] = f'<w:{name} w:val="{value}"/>' if value else f"<w:{name}/>"
    ordered = sorted(held.items(), key=lambda element: _ORDER.get(element[0], len(_ORDER)))
    return f"<w:rPr>{''.join(xml for _, xml in ordered)}</w:rPr>"
