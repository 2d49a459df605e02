"""Sheets to the bytes of an .xlsx file; the same sheets give the same bytes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from kefu_docs.excel.sheet import Cell, CellStyle, CellValue, Deadline, Worksheet, column_letter
from kefu_docs.model import ColumnKind

MOST_CHARACTERS: Final = 32_767
"""In a cell (Microsoft, "Excel specifications and limits"); what is longer is cut."""

_FONT: Final = "宋体"
"""On every Windows with Chinese; other systems have something in its place."""
_PLAIN: Final = {"font_name": _FONT, "font_size": 11, "valign": "vcenter"}
_BORDER: Final = {"border": 1, "border_color": "#BFBFBF"}
_A4: Final = 9
_LOOKS: Final[Mapping[CellStyle, Mapping[str, object]]] = {
    "title": {"font_size": 14, "bold": True},
    "note": {"font_color": "#7F7F7F", "text_wrap": True, "valign": "top"},
    "heading": {
        **_BORDER,
        "bold": True,
        "bg_color": "#DDEBF7",
        "text_wrap": True,
        "align": "center",
    },
    # A cell of text keeps the 18 digits of an ID number and the leading zero of a postcode.
    "text": {**_BORDER, "num_format": "@"},
    "texts": {**_BORDER, "num_format": "@", "text_wrap": True},
    "groups": {**_BORDER, "num_format": "@", "text_wrap": True},
    "choice": {**_BORDER, "num_format": "@"},
    "day": {**_BORDER, "num_format": "yyyy-mm-dd", "align": "center"},
    "time": {**_BORDER, "num_format": "hh:mm", "align": "center"},
    "money": {**_BORDER, "num_format": "#,##0.00"},
    "decimal": {**_BORDER, "num_format": "0.####%"},
    "count": {**_BORDER, "num_format": "0"},
}
_WARNING: Final = {"error_type": "warning", "ignore_blank": True}
# Excel warns and does not forbid: the import reads what people write, in any form.
_CHECKS: Final[Mapping[ColumnKind, Mapping[str, object]]] = {
    "day": {
        **_WARNING,
        "validate": "date",
        "criteria": ">=",
        "value": dt.date(1950, 1, 1),
        "error_message": "请输入日期，如 2026-05-01",
    },
    "count": {
        **_WARNING,
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "error_message": "请输入整数",
    },
    "money": {
        **_WARNING,
        "validate": "decimal",
        "criteria": ">=",
        "value": 0,
        "error_message": "请输入金额",
    },
}
_Written = Any  # XlsxWriter tells no types: a workbook, a page, a format
_Format = _Written
"""A format of XlsxWriter, whose own class is not exported."""


def workbook_bytes(sheets: Sequence[Worksheet], title: str, made_on: dt.date) -> bytes:
    """The workbook of these sheets; `made_on` is what the file says of its day.

    XlsxWriter gives each part of the zip the time 1980-01-01, and takes the time of the properties
    from the clock unless it is told (3.2; test_workbook.py fails without).
    """
    import xlsxwriter  # no build without workbooks needs it

    stream = io.BytesIO()
    # XlsxWriter 3.3 adds keys to the dict of the default format, so that it gets one of its own:
    # with a shared one the second workbook of a process differs from the first.
    options = {"in_memory": True, "default_format_properties": dict(_PLAIN)}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": title, "created": dt.datetime.combine(made_on, dt.time())})
    writer = _WorkbookWriter(book)
    for sheet in sheets:
        writer.write(sheet)
    book.close()
    return stream.getvalue()


class _WorkbookWriter:
    """Writes sheets into one workbook, whose formats they share."""

    def __init__(self, book: _Written) -> None:
        self._book = book
        self._formats: dict[tuple[CellStyle, bool, bool], _Format] = {}

    def write(self, sheet: Worksheet) -> None:
        """Add a sheet."""
        page = self._book.add_worksheet(sheet.name)
        for index, width in enumerate(sheet.widths):
            kind = sheet.kinds[index] if sheet.entries and index < len(sheet.kinds) else None
            page.set_column(index, index, width, self._format(kind) if kind else None)
        for number, row in enumerate(sheet.rows):
            for index, cell in enumerate(row):
                if cell is not None:
                    required = cell.style == "heading" and index in sheet.required
                    self._cell(page, number, index, cell, required=required)
        _print_set_up(page, sheet)
        self._helps(page, sheet)
        for deadline in sheet.deadlines:
            self._colour(page, sheet, deadline)

    def _cell(self, page: _Written, row: int, column: int, cell: Cell, *, required: bool) -> None:
        look = self._format(cell.style, is_total=cell.is_total, required=required)
        value = _number(cell.value)
        if cell.formula:
            page.write_formula(row, column, f"={cell.formula}", look, value)
        elif value is None or value == "":
            page.write_blank(row, column, None, look)
        elif isinstance(value, str):
            page.write_string(row, column, value[:MOST_CHARACTERS], look)
        elif isinstance(value, dt.date | dt.time):
            page.write_datetime(row, column, value, look)
        else:
            page.write_number(row, column, value, look)

    def _format(
        self, style: CellStyle, *, is_total: bool = False, required: bool = False
    ) -> _Format:
        key = (style, is_total, required)
        if key not in self._formats:
            look = {**_PLAIN, **_LOOKS[style]}
            if is_total:
                look |= {"bold": True, "top": 2}
            if required:
                look |= {"bg_color": "#FCE4D6"}
            self._formats[key] = self._book.add_format(look)
        return self._formats[key]

    def _helps(self, page: _Written, sheet: Worksheet) -> None:
        """Drop-down lists, checks and comments, for whoever fills the sheet in."""
        first, last = sheet.head, sheet.head + sheet.entries - 1
        for choice in sheet.choices:
            rule = {"validate": "list", "source": [*choice.words]}
            page.data_validation(first, choice.column, last, choice.column, rule)
        for column, kind in enumerate(sheet.kinds if sheet.entries else ()):
            if kind in _CHECKS:
                page.data_validation(first, column, last, column, dict(_CHECKS[kind]))
        for note in sheet.notes:
            page.write_comment(
                sheet.head - 1, note.column, note.text, {"author": "", "font_name": _FONT}
            )

    def _colour(self, page: _Written, sheet: Worksheet, deadline: Deadline) -> None:
        """Colour days by the day on which the sheet is looked at, which no value in it tells."""
        first, last = sheet.head, max(sheet.head, len(sheet.rows) - 1)
        cell = f"${column_letter(deadline.column)}{first + 1}"
        rules = (
            (f"=AND(ISNUMBER({cell}),{cell}<TODAY())", "#D9D9D9"),
            (f"=AND(ISNUMBER({cell}),{cell}<=TODAY()+30)", "#F8CBAD"),
            (f"=AND(ISNUMBER({cell}),{cell}<=TODAY()+{deadline.days})", "#FFE699"),
        )
        for criteria, colour in rules:
            look = self._book.add_format({"bg_color": colour})
            rule = {"type": "formula", "criteria": criteria, "format": look, "stop_if_true": True}
            page.conditional_format(first, deadline.column, last, deadline.column, rule)


def _number(value: CellValue) -> str | int | float | dt.date | dt.time | None:
    """Excel knows binary fractions alone; 15 digits of an amount survive them."""
    return float(value) if isinstance(value, Decimal) else value


def _print_set_up(page: _Written, sheet: Worksheet) -> None:
    """A4 landscape, as wide as the page, headings on every page, its number at the foot."""
    page.set_paper(_A4)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer("&C第&P页，共&N页")
    if sheet.head:
        page.freeze_panes(sheet.head, min(2, max(len(sheet.widths) - 1, 0)))
        page.repeat_rows(0, sheet.head - 1)
    if sheet.filtered:
        first, last = sheet.filtered
        page.autofilter(first, 0, last, max(len(sheet.widths) - 1, 0))
