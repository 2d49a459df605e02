"""What is private in a sheet, and what is left of it."""

from __future__ import annotations

import datetime as dt

import pytest

from kefu_docs.excel.redaction import redacted
from kefu_docs.excel.sheet import CellValue

BORN = dt.date(1995, 3, 8)


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("birth_date", BORN, "***"),
        ("birth_date", None, None),
        ("hired_on", BORN, BORN),
        ("residence", "杭州市西湖区", "***"),
        ("name", "张晓宇", "张晓宇"),
    ],
)
def test_what_is_left(key: str, value: CellValue, shown: CellValue) -> None:
    """A birth date is a part of the ID number that is masked beside it; other dates stay."""
    assert redacted(key, value) == shown
