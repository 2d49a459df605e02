"""Which documents and packets a data folder asks for: a function of the records alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Self

from kefu_docs.model import (
    CONTRACT,
    SUMMARY,
    TEAM,
    Dataset,
    Document,
    Employee,
    LaborContract,
    Month,
    PacketPlan,
    PacketSpec,
    PersonMonth,
    Record,
    ServiceContract,
    TeamMonth,
)
from kefu_docs.zh.dates import month as month_text

CONTRACT_TITLES = {"labor": "劳动合同", "service": "聘用合同"}


def contracts(dataset: Dataset, ids: Iterable[str]) -> list[Document]:
    """A document for each contract of these people; a renewal's name ends in its number, `-2`."""
    documents = []
    for id_ in ids:
        record = dataset.employees[id_]
        for index, (_, contract) in enumerate(record.value.all_contracts()):
            scheme = contract.pay_scheme if isinstance(contract, LaborContract) else None
            documents.append(
                Document(
                    name=f"{CONTRACT.folder}/{id_}" + (f"-{index + 1}" if index else ""),
                    template="contract_labor" if scheme else "contract_service",
                    title=CONTRACT_TITLES[contract.kind],
                    person=record.value.name,
                    employee=id_,
                    month=Month.of(contract.signed_on),
                    date=contract.signed_on,
                    keywords=(contract.number, record.value.name),
                    inputs=(*_inputs(dataset.company, record), *_schemes(record, [contract])),
                    kind=CONTRACT,
                    contract=index,
                )
            )
    return documents


def summaries(dataset: Dataset, month: Month, ids: Collection[str]) -> list[Document]:
    """A document for each of these people with a record of the month, then the team's.

    Without `ids` it is for everybody; with them the team has none.
    """
    people = dataset.months.get(month, {})
    documents = [
        _summary(dataset, month, id_, dataset.employees[id_], record)
        for id_, record in people.items()
        if id_ in dataset.employees and (not ids or id_ in ids)
    ]
    team = dataset.teams.get(month)
    if team is not None and not ids:
        documents.append(_team_summary(dataset, month, team))
    return documents


def _summary(
    dataset: Dataset,
    month: Month,
    id_: str,
    employee: Record[Employee],
    record: Record[PersonMonth],
) -> Document:
    return Document(
        name=f"{SUMMARY.folder}/{month}/{id_}",
        template="summary",
        title=record.value.summary.title,
        person=employee.value.name,
        employee=id_,
        month=month,
        date=record.value.days(month)[1],
        keywords=(str(month), employee.value.name),
        inputs=(
            *_inputs(dataset.company, employee, record),
            *_year_before(record, month),
            *_schemes(employee, (c for _, c in employee.value.all_contracts())),
        ),
        kind=SUMMARY,
    )


def _team_summary(dataset: Dataset, month: Month, team: Record[TeamMonth]) -> Document:
    people = dataset.months.get(month, {})
    data = PurePosixPath(team.file).parent.parent.parent
    return Document(
        name=f"{TEAM.folder}/{month}/team",
        template="summary",
        title=f"{month_text(month.first)}团队工作总结",
        person="团队",
        employee="",
        month=month,
        date=month.last,
        keywords=(str(month),),
        inputs=(
            *_inputs(dataset.company, team, *people.values()),
            *(f"{data}/employees/{id_}.yaml" for id_ in people),
        ),
        kind=TEAM,
    )


def everything(dataset: Dataset) -> list[Document]:
    """Every document that the records ask for."""
    documents = contracts(dataset, dataset.employees)
    for month in dataset.months:
        documents += summaries(dataset, month, ())
    return documents


@dataclass(frozen=True)
class _Unread:
    """The record files that could not be read: those of people, and those of people's months."""

    files: tuple[str, ...]
    people: tuple[str, ...]
    months: tuple[PurePosixPath, ...]

    @classmethod
    def of(cls, files: Collection[str]) -> Self:
        paths = [PurePosixPath(file) for file in files]
        people = (str(path) for path in paths if path.parent.name == "employees")
        months = (path for path in paths if path.parent.parent.name == "months")
        return cls(tuple(files), tuple(people), tuple(months))

    def in_month(self, month: Month) -> tuple[str, ...]:
        return tuple(str(path) for path in self.months if path.parent.name == str(month))

    def of_person(self, id_: str) -> tuple[str, ...]:
        return tuple(str(path) for path in self.months if path.stem == id_)


def packets(
    dataset: Dataset, documents: Collection[Document], unread: Collection[str]
) -> list[PacketPlan]:
    """The built-in packets and those of packets.yaml that have a document.

    `unread` are the record files that could not be read at all: a packet that one of them may
    belong in is blocked by it, because what is missing from a packet is not seen.
    """
    missing = _Unread.of(unread)
    specs = dataset.packets.value.packets if dataset.packets else {}
    plans = (
        *_monthly_packets(documents, missing),
        *_personal_packets(dataset, documents, missing),
        *(
            PacketPlan(name, spec.title, tuple(_chosen(spec, documents)), missing.files)
            for name, spec in specs.items()
        ),
    )
    return [plan for plan in plans if plan.documents]


def _monthly_packets(documents: Collection[Document], missing: _Unread) -> Iterator[PacketPlan]:
    """A packet for each folder of documents and month."""
    bound = [document for document in documents if document.kind.packet_title]
    for kind in {document.kind.folder: document.kind for document in bound}.values():
        of_folder = [document for document in bound if document.kind.folder == kind.folder]
        for month in sorted({document.month for document in of_folder}):
            blocked = missing.people + (missing.in_month(month) if kind.is_monthly else ())
            yield PacketPlan(
                f"{kind.folder}-{month}",
                f"{month_text(month.first)}{kind.packet_title}",
                tuple(document for document in of_folder if document.month == month),
                blocked,
            )


def _personal_packets(
    dataset: Dataset, documents: Collection[Document], missing: _Unread
) -> Iterator[PacketPlan]:
    """A packet for each person, of all that is about them."""
    for id_, record in dataset.employees.items():
        chosen = tuple(document for document in documents if document.employee == id_)
        title = f"{record.value.name}（{id_}）人事档案"
        yield PacketPlan(f"employee-{id_}", title, chosen, missing.of_person(id_))


def _chosen(spec: PacketSpec, documents: Iterable[Document]) -> Iterator[Document]:
    for document in documents:
        if (
            spec.kind in {"all", document.kind.folder}
            and (not spec.employees or document.employee in spec.employees)
            and (not spec.months or str(document.month) in spec.months)
        ):
            yield document


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
def _beside(folder: str, name: str) -> str:
    """Another folder in the same one; thousands of records lie in a few folders."""
    return str(PurePosixPath(folder).parent / name)


def _inputs(*records: Record[object] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(record.file for record in records if record is not None))
