"""What each template is given: plain values of the records under fixed names."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import zip_longest

from msgspec import Struct

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
from kefu_docs.model.document_values import DocumentValues
from kefu_docs.model.severance import Severance
from kefu_docs.model.statement import Statement
from kefu_docs.render.context.values import values_of


class Person(Struct, frozen=True):
    """A person's line in what the team has; yuan, Decimal; equal sales share a rank.

    Pay is None where it cannot be worked out.
    """

    name: str
    sales: Decimal
    met_task: bool
    met_goal: bool
    neutral: int
    negative: int
    rank: int
    gross: Decimal | None = None
    tax: Decimal | None = None
    net: Decimal | None = None


class Totals(Struct, frozen=True):
    """The sums over the team's people; sales in yuan, Decimal."""

    sales: Decimal
    neutral: int
    negative: int
    people: int


class CoverEntry(Struct, frozen=True):
    """A document's line in a packet's table of contents, counted from 1."""

    number: int
    title: str
    person: str
    pages: int
    label: str
    attachments: int
    attached_pages: int


def contract_context(
    company: Company,
    employee: Employee,
    contract: LaborContract | ServiceContract | None,
    scheme: PayScheme | None,
    document: DocumentValues | None = None,
    severance: Severance | None = None,
) -> dict[str, object]:
    """Give what a contract, or another document of a person, is made from.

    `scheme` is None for a service contract, `contract` where there is none yet. `document` are the
    values that the record has for the document; `severance` is there for somebody who left.
    """
    return values_of(
        company=company,
        employee=employee,
        contract=contract,
        scheme=scheme,
        contracts=_agreed(employee),
        document=document or {},
        severance=severance,
    )


def summary_context(
    company: Company,
    employee: Employee,
    contract: LaborContract | ServiceContract,
    person_month: PersonMonth,
    month: Month,
    statement: Statement | None = None,
    scheme: PayScheme | None = None,
    document: DocumentValues | None = None,
) -> dict[str, object]:
    """Give what a document of a person's month is made from; the period defaults to all of it."""
    return values_of(
        company=company,
        employee=employee,
        contract=contract,
        scheme=scheme,
        contracts=_agreed(employee),
        document=document or {},
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
    company: Company,
    team: TeamMonth,
    month: Month,
    people: Sequence[tuple[str, PersonMonth]],
    document: DocumentValues | None = None,
    pay: Sequence[Statement | None] = (),
) -> dict[str, object]:
    """Give what a document of the team's month is made from.

    `people` are names and months, `pay` what each of these pays, in the same order.
    """
    lines = _people(team, people, pay)
    return values_of(
        company=company,
        employee=None,
        contract=None,
        scheme=None,
        contracts=(),
        document=document or {},
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


def company_context(company: Company, document: DocumentValues | None = None) -> dict[str, object]:
    """Give what a document of the company is made from."""
    return values_of(company=company, document=document or {})


def cover_context(
    company: Company, title: str, entries: Sequence[PacketEntry]
) -> dict[str, object]:
    """Give what a packet's cover is made from.

    `pages` counts the pages of the documents, not of the cover and of what is attached to them;
    `attachments` counts the files that are, and `attached_pages` their pages.
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
                attached_pages=entry.attached_pages,
            )
            for number, entry in enumerate(entries, 1)
        ),
        pages=sum(entry.pages for entry in entries),
        attachments=sum(len(entry.attachments) for entry in entries),
        attached_pages=sum(entry.attached_pages for entry in entries),
    )


def _agreed(employee: Employee) -> tuple[LaborContract | ServiceContract, ...]:
    return tuple(contract for _, contract in employee.all_contracts())


def _people(
    team: TeamMonth,
    people: Sequence[tuple[str, PersonMonth]],
    pay: Sequence[Statement | None],
) -> tuple[Person, ...]:
    """Order by sales, highest first; people with equal sales stay in the order given."""
    paid = ((*person, statement) for person, statement in zip_longest(people, pay))
    ordered = sorted(paid, key=lambda line: -line[1].sales)
    first_with: dict[Decimal, int] = {}
    for place, (_, month, _) in enumerate(ordered, 1):
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
            gross=statement.gross if statement else None,
            tax=statement.tax if statement else None,
            net=statement.net if statement else None,
        )
        for name, month, statement in ordered
    )


def _whole(month: Month) -> Period:
    return Period.model_validate({"from": str(month.first), "to": str(month.last)})
