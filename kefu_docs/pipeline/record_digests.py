"""Digests of the records that a person's documents and findings are worked out from.

They are known from reading the files, so that what was worked out of the same records before is
found again without working anything out.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from kefu_docs.model import Dataset, Month, Record
from kefu_docs.store import digest


class RecordDigests:
    """The digests of a dataset; empty where it has records that were not read from files."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._people: dict[str, str] = {}

    @cached_property
    def shared(self) -> str:
        """Of what is everybody's: the company, the pay schemes, the minimum wages."""
        dataset = self._dataset
        named: dict[str, Record[object] | None] = {
            "company": dataset.company,
            "minimum wages": dataset.minimum_wages,
            **{f"pay/{name}": record for name, record in dataset.pay_schemes.items()},
        }
        return _digest(named)

    def of_person(self, id_: str) -> str:
        """Of what is everybody's, and a person's record and months.

        A month's tax follows from the months before it, and severance from the last ones.
        """
        if id_ not in self._people:
            self._people[id_] = _digest(dict(self._records(id_)), self.shared)
        return self._people[id_]

    def for_values(self, id_: str) -> str:
        """The same for a template's values, which may hold the person's photo: then it is empty."""
        record = self._dataset.employees[id_]
        return "" if record.value.photo is not None else self.of_person(id_)

    def of_team(self, month: Month) -> str:
        """Of a month's team and everybody who has a record of the month."""
        people = [self.of_person(id_) for id_ in self._dataset.months.get(month, {})]
        return _digest({"team": self._dataset.teams[month]}, *people)

    def _records(self, id_: str) -> Iterator[tuple[str, Record[object] | None]]:
        yield f"employees/{id_}", self._dataset.employees.get(id_)  # an id may be 2026-04, too
        for month, people in self._dataset.months.items():
            if id_ in people:
                yield str(month), people[id_]


def _digest(records: dict[str, Record[object] | None], *parts: str) -> str:
    """The digest of records by name, None where there is no such record, and of other digests."""
    known = {name: "none" if record is None else record.digest for name, record in records.items()}
    if not all((*known.values(), *parts)):
        return ""
    return digest(*parts, *(part for item in known.items() for part in item))
