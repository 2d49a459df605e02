"""How old a person is when a contract starts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.rules.calendar_terms import age_on, retirement_day
from kefu_docs.rules.case import Agreement, Case, Finding
from kefu_docs.rules.id_types import born_on
from kefu_docs.rules.pay_month import minimum_in, paid_months
from kefu_docs.rules.rule import Rule

_OVER_AGE = dt.date(2026, 7, 1)
"""Since when workers past the retirement age have rights of their own (人社部令第56号)."""


def _with_birth(case: Case) -> Iterator[tuple[Agreement, dt.date]]:
    """Every contract of a person whose birth date is known."""
    for agreement in case.agreements:
        if born := born_on(agreement.record.value):
            yield agreement, born


def _child(case: Case) -> Iterator[Finding]:
    for agreement, born in _with_birth(case):
        person, starts = agreement.record.value, agreement.contract.starts_on
        values: dict[str, object] = {"name": person.name, "age": age_on(born, starts)}
        if age_on(born, starts) < 16:
            message = Message(
                "{name} is {age} {age:year|years} old when the contract starts: nobody under 16 "
                "may be hired",
                values,
            )
            yield agreement.finding(message, "starts_on")
        elif (age := age_on(born, person.hired_on)) < 16:
            message = Message(
                "{name} was {age} {age:year|years} old when hired on {hired}: nobody under 16 may "
                "be hired",
                {**values, "age": age, "hired": person.hired_on},
            )
            yield Finding(agreement.record.at("hired_on"), message, agreement.employee)


def _minor(case: Case) -> Iterator[Finding]:
    for agreement, born in _with_birth(case):
        age = age_on(born, agreement.contract.starts_on)
        if 16 <= age < 18:
            message = Message(
                "{name} is {age} {age:year|years} old when the contract starts: workers under 18 "
                "are registered and examined, and do no barred work",
                {"name": agreement.record.value.name, "age": age},
            )
            yield agreement.finding(message, "starts_on")


def _retired(case: Case) -> Iterator[Finding]:
    for agreement, born in _with_birth(case):
        day = retirement_day(born, agreement.record.value.gender, case.law_on)
        if agreement.contract.starts_on >= day:
            values = {"name": agreement.record.value.name, "day": day, "since": _OVER_AGE}
            message = Message(
                "{name} reached the retirement age on {day}, before the contract starts: from "
                "{since} on a written agreement, the minimum wage and injury insurance are due",
                values,
            )
            yield agreement.finding(message, "starts_on")


def _term_crosses(case: Case) -> Iterator[Finding]:
    for agreement, born in _with_birth(case):
        day, ends = (
            retirement_day(born, agreement.record.value.gender, case.law_on),
            agreement.contract.ends_on,
        )
        left = agreement.record.value.left_on
        if left is not None and left <= day:
            continue
        if ends is not None and agreement.contract.starts_on < day <= ends:
            message = Message(
                "the contract runs to {ends}, but {name} reaches the retirement age on {day}, when "
                "it can end: agree on that day, or on working longer (弹性延迟退休)",
                {"ends": ends, "name": agreement.record.value.name, "day": day},
            )
            yield agreement.finding(message, "ends_on")


def _paid_past_retirement(case: Case) -> Iterator[Finding]:
    for agreement, born in _with_birth(case):
        day = retirement_day(born, agreement.record.value.gender, case.law_on)
        contract, later = agreement.contract, max(day, _OVER_AGE)
        months = [
            month
            for month, people in case.dataset.months.items()
            if agreement.employee in people
            and later <= month.first
            and contract.covers(month.first)
        ]
        if contract.starts_on < day and months:
            message = Message(
                "{name} reached the retirement age on {day} and is paid for {month}: a written "
                "agreement for that time, the minimum wage and injury insurance are due",
                {"name": agreement.record.value.name, "day": day, "month": str(min(months))},
            )
            yield agreement.finding(message, "starts_on")


def _over_age_wage(case: Case) -> Iterator[Finding]:
    """Service pay past the retirement age; wages have the rule `minimum-wage-month`."""
    born_on = {agreement.employee: born for agreement, born in _with_birth(case)}
    for employee, month, record, statement in paid_months(case):
        born, entry = born_on.get(employee), minimum_in(case, month)
        if born is None or entry is None or statement.normal_hours is not None:
            continue
        person = case.dataset.employees[employee].value
        retired = retirement_day(born, person.gender, case.law_on)
        is_whole = statement.days == statement.month_days
        short = entry.monthly - statement.gross
        if max(retired, _OVER_AGE) <= month.first and is_whole and short > 0:
            message = Message(
                "{name} is past the retirement age, and {month} pays {pay:.2f} yuan, under the "
                "minimum wage of {place}, {minimum:.2f} a month since {since} ({confidence}: "
                "{source})",
                {
                    "name": person.name,
                    "month": str(month),
                    "pay": statement.gross,
                    **entry.values(),
                },
            )
            yield Finding(record.at(), message, employee, short)


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
            "国务院关于渐进式延迟法定退休年龄的办法（2025-01-01 起）, "
            "人社部令第56号（2026-07-01 起）"
        ),
        Message(
            "Past the statutory age, which rises to 63 for men and to 55 for women (who count as "
            "workers here, not as managers), an ordinary labor contract no longer fits."
        ),
        _retired,
        acknowledgeable=True,
    ),
    Rule(
        "term-past-retirement",
        Severity.WARNING,
        Message("劳动合同法 44, 劳动合同法实施条例 21"),
        Message("A labor contract can end on the day of retirement, so a term beyond it misleads."),
        _term_crosses,
        acknowledgeable=True,
    ),
    Rule(
        "paid-past-retirement",
        Severity.WARNING,
        Message("超龄劳动者基本权益保障暂行规定（人社部令第56号）"),
        Message(
            "Who works on past the retirement age has a written agreement, the minimum wage and "
            "injury insurance."
        ),
        _paid_past_retirement,
        acknowledgeable=True,
        since=_OVER_AGE,
    ),
    Rule(
        "over-age-minimum-wage",
        Severity.ERROR,
        Message("超龄劳动者基本权益保障暂行规定（人社部令第56号）"),
        Message("Normal work past the retirement age pays the minimum wage at least."),
        _over_age_wage,
        acknowledgeable=True,
        looks_at="statements",
        since=_OVER_AGE,
    ),
)
