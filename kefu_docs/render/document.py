"""The text of a document, read from its XML without building a tree of it."""

from __future__ import annotations

import re
from html import unescape

from kefu_docs.render.archive import read_parts

# Text, what stands for a character, and the ends of blocks. A tab stop has attributes, a tab has
# none; the fallback of a drawing repeats its text.
_TOKEN = re.compile(
    r"<w:t(?: [^>]*)?>([^<]*)"
    r"|<w:(tab|noBreakHyphen)/>"
    r"|<w:(br|cr)(?: [^>]*)?/>"
    r"|<(w:tr|w:tc)(?: [^>]*)?>"
    r"|(</w:p>|</w:tc>|</w:tr>|<w:p(?: [^>]*)?/>)"
    r"|<mc:Fallback(?: [^>]*)?>.*?</mc:Fallback>",
    re.DOTALL,
)
_CHARACTERS = {"tab": "\t", "noBreakHyphen": "-"}


def text_of(docx: bytes) -> str:
    """Give the text of a docx, as `text_in` does.

    zipfile.BadZipFile or KeyError where `docx` is not a Word document.
    """
    return text_in(read_parts(docx)["word/document.xml"].decode())


def text_in(xml: str) -> str:
    """Give the text of a document part: a line per paragraph and table row, cells joined by tabs.

    Headers and footers are other parts, fields show the result the file holds.
    """
    blocks: list[list[str]] = [[]]  # the lines of the body, then of each row and cell around
    pieces: list[str] = []
    for match in _TOKEN.finditer(xml):
        text, character, line_break, opened, closed = match.groups()
        if text is not None:
            pieces.append(text)
        elif character:
            pieces.append(_CHARACTERS[character])
        elif line_break:
            pieces.append(" ")
        elif opened:
            blocks.append([])
        elif closed in ("</w:tc>", "</w:tr>"):
            lines = blocks.pop()
            blocks[-1].append((" " if closed == "</w:tc>" else "\t").join(lines))
        elif closed:
            blocks[-1].append("".join(pieces))
            pieces.clear()
    return unescape("\n".join(blocks[0]))
