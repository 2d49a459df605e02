"""Forms have every key of a record, and what is filled in imports."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from kefu_docs.excel.cells import ForeignSheet
from kefu_docs.excel.form import EXAMPLE_ID, month_form, roster_form
from kefu_docs.excel.read_sheets import read_sheets
from kefu_docs.excel.sheet import Worksheet
from kefu_docs.excel.workbook import workbook_bytes
from kefu_docs.model import Employee, columns_of
from kefu_docs.pipeline.make_forms import make_forms
from kefu_docs.pipeline.settings import Settings
from tests.support.builds import copy_sample
from tests.support.records import APRIL
from tests.support.rosters import proposal, refused
from tests.support.sheets import part


def filled(form: Worksheet, example: str) -> ForeignSheet:
    """The form as it is read back, with another id in the example's row."""
    (sheet,) = read_sheets("模板.xlsx", workbook_bytes([form], "模板", dt.date(2026, 1, 1)))
    rows = tuple(
        tuple(example if value == EXAMPLE_ID else value for value in row) for row in sheet.rows
    )
    return ForeignSheet(sheet.file, sheet.name, rows, sheet.top, sheet.left, sheet.merged)


def test_the_roster_form_has_every_key_and_imports(tmp_path: Path) -> None:
    """Its example becomes a person with a contract; as an example it becomes nobody."""
    copy_sample(tmp_path)
    form = roster_form()
    headings = {cell.value for cell in form.rows[1] if cell}
    assert {c.heading for c in columns_of(Employee)} - headings == set()
    assert proposal(tmp_path / "data", filled(form, EXAMPLE_ID)).changes == []
    found = proposal(tmp_path / "data", filled(form, "E009"))
    assert refused(found) == []
    (change,) = found.changes
    assert change.file == "employees/E009.yaml"
    text = change.data.decode()
    assert "bank_account: {bank: 中国工商银行, number: 6222000000000000}" in text
    assert "  duties:\n    - 接待顾客咨询\n    - 处理退换货\n" in text


def test_the_form_for_figures_names_everybody(tmp_path: Path) -> None:
    """Whoever stands there with blank cells stays as they are."""
    copy_sample(tmp_path)
    form = month_form([("E001", "张晓宇"), ("E003", "林海峡")])
    found = proposal(tmp_path / "data", filled(form, "E002"), month=APRIL)
    assert refused(found) == []
    assert [change.file for change in found.changes] == ["months/2026-04/E002.yaml"]
    assert found.unchanged == 2


def test_forms_have_lists_checks_and_notes(tmp_path: Path) -> None:
    """Words are chosen from a list, dates are checked, each heading says its key."""
    copy_sample(tmp_path)
    settings = Settings(tmp_path / "data", tmp_path, tmp_path / "build", dt.date(2026, 4, 30))
    roster, figures = make_forms(settings)
    assert roster.name == "花名册模板.xlsx"
    sheet = part(roster.read_bytes(), "xl/worksheets/sheet1.xml")
    assert '"劳动合同,聘用合同"' in sheet
    assert re.search('type="date" operator="greaterThanOrEqual" errorStyle="warning"', sheet)
    assert "household.province" in part(roster.read_bytes(), "xl/comments1.xml")
    before = figures.read_bytes()
    make_forms(settings)
    assert figures.read_bytes() == before
