"""Workbooks that count days from 1904, as Excel for Mac once did."""

from __future__ import annotations

import io

import pytest
import xlsxwriter

from kefu_docs.excel.cells import ForeignSheet
from kefu_docs.excel.date_system import counts_from_1904
from kefu_docs.excel.read_sheets import read_sheets

BOF = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12)
CODEPAGE = b"\x42\x00\x02\x00\xb0\x04"
EOF = b"\x0a\x00\x00\x00"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def workbook(*, is_1904: bool) -> bytes:
    """A workbook with 46113 days since 1900, or as many days less, in no format of a date."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "date_1904": is_1904}) as book:
        book.add_worksheet("员工").write_row("A1", [46113 - 1462 * is_1904, 20260401, "2026/4/1"])
    return stream.getvalue()


@pytest.mark.parametrize("is_1904", [True, False])
def test_a_number_of_days_is_counted_from_where_the_workbook_does(is_1904: bool) -> None:
    """44651 is 2026-04-01 in one workbook and 2022-03-31 in another."""
    data = workbook(is_1904=is_1904)
    assert counts_from_1904(data) is is_1904
    (sheet,) = read_sheets("花名册.xlsx", data)
    assert [sheet.from_1900(value) for value in sheet.rows[0]] == [46113, 20260401, "2026/4/1"]


@pytest.mark.parametrize(
    ("records", "is_1904"),
    [
        (BOF + CODEPAGE + b"\x22\x00\x02\x00\x01\x00" + EOF, True),
        (BOF + CODEPAGE + b"\x22\x00\x02\x00\x00\x00" + EOF, False),
        (BOF + CODEPAGE + EOF + b"\x22\x00\x02\x00\x01\x00", False),
        (BOF + b"\x42\x00\x06\x00\x22\x00\x02\x00\x01\x00" + EOF, False),
        (BOF[:6], False),
        (BOF + CODEPAGE + b"\x22\x00\x02\x00", False),
        (b"", False),
    ],
)
def test_an_xls_says_it_in_a_record(records: bytes, is_1904: bool) -> None:
    """In its own place: the same bytes within another record or behind the last say nothing."""
    assert counts_from_1904(OLE + records) is is_1904


def test_what_counts_no_days_stays() -> None:
    """True is no number of days."""
    sheet = ForeignSheet("a.xlsx", "", (), is_1904=True)
    assert [sheet.from_1900(value) for value in (True, "", 26.5)] == [True, "", 1488.5]
