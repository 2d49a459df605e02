"""Where in somebody's sheet the table is: below a title, under one row of headings or two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from msgspec import Struct

from kefu_docs.excel.cells import CellPlace, ForeignSheet, RawValue
from kefu_docs.excel.error_cells import UNCOMPUTED
from kefu_docs.imports.cell_text import ERRORS
from kefu_docs.imports.headings import AGENT, ID, SKIP, Headings

_SEARCHED: Final = 30
"""Rows in which headings are looked for."""
_FEWEST: Final = 2
"""Headings that must be known, so that a note is not taken for a table."""
_WHO: Final = frozenset({ID, AGENT, "id_number"})

Meanings = dict[int, tuple[str | None, str]]
"""For each column with a heading, the key it means, if any, and its text."""


class FoundTable(Struct, frozen=True):
    """A table: which column holds which key, and where its rows begin.

    `unknown` are the headings, with something below them, that mean nothing; `doubled` those of
    columns whose key an earlier column has.
    """

    sheet: ForeignSheet
    keys: Mapping[int, str]
    unknown: Mapping[int, str]
    doubled: Mapping[int, str]
    first: int

    @property
    def names_people(self) -> bool:
        """Whether a column says whose row it is."""
        return bool(_WHO & set(self.keys.values()))

    def has(self, key: str) -> bool:
        """Whether a column has this key."""
        return key in self.keys.values()

    def place(self, row: int, key: str) -> CellPlace:
        """Where a row has a key."""
        column = next((index for index, known in self.keys.items() if known == key), 0)
        return self.sheet.place(row, column)

    def rows(self) -> Iterator[tuple[int, dict[str, RawValue]]]:
        """The number of each row that is not empty, and what it has by key."""
        for number in range(self.first, len(self.sheet.rows)):
            cells = {
                key: value
                for column, key in self.keys.items()
                if not _is_empty(value := self.sheet.value(number, column))
            }
            if not all(map(_is_error, cells.values())):  # a formula that was filled in too far
                yield number, cells

    def texts(self, row: int) -> list[str]:
        """The texts of a row, also those of columns that are not read."""
        return [v.strip() for v in self.sheet.rows[row] if isinstance(v, str) and v.strip()]


def find_table(sheet: ForeignSheet, headings: Headings) -> FoundTable | None:
    """The table whose headings are best known; None where there is none."""
    best, depth, where = max(
        (_known(sheet, headings, number, rows), -rows, -number)
        for number in range(min(_SEARCHED, len(sheet.rows)))
        for rows in (1, 2)
    )
    if best < _FEWEST:
        return None
    depth, where = -depth, -where
    keys: dict[int, str] = {}
    unknown: dict[int, str] = {}
    doubled: dict[int, str] = {}
    for column, (key, heading) in _apart(_meanings(sheet, headings, where, depth)).items():
        if key is None:
            unknown[column] = heading
        elif key in keys.values():
            doubled[column] = heading
        elif key != SKIP:
            keys[column] = key
    first = where + depth
    unknown = {c: h for c, h in unknown.items() if _has_values(sheet, first, c)}
    return FoundTable(sheet, keys, unknown, doubled, first)


def _apart(meanings: Meanings) -> Meanings:
    """Where 手机 has a column of its own, 电话 beside it is the landline."""
    mobiles = [column for column, (key, _) in meanings.items() if key == "mobile"]
    if not any("手机" in meanings[column][1] for column in mobiles):
        return meanings
    other = {
        column: ("phone", heading)
        for column in mobiles
        if "电话" in (heading := meanings[column][1]) and "手机" not in heading
    }
    return {**meanings, **other}


def _known(sheet: ForeignSheet, headings: Headings, row: int, depth: int) -> int:
    """How many keys the headings of a row, or of it and the next, mean."""
    return len({key for key, _ in _meanings(sheet, headings, row, depth).values()} - {None})


def _meanings(sheet: ForeignSheet, headings: Headings, row: int, depth: int) -> Meanings:
    """For each column with a heading, what it means and its text.

    Of two rows the upper one says what several columns have in common: it stands over the first of
    them, merged or not.
    """
    found: Meanings = {}
    above = ""
    for column in range(max(map(len, sheet.rows))):
        lower = _heading(sheet, row + 1, column) if depth == 2 else ""
        above = _heading(sheet, row, column) or (above if lower else "")
        if heading := " ".join(dict.fromkeys(filter(None, (above, lower)))):
            candidates = filter(None, (above + lower, lower, above))
            found[column] = headings.meaning(*candidates), heading
    return found


def _heading(sheet: ForeignSheet, row: int, column: int) -> str:
    value = sheet.spread(row, column)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _has_values(sheet: ForeignSheet, first: int, column: int) -> bool:
    return any(not _is_empty(sheet.value(row, column)) for row in range(first, len(sheet.rows)))


def _is_empty(value: RawValue) -> bool:
    return isinstance(value, str) and not value.strip()


def _is_error(value: RawValue) -> bool:
    return value in ERRORS or value == UNCOMPUTED
