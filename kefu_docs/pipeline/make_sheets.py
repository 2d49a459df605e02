"""Workbooks: planned from packets.yaml or a command, made where their values changed, published."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Sequence
from functools import cached_property
from pathlib import PurePosixPath

from kefu_docs.diagnostics import Message
from kefu_docs.excel import FREQUENCIES, SheetSource, WorkbookPlan, planned, workbook_bytes
from kefu_docs.model import Dataset, ExcelName, Month
from kefu_docs.model.canonical import canonical
from kefu_docs.model.statement import Statement
from kefu_docs.pipeline.pay_of_person import statements_of
from kefu_docs.pipeline.publish import PublishedSheet, Publisher
from kefu_docs.pipeline.stopped_files import files_with_errors, unread_files
from kefu_docs.store import Store, digest
from kefu_docs.store.library_versions import library_version

_KIND = "workbook"


class SheetMaker:
    """Makes workbooks of one dataset and publishes them; `dry_run` only says which."""

    def __init__(
        self, dataset: Dataset, store: Store, publisher: Publisher, *, dry_run: bool = False
    ) -> None:
        self._dataset = dataset
        self._store = store
        self._publisher = publisher
        self._outcome = publisher.outcome
        self._dry_run = dry_run

    def asked(self) -> list[WorkbookPlan]:
        """The workbooks of packets.yaml, and those that were exported before and lie there still.

        So what somebody exported once is kept up to date until its file is deleted.
        """
        packets = self._dataset.packets
        named = packets.value.excel if packets else ()
        plans = {plan.file: plan for plan in planned(named, self.months)}
        names: Sequence[ExcelName] = tuple(FREQUENCIES)
        before = self._publisher.sheets_before()
        for redacted in (False, True):
            for plan in planned(names, self.months, redacted=redacted):
                if f"{plan.file}.xlsx" in before:
                    plans.setdefault(plan.file, plan)
        return list(plans.values())

    @property
    def months(self) -> tuple[Month, ...]:
        """The months on record."""
        return tuple(self._dataset.months)

    def make(self, plans: Iterable[WorkbookPlan]) -> None:
        """Publish each workbook that no finding stops."""
        for plan in plans:
            if stopped := self._stopped_by(plan):
                self._outcome.blocked[plan.file] = tuple(sorted(stopped))
            else:
                self._publish(plan)

    def _publish(self, plan: WorkbookPlan) -> None:
        key = digest(self._dataset.digest, plan.file, f"XlsxWriter {library_version('XlsxWriter')}")
        known = self._store.fact(_KIND, key)
        if known is not None:
            values, sha256, size = json.loads(known)
            sheet = PublishedSheet(plan.file, plan.title, _month(plan), sha256, size, values)
            if self._publisher.has_sheet(sheet):
                self._publisher.sheet(sheet, b"")
                return
        why = [Message("the records it is made from change")]
        if self._dry_run:
            self._outcome.reasons[plan.file] = why
            return
        source = self._source(redacted=plan.redacted)
        sheets = plan.sheets(source)
        data = workbook_bytes(sheets, plan.title, plan.made_on(source))
        sha256, values = hashlib.sha256(data).hexdigest(), digest(canonical(sheets))
        self._store.keep(_KIND, key, json.dumps([values, sha256, len(data)]))
        sheet = PublishedSheet(plan.file, plan.title, _month(plan), sha256, len(data), values)
        if not self._publisher.has_sheet(sheet):
            self._outcome.reasons[plan.file] = why
        self._publisher.sheet(sheet, data)

    def _source(self, *, redacted: bool) -> SheetSource:
        return SheetSource(self._dataset, self._statements, redacted)

    @cached_property
    def _statements(self) -> dict[tuple[Month, str], Statement]:
        return {
            (month, employee): statement
            for employee in self._dataset.employees
            for month, statement in statements_of(self._dataset, employee).items()
        }

    @cached_property
    def _broken(self) -> set[str]:
        return files_with_errors(self._outcome.diagnostics)

    @cached_property
    def _unread(self) -> set[str]:
        return unread_files(self._dataset, self._outcome.diagnostics)

    def _stopped_by(self, plan: WorkbookPlan) -> set[str]:
        """The files that stop a workbook.

        Whoever is missing from a sheet is not seen, so a person's record that cannot be read stops
        them all. Figures are stopped by an error in any record of theirs, and by a month that is
        on record and cannot be paid.
        """
        people = {file for file in self._unread if PurePosixPath(file).parent.name == "employees"}
        if plan.month is None:
            return people
        months = [m for m in self.months if m == plan.month or self._in_year(plan, m)]
        return people | self._errors_in(months) | self._unpaid(months)

    @staticmethod
    def _in_year(plan: WorkbookPlan, month: Month) -> bool:
        is_yearly = FREQUENCIES[plan.name] == "yearly"
        return is_yearly and plan.month is not None and month.year == plan.month.year

    def _errors_in(self, months: Collection[Month]) -> set[str]:
        names = {str(month) for month in months}
        ids = {employee for month in months for employee in self._dataset.months[month]}
        return {
            file
            for file in self._broken
            if (path := PurePosixPath(file)).parent.name in names
            or path.parent.name == "pay"
            or (path.parent.name == "employees" and path.stem in ids)
        }

    def _unpaid(self, months: Collection[Month]) -> set[str]:
        return {
            record.file
            for month in months
            for employee, record in self._dataset.months[month].items()
            if (month, employee) not in self._statements
        }


def _month(plan: WorkbookPlan) -> str:
    return "" if plan.month is None else str(plan.month)
