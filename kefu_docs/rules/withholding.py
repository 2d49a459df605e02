"""Tax that is withheld otherwise than usual: annual bonuses, first jobs, small wages, students."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.dates import person_months
from kefu_docs.rules.pay_month import paid_months
from kefu_docs.rules.rule import Rule

_APART_UNTIL = dt.date(2027, 12, 31)
_WHOLE_YEAR = Decimal(60000)


def _apart_over(case: Case) -> Iterator[Finding]:
    for month, employee, record in person_months(case):
        bonus = record.value.bonus
        if bonus is not None and bonus.taxed == "apart" and month.first > _APART_UNTIL:
            message = Message(
                "a bonus may be taxed apart up to {until} only, and is taxed with the wages here: "
                "write taxed: with_wages",
                {"until": _APART_UNTIL},
            )
            yield Finding(record.at("bonus", "taxed"), message, employee)


def _apart_twice(case: Case) -> Iterator[Finding]:
    had: dict[tuple[str, int], str] = {}
    for month, employee, record in person_months(case):
        bonus = record.value.bonus
        if bonus is None or bonus.taxed != "apart":
            continue
        first = had.setdefault((employee, month.year), str(month))
        if first != str(month):
            message = Message(
                "the bonus of {first} was taxed apart already: only one a year is",
                {"first": first},
            )
            yield Finding(record.at("bonus", "taxed"), message, employee)


def _not_applied(case: Case) -> Iterator[Finding]:
    told: set[tuple[str, int]] = set()
    for employee, month, _, statement in sorted(paid_months(case), key=lambda paid: paid[:2]):
        person = case.dataset.employees.get(employee)
        if person is None or statement.year is None or (employee, month.year) in told:
            continue
        values = {"name": person.value.name, "year": month.year}
        if person.value.withholding == "under_60000" and statement.year.allowance != _WHOLE_YEAR:
            told.add((employee, month.year))
            message = Message(
                "the 60,000 yuan of {year} are not deducted from January on: {name} was not "
                "employed here in every month of the year before, or earned more than 60,000",
                values,
            )
            yield Finding(person.at("withholding"), message, employee)
        elif person.value.withholding == "student" and statement.normal_hours is not None:
            told.add((employee, month.year))
            message = Message(
                "{name} has wages in {year}: the rule for students is one for service pay", values
            )
            yield Finding(person.at("withholding"), message, employee)


RULES: tuple[Rule, ...] = (
    Rule(
        "bonus-apart-over",
        Severity.ERROR,
        Message("财政部 税务总局公告2023年第30号"),
        Message("What may be taxed apart is said by a rule with an end."),
        _apart_over,
    ),
    Rule(
        "bonus-apart-twice",
        Severity.ERROR,
        Message("国税发〔2005〕9号, 3; 财税〔2018〕164号, 1"),
        Message("An annual bonus is taxed apart once a year."),
        _apart_twice,
    ),
    Rule(
        "withholding-not-applied",
        Severity.WARNING,
        Message("国家税务总局公告2020年第13号, 第19号"),
        Message("What the record asks for has conditions, and tax is withheld as usual without."),
        _not_applied,
        acknowledgeable=True,
        looks_at="statements",
    ),
)
