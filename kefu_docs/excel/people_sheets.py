"""花名册 and 合同台账: what the records say of people and of their contracts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from pydantic import BaseModel

from kefu_docs.excel.redaction import redacted
from kefu_docs.excel.sheet import CellValue, Worksheet
from kefu_docs.excel.source import SheetSource
from kefu_docs.excel.table import TableColumn, table
from kefu_docs.model import (
    Employee,
    LaborContract,
    RecordColumn,
    ServiceContract,
    columns_of,
)
from kefu_docs.zh.dates import term

NUMBER = "工号"
"""The heading of a person's id, the name of their record's file."""

_IN_FRONT = {"number": 0, "kind": 1}
_NOT_LISTED = frozenset(
    {"contract", "bank_account", "photo", "attachments", "duties", "continues_service"}
)
_DUE_WITHIN = 60
_LEGEND = f"黄：{_DUE_WITHIN}天内到期　橙：30天内到期　灰：已过"


def roster(source: SheetSource) -> tuple[Worksheet, ...]:
    """Everybody, with each single value of their record but contracts and accounts."""
    columns = [c for c in columns_of(Employee) if c.path[0] not in _NOT_LISTED]
    things = (
        (employee, *(_value(source, column, person) for column in columns))
        for employee, person in source.people()
    )
    heads = [TableColumn(NUMBER), *(TableColumn(c.heading, c.kind) for c in columns)]
    return (table("员工", "花名册", heads, things),)


def contract_ledger(source: SheetSource) -> tuple[Worksheet, ...]:
    """Every contract in the order in which a person signed them, with what becomes due."""
    columns = _contract_columns()
    heads = [
        TableColumn(NUMBER),
        TableColumn("姓名"),
        TableColumn("第几份", "count"),
        *(TableColumn(c.heading, c.kind, due_within=_due_within(c)) for c in columns),
        TableColumn("期限"),
        TableColumn("续签"),
    ]
    title = f"合同台账（{_LEGEND}）"
    return (table("合同", title, heads, _contracts(source, columns)),)


def _contract_columns() -> list[RecordColumn]:
    """The values that stand in a contract itself, its kind in front; groups of it have none."""
    columns = [
        c
        for c in columns_of(Employee)
        if len(c.path) == 2 and c.path[0] == "contract" and _last(c) not in _NOT_LISTED
    ]
    return sorted(columns, key=lambda c: _IN_FRONT.get(_last(c), len(_IN_FRONT)))


def _contracts(
    source: SheetSource, columns: Sequence[RecordColumn]
) -> Iterator[tuple[CellValue, ...]]:
    for employee, person in source.people():
        found = sorted((c for _, c in person.all_contracts()), key=lambda c: c.starts_on)
        for number, contract in enumerate(found, 1):
            values = (value_at(contract, column, column.path[1:]) for column in columns)
            yield (
                employee,
                person.name,
                number,
                *values,
                _term(contract),
                "已续签" if contract.ends_on and number < len(found) else None,
            )


def _term(contract: LaborContract | ServiceContract) -> str | None:
    try:
        return term(contract.starts_on, contract.ends_on)
    except ValueError:  # it ends before it starts, which is a finding
        return None


def _due_within(column: RecordColumn) -> int:
    return _DUE_WITHIN if _last(column) in {"ends_on", "probation_ends_on"} else 0


def _last(column: RecordColumn) -> str:
    return str(column.path[-1])


def _value(source: SheetSource, column: RecordColumn, person: Employee) -> CellValue:
    value = value_at(person, column, column.path)
    return redacted(column.key, value) if source.redacted else value


def value_at(record: BaseModel, column: RecordColumn, path: Sequence[str | int]) -> CellValue:
    """What a record has at `path`, a word by what people call it; None where it has nothing."""
    value: object = record
    for step in path:
        if not isinstance(value, BaseModel):
            return None
        value = getattr(value, _attribute(type(value), str(step)), None)
    if column.kind == "choice" and isinstance(value, str):
        return column.called(value)
    if isinstance(value, tuple):
        return "\n".join(map(str, value))
    if value is None or isinstance(value, dt.date | dt.time | int):
        return value
    return str(value) if column.kind in {"text", "texts"} else value  # type: ignore[return-value]


def _attribute(model: type[BaseModel], key: str) -> str:
    """The name of the field that stands under a key, which may be a word of Python's."""
    return next((n for n, info in model.model_fields.items() if (info.alias or n) == key), key)
