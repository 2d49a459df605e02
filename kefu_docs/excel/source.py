"""What sheets are made from: the records, and what their months pay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from kefu_docs.model import Dataset, Employee, Month
from kefu_docs.model.statement import Statement


class SheetSource(Struct, frozen=True):
    """Records and statements; `redacted`: private numbers and addresses are masked."""

    dataset: Dataset
    statements: Mapping[tuple[Month, str], Statement]
    redacted: bool = False

    def people(self) -> Iterator[tuple[str, Employee]]:
        """Everybody with a record, by id."""
        for employee, record in self.dataset.employees.items():
            yield employee, record.value

    def paid(self, month: Month) -> Iterator[tuple[str, Employee, Statement]]:
        """Whoever the month pays, by id."""
        for employee, person in self.people():
            if statement := self.statements.get((month, employee)):
                yield employee, person, statement
