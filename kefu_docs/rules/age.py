"""How old a person is when a contract starts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.rules import numbers
from kefu_docs.rules.calendar_terms import age_on, retirement_day
from kefu_docs.rules.case import Agreement, Case, Finding
from kefu_docs.rules.rule import Rule


def _with_birth(case: Case) -> Iterator[tuple[Agreement, dt.date]]:
    """Every contract of a person whose ID number tells a birth date."""
    for agreement in case.agreements:
        number = agreement.record.value.id_number
        if numbers.ID_FORMAT.fullmatch(number) and (born := numbers.birth_date(number)):
            yield agreement, born


def _child(case: Case) -> Iterator[Finding]:
    for agreement, born in _with_birth(case):
        age = age_on(born, agreement.contract.starts_on)
        if age < 16:
            message = Message(
                "{name} is {age} years old when the contract starts: nobody under 16 may be hired",
                {"name": agreement.record.value.name, "age": age},
            )
            yield agreement.finding(message, "starts_on")


def _minor(case: Case) -> Iterator[Finding]:
    for agreement, born in _with_birth(case):
        age = age_on(born, agreement.contract.starts_on)
        if 16 <= age < 18:
            message = Message(
                "{name} is {age} years old when the contract starts: workers under 18 are "
                "registered and examined, and do no barred work",
                {"name": agreement.record.value.name, "age": age},
            )
            yield agreement.finding(message, "starts_on")


def _retired(case: Case) -> Iterator[Finding]:
    for agreement, born in _with_birth(case):
        day = retirement_day(born, agreement.record.value.gender)
        if agreement.contract.starts_on >= day:
            message = Message(
                "{name} reached the retirement age on {day}, before the contract starts: the "
                "rules for workers past that age (超龄劳动者) apply",
                {"name": agreement.record.value.name, "day": day},
            )
            yield agreement.finding(message, "starts_on")


RULES: tuple[Rule, ...] = (
    Rule(
        "age-under-16",
        Severity.ERROR,
        Message("劳动法 15"),
        Message("An employer may not hire a child under 16."),
        _child,
    ),
    Rule(
        "age-under-18",
        Severity.WARNING,
        Message("劳动法 58, 64, 65"),
        Message("A worker of 16 or 17 is a minor worker, 未成年工, under special protection."),
        _minor,
        acknowledgeable=True,
    ),
    Rule(
        "age-past-retirement",
        Severity.WARNING,
        Message(
            "国务院关于渐进式延迟法定退休年龄的办法 (2025-01-01); 超龄劳动者 rules since 2026-07-01"
        ),
        Message(
            "Past the statutory age, which rises to 63 for men and to 55 for women (who count as "
            "workers here, not as managers), an ordinary labor contract no longer fits."
        ),
        _retired,
        acknowledgeable=True,
    ),
)
