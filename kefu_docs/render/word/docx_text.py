"""The text of a document, read from its XML without building a tree of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from kefu_docs.render.word.closing_paragraph import HIDDEN_RUN
from kefu_docs.render.word.docx_zip import read_parts
from kefu_docs.render.word.word_package import DOCUMENT

# Text, what stands for a character, and the beginnings and ends of blocks. A tab stop has
# attributes, a tab has none.
_TOKEN = re.compile(
    r"<w:t(?: [^>]*)?>([^<]*)"
    r"|<w:(tab|noBreakHyphen|br|cr)(?:/| w:(?:type|clear)=[^>]*/)>"
    r"|(<w:tr|<w:tc|</w:tc|</w:tr|<w:p)(?: [^>]*)?(/?)>"
)
_SILENT = re.compile(
    r"(\{\{.*?\}\}|\{%.*?%\})"
    r"|<(?!/?w:t>|w:t |w:(?:tab|noBreakHyphen|br|cr)[ /]|/?w:(?:tr|tc|p|r)[ />]|/?mc:Fallback)"
    r"[^<>{}]*>",
    re.DOTALL,
)
_FALLBACK = re.compile(r"<mc:Fallback(?: [^>]*)?>.*?</mc:Fallback>", re.DOTALL)
_CHARACTERS = {"tab": "\t", "noBreakHyphen": "-", "br": " ", "cr": " "}
_END_OF_PARAGRAPH = "</w:p>"
_EMPTY_PARAGRAPH = "<w:p/"


def text_of(docx: bytes) -> str:
    """Give the text of a docx, as `text_in` does.

    zipfile.BadZipFile or KeyError where `docx` is not a Word document.
    """
    return text_in(read_parts(docx)[DOCUMENT].decode())


def text_in(xml: str) -> str:
    """Give the text of a document part: a line per paragraph and table row, cells joined by tabs.

    Headers and footers are other parts, fields show the result the file holds.
    """
    xml = xml.replace(HIDDEN_RUN, "")
    if "<mc:Fallback" in xml:  # it would repeat the text of a drawing
        xml = _FALLBACK.sub("", xml)
    blocks: list[list[str]] = [[]]  # the lines of the body, then of each row and cell around
    line = ""
    for paragraph in xml.split(_END_OF_PARAGRAPH):
        for piece in _pieces(paragraph):
            if piece[:1] != "<":
                line += piece
            elif piece in ("<w:tr", "<w:tc"):
                blocks.append([])
            elif piece == _EMPTY_PARAGRAPH:
                blocks[-1].append("")
            else:
                lines = blocks.pop()
                blocks[-1].append((" " if piece == "</w:tc" else "\t").join(lines))
        blocks[-1].append(line)
        line = ""
    return unescape("\n".join(blocks[0][:-1]))


def textual(template: str) -> str:
    """Take out of a template's XML the tags that neither `text_in` nor docxtpl's breaks look at.

    What is printed into it has the text that the whole would have, and a fraction of the length.
    """
    return _SILENT.sub(lambda match: match[1] or "", template.replace(HIDDEN_RUN, ""))


@lru_cache(maxsize=8192)
def _pieces(xml: str) -> tuple[str, ...]:
    """The text up to the end of a paragraph, between the blocks that begin or end there.

    Most paragraphs of a template come again with every document.
    """
    return tuple(_joined(_TOKEN.finditer(xml)))


def _joined(tokens: Iterator[re.Match[str]]) -> Iterator[str]:
    text = ""
    for token in tokens:
        written, character, block, empty = token.groups()
        if block is None:
            text += _CHARACTERS[character] if character else written
        elif block != "<w:p" or empty:
            yield from filter(None, (text, block + empty))
            text = ""
    if text:
        yield text
