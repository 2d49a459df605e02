"""Forms to fill in: every key of a record as a column, with lists, checks and notes.

What is filled in imports as it stands; the example's row is passed over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from kefu_docs.excel.people_sheets import NUMBER
from kefu_docs.excel.sheet import Cell, CellValue, Choice, SheetNote, Worksheet, widths_of
from kefu_docs.model import ColumnKind, Employee, PersonMonth, RecordColumn, columns_of

EXAMPLE_ID: Final = "示例"
"""What stands under 工号 in the row that shows how to fill in the others."""

ENTRIES: Final = 500
"""Rows that have lists and checks."""

_EXAMPLE: Final[Mapping[str, CellValue]] = {
    "name": "张三",
    "gender": "女",
    "id_number": "330106199901010021",
    "household.province": "浙江省",
    "household.county": "杭州市西湖区",
    "household.street": "蒋村街道",
    "residence": "杭州市西湖区禾屿路66号",
    "postcode": "310013",
    "mobile": "19900000000",
    "hired_on": dt.date(2026, 5, 1),
    "bank_account.bank": "中国工商银行",
    "bank_account.number": "6222000000000000",
    "contract.number": "HY-2026-009",
    "contract.kind": "劳动合同",
    "contract.signed_on": dt.date(2026, 5, 1),
    "contract.starts_on": dt.date(2026, 5, 1),
    "contract.ends_on": dt.date(2027, 4, 30),
    "contract.workplace": "杭州市西湖区禾屿路18号",
    "contract.hours.starts": dt.time(9),
    "contract.hours.ends": dt.time(17),
    "contract.hours.rest_days_per_week": 2,
    "contract.hours.system": "标准工时制",
    "contract.position": "客服工作人员",
    "contract.duties": "接待顾客咨询\n处理退换货",
    "contract.pay_scheme": "standard",
    "sales": Decimal("36520.00"),
    "tickets.delay_caught": 12,
    "tickets.misroute_caught": 30,
    "tickets.dispatched": 3450,
    "tickets.regulars": 420,
    "complaints": "无投诉",
    "reviews.neutral": 1,
    "reviews.negative": 3,
    "attendance.rest_days": 8,
    "attendance.absent_days": 0,
    "attendance.late": 0,
}
_HINTS: Final[Mapping[ColumnKind, str]] = {
    "day": "日期，如 2026-05-01",
    "time": "时间，如 09:00",
    "money": "金额（元），最多两位小数",
    "decimal": "比例，如 1% 或 0.01",
    "count": "整数",
    "choice": "从列表中选择",
    "texts": "每行一项",
    "text": "文本",
    "groups": "每行一项，一项内以空格分开",
}


def roster_form(employee: type[Employee] = Employee) -> Worksheet:
    """A form for people, their contracts and, at its right end, the papers of the shop's kinds."""
    columns = sorted(columns_of(employee), key=lambda column: column.path[0] == "documents")
    return _form("员工", "花名册模板：带底色的必填；合同和文件可以以后再填", columns, ())


def month_form(people: Iterable[tuple[str, str]]) -> Worksheet:
    """A form for a month's figures, with the id and name of everybody who is there."""
    columns = [c for c in columns_of(PersonMonth) if c.path[0] not in {"summary", "documents"}]
    return _form("业绩", "业绩模板：用 make import FILE=… MONTH=… 导入", columns, people)


def _form(
    name: str, title: str, columns: Sequence[RecordColumn], people: Iterable[tuple[str, str]]
) -> Worksheet:
    known = [] if columns[0].key == "name" else [RecordColumn(("name",), "姓名", "text")]
    columns = [RecordColumn(("id",), NUMBER, "text"), *known, *columns]
    example = {**_EXAMPLE, "id": EXAMPLE_ID}
    rows: list[tuple[Cell | None, ...]] = [
        (Cell(title, "title"),),
        tuple(Cell(column.heading, "heading") for column in columns),
        tuple(Cell(example.get(column.key), column.kind) for column in columns),
        *((Cell(id_), Cell(person)) for id_, person in people),
    ]
    return Worksheet(
        name=name,
        rows=tuple(rows),
        widths=widths_of(rows),
        kinds=tuple(column.kind for column in columns),
        head=2,
        choices=tuple(
            Choice(index, tuple(word for word, _ in column.choices))
            for index, column in enumerate(columns)
            if column.choices
        ),
        notes=tuple(SheetNote(index, _note(column)) for index, column in enumerate(columns)),
        entries=ENTRIES,
        required=frozenset(i for i, column in enumerate(columns) if column.required),
    )


def _note(column: RecordColumn) -> str:
    if column.key == "id":
        return f"工号；新员工可以空着，导入时取下一个空号。“{EXAMPLE_ID}”这一行不导入。"
    hint = _HINTS[column.kind]
    if column.parts:
        hint = f"{hint}：{' '.join(part.heading for part in column.parts)}"
    return f"{'必填' if column.required else '选填'}。{hint}。\n键：{column.key}"
