"""Which documents a data folder asks for: a function of the records and the kinds alone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import PurePosixPath

from msgspec import Struct

from kefu_docs.model import (
    Dataset,
    Document,
    DocumentKind,
    Employee,
    LaborContract,
    Month,
    PersonMonth,
    Record,
    ServiceContract,
    TeamMonth,
)
from kefu_docs.model.document_kind import filled
from kefu_docs.model.document_values import AskedDocuments
from kefu_docs.model.kind_declaration import Subject
from kefu_docs.model.path_segment import as_segment
from kefu_docs.pipeline.record_digests import RecordDigests
from kefu_docs.store import digest
from kefu_docs.zh.dates import month as month_text

_CONTRACTS, _SUMMARIES = "contracts", "summaries"
"""The folders whose documents have a command of their own."""


class _Occasion(Struct, frozen=True):
    """What a document can be made for: a contract, a person, a month.

    `documents` says which kinds its record asks for, `names` what stands in titles and file names.
    A kind is dated by one of `dates`, else by `date`. `contract` and `form` are those of a
    contract, counted from 0, labor or service. `records` is the digest of the records that the
    values of its documents are worked out from, empty where it is not known.
    """

    subject: Subject
    documents: AskedDocuments
    names: Mapping[str, str]
    date: dt.date | None
    keywords: tuple[str, ...]
    inputs: tuple[str, ...]
    person: str = ""
    employee: str = ""
    month: Month | None = None
    dates: Mapping[str, dt.date] = {}
    contract: int = 0
    form: str = ""
    records: str = ""

    def made_of(self, kind: DocumentKind) -> Iterator[Document]:
        """The documents of this kind: none, one, or one for each group of values."""
        if kind.contract not in {"", self.form}:
            return
        values = self.documents.of(kind.name)
        for entry in range(max(len(values), int(kind.always))):
            own = values[entry].named().get(kind.dated) if values else None
            named = None if kind.fields is None else self.dates.get(kind.dated)
            date = own if isinstance(own, dt.date) else named or self.date
            if date is None:
                continue  # the record's finding says that the date is missing
            name = self._name(kind, entry)
            yield Document(
                name=name,
                title=filled(kind.title, self.names),
                person=self.person,
                employee=self.employee,
                month=self.month or Month.of(date),
                date=date,
                keywords=self.keywords,
                inputs=(*self.inputs, kind.source) if kind.source else self.inputs,
                kind=kind,
                contract=self.contract,
                entry=entry,
                basis=self._basis(kind, name, date, entry),
            )

    def _basis(self, kind: DocumentKind, name: str, date: dt.date, entry: int) -> str:
        """The digest of all that the document's values are worked out from."""
        if not self.records or kind.names_files:
            return ""
        place = f"{self.contract} {entry} {self.month} {date}"
        return digest(self.records, _print(kind), name, place)

    def _name(self, kind: DocumentKind, entry: int) -> str:
        """The path below build/; a renewal's ends in its number, as does the second of a list."""
        segments = {name: as_segment(text) for name, text in self.names.items()}
        counted = [self.contract] if "{number}" not in kind.file else []
        numbers = "".join(f"-{index + 1}" for index in (*counted, entry) if index)
        return filled(kind.file, segments) + numbers


def contracts(dataset: Dataset, ids: Iterable[str]) -> list[Document]:
    """A document for each contract of these people."""
    plan = _Plan(dataset, _CONTRACTS)
    return [document for id_ in ids for document in plan.of_person(id_)]


def summaries(dataset: Dataset, month: Month, ids: Collection[str]) -> list[Document]:
    """A document for each of these people with a record of the month, then the team's.

    Without `ids` it is for everybody; with them the team has none.
    """
    return list(_Plan(dataset, _SUMMARIES).of_month(month, ids))


def everything(dataset: Dataset) -> list[Document]:
    """Every document that the records ask for, each person's in the order of a packet."""
    return _Plan(dataset).everything()


def of_kinds(dataset: Dataset, kinds: Collection[str], ids: Collection[str]) -> list[Document]:
    """The documents of these kinds; with `ids`, those of these people."""
    return [
        document
        for document in everything(dataset)
        if document.kind.name in kinds and (not ids or document.employee in ids)
    ]


def asking_in_doubt(dataset: Dataset) -> frozenset[str]:
    """The ids of people whose records ask for a document of a kind that is in doubt.

    An empty one stands for the team and the company.
    """
    asked: set[str] = set()
    for record, employee in dataset.records():
        value = record.value
        documents = [getattr(value, "documents", None)]
        if isinstance(value, Employee):
            documents += [contract.documents for _, contract in value.all_contracts()]
        if any(isinstance(each, AskedDocuments) and each.model_extra for each in documents):
            asked.add(employee)
    return frozenset(asked)


