"""The grid of a table's columns, given to tables that are written without one.

Word takes the widths of columns from the cells where a table has no `w:tblGrid`; docxtpl and
LibreOffice's layout of merged cells need one. Source: ISO/IEC 29500-1, 17.4.48 (tblGrid).
"""

from __future__ import annotations

from lxml import etree

from kefu_docs.render.word.word_xml import W, twips, value

TEXT_WIDTH = 8640
"""Twips that are shared out to columns of which nothing says how wide they are: 6 inches."""


def add_grids(root: etree._Element) -> None:
    """Give every table a grid of as many columns as its widest row has, widths in whole twips."""
    for table in root.iter(f"{W}tbl"):
        grid = table.find(f"{W}tblGrid")
        if grid is None:
            grid = etree.Element(f"{W}tblGrid")
            properties = table.find(f"{W}tblPr")
            table.insert(0 if properties is None else table.index(properties) + 1, grid)
        columns = grid.findall(f"{W}gridCol")
        if not columns:
            grid.extend([_column(width) for width in _widths(table)])
        for column in columns:
            if not (column.get(f"{W}w") or "").isdecimal():
                column.set(
                    f"{W}w", str(max(0, twips(column.get(f"{W}w"))) or TEXT_WIDTH // len(columns))
                )


def _column(width: int) -> etree._Element:
    return etree.Element(f"{W}gridCol", {f"{W}w": str(width)})


def _widths(table: etree._Element) -> list[int]:
    """The widths of the row with most cells, merged cells counted as what they span."""
    rows = [list(_row_widths(row)) for row in table.iterfind(f"{W}tr")]
    widest = max(rows, key=len, default=[0])
    return [width or TEXT_WIDTH // len(widest) for width in widest]


def _row_widths(row: etree._Element) -> list[int]:
    widths: list[int] = []
    for cell in row.iter(f"{W}tc"):
        if next(cell.iterancestors(f"{W}tr")) is not row:
            continue  # of a table in a cell
        span = max(1, int(float(value(cell, "tcPr", "gridSpan") or 1)))
        width = cell.find(f"{W}tcPr/{W}tcW")
        is_twips = width is not None and width.get(f"{W}type", "dxa") == "dxa"
        wide = max(0, twips(width.get(f"{W}w"))) if width is not None and is_twips else 0
        widths += [wide // span] * min(span, 63)  # Word has at most 63 columns
    return widths
