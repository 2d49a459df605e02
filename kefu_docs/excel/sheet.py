"""Sheets as values: cells, what they look like, what Excel computes in them."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal

from msgspec import Struct

from kefu_docs.model import ColumnKind

CellStyle = Literal["title", "heading", "note", ColumnKind]
"""What a cell looks like; those of ColumnKind say what it holds, too."""

CellValue = str | int | Decimal | dt.date | dt.time | None

_NARROWEST: Final = 7.0
_WIDEST: Final = 44.0


class Cell(Struct, frozen=True):
    """A cell: its value, and the formula that Excel computes to it, where there is one.

    `is_total` draws it bold, with a line above.
    """

    value: CellValue
    style: CellStyle = "text"
    formula: str = ""
    is_total: bool = False


class Deadline(Struct, frozen=True):
    """A column of days that Excel colours on the day it is opened: passed, or due in `days`."""

    column: int
    days: int


class Choice(Struct, frozen=True):
    """The words that cells of a column may hold, as a drop-down list."""

    column: int
    words: tuple[str, ...]


class SheetNote(Struct, frozen=True):
    """A comment on a heading."""

    column: int
    text: str


class Worksheet(Struct, frozen=True):
    """One sheet of a workbook; rows and columns are counted from 0.

    The first `head` rows stay in view and are printed on every page. `filtered` are the heading row
    and the last row of what can be filtered. `entries` is how many rows below the head are for
    somebody to fill in: they have the formats of `kinds`, which say what each column holds.
    """

    name: str
    rows: tuple[tuple[Cell | None, ...], ...]
    widths: tuple[float, ...]
    kinds: tuple[ColumnKind, ...] = ()
    head: int = 0
    filtered: tuple[int, int] | None = None
    deadlines: tuple[Deadline, ...] = ()
    choices: tuple[Choice, ...] = ()
    notes: tuple[SheetNote, ...] = ()
    entries: int = 0
    required: frozenset[int] = frozenset()


def column_letter(index: int) -> str:
    """A, B, …, Z, AA of the column counted from 0."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def widths_of(rows: Iterable[Iterable[Cell | None]]) -> tuple[float, ...]:
    """How wide each column must be for what is in it, in Excel's unit, the width of a digit."""
    widest: dict[int, float] = {}
    for row in rows:
        for index, cell in enumerate(row):
            if cell is not None and cell.style not in {"title", "note"}:
                widest[index] = max(widest.get(index, 0.0), _width(cell))
    return tuple(
        min(max(widest.get(index, 0.0) + 2, _NARROWEST), _WIDEST)
        for index in range(max(widest, default=-1) + 1)
    )


def _width(cell: Cell) -> float:
    match cell.value:
        case Decimal():
            return len(f"{cell.value:,.2f}")
        case dt.date():
            return 10.0
        case _:
            lines = "" if cell.value is None else str(cell.value)
            return max((_columns(line) for line in lines.split("\n")), default=0.0)


def _columns(text: str) -> float:
    """A Chinese character is as wide as two digits, and a little more in most fonts."""
    return sum(2.1 if unicodedata.east_asian_width(c) in "WF" else 1.05 for c in text)
