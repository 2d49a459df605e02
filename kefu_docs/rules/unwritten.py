"""Work without a written contract (劳动合同法 10, 14, 82): before, between and after contracts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.rules.case import Agreement, Case, Finding
from kefu_docs.rules.rule import Rule
from kefu_docs.rules.stakes import double_pay
from kefu_docs.zh import last_day, months_after

_DAY = dt.timedelta(days=1)


def _no_contract(case: Case) -> Iterator[Finding]:
    for employee, record in case.dataset.employees.items():
        person = record.value
        if any(True for _ in person.all_contracts()) or person.left_on is not None:
            continue
        values = {
            "name": person.name,
            "hired": person.hired_on,
            "latest": months_after(person.hired_on, 1),
        }
        message = Message(
            "{name}, hired on {hired}, has no contract on record: it is due in writing by "
            "{latest}, and from then on double pay is owed",
            values,
        )
        yield Finding(record.at("hired_on"), message, employee)


def _no_address(case: Case) -> Iterator[Finding]:
    for employee, record in case.dataset.employees.items():
        missing = record.value.missing_address
        if missing and any(True for _ in record.value.all_contracts()):
            message = Message(
                "the contract of {name} waits for what it prints: {keys}",
                {"name": record.value.name, "keys": ", ".join(missing)},
            )
            yield Finding(record.at("name"), message, employee)


def _signed_late(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        contract = agreement.contract
        latest = months_after(contract.starts_on, 1)
        if contract.signed_on > latest:
            message = Message(
                "signed on {signed}, later than one month after the start on {starts}: the "
                "written contract was due by {latest}, and double pay is owed from then",
                {"signed": contract.signed_on, "starts": contract.starts_on, "latest": latest},
            )
            yuan = double_pay(case, agreement, contract.starts_on, contract.signed_on - _DAY)
            yield agreement.finding(message, "signed_on", yuan=yuan)


def _signed_after_start(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        contract = agreement.contract
        if contract.starts_on < contract.signed_on <= months_after(contract.starts_on, 1):
            message = Message(
                "signed on {signed}, after the start on {starts}: sign on the first day or before",
                {"signed": contract.signed_on, "starts": contract.starts_on},
            )
            yield agreement.finding(message, "signed_on")


def _hired_before(case: Case) -> Iterator[Finding]:
    for agreements in case.by_person():
        first = agreements[0]
        hired, starts = first.record.value.hired_on, first.contract.starts_on
        if first.contract.continues_service or starts <= months_after(hired, 1):
            continue
        values = {"name": first.record.value.name, "hired": hired, "starts": starts}
        if starts >= months_after(hired, 12):
            message = Message(
                "{name} was hired on {hired}, and the first contract on record starts on {starts}: "
                "work without a written contract is paid double from the second month, and after a "
                "year the contract counts as open-ended; add the earlier contracts, if there are",
                values,
            )
        else:
            message = Message(
                "{name} was hired on {hired}, and the first contract on record starts on {starts}: "
                "work without a written contract is paid double from the second month; add the "
                "earlier contracts, if there are",
                values,
            )
        yuan = double_pay(case, first, hired, starts - _DAY)
        yield Finding(first.record.at("hired_on"), message, first.employee, yuan)


def _gap(case: Case) -> Iterator[Finding]:
    for agreements in case.by_person():
        for earlier, later in pairwise([*agreements, None]):
            if earlier is not None:
                yield from _after(case, earlier, later)


def _after(case: Case, earlier: Agreement, later: Agreement | None) -> Iterator[Finding]:
    """What is amiss after a contract's end: months of work, and more than one without another."""
    ends = earlier.contract.ends_on
    if ends is None:
        return
    last = later.contract.starts_on - _DAY if later else dt.date.max
    until = max(_days_worked(case, earlier.employee, last), default=ends)
    if until <= last_day(ends + _DAY, 1):
        return
    yuan = double_pay(case, earlier, ends + _DAY, until)
    message = _went_on(earlier, until, is_renewed=later is not None)
    if later is None:
        yield earlier.finding(message, "ends_on", yuan=yuan)
    else:
        yield later.finding(message, "starts_on", yuan=yuan)


def _went_on(earlier: Agreement, until: dt.date, *, is_renewed: bool) -> Message:
    values = {
        "name": earlier.record.value.name,
        "number": earlier.contract.number,
        "ends": earlier.contract.ends_on,
        "until": until,
    }
    if is_renewed:
        return Message(
            "contract {number} of {name} ended on {ends}, and work went on without one until "
            "{until}: more than a month of it counts as renewed, and a written contract was due",
            values,
        )
    return Message(
        "contract {number} ended on {ends}, and {name} has worked on until {until}: the "
        "contract goes on as it was, and a written one is due",
        values,
    )


def _days_worked(case: Case, employee: str, until: dt.date) -> Iterator[dt.date]:
    """The last day up to `until` that each month on record is about."""
    for month, people in case.dataset.months.items():
        if employee in people:
            first, last = people[employee].value.days(month)
            if first <= until:
                yield min(last, until)


RULES: tuple[Rule, ...] = (
    Rule(
        "contract-missing",
        Severity.WARNING,
        Message("劳动合同法 10, 82"),
        Message(
            "Somebody taken from a roster has no contract yet; the law gives a month from the day "
            "of hiring."
        ),
        _no_contract,
        acknowledgeable=True,
    ),
    Rule(
        "address-missing",
        Severity.WARNING,
        Message("劳动合同法 17"),
        Message("A roster need not hold addresses; the contract does, so it is not built yet."),
        _no_address,
        acknowledgeable=True,
    ),
    Rule(
        "signed-late",
        Severity.ERROR,
        Message("劳动合同法 10, 82"),
        Message("From the second month without a written contract the employer owes double pay."),
        _signed_late,
        acknowledgeable=True,
    ),
    Rule(
        "signed-after-start",
        Severity.WARNING,
        Message("劳动合同法 10"),
        Message(
            "The contract is put in writing by the first day of work; the month that the law "
            "allows is for delays."
        ),
        _signed_after_start,
        acknowledgeable=True,
    ),
    Rule(
        "hired-before-contract",
        Severity.WARNING,
        Message("劳动合同法 14, 82, 劳动合同法实施条例 6, 7"),
        Message(
            "Work begins with the day of hiring, so the months before the first contract are "
            "months without one."
        ),
        _hired_before,
        acknowledgeable=True,
    ),
    Rule(
        "contract-gap",
        Severity.WARNING,
        Message("劳动合同法 10, 82, 法释〔2025〕12号 11"),
        Message(
            "Work that goes on for more than a month after a contract's end is work under the old "
            "terms, without a written contract."
        ),
        _gap,
        acknowledgeable=True,
    ),
)
