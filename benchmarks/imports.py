"""How long an import takes: people who are new, and people of whom some changed.

`python -m benchmarks.imports [PEOPLE]` makes rosters in a temporary folder and imports them.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter

from kefu_docs.pipeline.import_sheets import prepare_import
from kefu_docs.pipeline.settings import Settings
from kefu_docs.rules.numbers import id_check_character

PEOPLE = 5_000
CHANGED = 100
HEADINGS = [
    *("工号", "姓名", "身份证号", "户籍省份", "户籍市县", "户籍街道", "现住址", "邮编", "手机"),
    *("入职日期", "合同编号", "合同类型", "签订日期", "合同开始日期", "合同结束日期", "工作地点"),
    *("上班时间", "下班时间", "每周休息天数", "工时制", "工作内容", "薪酬方案"),
]
CONTRACT = (
    *("劳动合同", "2024-03-01", "2024/3/1", "2027年2月28日", "杭州市西湖区禾屿路18号", "9:00"),
    *("17:00", 2, "标准工时制", "接待顾客\n处理售后", "standard"),
)


def id_number(index: int) -> str:
    """A number of somebody born a day after the one before."""
    born = dt.date(1980, 1, 1) + dt.timedelta(days=index)
    digits = f"330106{born:%Y%m%d}{index % 1000:03}"
    return digits + id_check_character(digits)


def rows(people: int, changed: int) -> Iterator[list[object]]:
    """A row for each person; the first of them have another mobile."""
    for index in range(people):
        mobile = 19900000000 + index + (500_000 if index < changed else 0)
        where = ("浙江省", "杭州市西湖区", "蒋村街道", f"杭州市西湖区禾屿路{index}号", "310013")
        who = (f"E{index + 1:05}", "张三", id_number(index), *where, mobile, 45352)
        yield [*who, f"HY-{index:05}", *CONTRACT]


def write_roster(path: Path, people: int, changed: int) -> None:
    """A roster as Excel saves it."""
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("员工")
        page.write_row(0, 0, HEADINGS)
        for number, row in enumerate(rows(people, changed), 1):
            page.write_row(number, 0, row)


def main() -> None:
    """Import twice, and print seconds of processor and of clock."""
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "data" / "employees").mkdir(parents=True)
        settings = Settings(root / "data", root, root / "build", dt.date(2026, 4, 30))
        for name, changed in (("new", 0), ("known", CHANGED), ("unchanged", CHANGED)):
            roster = root / f"{name}.xlsx"
            write_roster(roster, people, changed)
            clock, processor = time.perf_counter(), time.process_time()
            prepared = prepare_import(settings, roster, None)
            prepared.write()
            seconds = time.process_time() - processor, time.perf_counter() - clock
            found = prepared.proposal
            print(
                f"{name}: {len(found.changes)} written, {found.unchanged} unchanged, "
                f"{len(found.refused)} refused; {seconds[0]:.1f} s of processor, {seconds[1]:.1f} s"
            )


if __name__ == "__main__":
    main()
