"""What each template is given: plain values of the records under fixed names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kefu_docs.model import (
    Company,
    Employee,
    LaborContract,
    Month,
    PacketEntry,
    PayScheme,
    Period,
    PersonMonth,
    ServiceContract,
    TeamMonth,
)
from kefu_docs.model.statement import Statement
from kefu_docs.render.values import values_of


@dataclass(frozen=True)
class Person:
    """A person's line in the team summary; sales in yuan, Decimal; equal sales share a rank."""

    name: str
    sales: Decimal
    met_task: bool
    met_goal: bool
    neutral: int
    negative: int
    rank: int


@dataclass(frozen=True)
class Totals:
    """The sums over the team's people; sales in yuan, Decimal."""

    sales: Decimal
    neutral: int
    negative: int
    people: int


@dataclass(frozen=True)
class CoverEntry:
    """A document's line in a packet's table of contents, counted from 1."""

    number: int
    title: str
    person: str
    pages: int
    label: str
    attachments: int


def contract_context(
    company: Company,
    employee: Employee,
    contract: LaborContract | ServiceContract,
    scheme: PayScheme | None,
) -> dict[str, object]:
    """Give what a contract is made from; `scheme` is None for a service contract."""
    return values_of(company=company, employee=employee, contract=contract, scheme=scheme)


def summary_context(
    company: Company,
    employee: Employee,
    contract: LaborContract | ServiceContract,
    person_month: PersonMonth,
    month: Month,
    statement: Statement | None = None,
) -> dict[str, object]:
    """Give what a person's summary is made from; the period defaults to the whole month."""
    return values_of(
        company=company,
        employee=employee,
        contract=contract,
        month=person_month,
        period=person_month.period or _whole(month),
        summary=person_month.summary,
        role=contract.position if isinstance(contract, LaborContract) else contract.role,
        heading_month=month.first,
        statement=statement,
        team=None,
        people=(),
        totals=None,
        all_exceeded=False,
    )


def team_context(
    company: Company, team: TeamMonth, month: Month, people: Sequence[tuple[str, PersonMonth]]
) -> dict[str, object]:
    """Give what the team's summary is made from; `people` are names and their months."""
    lines = _people(team, people)
    return values_of(
        company=company,
        employee=None,
        contract=None,
        month=None,
        period=_whole(month),
        summary=None,
        role=None,
        heading_month=month.first,
        statement=None,
        team=team,
        people=lines,
        totals=Totals(
            sales=sum((line.sales for line in lines), Decimal(0)),
            neutral=sum(line.neutral for line in lines),
            negative=sum(line.negative for line in lines),
            people=len(lines),
        ),
        all_exceeded=bool(lines) and all(p.sales > team.per_head.goal for p in lines),
    )


def cover_context(
    company: Company, title: str, entries: Sequence[PacketEntry]
) -> dict[str, object]:
    """Give what a packet's cover is made from.

    `pages` counts the pages of the documents, not of the cover and of what is attached to them;
    `attachments` counts the files that are.
    """
    return values_of(
        company=company,
        title=title,
        entries=tuple(
            CoverEntry(
                number=number,
                title=entry.title,
                person=entry.person,
                pages=entry.pages,
                label=entry.label,
                attachments=len(entry.attachments),
            )
            for number, entry in enumerate(entries, 1)
        ),
        pages=sum(entry.pages for entry in entries),
        attachments=sum(len(entry.attachments) for entry in entries),
    )


def _people(team: TeamMonth, people: Sequence[tuple[str, PersonMonth]]) -> tuple[Person, ...]:
    """Order by sales, highest first; people with equal sales stay in the order given."""
    ordered = sorted(people, key=lambda pair: -pair[1].sales)
    first_with: dict[Decimal, int] = {}
    for place, (_, month) in enumerate(ordered, 1):
        first_with.setdefault(month.sales, place)
    return tuple(
        Person(
            name=name,
            sales=month.sales,
            met_task=month.sales >= team.per_head.task,
            met_goal=month.sales >= team.per_head.goal,
            neutral=month.reviews.neutral,
            negative=month.reviews.negative,
            rank=first_with[month.sales],
        )
        for name, month in ordered
    )


def _whole(month: Month) -> Period:
    return Period.model_validate({"from": str(month.first), "to": str(month.last)})
