"""Rosters as people make them, and what an import makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kefu_docs.excel.cells import ForeignSheet, RawValue
from kefu_docs.imports import ImportOf, Proposal, propose
from kefu_docs.model import Month
from kefu_docs.records import load_dataset, load_models
from kefu_docs.store.several_files import publish_all
from tests.support.builds import SAMPLE_TEMPLATES

ROSTER = "花名册.xlsx"
HEADINGS = ("工号", "姓名", "身份证号", "手机", "入职日期", "户籍地址", "现住址", "邮编")
CONTRACT: dict[str, RawValue] = {
    "合同编号": "HY-009",
    "合同类型": "劳动合同",
    "签订日期": "2026-05-01",
    "合同开始日期": "2026-05-01",
    "合同结束日期": "2027-04-30",
    "工作地点": "杭州市西湖区禾屿路18号",
    "上班时间": "9:00",
    "下班时间": "17:00",
    "每周休息天数": 2,
    "工时制": "标准工时制",
    "工作内容": "接待顾客\n处理售后",
    "薪酬方案": "standard",
}
NEW: dict[str, RawValue] = {
    "工号": "",
    "姓名": "王 五",
    "身份证号": "11010519491231002X",
    "手机": 19900000077.0,
    "入职日期": "2026年5月6日",
    "户籍地址": "北京市朝阳区建外街道永安里",
    "现住址": "杭州市西湖区",
    "邮编": 10010.0,
    **CONTRACT,
}
"""Somebody whom no record is about."""


def sheet(*rows: Sequence[RawValue], name: str = "员工") -> ForeignSheet:
    """A sheet of these rows."""
    return ForeignSheet(ROSTER, name, tuple(map(tuple, rows)))


def table(*people: dict[str, RawValue]) -> ForeignSheet:
    """A sheet with the headings of the first of these people, and a row for each."""
    headings = list(people[0])
    return sheet(headings, *([person.get(h, "") for h in headings] for person in people))


def proposal(data: Path, *sheets: ForeignSheet, month: Month | None = None) -> Proposal:
    """What importing these sheets into a data folder would do."""
    dataset, _ = load_dataset(data)
    on_disk = frozenset(path.stem for path in (data / "employees").glob("*.yaml"))
    what = ImportOf(month, models=load_models(data, SAMPLE_TEMPLATES))
    return propose(what, sheets, dataset, on_disk, lambda name: (data / name).read_bytes())


def written(data: Path, *sheets: ForeignSheet, month: Month | None = None) -> Proposal:
    """Import these sheets; nothing may be refused."""
    found = proposal(data, *sheets, month=month)
    assert [(str(r.place), r.message.text()) for r in found.refused] == []
    publish_all({data / change.file: change.data for change in found.changes})
    return found


def refused(found: Proposal) -> list[str]:
    """The refused cells, each with why."""
    return [f"{r.place}: {r.message.text()}" for r in found.refused]
