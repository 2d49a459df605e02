"""The workbooks that are exported say what records and statements say."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest

from kefu_docs.excel import FREQUENCIES, SheetSource, WorkbookPlan, planned, workbook_bytes
from kefu_docs.excel.pay_sheets import pay_slips
from kefu_docs.model import ExcelName, Month
from tests.support.records import APRIL, LABOR, MONTH, PERSON, PROJECT, SERVICE, write_project
from tests.support.sheets import Rows, read_back, recalculated, source_of

MARCH = Month(2026, 3)


def rows_of(source: SheetSource, name: ExcelName, sheet: str) -> Rows:
    """What stands below the title of a sheet of April's workbook, headings first."""
    month = None if FREQUENCIES[name] == "once" else APRIL
    plan = WorkbookPlan(name, month)
    book = read_back(workbook_bytes(plan.sheets(source), plan.title, plan.made_on(source)))
    return book[sheet][1:]


def column(rows: Rows, heading: str) -> list[object]:
    """The values below a heading."""
    return [row[rows[0].index(heading)] for row in rows[1:]]


def fen(value: object) -> Decimal:
    """A cell's amount."""
    return round(Decimal(cast(float, value)), 2)


def test_a_roster_has_every_value_of_a_person_but_accounts(sample: SheetSource) -> None:
    """Columns come from the model's fields; contracts and accounts stand on other sheets."""
    rows = rows_of(sample, "花名册", "员工")
    assert column(rows, "工号") == ["E001", "E002", "E003", "E004", "E005"]
    assert column(rows, "身份证号")[3] == "330521200109062822"
    assert column(rows, "邮编")[0] == "310013"
    assert str(column(rows, "入职日期")[0]) == "2024-03-01"
    assert not {"银行账号", "合同编号"} & set(map(str, rows[0]))


def test_a_ledger_has_every_contract_with_its_term(tmp_path: Path) -> None:
    """Renewals by the day they start; a contract that has a later one is renewed."""
    later = {**LABOR, "number": "N2", "starts_on": "2027-03-01", "ends_on": None}
    later = {key: value for key, value in later.items() if value is not None}
    person = {**PERSON, "contracts": [later, LABOR]}
    data = write_project(tmp_path / "data", {**PROJECT, "employees/E001.yaml": person})
    rows = rows_of(source_of(data), "合同台账", "合同")
    assert column(rows, "合同编号") == ["HY-2026-001", "N2"]
    assert column(rows, "合同类型") == ["劳动合同", "劳动合同"]
    assert column(rows, "第几份") == [1, 2]
    assert column(rows, "期限") == ["1年", "无固定期限"]
    assert column(rows, "续签") == ["已续签", ""]


def test_a_pay_table_says_what_the_statements_say(sample: SheetSource) -> None:
    """Gross, net and their sums are those of the statements, to the fen."""
    rows = rows_of(sample, "工资汇总表", "工资汇总")
    paid = {employee: pay for employee, _, pay in sample.paid(APRIL)}
    *people, total = column(rows, "工号")
    assert people == list(paid)
    assert total == "合计"
    for heading, amounts in (
        ("应发工资", [pay.gross for pay in paid.values()]),
        ("实发工资", [pay.net for pay in paid.values()]),
        ("个人所得税", [pay.tax for pay in paid.values()]),
    ):
        assert [fen(v) for v in column(rows, heading)] == [*amounts, sum(amounts)]


def test_written_reasons_share_a_column_and_slips_name_them(sample: SheetSource) -> None:
    """A table of a hundred people has no column for each reason; a person's slip has."""
    rows = rows_of(sample, "工资汇总表", "工资汇总")
    assert fen(column(rows, "其他扣款")[1]) == Decimal("20.00")
    slips = rows_of(sample, "工资条", "工资条")
    assert any("工牌遗失补办" in row for row in slips)


