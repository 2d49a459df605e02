"""工资汇总表 and 工资条: a month's statements, added up by Excel to what they say, to the fen."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from kefu_docs.excel.people_sheets import NUMBER
from kefu_docs.excel.sheet import Cell, CellValue, Worksheet, column_letter, widths_of
from kefu_docs.excel.source import SheetSource
from kefu_docs.excel.table import TableColumn, table
from kefu_docs.model import Month
from kefu_docs.model.statement import Statement, StatementLine
from kefu_docs.zh.dates import month as month_text

_WRITTEN = "其他扣款"


@dataclass
class _Layout:
    """The columns of amounts: what is earned, what is taken before gross, and what after."""

    earned: dict[str, None] = field(default_factory=dict)
    deducted: dict[str, None] = field(default_factory=dict)
    withheld: dict[str, None] = field(default_factory=dict)

    def add(self, pay: Statement, reasons: Collection[str] = ()) -> None:
        """Take in a statement; lines called by one of `reasons` share a column."""
        self.earned |= dict.fromkeys(line.item for line in pay.lines)
        self.deducted |= dict.fromkeys(_column(line, reasons) for line in pay.deductions)
        self.withheld |= dict.fromkeys(_column(line, reasons) for line in pay.withheld)

    def values(self, pay: Statement, reasons: Collection[str] = ()) -> tuple[Decimal | None, ...]:
        """The amounts of a statement in the order of the columns."""
        return (
            *_by_item(pay.lines, self.earned),
            *_by_item(pay.deductions, self.deducted, reasons),
            pay.gross,
            *_by_item(pay.withheld, self.withheld, reasons),
            pay.net,
        )

    def columns(self, before: int) -> list[TableColumn]:
        """The columns, of which `before` others stand in front."""
        first_deducted = before + len(self.earned)
        gross = first_deducted + len(self.deducted)
        net = gross + 1 + len(self.withheld)

        def computes_gross(row: int) -> str:
            earned = _range(before, first_deducted, row)
            return _difference(earned, _range(first_deducted, gross, row))

        def computes_net(row: int) -> str:
            return _difference(f"{column_letter(gross)}{row}", _range(gross + 1, net, row))

        return [
            *(_amount(item) for item in self.earned),
            *(_amount(item) for item in self.deducted),
            _amount("应发工资", computes_gross),
            *(_amount(item) for item in self.withheld),
            _amount("实发工资", computes_net),
        ]


def pay_table(source: SheetSource, month: Month) -> tuple[Worksheet, ...]:
    """A line for everybody whom the month pays, and the sums.

    Deductions whose reason somebody wrote share one column; the slips name each.
    """
    layout = _Layout()
    reasons = {
        employee: {d.reason for d in record.value.deductions}
        for employee, record in source.dataset.months.get(month, {}).items()
    }
    for employee, _, pay in source.paid(month):
        layout.add(pay, reasons[employee])
    columns = [
        TableColumn(NUMBER),
        TableColumn("姓名"),
        TableColumn("计薪天数", "count"),
        *layout.columns(3),
    ]
    things = (
        (employee, person.name, pay.days, *layout.values(pay, reasons[employee]))
        for employee, person, pay in source.paid(month)
    )
    title = f"{month_text(month.first)}工资汇总表（单位：元）"
    return (table("工资汇总", title, columns, things),)


def pay_slips(source: SheetSource, month: Month) -> tuple[Worksheet, ...]:
    """A strip for each person, headings above the amounts, to be cut apart or sent alone."""
    rows: list[tuple[Cell | None, ...]] = [
        (Cell(f"{month_text(month.first)}工资条（单位：元）", "title"),)
    ]
    for employee, person, pay in source.paid(month):
        layout = _Layout()
        layout.add(pay)
        columns = [TableColumn("月份"), TableColumn(NUMBER), TableColumn("姓名")]
        columns += layout.columns(len(columns))
        values: Sequence[CellValue] = (str(month), employee, person.name, *layout.values(pay))
        number = len(rows) + 2
        rows.append(tuple(Cell(column.heading, "heading") for column in columns))
        rows.append(
            tuple(
                Cell(value, column.kind, column.formula(number) if column.formula else "")
                for column, value in zip(columns, values, strict=True)
            )
        )
        rows.append(())
    return (Worksheet("工资条", tuple(rows), widths_of(rows), head=1),)


def _column(line: StatementLine, reasons: Collection[str]) -> str:
    return _WRITTEN if line.item in reasons else line.item


def _by_item(
    lines: Sequence[StatementLine], items: Iterable[str], reasons: Collection[str] = ()
) -> list[Decimal | None]:
    """The amount of each item; an item that stands in several lines, such as tiers, is added up."""
    amounts: dict[str, Decimal] = {}
    for line in lines:
        item = _column(line, reasons)
        amounts[item] = amounts.get(item, Decimal(0)) + line.amount
    return [amounts.get(item) for item in items]


def _amount(heading: str, formula: Callable[[int], str] | None = None) -> TableColumn:
    return TableColumn(heading, "money", total=True, formula=formula)


def _range(first: int, after: int, row: int) -> str:
    """The sum of the columns from `first` up to `after`, which is none of them."""
    if first == after:
        return "0"
    return f"SUM({column_letter(first)}{row}:{column_letter(after - 1)}{row})"


def _difference(minuend: str, subtrahend: str) -> str:
    return f"ROUND({minuend}-{subtrahend},2)"
