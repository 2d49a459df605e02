"""Consistency in time: dates run forward, contracts follow each other, months are covered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.diagnostics.nearest import id_meant
from kefu_docs.model import Month, PersonMonth, Record
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.rule import Rule

_EARLY_SIGNATURE = dt.timedelta(days=183)


def person_months(case: Case) -> Iterator[tuple[Month, str, Record[PersonMonth]]]:
    """Every month record of a person, by month."""
    for month in sorted(case.dataset.months):
        for employee, record in case.dataset.months[month].items():
            yield month, employee, record


def _contract_dates(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        starts, ends = agreement.contract.starts_on, agreement.contract.ends_on
        if ends is not None and ends < starts:
            message = Message(
                "the contract ends on {ends}, before it starts on {starts}",
                {"ends": ends, "starts": starts},
            )
            yield agreement.finding(message, "ends_on")


def _probation_dates(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        contract = agreement.contract
        ends = contract.probation_ends_on
        if ends is not None and not contract.covers(ends):
            message = Message(
                "probation ends on {ends}, outside the contract ({starts} to {last})",
                {"ends": ends, "starts": contract.starts_on, "last": contract.ends_on or "…"},
            )
            yield agreement.finding(message, "probation_ends_on")


def _signature(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        contract = agreement.contract
        if contract.starts_on - contract.signed_on > _EARLY_SIGNATURE:
            message = Message(
                "signed on {signed}, more than half a year before the start on {starts}: is the "
                "year right?",
                {"signed": contract.signed_on, "starts": contract.starts_on},
            )
            yield agreement.finding(message, "signed_on")
        elif contract.ends_on is not None and contract.signed_on > contract.ends_on:
            message = Message(
                "signed on {signed}, after the contract ended on {ends}: is the year right?",
                {"signed": contract.signed_on, "ends": contract.ends_on},
            )
            yield agreement.finding(message, "signed_on")


def _hired(case: Case) -> Iterator[Finding]:
    for employee, record in case.dataset.employees.items():
        starts = [contract.starts_on for _, contract in record.value.all_contracts()]
        first = min(starts, default=record.value.hired_on)
        if record.value.hired_on > first:
            message = Message(
                "hired on {hired}, after the first contract starts on {first}: service years "
                "count from the day of hiring, which is that day or before",
                {"hired": record.value.hired_on, "first": first},
            )
            yield Finding(record.at("hired_on"), message, employee)


def _overlap(case: Case) -> Iterator[Finding]:
    for employee, record in case.dataset.employees.items():
        ordered = sorted(record.value.all_contracts(), key=lambda item: item[1].starts_on)
        for (_, earlier), (path, later) in pairwise(ordered):
            if earlier.ends_on is None or later.starts_on <= earlier.ends_on:
                message = Message(
                    "contract {later!r} starts on {starts}, while {earlier!r} runs until {ends}: "
                    "a renewal starts the day after the last contract ends, or later",
                    {
                        "later": later.number,
                        "starts": later.starts_on,
                        "earlier": earlier.number,
                        "ends": earlier.ends_on or "…",
                    },
                )
                yield Finding(record.at(*path, "starts_on"), message, employee)


def _period(case: Case) -> Iterator[Finding]:
    for month, employee, record in person_months(case):
        first, last = record.value.days(month)
        if first > last:
            message = Message(
                "the period ends on {last}, before it begins on {first}",
                {"first": first, "last": last},
            )
            yield Finding(record.at("period", "to"), message, employee)
        for key, day in (("from", first), ("to", last)):
            if Month.of(day) != month:
                message = Message(
                    "{day} does not lie in {month}, the month of the folder",
                    {"day": day, "month": month},
                )
                yield Finding(record.at("period", key), message, employee)


def _employee_of_month(case: Case) -> Iterator[Finding]:
    known = case.dataset.employees.keys()
    unread = case.unread_in("employees")
    for _, employee, record in person_months(case):
        if employee not in known and employee not in unread:
            hint = id_meant(employee, known)
            values = {"employee": employee, "hint": hint}
            message = Message("there is no employee {employee!r}{hint}; rename this file", values)
            if not hint:
                message = Message(
                    "there is no employee {employee!r}: bring employees/{employee}.yaml back, or "
                    "delete this file, too",
                    values,
                )
            yield Finding(record.at(), message, employee)


def _contract_of_month(case: Case) -> Iterator[Finding]:
    for month, employee, record in person_months(case):
        person = case.dataset.employees.get(employee)
        first, last = record.value.days(month)
        if person is not None and not person.value.contracts_in(first, last):
            left = person.value.left_on
            values = {"name": person.value.name, "first": first, "last": last, "left": left}
            message = Message("no contract of {name} covers {first} to {last}", values)
            if left is not None and left < first:
                message = Message("{name} left on {left}, before {first} to {last}", values)
            yield Finding(record.at("period"), message, employee)


def _month_of_employee(case: Case) -> Iterator[Finding]:
    for month, people in sorted(case.dataset.months.items()):
        unread = case.unread_in(str(month))
        for employee, record in case.dataset.employees.items():
            contracts = record.value.contracts_in(month.first, month.last)
            if contracts and employee not in people and employee not in unread:
                message = Message(
                    "{name} is under contract in {month}, but there is no months/{month}/{id}.yaml",
                    {"name": record.value.name, "month": month, "id": employee},
                )
                yield Finding(record.at("name"), message, employee)


def _service_years(case: Case) -> Iterator[Finding]:
    for month, employee, record in person_months(case):
        person = case.dataset.employees.get(employee)
        _, last = record.value.days(month)
        if person is not None and last < person.value.hired_on:
            message = Message(
                "{name} was hired on {hired}, after {last}: service years cannot be less than none",
                {"name": person.value.name, "hired": person.value.hired_on, "last": last},
            )
            yield Finding(record.at("period"), message, employee)


RULES: tuple[Rule, ...] = (
    Rule(
        "contract-dates",
        Severity.ERROR,
        Message("劳动合同法 13"),
        Message("A contract that ends before it starts is a slip in one of the two dates."),
        _contract_dates,
    ),
    Rule(
        "probation-dates",
        Severity.ERROR,
        Message("劳动合同法 19"),
        Message("Probation is a part of the contract's term."),
        _probation_dates,
    ),
    Rule(
        "signature-implausible",
        Severity.WARNING,
        Message("consistency of the records"),
        Message(
            "A signature half a year before the start, or after the end, is mostly a wrong year."
        ),
        _signature,
        acknowledgeable=True,
    ),
    Rule(
        "hired-after-start",
        Severity.ERROR,
        Message("劳动合同法 7"),
        Message(
            "Employment begins with the work, so nobody is hired after the first contract starts."
        ),
        _hired,
    ),
    Rule(
        "contracts-overlap",
        Severity.ERROR,
        Message("consistency of the records"),
        Message(
            "Where two contracts are in force on one day, it is not known which one a month obeys."
        ),
        _overlap,
    ),
    Rule(
        "period-dates",
        Severity.ERROR,
        Message("consistency of the records"),
        Message("A summary is about days of its own month, in order."),
        _period,
    ),
    Rule(
        "month-without-employee",
        Severity.ERROR,
        Message("consistency of the records"),
        Message("A month record belongs to the person whose id is its file name."),
        _employee_of_month,
        across=True,
    ),
    Rule(
        "month-of-person-missing",
        Severity.WARNING,
        Message("consistency of the records"),
        Message("Who has no record of a month gets no summary, and is in no sum of the team."),
        _month_of_employee,
        acknowledgeable=True,
    ),
    Rule(
        "month-without-contract",
        Severity.ERROR,
        Message("consistency of the records"),
        Message("Without a contract there is no position to name and no pay to compute."),
        _contract_of_month,
    ),
    Rule(
        "service-years",
        Severity.ERROR,
        Message("sample 1, clause 四（二）"),
        Message("Service years count from the day of hiring and never go backwards."),
        _service_years,
    ),
)
