"""银行代发: name, account and amount of everybody who is paid through the bank."""

from __future__ import annotations

from collections.abc import Iterator

from kefu_docs.excel.people_sheets import NUMBER
from kefu_docs.excel.redaction import redacted
from kefu_docs.excel.sheet import CellValue, Worksheet
from kefu_docs.excel.source import SheetSource
from kefu_docs.excel.table import TableColumn, table
from kefu_docs.model import Month
from kefu_docs.zh.dates import month as month_text

_PAID = (
    TableColumn("序号", "count"),
    TableColumn("姓名"),
    TableColumn("开户银行"),
    TableColumn("银行账号"),
    TableColumn("金额", "money", total=True),
    TableColumn("摘要"),
)
_UNPAID = (
    TableColumn(NUMBER),
    TableColumn("姓名"),
    TableColumn("实发工资", "money", total=True),
    TableColumn("原因"),
)


def bank_file(source: SheetSource, month: Month) -> tuple[Worksheet, ...]:
    """What the bank pays, and on a sheet of its own whom it cannot pay and why."""
    paid = [
        (number, *thing, f"{month_text(month.first)}工资")
        for number, thing in enumerate(_paid(source, month), 1)
    ]
    sheets = [table("代发", f"{month_text(month.first)}工资代发", _PAID, paid)]
    if unpaid := list(_unpaid(source, month)):
        title = f"{month_text(month.first)}未列入代发"
        sheets.append(table("未列入代发", title, _UNPAID, unpaid))
    return tuple(sheets)


def _paid(source: SheetSource, month: Month) -> Iterator[tuple[CellValue, ...]]:
    for _, person, pay in source.paid(month):
        if (account := person.bank_account) and pay.net > 0:
            number: CellValue = account.number
            if source.redacted:
                number = redacted("bank_account.number", number)
            yield person.name, account.bank, number, pay.net


def _unpaid(source: SheetSource, month: Month) -> Iterator[tuple[CellValue, ...]]:
    for employee, person, pay in source.paid(month):
        if pay.net <= 0:
            yield employee, person.name, pay.net, "实发工资不大于零"
        elif person.bank_account is None:
            yield employee, person.name, pay.net, "没有银行账号（bank_account）"
