"""Sheets become workbooks that are the same for the same sheets, and that people can print."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from decimal import Decimal

from kefu_docs.excel.sheet import Cell, Worksheet, column_letter
from kefu_docs.excel.table import TableColumn, table
from kefu_docs.excel.workbook import workbook_bytes
from tests.support.sheets import part, read_back

DAY = dt.date(2026, 4, 30)
COLUMNS = (
    TableColumn("身份证号"),
    TableColumn("金额", "money", total=True),
    TableColumn("到期", "day", due_within=60),
)
THINGS = (("330106199503080024", Decimal("0.10"), DAY), ("010010", Decimal("0.20"), None))
SHEET = "xl/worksheets/sheet1.xml"


def made(sheet: Worksheet) -> bytes:
    """The workbook of one sheet."""
    return workbook_bytes([sheet], "表", DAY)


def test_the_same_sheets_give_the_same_bytes() -> None:
    """No time, no counter of the process: a second workbook is the first, and says its own day."""
    sheet = table("表", "题", COLUMNS, THINGS)
    first = made(sheet)
    assert made(sheet) == first
    assert "2026-04-30T00:00:00Z" in part(first, "docProps/core.xml")
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time[:3] for info in archive.infolist()} == {(1980, 1, 1)}


def test_numbers_that_are_no_amounts_are_text() -> None:
    """An ID number keeps its 18 digits, a postcode its leading zero; amounts add up."""
    rows = read_back(made(table("表", "题", COLUMNS, THINGS)))["表"]
    assert [row[0] for row in rows] == ["题", "身份证号", "330106199503080024", "010010", "合计"]
    assert [row[1] for row in rows[2:]] == [0.1, 0.2, 0.3]
    assert rows[2][2] == DAY


def test_totals_are_formulas_rounded_to_the_fen() -> None:
    """Excel adds binary fractions: 0.1 + 0.2 is no 0.3 there."""
    xml = part(made(table("表", "题", COLUMNS, THINGS)), SHEET)
    assert "<f>ROUND(SUM(B3:B4),2)</f><v>0.3</v>" in xml


def test_headings_stay_and_are_printed_on_each_page() -> None:
    """Frozen panes, a filter over the headings, A4 landscape one page wide, days coloured."""
    data = made(table("表", "题", COLUMNS, THINGS))
    xml = part(data, SHEET)
    assert 'topLeftCell="C3"' in xml
    assert '<autoFilter ref="A2:C4"/>' in xml
    assert re.search(r'<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>', xml)
    assert xml.count("AND(ISNUMBER($C3),$C3&lt;") == 3
    assert "$1:$2" in part(data, "xl/workbook.xml")


def test_a_text_that_begins_like_a_formula_is_a_text() -> None:
    """A name that begins with = is shown and not computed."""
    rows = ((Cell("=1+1"), Cell("x" * 40_000)),)
    found = read_back(made(Worksheet("表", rows, (10.0, 10.0))))["表"][0]
    assert found[0] == "=1+1"
    assert len(str(found[1])) == 32_767


def test_columns_are_lettered_as_in_excel() -> None:
    """Z is followed by AA."""
    assert [column_letter(index) for index in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
