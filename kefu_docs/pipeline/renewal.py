"""A renewal: the last contract once more, with a number and days of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.model import LaborContract, ServiceContract
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.stopped_files import one_person
from kefu_docs.records import load_dataset
from kefu_docs.records.append import with_renewal
from kefu_docs.records.decode import decode
from kefu_docs.records.edit import NotEditableError
from kefu_docs.records.parsed import Tree
from kefu_docs.records.text import parse
from kefu_docs.store.several_files import publish_all
from kefu_docs.zh import last_day

OPEN_ENDED: Final = "无固定期限"
"""The answer that leaves the last day out."""

_BOM: Final = b"\xef\xbb\xbf"
# Probation is agreed once (劳动合同法 19); papers and scans are of the contract that has them.
_NOT_RENEWED: Final = ("probation_ends_on", "documents", "extra", "signing")


class Renewal:
    """The next contract of a person. Raises UsageError where they have none to renew."""

    def __init__(self, settings: Settings, person: str) -> None:
        dataset, diagnostics = load_dataset(settings.data)
        employee = one_person(dataset, diagnostics, person)
        self._record = dataset.employees[employee]
        self._numbers = {
            contract.number
            for record in dataset.employees.values()
            for _, contract in record.value.all_contracts()
        }
        agreed = [contract for _, contract in self._record.value.all_contracts()]
        if not agreed:
            raise UsageError(
                Message("{name} has no contract to renew", {"name": self._record.value.name})
            )
        self._last = max(agreed, key=lambda contract: contract.starts_on)
        self._path = settings.data / "employees" / f"{employee}.yaml"

    def proposed(self) -> dict[str, str]:
        """What is proposed for each key that is asked for; empty where nothing can be."""
        ends = self._last.ends_on
        starts = ends + dt.timedelta(days=1) if ends else None
        until = _same_term(self._last, starts) if starts else None
        return {
            "number": "",
            "signed_on": "",
            "starts_on": str(starts or ""),
            "ends_on": str(until or ""),
        }

    def fault(self, key: str, answer: str, earlier: Mapping[str, str]) -> Message | None:
        """What is wrong with an answer beside the `earlier` ones; None where nothing is."""
        if key == "number":
            values = {"number": answer}
            is_taken = answer in self._numbers
            return (
                Message("a contract has the number {number} already", values) if is_taken else None
            )
        if key == "ends_on" and answer == OPEN_ENDED:
            is_service = isinstance(self._last, ServiceContract)
            return Message("a service contract has a last day") if is_service else None
        try:
            day = dt.date.fromisoformat(answer)
        except ValueError:
            values = {"value": answer}
            return Message("{value!r} is not a date; write YYYY-MM-DD, such as 2026-03-01", values)
        if key == "ends_on" and str(day) < earlier.get("starts_on", ""):
            return Message("the last day is before the first, {day}", {"day": earlier["starts_on"]})
        return None

    def write(self, answers: Mapping[str, str]) -> Path:
        """Add the contract to the record. Raises UsageError where it would not be sound."""
        data = self._path.read_bytes()
        parsed = parse(self._record.file, data)
        try:
            new = with_renewal(data.decode("utf-8-sig"), self._next(parsed.tree or {}, answers))
        except NotEditableError:
            raise self._refused(Message("its contracts stand in brackets")) from None
        written = _BOM * data.startswith(_BOM) + new.encode()
        decoded = decode(self._record.file, written, type(self._record.value))
        for finding in decoded.diagnostics:
            if finding.severity is Severity.ERROR:
                raise self._refused(finding.message)
        publish_all({self._path: written})
        return self._path

    def _refused(self, why: Message) -> UsageError:
        values = {"file": self._record.file, "why": why}
        return UsageError(Message("the renewal cannot be written into {file}: {why}", values))

    def _next(self, tree: Tree, answers: Mapping[str, str]) -> dict[str, Tree]:
        """The tree of the last contract with the answers."""
        assert isinstance(tree, dict)
        several = tree.get("contracts")
        found = tree.get("contract") or (several if isinstance(several, list) else [])
        if isinstance(found, list):
            numbered = [c for c in found if isinstance(c, dict)]
            found = next(c for c in numbered if c.get("number") == self._last.number)
        assert isinstance(found, dict)
        kept = {key: value for key, value in found.items() if key not in _NOT_RENEWED}
        contract: dict[str, Tree] = {**kept, **answers}
        if answers.get("ends_on") == OPEN_ENDED:
            del contract["ends_on"]
        return contract


def _same_term(last: LaborContract | ServiceContract, starts: dt.date) -> dt.date | None:
    """The last day of as many months as the last contract has; None where it is no whole months."""
    for months in range(1, 121):
        if last_day(last.starts_on, months) == last.ends_on:
            return last_day(starts, months)
    return None
