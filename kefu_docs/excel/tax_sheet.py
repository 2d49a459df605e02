"""个税: what was withheld month by month, with the figures of the year that it follows from."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kefu_docs.excel.people_sheets import NUMBER
from kefu_docs.excel.redaction import redacted
from kefu_docs.excel.sheet import CellValue, Worksheet
from kefu_docs.excel.source import SheetSource
from kefu_docs.excel.table import TableColumn, table
from kefu_docs.model import Employee, Month
from kefu_docs.model.statement import Statement, YearToDate

_ZERO = Decimal(0)
_COLUMNS = (
    TableColumn("月份"),
    TableColumn(NUMBER),
    TableColumn("姓名"),
    TableColumn("身份证号"),
    TableColumn("所得项目"),
    TableColumn("本月收入", "money", total=True),
    TableColumn("本月税额", "money", total=True),
    TableColumn("累计月数", "count"),
    TableColumn("累计收入", "money"),
    TableColumn("累计减除费用", "money"),
    TableColumn("累计专项扣除", "money"),
    TableColumn("累计专项附加扣除", "money"),
    TableColumn("累计应纳税所得额", "money"),
    TableColumn("累计已预扣税额", "money"),
)


def tax_year(source: SheetSource, year: int) -> tuple[Worksheet, ...]:
    """A line for each month of a person, more where a bonus or service pay is taxed apart in it."""
    things = [
        thing
        for employee, person in source.people()
        for thing in _of_person(source, year, employee, person)
    ]
    # By month, as the tax is declared; whoever wants a person's year sorts by the second column.
    things.sort(key=lambda thing: str(thing[0]))
    return (table("个税", f"{year}年个人所得税预扣预缴（单位：元）", _COLUMNS, things),)


def _of_person(
    source: SheetSource, year: int, employee: str, person: Employee
) -> Iterator[tuple[CellValue, ...]]:
    number: CellValue = person.id_number
    who = (
        employee,
        person.name,
        redacted("id_number", number) if source.redacted else number,
    )
    before: YearToDate | None = None
    tax = _ZERO
    for month in (Month(year, number) for number in range(1, 13)):
        pay = source.statements.get((month, employee))
        if pay is None:
            continue
        if pay.normal_hours is not None and pay.year is not None:
            income, tax = _of_wages(pay.year, before)
            yield (str(month), *who, "工资薪金", income, tax, *_so_far(pay.year))
            before = pay.year
        for item, *amounts in _apart(pay, _ZERO if pay.normal_hours is None else tax):
            yield (str(month), *who, item, *amounts)


def _of_wages(year: YearToDate, before: YearToDate | None) -> tuple[Decimal, Decimal]:
    """The wages of a month and the tax on them: what the year grew by."""
    if before is None:
        return year.income, year.withheld
    return year.income - before.income, year.withheld - before.withheld


def _apart(pay: Statement, wage_tax: Decimal) -> Iterator[tuple[CellValue, ...]]:
    """What is taxed apart from wages: a bonus, and service pay, a student's with its year."""
    if pay.bonus_apart:
        yield "全年一次性奖金", pay.bonus_apart, pay.bonus_tax, *(None,) * 7
    if pay.service_pay:
        is_student = pay.normal_hours is None and pay.year is not None
        so_far = _so_far(pay.year) if is_student and pay.year else (None,) * 7
        yield "劳务报酬", pay.service_pay, pay.tax - pay.bonus_tax - wage_tax, *so_far


def _so_far(year: YearToDate) -> tuple[int | Decimal, ...]:
    return (
        year.months,
        year.income,
        year.allowance,
        year.insurance,
        year.additional,
        year.taxable,
        year.withheld,
    )
