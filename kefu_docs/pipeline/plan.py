"""Which documents and packets a data folder asks for: a function of the records alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from pathlib import PurePosixPath

from kefu_docs.model import (
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
)
from kefu_docs.zh.dates import month as month_text

CONTRACT_TITLES = {"labor": "劳动合同", "service": "聘用合同"}


def contracts(dataset: Dataset, ids: Iterable[str]) -> list[Document]:
    """A document for each contract of these people; a renewal's name ends in its number, `-2`."""
    documents = []
    for id_ in ids:
        record = dataset.employees[id_]
        for number, (_, contract) in enumerate(record.value.all_contracts(), 1):
            scheme = contract.pay_scheme if isinstance(contract, LaborContract) else None
            documents.append(
                Document(
                    name=f"contracts/{id_}" + (f"-{number}" if number > 1 else ""),
                    template="contract_labor" if scheme else "contract_service",
                    title=CONTRACT_TITLES[contract.kind],
                    person=record.value.name,
                    employee=id_,
                    month=Month.of(contract.signed_on),
                    date=contract.signed_on,
                    keywords=(contract.number, record.value.name),
                    inputs=(*_inputs(dataset.company, record), *_schemes(record, [contract])),
                )
            )
    return documents


def summaries(dataset: Dataset, month: Month, ids: Collection[str]) -> list[Document]:
    """A document for each of these people with a record of the month, then the team's."""
    documents = []
    people = dataset.months.get(month, {})
    for id_, record in people.items():
        employee = dataset.employees.get(id_)
        if employee is None or (ids and id_ not in ids):
            continue
        documents.append(
            Document(
                name=f"summaries/{month}/{id_}",
                template="summary",
                title=record.value.summary.title,
                person=employee.value.name,
                employee=id_,
                month=month,
                date=record.value.period.to if record.value.period else month.last,
                keywords=(str(month), employee.value.name),
                inputs=(
                    *_inputs(dataset.company, employee, record),
                    *_year_before(record, month),
                    *_schemes(employee, (c for _, c in employee.value.all_contracts())),
                ),
            )
        )
    team = dataset.teams.get(month)
    if team is not None and not ids:
        data = PurePosixPath(team.file).parent.parent.parent
        names = [f"{data}/employees/{id_}.yaml" for id_ in people]
        documents.append(
            Document(
                name=f"summaries/{month}/team",
                template="summary",
                title=f"{month_text(month.first)}团队工作总结",
                person="团队",
                employee=None,
                month=month,
                date=month.last,
                keywords=(str(month),),
                inputs=(*_inputs(dataset.company, team, *people.values()), *names),
            )
        )
    return documents


def packets(
    dataset: Dataset, documents: Collection[Document], unread: Collection[str]
) -> list[PacketPlan]:
    """The built-in packets and those of packets.yaml that have a document.

    `unread` are the record files that could not be read at all: a packet that one of them may
    belong in is blocked by it, because what is missing from a packet is not seen.
    """
    paths = [PurePosixPath(file) for file in unread]
    people = tuple(str(p) for p in paths if p.parent.name == "employees")
    monthly = [p for p in paths if p.parent.parent.name == "months"]
    plans = []
    hired = [d for d in documents if d.name.startswith("contracts/")]
    for month in sorted({d.month for d in hired}):
        chosen = tuple(d for d in hired if d.month == month)
        title = f"{month_text(month.first)}签订合同"
        plans.append(PacketPlan(f"contracts-{month}", title, chosen, people))
    told = [d for d in documents if d.name.startswith("summaries/")]
    for month in sorted({d.month for d in told}):
        chosen = tuple(d for d in told if d.month == month)
        missing = tuple(str(p) for p in monthly if p.parent.name == str(month))
        title = f"{month_text(month.first)}工作总结"
        plans.append(PacketPlan(f"summaries-{month}", title, chosen, (*people, *missing)))
    for id_, record in dataset.employees.items():
        chosen = tuple(d for d in documents if d.employee == id_)
        missing = tuple(str(p) for p in monthly if p.stem == id_)
        title = f"{record.value.name}（{id_}）人事档案"
        plans.append(PacketPlan(f"employee-{id_}", title, chosen, missing))
    specs = dataset.packets.value.packets if dataset.packets else {}
    for name, spec in specs.items():
        chosen = tuple(_chosen(spec, documents))
        plans.append(PacketPlan(name, spec.title, chosen, tuple(unread)))
    return [plan for plan in plans if plan.documents]


def page_label(document: Document) -> str:
    """The prefix of a document's page labels in a packet: `E001`, `E001-2026-04`."""
    stem = document.name.rpartition("/")[2]
    return stem if document.name.startswith("contracts/") else f"{stem}-{document.month}"


def _chosen(spec: PacketSpec, documents: Iterable[Document]) -> Iterator[Document]:
    for document in documents:
        kind = document.name.partition("/")[0]
        if (
            spec.kind in {"all", kind}
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
