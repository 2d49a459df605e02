"""A table as a sheet: title, headings, a row for each thing, totals that Excel adds up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from msgspec import Struct

from kefu_docs.excel.sheet import (
    Cell,
    CellValue,
    Deadline,
    Worksheet,
    column_letter,
    widths_of,
)
from kefu_docs.model import ColumnKind

HEAD = 2
"""The rows above the first thing: the title and the headings."""


class TableColumn(Struct, frozen=True):
    """A column: what stands above it and what it holds.

    `total`: the last row has its sum. `formula` gives what Excel computes in each cell, of the
    number of its row, as Excel counts. `due_within`: days are coloured so many days ahead.
    """

    heading: str
    kind: ColumnKind = "text"
    total: bool = False
    formula: Callable[[int], str] | None = None
    due_within: int = 0


def table(
    name: str,
    title: str,
    columns: Sequence[TableColumn],
    things: Iterable[Sequence[CellValue]],
) -> Worksheet:
    """A sheet called `name`, headed `title`; each thing has a value for each column.

    The total of a column is that of the values, and the formula under it what Excel adds up: both
    are rounded to the fen, because Excel adds binary fractions.
    """
    values = [tuple(thing) for thing in things]
    rows: list[tuple[Cell | None, ...]] = [
        (Cell(title, "title"),),
        tuple(Cell(column.heading, "heading") for column in columns),
        *(_row(columns, thing, number) for number, thing in enumerate(values, HEAD + 1)),
    ]
    last = len(rows) - 1
    if values and any(column.total for column in columns):
        rows.append(tuple(_totals(columns, values)))
    due = ((index, column.due_within) for index, column in enumerate(columns))
    return Worksheet(
        name=name,
        rows=tuple(rows),
        widths=widths_of(rows),
        kinds=tuple(column.kind for column in columns),
        head=HEAD,
        filtered=(HEAD - 1, last),
        deadlines=tuple(Deadline(index, days) for index, days in due if days),
    )


def _row(
    columns: Sequence[TableColumn], thing: Sequence[CellValue], number: int
) -> tuple[Cell, ...]:
    return tuple(
        Cell(value, column.kind, column.formula(number) if column.formula else "")
        for column, value in zip(columns, thing, strict=True)
    )


def _totals(
    columns: Sequence[TableColumn], values: Sequence[Sequence[CellValue]]
) -> Iterable[Cell | None]:
    first, last = HEAD + 1, HEAD + len(values)
    for index, column in enumerate(columns):
        if column.total:
            letter = column_letter(index)
            total = sum((v for row in values if isinstance(v := row[index], Decimal | int)), 0)
            formula = f"ROUND(SUM({letter}{first}:{letter}{last}),2)"
            yield Cell(total, column.kind, formula, is_total=True)
        else:
            yield Cell("合计" if index == 0 else None, "text", is_total=True)
