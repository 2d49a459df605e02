"""Paragraphs that stand on one page with the next, as headings do.

ISO/IEC 29500-1, 17.3.1.14 (keepNext), 17.3.1.23 (pageBreakBefore), 17.3.3.1 (br).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

from kefu_docs.render.expected.run_looks import Looks
from kefu_docs.render.word.word_xml import W

_BLOCKS = (f"{W}p", f"{W}tbl")
_OF_TEXT = (f"{W}body", f"{W}sdtContent")
_BREAKS = frozenset(("page", "column"))


def kept_paragraphs(
    paragraphs: Sequence[etree._Element], texts: Sequence[str], looks: Looks
) -> Iterator[int]:
    """Which paragraphs of the text, counted among those with text, are kept with one behind them.

    That one is the next, or the first of a table, and has text, too. `texts` are what `paragraphs`
    show. None is given that a page or column ends behind, nor those in cells and boxes.
    """
    number = 0
    for (paragraph, text), (following, behind) in pairwise(zip(paragraphs, texts, strict=True)):
        if text and behind and is_kept(paragraph, looks) and _follows(following, paragraph, looks):
            yield number
        number += bool(text)


def is_kept(paragraph: etree._Element, looks: Looks) -> bool:
    """Whether a paragraph asks to be kept with the next."""
    properties = paragraph.find(f"{W}pPr")
    return looks.is_switched_on("keepNext", properties)


def begins_page(paragraph: etree._Element, looks: Looks) -> bool:
    """Whether a page ends in front of a paragraph."""
    properties = paragraph.find(f"{W}pPr")
    return looks.is_switched_on("pageBreakBefore", properties)


def _follows(following: etree._Element, paragraph: etree._Element, looks: Looks) -> bool:
    """Whether a paragraph stands right behind another one of the text, with no break between."""
    around = paragraph.getparent()
    block = next(paragraph.itersiblings(*_BLOCKS), None)
    return (
        around is not None
        and around.tag in _OF_TEXT
        and block is not None
        and (block is following or block in following.iterancestors())
        and paragraph.find(f"{W}pPr/{W}sectPr") is None
        and not _has_break(paragraph)
        and not _has_break(following)
        and not begins_page(following, looks)
    )


def _has_break(paragraph: etree._Element) -> bool:
    return any(br.get(f"{W}type") in _BREAKS for br in paragraph.iter(f"{W}br"))
