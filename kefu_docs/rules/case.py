"""The case that rules look at, and a finding: where in the records something is amiss."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from pathlib import PurePath
from typing import Literal, NamedTuple

from msgspec import Struct

from kefu_docs.diagnostics import Location, Message
from kefu_docs.fonts import Coverage
from kefu_docs.model import (
    Dataset,
    Employee,
    LaborContract,
    Month,
    Path,
    Record,
    ServiceContract,
)
from kefu_docs.model.statement import Statement
from kefu_docs.rules.record_texts import AgreedText, agreed_texts
from kefu_docs.rules.unusual_characters import unusual_texts
from kefu_docs.rules.wage_table import SHIPPED, WageEntry

Material = Literal["records", "statements", "texts"]
ContractType = type[LaborContract] | type[ServiceContract]
Judgement = Mapping[str, Sequence[Message]]
"""What the rules on texts say of one contract, by rule."""


class Finding(Struct, frozen=True):
    """One place where a rule is not kept.

    `record` is the id of the employee whose record, contract or month it is about, and empty
    where it is about the company, a pay scheme, the team or a packet. `yuan` is what may be at
    stake, Decimal, as far as the records tell.
    """

    location: Location
    message: Message
    record: str = ""
    yuan: Decimal | None = None


class Spot(NamedTuple):
    """A value in a record, whose place is looked up only where there is something to say."""

    record: Record[object]
    path: Path
    employee: str = ""

    def finding(self, message: Message) -> Finding:
        """A finding at the value."""
        return Finding(self.record.at(*self.path), message, self.employee)


class Agreement(Struct, frozen=True):
    """A contract as it stands in a person's record: who, where in the file, what."""

    employee: str
    record: Record[Employee]
    path: Path
    contract: LaborContract | ServiceContract

    def finding(self, message: Message, *keys: str | int, yuan: Decimal | None = None) -> Finding:
        """A finding at the value `keys` lead to inside the contract, with what is at stake."""
        return Finding(self.record.at(*self.path, *keys), message, self.employee, yuan)


class Paper(NamedTuple):
    """A document of one's own kind: its title, where its record asks for it, what rules say."""

    title: str
    spot: Spot
    judgement: Judgement


def type_of_whole_month(statement: Statement) -> ContractType | None:
    """The contracts under which all days of a month are paid; None of a part, and of both types."""
    if statement.wage_days == statement.month_days:
        return LaborContract
    return ServiceContract if statement.service_days == statement.month_days else None


class Case(Struct, frozen=True, dict=True):
    """What the rules look at.

    `on` is the build date, from which notices on ending contracts count; `law` the day whose law
    is asked, the build date where it is None. `unread` names the
    record files that exist but could not be decoded: they have diagnostics of their own, so
    nothing is said about what is missing because of them. `statements` are what months pay, by
    month and employee; `judged` what the rules on texts say of contracts as they are rendered,
    by employee and the contract's index in `all_contracts`, then by rule; `papers` the same of
    other documents that are printed for a person. Each of them may be partial:
    what is not given is not checked, nor are glyphs without the `coverage` of the fonts.
    `also_paid` are months that pay somebody of whom no statement is given.
    """

    dataset: Dataset
    on: dt.date
    wage_table: tuple[WageEntry, ...] = SHIPPED
    unread: frozenset[str] = frozenset()
    statements: Mapping[tuple[Month, str], Statement] = {}
    judged: Mapping[tuple[str, int], Judgement] = {}
    coverage: Coverage | None = None
    law: dt.date | None = None
    papers: Sequence[Paper] = ()
    also_paid: frozenset[Month] = frozenset()

    @property
    def law_on(self) -> dt.date:
        """The day whose law is asked."""
        return self.law or self.on

    @cached_property
    def agreements(self) -> tuple[Agreement, ...]:
        """Every contract of every person, in the order written."""
        return tuple(
            Agreement(employee, record, path, contract)
            for employee, record in self.dataset.employees.items()
            for path, contract in record.value.all_contracts()
        )

    def by_person(self) -> Iterator[list[Agreement]]:
        """The contracts of each person who has any, by their start."""
        found: dict[str, list[Agreement]] = defaultdict(list)
        for agreement in self.agreements:
            found[agreement.employee].append(agreement)
        for agreements in found.values():
            yield sorted(agreements, key=lambda a: a.contract.starts_on)

    @cached_property
    def whole_months_paid(self) -> Mapping[tuple[str, ContractType], Sequence[Decimal]]:
        """What whole months under contracts of one type paid each person, in order."""
        paid: dict[tuple[str, ContractType], list[Decimal]] = defaultdict(list)
        for month, employee in sorted(self.statements):
            statement = self.statements[month, employee]
            if whole := type_of_whole_month(statement):
                paid[employee, whole].append(statement.gross)
        return paid

    def judgements(self) -> Iterator[tuple[Agreement, Judgement]]:
        """Every contract of whose text a rule has something to say, with what it is."""
        for employee, record in self.dataset.employees.items():
            for index, (path, contract) in enumerate(record.value.all_contracts()):
                if judgement := self.judged.get((employee, index)):
                    yield Agreement(employee, record, path, contract), judgement

    @cached_property
    def unusual_texts(self) -> tuple[tuple[str, Location, str], ...]:
        """What :func:`.unusual_characters.unusual_texts` finds in the records."""
        return tuple(unusual_texts(self.dataset, self.coverage)) if self.coverage else ()

    @cached_property
    def agreed_texts(self) -> tuple[AgreedText, ...]:
        """The texts of the records in which something may be agreed on."""
        return tuple(agreed_texts(self.dataset))

    def has(self, material: Material, employee: str) -> bool:
        """Whether what a rule looks at (its `looks_at`) is given for this person."""
        return material == "records" or employee in self._given[material]

    @cached_property
    def _given(self) -> Mapping[Material, frozenset[str]]:
        return {
            "statements": frozenset(person for _, person in self.statements),
            "texts": frozenset(person for person, _ in self.judged),
        }

    def unread_in(self, folder: str) -> frozenset[str]:
        """The ids of the files directly below `folder` that could not be decoded.

        `folder` is the last of the path, which tells the kinds of records apart: 2026-04 is
        the folder of a month.
        """
        return self._unread_by_folder.get(folder, frozenset())

    @cached_property
    def _unread_by_folder(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for path in map(PurePath, self.unread):
            found[path.parent.name].add(path.stem)
        return {folder: frozenset(ids) for folder, ids in found.items()}
