"""Files of Excel, WPS, LibreOffice and platforms are read to cells, or refused."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
import xlsxwriter

from kefu_docs.diagnostics.errors import SheetError
from kefu_docs.excel.cells import ForeignSheet, RawValue
from kefu_docs.excel.error_cells import UNCOMPUTED
from kefu_docs.excel.read_sheets import read_sheets
from tests.support.sheets import converted

ROWS: list[list[RawValue]] = [
    ["工号", "身份证号", "入职日期", "金额"],
    ["E001", "11010519491231002X", dt.date(2026, 4, 1), 2800.5],
    ["E002", "330106199503080024", "2026/4/1", 0.1],
]


def workbook(rows: list[list[RawValue]] = ROWS, *, hidden: bool = False) -> bytes:
    """A workbook whose rows begin in B3 and whose B2 and C2 are one."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page = book.add_worksheet("员工")
        day = book.add_format({"num_format": "yyyy/m/d"})
        page.merge_range("B2:C2", "名册")
        for row, values in enumerate(rows, 2):
            for column, value in enumerate(values, 1):
                if isinstance(value, dt.date):
                    page.write_datetime(row, column, dt.datetime.combine(value, dt.time()), day)
                else:
                    page.write(row, column, value)
        if hidden:
            other = book.add_worksheet("旧")
            other.write("A1", "工号")
            other.hide()
    return stream.getvalue()


def only(file: str, data: bytes) -> ForeignSheet:
    """The one sheet of a file."""
    (sheet,) = read_sheets(file, data)
    return sheet


def test_cells_keep_their_values_and_places() -> None:
    """Dates are dates, text is text, places are those on the screen; hidden sheets are not read."""
    sheet = only("花名册.xlsx", workbook(hidden=True))
    assert sheet.name == "员工"
    assert [list(row) for row in sheet.rows[1:]] == ROWS
    assert str(sheet.place(2, 1)) == "花名册.xlsx!员工!C4"
    assert sheet.spread(0, 1) == "名册"
    assert sheet.value(0, 1) == ""


TEXT = '工号,姓名,手机\nE001,张晓宇,="01990000001"\nE002,"陈䶮\n(客服)",\t19900000002\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_is_read_in_each_encoding(encoding: str) -> None:
    """As Excel, WPS and platforms write it; what keeps digits text is taken away."""
    sheet = only("业绩.csv", TEXT.encode(encoding))
    assert sheet.rows[1] == ("E001", "张晓宇", "01990000001")
    assert sheet.rows[2] == ("E002", "陈䶮\n(客服)", "19900000002")
    assert str(sheet.place(1, 2)) == "业绩.csv!C2"


@pytest.mark.parametrize("encoding", ["big5", "utf-16-le"])
def test_csv_of_another_system_is_read_or_refused(encoding: str) -> None:
    """Big5 is what Excel saves in Taiwan and Hong Kong; as GB18030 it would be other characters."""
    rows = only("a.csv", "工號,姓名,住址\nE001,陳大文,臺北市大安區\n".encode(encoding)).rows
    assert rows == (("工號", "姓名", "住址"), ("E001", "陳大文", "臺北市大安區"))


def test_csv_that_was_cut_within_a_character_is_refused() -> None:
    """Its bytes are GB18030, too, but other characters."""
    cut = "id,name\nE001,王一\nE002,李一".encode()[:-2]
    assert cut.decode("gb18030").startswith("id,name\nE001,鐜嬩竴")
    with pytest.raises(SheetError, match="damaged"):
        read_sheets("a.csv", cut)


@pytest.mark.parametrize("mark", ["\t", ";"])
def test_csv_is_cut_at_what_it_has_most_of(mark: str) -> None:
    """Tabs and semicolons part columns, too."""
    assert only("a.csv", f"工号{mark}姓名\nE001{mark}张,三\n".encode()).rows[1] == ("E001", "张,三")