def test_the_amounts_of_a_slip_are_added_up_in_its_own_row(sample: SheetSource) -> None:
    """A title, then headings, amounts and an empty row for each; gross is the sum of what is in."""
    (sheet,) = pay_slips(sample, APRIL)
    for number in (3, 6):
        row = sheet.rows[number - 1]
        gross, net = (cell.formula for cell in row if cell is not None and cell.formula)
        assert gross.startswith(f"ROUND(SUM(D{number}:")
        assert net.startswith("ROUND(")
        assert set(re.findall(r"[A-Z](\d+)", gross + net)) == {str(number)}


def test_the_tax_of_a_year_is_told_by_month(tmp_path: Path) -> None:
    """Wages with the year to date; service pay, taxed apart, on a line without."""
    files = {
        **PROJECT,
        "months/2026-03/E001.yaml": MONTH,
        "employees/E002.yaml": {**PERSON, "name": "李四", "contract": SERVICE},
        "months/2026-04/E002.yaml": {**MONTH, "sales": "300000"},
    }
    rows = rows_of(source_of(write_project(tmp_path / "data", files)), "个税", "个税")
    assert column(rows, "月份")[:-1] == ["2026-03", "2026-04", "2026-04"]
    assert column(rows, "所得项目")[:-1] == ["工资薪金", "工资薪金", "劳务报酬"]
    assert column(rows, "累计月数")[:-1] == [1, 2, ""]
    first, second, service, total = (fen(v) for v in column(rows, "本月收入"))
    assert fen(column(rows, "累计收入")[1]) == first + second
    assert total == first + second + service


def test_a_bonus_taxed_apart_and_a_students_pay_are_told_as_such(tmp_path: Path) -> None:
    """The bonus has a line of its own; a student's service pay has the year it follows from."""
    student = {**PERSON, "name": "李四", "contract": SERVICE, "withholding": "student"}
    files = {
        **PROJECT,
        "months/2026-04/E001.yaml": {**MONTH, "bonus": {"amount": "36000", "taxed": "apart"}},
        "employees/E002.yaml": student,
        "months/2026-04/E002.yaml": {**MONTH, "sales": "300000"},
    }
    rows = rows_of(source_of(write_project(tmp_path / "data", files)), "个税", "个税")
    assert column(rows, "所得项目")[:-1] == ["工资薪金", "全年一次性奖金", "劳务报酬"]
    assert fen(column(rows, "本月收入")[1]) == 36000
    assert fen(column(rows, "本月税额")[1]) == 1080
    assert fen(column(rows, "本月收入")[2]) == 6000
    assert fen(column(rows, "累计收入")[2]) == 4800


def test_a_bank_file_pays_those_with_accounts_and_names_the_others(tmp_path: Path) -> None:
    """Whoever has no account is told on a sheet of its own, so that both sums make the whole."""
    account = {"bank": "中国工商银行", "number": "6222 0212-3456 7890"}
    files = {
        **PROJECT,
        "employees/E001.yaml": {**PERSON, "contract": LABOR, "bank_account": account},
        "employees/E002.yaml": {**PERSON, "name": "李四", "contract": SERVICE},
        "months/2026-04/E002.yaml": MONTH,
    }
    source = source_of(write_project(tmp_path / "data", files))
    paid = rows_of(source, "银行代发", "代发")
    assert column(paid, "银行账号")[0] == "6222021234567890"
    others = rows_of(source, "银行代发", "未列入代发")
    assert column(others, "姓名")[0] == "李四"
    total = sum(pay.net for _, _, pay in source.paid(APRIL))
    assert fen(column(paid, "金额")[-1]) + fen(column(others, "实发工资")[-1]) == total


