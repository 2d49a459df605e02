"""Somebody leaves: dates that fit, what is due on the last day, how long the records are kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import Employee, Path, Record
from kefu_docs.model.employee import BaseContract
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.rule import Rule
from kefu_docs.zh import months_after

_TRANSFER = dt.timedelta(days=15)
_AHEAD = dt.timedelta(days=30)


def _dates(case: Case) -> Iterator[Finding]:
    for employee, record in case.dataset.employees.items():
        for path, message in _misfits(record.value):
            yield Finding(record.at(*path), message, employee)


def _misfits(person: Employee) -> Iterator[tuple[Path, Message]]:
    left, leaving = person.left_on, person.leaving
    if left is None:
        if leaving is not None:
            yield ("leaving",), Message("`leaving` says why, but not when: write left_on")
        return
    if left < person.hired_on:
        message = Message(
            "left on {left}, before being hired on {hired}",
            {"left": left, "hired": person.hired_on},
        )
        yield ("left_on",), message
    if leaving is not None and leaving.notice_on is not None and leaving.notice_on > left:
        message = Message(
            "notice was given on {notice}, after leaving on {left}",
            {"notice": leaving.notice_on, "left": left},
        )
        yield ("leaving", "notice_on"), message
    for path, contract in person.all_contracts():
        yield from _terms_misfit(path, contract, left, leaving.reason if leaving else None)


def _terms_misfit(
    path: Path, contract: BaseContract, left: dt.date, reason: str | None
) -> Iterator[tuple[Path, Message]]:
    values = {"number": contract.number, "starts": contract.starts_on, "left": left}
    if reason == "expiry" and contract.covers(left) and contract.ends_on != left:
        message = Message(
            "`reason: expiry`, but on {left} contract {number!r} had not ended: severance goes by "
            "the reason",
            values,
        )
        yield ("leaving", "reason"), message
    if contract.starts_on > left:
        message = Message(
            "contract {number!r} starts on {starts}, after leaving on {left}: whoever comes "
            "back has not left",
            values,
        )
        yield (*path, "starts_on"), message


def _left(case: Case) -> Iterator[tuple[str, Record[Employee], dt.date]]:
    for employee, record in case.dataset.employees.items():
        if record.value.left_on is not None:
            yield employee, record, record.value.left_on


def _last_day(case: Case) -> Iterator[Finding]:
    for employee, record, left in _left(case):
        if left - _AHEAD <= case.on <= left + _TRANSFER:
            message = Message(
                "{name} leaves on {left}: all wages are due on that day, and the certificate of "
                "leaving (离职证明); file and insurance are transferred by {until}",
                {"name": record.value.name, "left": left, "until": left + _TRANSFER},
            )
            yield Finding(record.at("left_on"), message, employee)


def _kept(case: Case) -> Iterator[Finding]:
    for employee, record, left in _left(case):
        until = months_after(left, 24)
        if until < case.on:
            message = Message(
                "{name} left on {left}; the two years for which contract and pay are kept are over "
                "since {until}: the files may be deleted (docs/privacy.md says how)",
                {"name": record.value.name, "left": left, "until": until},
            )
            yield Finding(record.at("left_on"), message, employee)


RULES: tuple[Rule, ...] = (
    Rule(
        "leaving-dates",
        Severity.ERROR,
        Message("consistency of the records"),
        Message("Nobody leaves before coming, or comes after leaving."),
        _dates,
    ),
    Rule(
        "leaving-day",
        Severity.NOTICE,
        Message("工资支付暂行规定 9; 劳动合同法 50"),
        Message("Who leaves is paid in full at once, and is handed a certificate."),
        _last_day,
    ),
    Rule(
        "leaver-kept",
        Severity.NOTICE,
        Message("劳动合同法 50; 工资支付暂行规定 6; 个人信息保护法 19, 47"),
        Message("Contracts and pay are kept for two years, and then for no longer than needed."),
        _kept,
    ),
)