class _Plan:
    """Goes through the records of a data folder, for the kinds of one folder of build/ or all."""

    def __init__(self, dataset: Dataset, folder: str | None = None) -> None:
        self._dataset = dataset
        self._digests = RecordDigests(dataset)
        self._kinds: dict[Subject, list[DocumentKind]] = defaultdict(list)
        for kind in dataset.kinds.values():
            if folder is not None and kind.folder != folder:
                continue
            self._kinds[kind.subject].append(kind)

    def everything(self) -> list[Document]:
        documents = [made for id_ in self._dataset.employees for made in self.of_person(id_)]
        for month in self._dataset.months:
            documents += self.of_month(month, ())
        return [*documents, *self._made(self._company())]

    def of_person(self, id_: str) -> Iterator[Document]:
        """A person's contracts, behind each what belongs to it, then what else is theirs."""
        record = self._dataset.employees[id_]
        for index, (_, contract) in enumerate(record.value.all_contracts()):
            yield from self._made([self._contract(id_, record, index, contract)])
        yield from self._made([self._person(id_, record)])

    def of_month(self, month: Month, ids: Collection[str]) -> Iterator[Document]:
        """The month of each of these people, or of all, and then of the team."""
        employees = self._dataset.employees
        for id_, record in self._dataset.months.get(month, {}).items():
            if id_ in employees and (not ids or id_ in ids):
                yield from self._made([self._month(month, id_, employees[id_], record)])
        team = self._dataset.teams.get(month)
        if team is not None and not ids:
            yield from self._made([self._team(month, team)])

    def _made(self, occasions: Iterable[_Occasion]) -> Iterator[Document]:
        for occasion in occasions:
            for kind in self._kinds[occasion.subject]:
                yield from occasion.made_of(kind)

    def _contract(
        self,
        id_: str,
        record: Record[Employee],
        index: int,
        contract: LaborContract | ServiceContract,
    ) -> _Occasion:
        name = record.value.name
        return _Occasion(
            subject="contract",
            documents=contract.documents,
            names={"id": id_, "name": name, "number": contract.number},
            date=contract.starts_on,
            dates={"signed_on": contract.signed_on, "starts_on": contract.starts_on},
            keywords=(contract.number, name),
            inputs=(*_inputs(self._dataset.company, record), *_schemes(record, [contract])),
            person=name,
            employee=id_,
            contract=index,
            form=contract.kind,
            records=self._digests.for_values(id_),
        )

    def _person(self, id_: str, record: Record[Employee]) -> _Occasion:
        name, agreed = record.value.name, (c for _, c in record.value.all_contracts())
        return _Occasion(
            subject="employee",
            documents=record.value.documents,
            names={"id": id_, "name": name},
            date=record.value.hired_on,
            keywords=(id_, name),
            inputs=(*_inputs(self._dataset.company, record), *_schemes(record, agreed)),
            person=name,
            employee=id_,
            records=self._digests.for_values(id_),
        )

    def _month(
        self, month: Month, id_: str, employee: Record[Employee], record: Record[PersonMonth]
    ) -> _Occasion:
        name = employee.value.name
        title = record.value.summary.title
        return _Occasion(
            subject="month",
            documents=record.value.documents,
            names={"id": id_, "name": name, "month": str(month), "summary_title": title},
            date=record.value.days(month)[1],
            keywords=(str(month), name),
            inputs=(
                *_inputs(self._dataset.company, employee, record),
                *_year_before(record, month),
                *_schemes(employee, (c for _, c in employee.value.all_contracts())),
            ),
            person=name,
            employee=id_,
            month=month,
            records=self._digests.for_values(id_),
        )

    def _team(self, month: Month, team: Record[TeamMonth]) -> _Occasion:
        people = self._dataset.months.get(month, {})
        data = PurePosixPath(team.file).parent.parent.parent
        return _Occasion(
            subject="team",
            documents=team.value.documents,
            names={"month": str(month), "month_text": month_text(month.first)},
            date=month.last,
            keywords=(str(month),),
            inputs=(
                *_inputs(self._dataset.company, team, *people.values()),
                *(f"{data}/employees/{id_}.yaml" for id_ in people),
            ),
            person="团队",
            month=month,
            records=self._digests.of_team(month),
        )

    def _company(self) -> Iterator[_Occasion]:
        record = self._dataset.company
        if record is not None:
            yield _Occasion(
                subject="company",
                documents=record.value.documents,
                names={},
                date=None,
                keywords=(),
                inputs=_inputs(record),
                records=self._digests.shared,
            )


def _year_before(record: Record[PersonMonth], month: Month) -> Iterator[str]:
    """The files of the year's earlier months, which the tax follows from, there or not.

    One that cannot be read is no record, and yet its pay is missing from the year.
    """
    folder, _, name = record.file.rpartition("/")
    for number in range(1, month.number):
        yield f"{_beside(folder, str(Month(month.year, number)))}/{name}"


def _schemes(
    record: Record[Employee], contracts: Iterable[LaborContract | ServiceContract]
) -> Iterator[str]:
    """The files of the pay schemes that contracts name, there or not."""
    folder, _, _ = record.file.rpartition("/")
    for contract in contracts:
        if isinstance(contract, LaborContract):
            yield f"{_beside(folder, 'pay')}/{contract.pay_scheme}.yaml"


@lru_cache
def _print(kind: DocumentKind) -> str:
    """A kind in words, for digests."""
    return repr(kind)


@lru_cache
def _beside(folder: str, name: str) -> str:
    """Another folder in the same one; thousands of records lie in a few folders."""
    return str(PurePosixPath(folder).parent / name)


def _inputs(*records: Record[object] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(record.file for record in records if record is not None))