INLINE = """<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<x:sheetData><x:row><x:c t="inlineStr"><x:is><x:r><x:t>工</x:t></x:r><x:r><x:t>号</x:t></x:r></x:is>
</x:c><x:c t="str"><x:v>姓名</x:v></x:c></x:row></x:sheetData></x:worksheet>"""


def test_xml_that_excel_does_not_write_is_read() -> None:
    """Prefixes, texts in their cells and in runs, cells without references."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive, zipfile.ZipFile(stream, "w") as new:
        for name in archive.namelist():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            new.writestr(name, INLINE if is_sheet else archive.read(name))
    assert only("花名册.xlsx", stream.getvalue()).rows == (("工号", "姓名"),)


def large() -> bytes:
    """A zip that unpacks to more than half a gigabyte, which takes seconds to make."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(600_000_000))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("file", "data", "why"),
    [
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
        ("a.xls", b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "web page"),
        ("a.xlsx", workbook()[:2000], "damaged"),
        ("a.xlsx", b"PK\x03\x04", "damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protected by a"),
        ("a.xlsx", b"\x00\x01", "no workbook"),
        ("a.pdf", b"%PDF-1.4", "no workbook"),
        ("a.csv", b"\x81", "neither UTF-8, UTF-16, GB18030 nor Big5"),
        ("a.xlsx", large, "too large"),
    ],
    ids=["html", "xml", "half", "head", "ole", "protected", "bytes", "pdf", "encoding", "bomb"],
)
def test_what_cannot_be_read_says_why(
    file: str, data: bytes | Callable[[], bytes], why: str
) -> None:
    """And what to do: save it as .xlsx."""
    made = data() if callable(data) else data
    with pytest.raises(SheetError, match=why) as raised:
        read_sheets(file, made)
    assert raised.value.hint


@pytest.mark.office
@pytest.mark.parametrize("suffix", ["ods", "xls", "xlsx"])
def test_what_libreoffice_saves_reads_the_same(suffix: str, tmp_path: Path) -> None:
    """Three formats of another program."""
    (data,) = converted(tmp_path, {"员工.xlsx": workbook()}, suffix).values()
    sheet = only(f"员工.{suffix}", data)
    assert [list(row) for row in sheet.rows[-3:]] == ROWS
    assert str(sheet.place(len(sheet.rows) - 1, 0)).endswith("!员工!B5")


def with_cells(cells: str) -> bytes:
    """A workbook whose B2 and C2 are these elements."""
    made = workbook([["工号", "手机", "邮编"], ["E001", 1, 2]])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                plain = b'<c r="C4"><v>1</v></c><c r="D4"><v>2</v></c>'
                assert plain in part
                part = part.replace(plain, cells.encode())
            new.writestr(name, part)
    return stream.getvalue()


def test_an_error_is_no_empty_cell() -> None:
    """What a lookup did not find is told, not passed over."""
    cells = '<c r="C4" t="e"><f>VLOOKUP(A1,Z:Z,1)</f><v>#N/A</v></c><c r="D4"><v>2</v></c>'
    assert only("花名册.xlsx", with_cells(cells)).rows[-1] == ("E001", "#N/A", 2.0)


def test_a_formula_that_nobody_computed_is_no_empty_cell() -> None:
    """Unlike one whose result is an empty text."""
    cells = '<c r="C4"><f>1+1</f><v/></c><c r="D4" t="str"><f>""</f><v></v></c>'
    assert only("花名册.xlsx", with_cells(cells)).rows[-1] == ("E001", UNCOMPUTED, "")


def test_a_workbook_with_a_damaged_byte_is_read_or_refused() -> None:
    """Wherever the byte stands: in what is packed, in the zip's own tables, in a part's name."""
    data = with_cells('<c r="C2" t="e"><v>#N/A</v></c>')
    for place in range(0, len(data), 11):
        for damage in (0x15, 0xFF):
            damaged = data[:place] + bytes([data[place] ^ damage]) + data[place + 1 :]
            with suppress(SheetError):
                read_sheets("x.xlsx", damaged)
