"""What is read of somebody's sheet: the values of cells, and where they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from msgspec import Struct

from kefu_docs.excel.date_system import DAYS_BETWEEN
from kefu_docs.excel.sheet import column_letter

RawValue = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
"""A cell as a library reads it; an empty one is an empty text."""

_MOST_DAYS = 100_000
"""A number above it counts no days that anybody has to do with."""


class ForeignSheet(Struct, frozen=True):
    """A sheet of a file that somebody made.

    `rows` begin at the row `top` and the column `left`, counted from 0. `merged` maps cells that
    are part of a larger one to the first of it; both by row and column of the sheet.
    `is_1904` says whether numbers of days are counted from 1904.
    """

    file: str
    name: str
    rows: tuple[tuple[RawValue, ...], ...]
    top: int = 0
    left: int = 0
    merged: Mapping[tuple[int, int], tuple[int, int]] = {}
    is_1904: bool = False

    def value(self, row: int, column: int) -> RawValue:
        """The value of a cell of `rows`; empty where there is none."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            return self.rows[row][column]
        return ""

    def spread(self, row: int, column: int) -> RawValue:
        """The value of a cell, or of the merged one that it is part of."""
        first = self.merged.get((row + self.top, column + self.left))
        if first is not None:
            return self.value(first[0] - self.top, first[1] - self.left)
        return self.value(row, column)

    def from_1900(self, day: RawValue) -> RawValue:
        """A number of days counted from 1900; a day's digits in a row (20260401) stay."""
        if not self.is_1904 or isinstance(day, bool) or not isinstance(day, int | float):
            return day
        return day + DAYS_BETWEEN if day < _MOST_DAYS else day

    def place(self, row: int, column: int = 0) -> CellPlace:
        """Where a cell of `rows` stands."""
        return CellPlace(self.file, self.name, row + self.top, column + self.left)


class CellPlace(Struct, frozen=True, order=True):
    """A cell of a file, row and column counted from 0; printed as 花名册.xlsx!员工!C7."""

    file: str
    sheet: str
    row: int
    column: int

    def __str__(self) -> str:
        sheet = f"{self.sheet}!" if self.sheet else ""
        return f"{self.file}!{sheet}{column_letter(self.column)}{self.row + 1}"
