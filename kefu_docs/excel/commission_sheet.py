"""提成: sales of a month, their rank, what they pay and how far they are from the task."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kefu_docs.excel.people_sheets import NUMBER
from kefu_docs.excel.sheet import CellValue, Worksheet, column_letter
from kefu_docs.excel.source import SheetSource
from kefu_docs.excel.table import HEAD, TableColumn, table
from kefu_docs.model import Month
from kefu_docs.model.statement import COMMISSION
from kefu_docs.zh.dates import month as month_text

_SALES = 3
"""The column of sales, which ranks are taken from."""
_TASK = 5


def commissions(source: SheetSource, month: Month) -> tuple[Worksheet, ...]:
    """Everybody by rank; who has no service contract sells without commission."""
    found = sorted(_sold(source, month), key=lambda thing: -thing[1])
    sales = [amount for _, amount, _ in found]
    team = source.dataset.teams.get(month)
    task = team.value.per_head.task if team else None
    things = (
        (1 + sales.index(amount), *who, amount, paid, task, _share(amount, task))
        for who, amount, paid in found
    )
    title = f"{month_text(month.first)}销售提成与排名（单位：元）"
    return (table("提成", title, _columns(len(found)), things),)


def _columns(people: int) -> tuple[TableColumn, ...]:
    sales, task = column_letter(_SALES), column_letter(_TASK)

    def rank(row: int) -> str:
        return f"RANK({sales}{row},{sales}${HEAD + 1}:{sales}${HEAD + people})"

    def done(row: int) -> str:
        return f'IF(N({task}{row})=0,"",ROUND({sales}{row}/{task}{row},4))'

    return (
        TableColumn("名次", "count", formula=rank),
        TableColumn(NUMBER),
        TableColumn("姓名"),
        TableColumn("销售额", "money", total=True),
        TableColumn("销售提成", "money", total=True),
        TableColumn("人均任务", "money"),
        TableColumn("完成率", "decimal", formula=done),
    )


def _sold(
    source: SheetSource, month: Month
) -> Iterator[tuple[tuple[str, str], Decimal, CellValue]]:
    for employee, person, pay in source.paid(month):
        sales = source.dataset.months[month][employee].value.sales
        lines = [line.amount for line in pay.lines if line.item == COMMISSION]
        yield (employee, person.name), sales, sum(lines, Decimal(0)) if lines else None


def _share(sales: Decimal, task: Decimal | None) -> CellValue:
    return round(sales / task, 4) if task else ""