def test_the_bank_is_asked_for_no_negative_amount(tmp_path: Path) -> None:
    """Of whom more is taken than was earned the amount is told, and no account is paid."""
    taken = [{"reason": "预支", "amount": "9000", "kind": "advance"}]
    account = {"bank": "工商银行", "number": "6222021234567890"}
    files = {
        **PROJECT,
        "employees/E001.yaml": {**PERSON, "contract": LABOR, "bank_account": account},
        "months/2026-04/E001.yaml": {**MONTH, "deductions": taken},
    }
    source = source_of(write_project(tmp_path / "data", files))
    assert column(rows_of(source, "银行代发", "代发"), "银行账号") == []
    others = rows_of(source, "银行代发", "未列入代发")
    assert column(others, "原因")[0] == "实发工资不大于零"


def test_commissions_are_ranked_by_sales(sample: SheetSource) -> None:
    """First who sold most; the share of the team's task beside it."""
    rows = rows_of(sample, "提成", "提成")
    assert column(rows, "名次")[:-1] == [1, 2, 3, 4]
    assert column(rows, "姓名")[0] == "张晓宇"
    assert fen(column(rows, "销售额")[-1]) == Decimal("134755.00")
    assert column(rows, "完成率")[0] == pytest.approx(1.826)


def test_commissions_of_a_month_without_the_team_have_no_share(tmp_path: Path) -> None:
    """Its task is unknown; two who sold the same have the same rank."""
    files = {
        **{file: record for file, record in PROJECT.items() if not file.endswith("team.yaml")},
        "employees/E002.yaml": {**PERSON, "name": "李四", "contract": SERVICE},
        "months/2026-04/E002.yaml": MONTH,
    }
    rows = rows_of(source_of(write_project(tmp_path / "data", files)), "提成", "提成")
    assert column(rows, "名次")[:-1] == [1, 1]
    assert column(rows, "人均任务")[:-1] == column(rows, "完成率")[:-1] == ["", ""]
    commission = Decimal(MONTH["sales"]) / 100  # the rate of the service contract
    assert [fen(paid) for paid in column(rows, "销售提成")[1:]] == [commission, commission]
    assert column(rows, "销售提成")[0] == ""  # a labor contract has none


def test_redacted_sheets_hold_no_private_number(redacted: SheetSource) -> None:
    """ID numbers, phones and addresses are masked in every workbook; names stay."""
    private = {
        text
        for _, person in redacted.people()
        for text in (person.id_number, person.mobile, person.residence)
    }
    for plan in planned(tuple(FREQUENCIES), [APRIL], redacted=True):
        book = read_back(workbook_bytes(plan.sheets(redacted), plan.title, plan.made_on(redacted)))
        cells = {str(cell) for rows in book.values() for row in rows for cell in row}
        assert not private & cells
        assert plan.file.endswith("（脱敏）")


def test_names_of_workbooks_tell_their_month_or_year() -> None:
    """One of all, one for each month, one for each year."""
    files = [p.file for p in planned(("花名册", "工资条", "个税"), [MARCH, APRIL, Month(2025, 12)])]
    assert files == [
        "excel/花名册",
        "excel/工资条-2025-12",
        "excel/工资条-2026-03",
        "excel/工资条-2026-04",
        "excel/个税-2025",
        "excel/个税-2026",
    ]


@pytest.mark.office
def test_libreoffice_computes_what_the_statements_say(sample: SheetSource, tmp_path: Path) -> None:
    """Each formula, computed by LibreOffice Calc, gives the value that was written beside it."""
    plans = planned(tuple(FREQUENCIES), [APRIL])
    books = {
        plan.title: workbook_bytes(plan.sheets(sample), plan.title, plan.made_on(sample))
        for plan in plans
    }
    for name, data in recalculated(tmp_path, books).items():
        expected, computed = read_back(books[name]), read_back(data)
        assert list(computed) == list(expected)
        for sheet, rows in expected.items():
            for row, found in zip(rows, computed[sheet], strict=False):
                assert [_plain(cell) for cell in found[: len(row)]] == [_plain(c) for c in row]


def _plain(cell: object) -> object:
    return round(cell, 4) if isinstance(cell, float) else cell
