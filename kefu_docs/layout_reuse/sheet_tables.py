"""The tables of a sheet: paragraphs of cells that are alike stand in one table.

A paragraph in a table of its own takes LibreOffice 2.7 ms, one in a row of its own 0.6, one more in
a cell 0.2. Where it stands across the page, and where its lines end, is the same in each.
Elements: ISO/IEC 29500-1, 17.4 (tables), 17.7.6.6 (tblStylePr).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from kefu_docs.layout_reuse.docx_rows import TABLE_END
from kefu_docs.render.word.styles import Styles
from kefu_docs.render.word.word_xml import W

IN_A_CELL = 16
"""Paragraphs that stand in one cell, beneath each other."""

_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?(?<!/)>")
_END = "</w:p>"
_ROW = re.compile(r"<w:tr[ >]")
_STYLE = re.compile(r'<w:tblStyle w:val="([^"]+)"')
# What a row says of its height.
_ROOM = re.compile(r"<w:(?:trHeight|cantSplit)\b[^>]*/>")
# Cells that go on in the next row, rows that each page repeats: those are not like any other.
_OF_ITS_PLACE = re.compile(r"<w:(?:vMerge|hMerge|tblHeader|cnfStyle)\b")


def place_of(paragraph: str) -> tuple[str, str]:
    """What stands around a paragraph as a sheet holds it: its row, or nothing."""
    start = _PARAGRAPH.search(paragraph)
    assert start
    return paragraph[: start.start()], paragraph[paragraph.index(_END, start.end()) :]


def written(paragraphs: Iterable[str], styles: bytes | None) -> Iterator[str]:
    """The paragraphs of a sheet; those that follow each other and stand in like rows share one."""
    plain = _styles_without_parts(styles)
    for (before, after), group in groupby(paragraphs, key=place_of):
        row = _ROW.search(before)
        is_like_others = not _OF_ITS_PLACE.search(before) and plain.issuperset(
            _STYLE.findall(before)
        )
        if row is None or not is_like_others:
            yield from group
            continue
        opening = _ROOM.sub("", before[row.start() :])
        closing = after.removeprefix(_END).removesuffix(TABLE_END)
        own = [xml[len(before) : len(xml) - len(after)] + _END for xml in group]
        yield before[: row.start()]
        for start in range(0, len(own), IN_A_CELL):
            yield "".join((opening, *own[start : start + IN_A_CELL], closing))
        yield TABLE_END


@lru_cache(maxsize=8)
def _styles_without_parts(xml: bytes | None) -> frozenset[str]:
    """The table styles by which no row or column looks otherwise than the rest."""
    styles = Styles(xml)
    return frozenset(
        style
        for style in styles
        if all(element.find(f"{W}tblStylePr") is None for element in styles.chain(style))
    )
