"""Files of Excel, WPS or LibreOffice, and CSV, to the values of their cells.

Run in a process of its own (pipeline/sheet_reader.py): a file of a few hundred bytes may say that
it has a cell in the last row and column, for which calamine asks for the memory of all between.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final

import python_calamine as calamine

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.encodings import encoded_text
from kefu_docs.diagnostics.errors import SheetError
from kefu_docs.diagnostics.zip_damage import ZIP_DAMAGE
from kefu_docs.excel.cells import ForeignSheet, RawValue
from kefu_docs.excel.date_system import counts_from_1904
from kefu_docs.excel.error_cells import Cells, error_cells

MOST_BYTES: Final = 50_000_000
"""The largest file that is read."""

_MOST_UNPACKED: Final = 500_000_000
# Behind a zip's or an OLE file's signature stands a workbook, whatever the name's ending is.
_BINARY: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\x09\x08", b"\x09\x04", b"\x09\x00")
_HTML: Final = re.compile(rb"\s*(\xef\xbb\xbf)?\s*<(!doctype|html|table|meta|head)", re.IGNORECASE)
_XML_SHEET: Final = re.compile(rb"<\?mso-application|urn:schemas-microsoft-com:office:spreadsheet")
# A protected workbook is an OLE file with this stream in it ([MS-OFFCRYPTO] 2.3.4); calamine 0.37
# cannot tell what it is.
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
# Exports put these before digits so that Excel leaves them text: ="0123", '0123, a tab.
_GUARD: Final = re.compile(r'^=\s*"(.*)"$|^[\'\t]+', re.DOTALL)


_WEB_PAGE: Final = Message("the file is a web page or XML under the name of a workbook")
_NO_WORKBOOK: Final = Message("the file is no workbook and no CSV")
_DAMAGED: Final = Message("the workbook is damaged, or protected by a password")
_PROTECTED: Final = Message("the workbook is protected by a password")
_TOO_LARGE: Final = Message("the workbook is too large")
_NO_TEXT: Final = Message("the text is damaged, or neither UTF-8, UTF-16, GB18030 nor Big5")


def read_sheets(file: str, data: bytes) -> tuple[ForeignSheet, ...]:
    """The sheets of a file that have cells, hidden ones left out; `file` is its name as shown.

    Raises SheetError where it is none that can be read, and says what to do.
    """
    if _HTML.match(data) or _XML_SHEET.search(data[:2000]):
        raise _unread(_WEB_PAGE)
    if data.startswith(_BINARY):
        return _of_workbook(file, data)
    if not file.lower().endswith((".csv", ".txt", ".tsv")):
        raise _unread(_NO_WORKBOOK)
    rows = _csv_rows(_text(data))
    return (ForeignSheet(file, "", rows),) if rows else ()


def _unread(why: Message) -> SheetError:
    return SheetError(why, Message("open it in Excel or WPS and save it as .xlsx"))


def _of_workbook(file: str, data: bytes) -> tuple[ForeignSheet, ...]:
    if _ENCRYPTED in data:
        raise _unread(_PROTECTED)
    _refuse_large(data)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        errors = error_cells(data)
        return tuple(_sheets(file, book, errors, counts_from_1904(data)))
    except calamine.PasswordError:
        raise _unread(_PROTECTED) from None
    except (calamine.CalamineError, *ZIP_DAMAGE) as error:
        is_locked = re.search("password|encrypt", str(error), re.IGNORECASE)
        raise _unread(_PROTECTED if is_locked else _DAMAGED) from None
    except BaseException as error:
        # What calamine does not foresee ends in a panic of Rust, which is no Exception in Python
        # (pyo3, PanicException; python-calamine 0.9 on openpyxl's and POI's damaged files).
        if type(error).__name__ == "PanicException":
            raise _unread(_DAMAGED) from None
        raise


def _refuse_large(data: bytes) -> None:
    """Raise SheetError for a zip that unpacks to more than anybody's roster."""
    if not data.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
    except ZIP_DAMAGE:
        raise _unread(_DAMAGED) from None
    if unpacked > _MOST_UNPACKED:
        raise _unread(_TOO_LARGE)


def _sheets(
    file: str, book: calamine.CalamineWorkbook, errors: Mapping[str, Cells], is_1904: bool
) -> Iterator[ForeignSheet]:
    for index, about in enumerate(book.sheets_metadata):
        if about.visible != calamine.SheetVisibleEnum.Visible:
            continue
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(index)
        if sheet.start is None:
            continue
        rows = tuple(tuple(map(_tidy, row)) for row in sheet.to_python(skip_empty_area=True))
        rows = _with_errors(rows, sheet.start, errors.get(about.name, {}))
        ranges = sheet.merged_cell_ranges or []
        merged = {cell: first for first, last in ranges for cell in _cells(first, last)}
        yield ForeignSheet(file, about.name, rows, *sheet.start, merged, is_1904)


def _with_errors(
    rows: tuple[tuple[RawValue, ...], ...], start: tuple[int, int], errors: Cells
) -> tuple[tuple[RawValue, ...], ...]:
    """The rows with the errors that calamine gives as empty cells."""
    if not errors:
        return rows
    changed = [list(row) for row in rows]
    for (row, column), error in errors.items():
        row, column = row - start[0], column - start[1]  # noqa: PLW2901 - counted in `rows`
        if 0 <= row < len(changed) and 0 <= column < len(changed[row]):
            changed[row][column] = error
    return tuple(map(tuple, changed))


def _cells(first: tuple[int, int], last: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The cells of a merged one; of a whole merged column only the beginning is a heading's."""
    for row in range(first[0], min(last[0], first[0] + 20) + 1):
        for column in range(first[1], min(last[1], first[1] + 200) + 1):
            yield row, column


def _tidy(value: RawValue) -> RawValue:
    if isinstance(value, str) and (found := _GUARD.match(value)):
        return found[1] if found[1] is not None else value[found.end() :]
    return value


def _text(data: bytes) -> str:
    """CSV as Excel and WPS save it: in UTF-8 or UTF-16, or in the system's GB18030 or Big5.

    GB18030 holds GBK and GB 2312, which are what Chinese Windows writes. Damaged UTF-8 is refused:
    mostly it could be read as GB18030, in other characters.
    """
    read = encoded_text(data)
    if read.bad is not None and (read.name is None or "\ufffd" in read.text):
        raise _unread(_NO_TEXT)
    return read.text


def _csv_rows(text: str) -> tuple[tuple[RawValue, ...], ...]:
    """The rows, cut at whichever of comma, tab and semicolon the first lines have most of."""
    head = "\n".join(text.split("\n", 20)[:20])
    delimiter = max(",\t;", key=head.count)
    csv.field_size_limit(1_000_000)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise _unread(_DAMAGED) from None
    while rows and not any(rows[-1]):
        rows.pop()
    return tuple(tuple(map(_tidy, row)) for row in rows)
