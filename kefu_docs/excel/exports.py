"""Which sheets there are, and the workbook of each: a function of records and statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct

from kefu_docs.excel.bank_sheet import bank_file
from kefu_docs.excel.commission_sheet import commissions
from kefu_docs.excel.pay_sheets import pay_slips, pay_table
from kefu_docs.excel.people_sheets import contract_ledger, roster
from kefu_docs.excel.sheet import Worksheet
from kefu_docs.excel.source import SheetSource
from kefu_docs.excel.tax_sheet import tax_year
from kefu_docs.model import ExcelName, Month

FOLDER: Final = "excel"
"""Where workbooks lie below build/."""

_MARK: Final = "（脱敏）"

Frequency = Literal["once", "monthly", "yearly"]


class WorkbookPlan(Struct, frozen=True):
    """A workbook to write: which, of which month, with private values masked or not.

    That of a year has the year's last month on record; that of all has none.
    """

    name: ExcelName
    month: Month | None = None
    redacted: bool = False

    @property
    def file(self) -> str:
        """Its path below build/, without suffix: `excel/工资条-2026-04`."""
        of = ""
        if self.month is not None:
            of = f"-{self.month.year}" if FREQUENCIES[self.name] == "yearly" else f"-{self.month}"
        return f"{FOLDER}/{self.name}{of}{_MARK if self.redacted else ''}"

    @property
    def title(self) -> str:
        """What the report calls it."""
        return self.file.removeprefix(f"{FOLDER}/")

    def made_on(self, source: SheetSource) -> dt.date:
        """The day that the file bears: the month's last one, else that of the newest hiring."""
        if self.month is not None:
            return self.month.last
        hired = (person.hired_on for _, person in source.people())
        return max(hired, default=dt.date(2000, 1, 1))

    def sheets(self, source: SheetSource) -> tuple[Worksheet, ...]:
        """The workbook's sheets."""
        if self.month is None:
            return _OF_ALL[self.name](source)
        if self.name == "个税":
            return tax_year(source, self.month.year)
        return _OF_MONTH[self.name](source, self.month)


_OF_ALL: Final[Mapping[ExcelName, Callable[[SheetSource], tuple[Worksheet, ...]]]] = {
    "花名册": roster,
    "合同台账": contract_ledger,
}
_OF_MONTH: Final[Mapping[ExcelName, Callable[[SheetSource, Month], tuple[Worksheet, ...]]]] = {
    "工资汇总表": pay_table,
    "工资条": pay_slips,
    "银行代发": bank_file,
    "提成": commissions,
}
FREQUENCIES: Final[Mapping[ExcelName, Frequency]] = {
    "花名册": "once",
    "合同台账": "once",
    "工资汇总表": "monthly",
    "工资条": "monthly",
    "个税": "yearly",
    "银行代发": "monthly",
    "提成": "monthly",
}
"""How often each is written, in the order of the report."""


def planned(
    names: Sequence[ExcelName], months: Sequence[Month], *, redacted: bool = False
) -> list[WorkbookPlan]:
    """The workbooks of these names: one of all, one for each month, one for each year."""
    plans = []
    last = {month.year: month for month in sorted(months)}
    for name in dict.fromkeys(names):
        of: Sequence[Month | None] = [None]
        if FREQUENCIES[name] != "once":
            of = sorted(months) if FREQUENCIES[name] == "monthly" else list(last.values())
        plans += [WorkbookPlan(name, month, redacted) for month in of]
    return plans
