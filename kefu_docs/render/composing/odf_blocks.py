"""A document as LibreOffice is given it, cut into blocks: their markup, and the texts in it.

Two blocks of one markup differ in nothing but their texts, so that what LibreOffice makes of one
tells what it makes of the other. Only markup is let through of which that is so: no lists, fields,
pictures, breaks or notes, whose meaning hangs on what else the document holds.
Elements: ISO/IEC 29500-1, 17.3 (paragraphs), 17.4 (tables), 17.6 (sections).
"""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import NamedTuple

from kefu_docs.diagnostics.late_pattern import late
from kefu_docs.render.composing.compose import Canonical
from kefu_docs.render.composing.composed_margins import MARGIN_ROOT
from kefu_docs.render.word.closing_paragraph import HIDDEN_RUN

TEXT = late(r"(?<=>)([^<]+)(?=</w:t>)")
# The same with what is around it, which is found five times as fast.
_TEXT_BETWEEN = late(r">([^<]+)</w:t>")
_STYLE = late('<w:pStyle w:val="([^"]*)"')
_ANY_STYLE = late('<w:[pr]Style w:val="([^"]*)"')
_TAG = late(r"<(?!/)(\w+:)?(\w+)")
_SIMPLE_NAMES = """
    p pPr pStyle spacing ind jc keepNext keepLines widowControl snapToGrid
    contextualSpacing textAlignment outlineLvl autoSpaceDE autoSpaceDN wordWrap
    overflowPunct kinsoku tabs tab topLinePunct adjustRightInd r rPr rStyle rFonts b bCs
    i iCs sz szCs color u vanish lang kern w t bookmarkStart bookmarkEnd tbl tblPr
    tblStyle tblW tblInd tblLayout tblLook tblBorders tblCellMar tblGrid gridCol top
    left bottom right start end insideH insideV tr trPr cantSplit trHeight tblHeader tc
    tcPr tcW gridSpan vMerge vAlign tcBorders tcMar shd noWrap sectPr pgSz pgMar
    pgNumType cols docGrid headerReference footerReference
"""
_SIMPLE = frozenset(_SIMPLE_NAMES.split())
_MARGIN = _SIMPLE | {"hdr", "ftr", "fldChar", "instrText", "fldSimple"}
_FIELDS = late(r"(?:<w:instrText(?: [^>]*)?>|w:instr=\")([^<\"]*)")
_COUNTS = late(r"\s*(?:PAGE|PAGEREF end0)\s*")
# LibreOffice reads control characters and some others at the end of the plane as marks of its own;
# XML without xml:space drops blanks at both ends.
_OTHER_TEXT = late("[\0-\x1f\x7f-\x9f\u2028\u2029\ue000-\ue002\ufff0-\uffff]")
_TRIMMED = late(r"<w:t>(?:\s|[^<]*\s</w:t>)")
# LibreOffice (7.4.7) draws blanks at a paragraph's end in a cell where it read OpenDocument, and
# leaves them out where it read a docx (test_blanks_at_the_end_of_a_cell_are_left_to_docx). In the
# body it does the same with both (test_blanks_at_ends_come_out_as_out_of_docx).
_BLANKS = " </w:t></w:r>", "\u3000</w:t></w:r>"
_TABLE = "<w:tbl>"
_BLANK_END = late("[ \u3000]</w:t></w:r>(?:<w:bookmark(?:Start|End) [^>]*/>)*</w:p>")


class BodyBlock(NamedTuple):
    """A paragraph or a table of a body, or a header or a footer: its markup and its texts."""

    markup: str
    texts: tuple[str, ...]


class DocumentBlocks(NamedTuple):
    """A document's blocks in their order, then its headers and footers."""

    body: tuple[BodyBlock, ...]
    margins: tuple[BodyBlock, ...]

    @property
    def frame(self) -> str:
        """What its pages have in common: paper, headers and footers, and how it begins."""
        first, last = self.body[0], self.body[-1]
        return "\n".join((first.markup, last.markup, *(m.markup for m in self.margins)))

    @property
    def is_simple(self) -> bool:
        """Whether the meaning of its markup hangs on nothing else in the document."""
        inner = (_is_simple(block.markup, _SIMPLE) for block in self.body)
        return all(inner) and all(_is_simple(m.markup, _MARGIN) for m in self.margins)


def is_underlined(canonical: Canonical, blocks: DocumentBlocks) -> bool:
    """Whether a line stands under some of a document's text."""
    styles = canonical.underlined_styles
    return any(
        "<w:u " in block.markup or not styles.isdisjoint(_ANY_STYLE.findall(block.markup))
        for block in (*blocks.body, *blocks.margins)
    )


def blocks_of(canonical: Canonical, docx: bytes) -> DocumentBlocks | None:
    """Cut a document; None where it holds more than plain text and tables.

    Raises ComposeError where it cannot be in a batch at all.
    """
    body, *margins = canonical.of(docx)
    found = _cut(body)
    if body.count("<w:sectPr") != 1 or found is None or _has_lists(canonical, body):
        return None
    parts = [MARGIN_ROOT.sub("", margin) for margin in margins]
    if any(map(_TRIMMED.search, (body.replace(HIDDEN_RUN, ""), *parts))):
        return None
    tables = [block for block in found if block.startswith(_TABLE)]
    if any(map(_has_blank_end, (*tables, *parts))):
        return None
    if not all(map(_counts_pages, parts)):
        return None
    blocks = DocumentBlocks(tuple(map(_block, found)), tuple(map(_block, parts)))
    return blocks if all(map(_is_plain, (*blocks.body, *blocks.margins))) else None


def _cut(body: str) -> list[str] | None:
    """Cut a body into its paragraphs and tables; None where it holds anything else."""
    found = []
    start = 0
    while start < len(body):
        end = _end_of_block(body, start)
        if end is None:
            return None
        found.append(body[start:end])
        start = end
    return found


def _end_of_block(body: str, start: int) -> int | None:
    """Where the paragraph or table that begins at `start` ends; None where neither does."""
    if body.startswith(_TABLE, start):
        closing = "</w:tbl>"
    elif body.startswith(("<w:p>", "<w:p ", "<w:p/>"), start):
        tag_end = body.find(">", start)
        if body.startswith("/", tag_end - 1):
            return tag_end + 1
        closing = "</w:p>"
    else:
        return None
    found = body.find(closing, start)
    return None if found < 0 else found + len(closing)


def _has_blank_end(xml: str) -> bool:
    return any(blank in xml for blank in _BLANKS) and _BLANK_END.search(xml) is not None


def _has_lists(canonical: Canonical, body: str) -> bool:
    used = canonical.numbered_styles and set(_STYLE.findall(body))
    return canonical.is_numbered or bool(used & canonical.numbered_styles)


@lru_cache(maxsize=1 << 10)  # most come again with every document of a template
def _is_simple(markup: str, allowed: frozenset[str]) -> bool:
    is_known = all(prefix == "w:" and name in allowed for prefix, name in _TAG.findall(markup))
    return is_known and markup.find("<w:tbl>", 1) < 0


def _block(xml: str) -> BodyBlock:
    pieces = _TEXT_BETWEEN.split(xml)
    return BodyBlock(sys.intern(">\0</w:t>".join(pieces[::2])), tuple(pieces[1::2]))


def _is_plain(block: BodyBlock) -> bool:
    return not any(map(_OTHER_TEXT.search, block.texts))


def _counts_pages(margin: str) -> bool:
    return all(map(_COUNTS.fullmatch, _FIELDS.findall(margin)))
