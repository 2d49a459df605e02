"""Overtime of a month: how much there may be, and what time off stands for (劳动法 41, 44)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.dates import person_months
from kefu_docs.rules.pay_month import paid_months
from kefu_docs.rules.rule import Rule

_MOST = Decimal(36)
_DAY = 24  # hours: whoever works through a holiday is paid for all of it


def _hours(case: Case) -> Iterator[Finding]:
    for month, employee, record in person_months(case):
        total = record.value.overtime.total
        if total > _MOST:
            message = Message(
                "{hours} hours of overtime in {month} are more than the {most} that are allowed",
                {"hours": total, "month": month, "most": _MOST},
            )
            yield Finding(record.at("overtime"), message, employee)


def _time_off(case: Case) -> Iterator[Finding]:
    for _, employee, record in person_months(case):
        overtime = record.value.overtime
        if overtime.time_off_hours > overtime.rest_day_hours:
            message = Message(
                "{off} {off:hour|hours} of time off (补休) for {worked} {worked:hour|hours} on "
                "rest days: time off takes the place of pay for rest days alone",
                {"off": overtime.time_off_hours, "worked": overtime.rest_day_hours},
            )
            yield Finding(record.at("overtime", "time_off_hours"), message, employee)


def _holidays(case: Case) -> Iterator[Finding]:
    for employee, month, record, statement in paid_months(case):
        hours, rest = record.value.overtime.holiday_hours, statement.rest
        if rest is not None and hours > rest.statutory * _DAY:
            message = Message(
                "{hours} {hours:hour is|hours are} recorded for statutory holidays, of which "
                "{month} has {days}: 300 percent is for these alone, the days exchanged around "
                "them (调休) are rest_day_hours",
                {"hours": hours, "month": month, "days": rest.statutory},
            )
            yield Finding(record.at("overtime", "holiday_hours"), message, employee)


def _without_wages(case: Case) -> Iterator[Finding]:
    for employee, month, record, statement in paid_months(case):
        if statement.rest is not None:
            continue
        if record.value.overtime.total:
            message = Message(
                "the overtime of {month} is not paid: a service contract knows no overtime",
                {"month": month},
            )
            yield Finding(record.at("overtime"), message, employee)
        if record.value.bonus is not None:
            message = Message(
                "the bonus of {month} is not paid: a service contract knows no annual bonus",
                {"month": month},
            )
            yield Finding(record.at("bonus"), message, employee)


RULES: tuple[Rule, ...] = (
    Rule(
        "overtime-hours",
        Severity.ERROR,
        Message("劳动法 41; 42 names the emergencies that are left out"),
        Message("A month has 36 hours of overtime at most."),
        _hours,
        acknowledgeable=True,
    ),
    Rule(
        "time-off-hours",
        Severity.ERROR,
        Message("劳动法 44"),
        Message("Work on workdays and statutory holidays is paid and cannot be given back."),
        _time_off,
    ),
    Rule(
        "holiday-hours",
        Severity.WARNING,
        Message("劳动法 44, 国务院令第795号, 第644号"),
        Message("Three times the wage is due for work on statutory holidays and no other days."),
        _holidays,
        acknowledgeable=True,
        looks_at="statements",
    ),
    Rule(
        "overtime-without-wages",
        Severity.WARNING,
        Message("劳动法 44"),
        Message("Overtime and bonuses are wages; beside service pay they would be lost silently."),
        _without_wages,
        acknowledgeable=True,
        looks_at="statements",
    ),
)
