"""The rows of tables that a paragraph stands in, for it to stand in them on a sheet.

Elements: ISO/IEC 29500-1, 17.4 (tables).
"""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct

TABLE_END = "</w:tbl><w:p/>"
"""How a table on a sheet ends; the paragraph parts it from the next."""

_TABLE = re.compile("<(/?)w:tbl>")
_INNERMOST = re.compile(r"<w:tbl>(?:(?!<w:tbl>).)*?</w:tbl>", re.DOTALL)
_ROW = re.compile(r"<w:tr[ >]")
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?(?:/>|>.*?</w:p>)", re.DOTALL)
# What a row may be part of, or hold between its paragraphs, besides cells; a field may go on behind
# its paragraph.
_SPANNING = re.compile(r"<w:(?:sdt|customXml)|<mc:")
_FIELD = re.compile(r"<w:(?:fld|instrText)")
_BEGIN, _END, _ROW_END = "<w:tbl>", "</w:tbl>", "</w:tr>"


class PlaceInTables(Struct, frozen=True):
    """Where in the XML of a part a paragraph of a cell begins and ends.

    `tables` are where the tables begin that it stands in, the outermost first.
    """

    xml: str
    tables: tuple[int, ...]
    start: int
    end: int

    @property
    def may_be_apart(self) -> bool:
        """Whether its rows stand by themselves: no field or control begins or ends in them."""
        end = self.end
        for _ in self.tables[1:]:
            end = _behind(self.xml, _END, end)
        row = _row_start(self.xml, self.tables[0], self.start)
        rows = self.xml[row : _behind(self.xml, _ROW_END, end)]
        is_spanning = _SPANNING.search(rows) and _SPANNING.search(_PARAGRAPH.sub("", rows))
        return not is_spanning and not _FIELD.search(rows)

    def apart(self, paragraph: str) -> str:
        """The tables with `paragraph` in its place and nothing else in their cells."""
        xml = self.xml
        pieces = []
        for table, inner in pairwise((*self.tables, self.start)):
            first = _ROW.search(xml, table)
            assert first
            row = _row_start(xml, table, inner)
            pieces += [xml[table : first.start()], _emptied(xml[row:inner])]
        pieces.append(paragraph)
        at = self.end
        for _ in self.tables:
            row_end = _behind(xml, _ROW_END, at)
            pieces += [_emptied(xml[at:row_end]), _END]
            at = _behind(xml, _END, row_end) if len(self.tables) > 1 else row_end
        return "".join((*pieces[:-1], TABLE_END))


def pass_tables(opened: list[int], xml: str, at: int) -> None:
    """Note which tables begin and end in this XML, which begins `at` a place of its part."""
    for found in _TABLE.finditer(xml):
        if not found[1]:
            opened.append(at + found.start())
        elif opened:
            opened.pop()


def _row_start(xml: str, table: int, inner: int) -> int:
    """Where the row of a table begins in which `inner` stands; tables in it may stand before."""
    row = inner
    while True:
        row = max(xml.rfind("<w:tr>", table, row), xml.rfind("<w:tr ", table, row))
        if xml.count(_BEGIN, row, inner) == xml.count(_END, row, inner):
            return row


def _behind(xml: str, end: str, at: int) -> int:
    """The place behind the next `end` that is not one of a table in between."""
    found = at
    while True:
        found = xml.index(end, found) + len(end)
        inner_ends = xml.count(_END, at, found) - (end == _END)
        if xml.count(_BEGIN, at, found) == inner_ends:
            return found


def _emptied(xml: str) -> str:
    """A part of a row without text, and without tables in it."""
    while _BEGIN in xml and (less := _INNERMOST.sub("", xml)) != xml:
        xml = less
    return _PARAGRAPH.sub("<w:p/>", xml)
