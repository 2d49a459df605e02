"""Which days of the contracts fall due (劳动合同法, LCL, 10, 14, 21; sample 1, clause 六 4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.model import Dataset, Employee, LaborContract, ServiceContract, fixed_terms
from kefu_docs.zh import last_day, months_after

ReminderKind = Literal[
    "renewal-decision",
    "renewal-notice",
    "probation-ends",
    "contract-missing",
    "contract-unsigned",
    "open-ended-due",
    "leaves",
]

_Due = tuple[dt.date, ReminderKind, LaborContract | ServiceContract | None, Message]

# Days before a contract's end: whether to renew it is decided then, and told in writing then. The
# sample (clause 六 4) asks for the notice 30 days ahead; on that day a reminder comes too late.
_DECISION, _NOTICE = dt.timedelta(days=60), dt.timedelta(days=45)
# How long a day that has passed is still worth a reminder.
_OVERDUE: Final = dt.timedelta(days=30)


class Reminder(Struct, frozen=True):
    """A day that falls due: `employee` is the record's id, `number` the contract's number."""

    date: dt.date
    kind: ReminderKind
    employee: str
    name: str
    number: str
    message: Message


class _Span(Struct, frozen=True):
    """The build date `on`, and the days around it that are looked at, both ends included."""

    first: dt.date
    on: dt.date
    last: dt.date

    def holds(self, day: dt.date | None) -> bool:
        return day is not None and self.first <= day <= self.last


def due(dataset: Dataset, on: dt.date, within: dt.timedelta) -> tuple[Reminder, ...]:
    """What falls due from 30 days before `on` to `within` after it, both ends included, by date.

    A contract still unsigned on `on` is due however long ago its month of grace has passed.
    """
    span = _Span(on - _OVERDUE, on, on + within)
    found = (
        Reminder(
            day, kind, employee, record.value.name, contract.number if contract else "", message
        )
        for employee, record in dataset.employees.items()
        for day, kind, contract, message in _of_person(record.value, span)
    )
    return tuple(sorted(found, key=lambda r: (r.date, r.employee, r.number, r.kind)))


def _of_person(person: Employee, span: _Span) -> Iterator[_Due]:
    contracts = sorted((c for _, c in person.all_contracts()), key=lambda c: c.starts_on)
    if person.left_on is not None:  # nothing is renewed, extended or signed any more
        yield from _leaves(person, contracts[-1] if contracts else None, person.left_on, span)
        return
    if not contracts:
        yield from _missing(person, span)
    for contract in contracts:
        ends = contract.ends_on
        # A contract that is renewed already needs no decision.
        if ends and not any(c.starts_on > ends for c in contracts):
            yield from _renewal(person, contract, ends, span)
        yield from _probation(person, contract, span)
        yield from _unsigned(person, contract, span)
    yield from _open_ended(person, [c for c in contracts if isinstance(c, LaborContract)], span)


def _missing(person: Employee, span: _Span) -> Iterator[_Due]:
    """The first contract, due a month after hiring and for as long as there is none (LCL 10)."""
    latest = months_after(person.hired_on, 1)
    if latest <= span.last:
        message = Message(
            "{name}, hired on {hired}, has no contract on record: it is due in writing by {latest}",
            {"name": person.name, "hired": person.hired_on, "latest": latest},
        )
        yield latest, "contract-missing", None, message


def _leaves(
    person: Employee,
    contract: LaborContract | ServiceContract | None,
    left: dt.date,
    span: _Span,
) -> Iterator[_Due]:
    if span.holds(left):
        message = Message(
            "{name} leaves on {left}: all wages are due on that day, and the certificate of "
            "leaving (离职证明); file and insurance are transferred by {until}",
            {"name": person.name, "left": left, "until": left + dt.timedelta(days=15)},
        )
        yield left, "leaves", contract, message


def _renewal(
    person: Employee, contract: LaborContract | ServiceContract, ends: dt.date, span: _Span
) -> Iterator[_Due]:
    values = {"number": contract.number, "name": person.name, "ends": ends}
    if span.holds(ends - _DECISION) and span.on <= ends - _NOTICE:
        message = Message(
            "contract {number} of {name} ends on {ends}: decide whether it is renewed", values
        )
        yield ends - _DECISION, "renewal-decision", contract, message
    # Without a decision it stays due until the end, and for as long as any day that has passed.
    if span.holds(ends - _NOTICE) or ends - _NOTICE < span.on <= ends + _OVERDUE:
        message = Message(
            "contract {number} of {name} ends on {ends}: tell {name} in writing, by {latest}, "
            "whether it is renewed",
            {**values, "latest": ends - dt.timedelta(days=30)},
        )
        yield ends - _NOTICE, "renewal-notice", contract, message


def _probation(
    person: Employee, contract: LaborContract | ServiceContract, span: _Span
) -> Iterator[_Due]:
    ends = contract.probation_ends_on
    if ends and span.holds(ends):
        message = Message(
            "the probation of {name} under contract {number} ends on {ends}: decide before then",
            {"name": person.name, "number": contract.number, "ends": ends},
        )
        yield ends, "probation-ends", contract, message


def _unsigned(
    person: Employee, contract: LaborContract | ServiceContract, span: _Span
) -> Iterator[_Due]:
    latest = months_after(contract.starts_on, 1)
    still_unsigned = latest < span.on < contract.signed_on
    if contract.signed_on > latest and (span.holds(latest) or still_unsigned):
        message = Message(
            "contract {number} of {name} is due in writing by {latest}, one month after the start; "
            "its date of signing is {signed}",
            {
                "number": contract.number,
                "name": person.name,
                "latest": latest,
                "signed": contract.signed_on,
            },
        )
        yield latest, "contract-unsigned", contract, message


def _open_ended(person: Employee, contracts: list[LaborContract], span: _Span) -> Iterator[_Due]:
    """The end of the last term, where the next contract must be open-ended (LCL 14).

    It must after two fixed terms in a row, and after ten years of service; `contracts` by start.
    """
    last, count = fixed_terms(contracts)[-1] if contracts else (None, 0)
    ends = last.ends_on if last else None
    if last is None or ends is None or not span.holds(ends):
        return
    values = {"number": last.number, "name": person.name, "ends": ends}
    if count >= 2:
        message = Message(
            "contract {number} of {name}, which ends on {ends}, is fixed term number {count} in a "
            "row: the next must be open-ended (无固定期限) unless the worker asks for a term",
            {**values, "count": count},
        )
        yield ends, "open-ended-due", last, message
    elif last_day(person.hired_on, 120) <= ends:
        message = Message(
            "contract {number} of {name} ends on {ends}, after ten years of service since {hired}: "
            "the next must be open-ended (无固定期限) unless the worker asks for a term",
            {**values, "hired": person.hired_on},
        )
        yield ends, "open-ended-due", last, message
