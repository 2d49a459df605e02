"""Paragraphs that are alike but for the faces of their text.

Where a run's own face lacks a character, such as an emoji, the document names the face that draws
it, in a run of its own (render/glyph_check). So text with such characters has other runs than text
without, and is still the same paragraph in other words.
Elements: ISO/IEC 29500-1, 17.3.2 (runs), 17.3.2.26 (rFonts).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_RUN = re.compile(r"<w:r(?: [^>]*)?>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>|<w:rPr/>)?(.*?)</w:r>")
_TEXT = r"<w:t(?: [^>]*)?>[^<]*</w:t>"
_PIECE = re.compile(_TEXT + r"|<w:\w+/>")
_PIECES = re.compile(rf"(?:{_TEXT}|<w:\w+/>)+")
_FACES = re.compile("<w:rFonts [^>]*/>")
_NO_LOOK = "<w:rPr/>", "<w:rPr></w:rPr>"


def without_faces(rest: str) -> str:
    """A plain paragraph without its text, with runs of text that differ in their faces as one."""
    return "".join(_united(rest))


def _united(rest: str) -> Iterator[str]:
    end = 0
    before: str | None = None  # the look of the text that may go on
    for run in _RUN.finditer(rest):
        if run.start() > end:
            before = None
            yield rest[end : run.start()]
        end = run.end()
        look = run[1] or ""
        if not _PIECES.fullmatch(run[2]):
            before = None
            yield run[0]
            continue
        for piece in _PIECE.findall(run[2]):
            if not piece.endswith("</w:t>"):
                before = None
                yield f"<w:r>{look}{piece}</w:r>"
                continue
            own = _FACES.sub("", look)
            own = "" if own in _NO_LOOK else own
            if own != before:
                yield f"<w:r>{own}<w:t></w:t></w:r>"
            before = own
    yield rest[end:]


def faces_in(rest: str) -> frozenset[str]:
    """What the runs of a paragraph say of their faces."""
    return frozenset(_FACES.findall(rest))
