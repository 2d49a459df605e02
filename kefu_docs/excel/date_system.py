"""From which year a workbook counts its days: 1900, or 1904 as Excel for Mac once did.

A cell that is formatted as a date comes from calamine as one, whatever the workbook counts from.
One that is not is a number: 44651 is 2022-03-31 or 2026-04-01. Tests: test_date_system.py.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import Final

DAYS_BETWEEN: Final = 1462
"""Days from the first day that is counted from 1900 to that from 1904 (ECMA-376-1, 18.17.4.1)."""

_WORKBOOK: Final = "xl/workbook.xml"
_DATE_1904: Final = re.compile(
    rb"<(?:\w+:)?workbookPr\b[^>]*\bdate1904\s*=\s*[\"'](?:1|true|on)[\"']"
)
# [MS-XLS] 2.4.21, 2.4.77: the workbook's stream begins with a BOF of version 6 and type 5; among
# the next records, each of a type, a length and that many bytes, is DATEMODE.
_XLS_BOF: Final = re.compile(rb"\x09\x08\x10\x00\x00\x06\x05\x00")
_DATEMODE: Final = 0x22
_EOF: Final = 0x0A


def counts_from_1904(data: bytes) -> bool:
    """Whether the days of this .xlsx or .xls file are counted from 1904."""
    if not data.startswith(b"PK"):
        return _of_xls(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if _WORKBOOK not in archive.namelist():
            return False
        return _DATE_1904.search(archive.read(_WORKBOOK)) is not None


def _of_xls(data: bytes) -> bool:
    begin = _XLS_BOF.search(data)
    place = begin.start() if begin else len(data)
    while place + 6 <= len(data):
        kind = int.from_bytes(data[place : place + 2], "little")
        if kind == _DATEMODE:
            return data[place + 4] == 1
        if kind == _EOF:
            return False
        place += 4 + int.from_bytes(data[place + 2 : place + 4], "little")
    return False
