"""Hours and rest (劳动法 36, 38), for contracts with standard hours.

A record gives the start and the end of the day and no meal break. Of a day longer than eight
hours up to one hour is therefore taken as an unpaid break, and `daily-break` asks for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import Hours
from kefu_docs.rules.case import Agreement, Case, Finding
from kefu_docs.rules.rule import Rule


def span(hours: Hours) -> Decimal:
    """Hours from start to end; an end not after the start is on the next day."""
    minutes = (hours.ends.hour - hours.starts.hour) * 60 + hours.ends.minute - hours.starts.minute
    return Decimal(minutes if minutes > 0 else minutes + 24 * 60) / 60


def worked(hours: Hours) -> Decimal:
    """Hours of work in a day: the span, less up to one hour of what is above eight."""
    return min(span(hours), max(Decimal(8), span(hours) - 1))


def _standard(case: Case) -> Iterator[tuple[Agreement, Hours]]:
    for agreement in case.agreements:
        if agreement.contract.hours.system == "standard":
            yield agreement, agreement.contract.hours


def _daily_hours(case: Case) -> Iterator[Finding]:
    for agreement, hours in _standard(case):
        if span(hours) > 9:
            message = Message(
                "{hours:.1f} hours from start to end are more than 8 hours of work a day, even "
                "with a break of one hour",
                {"hours": span(hours)},
            )
            yield agreement.finding(message, "hours", "ends")


def _daily_break(case: Case) -> Iterator[Finding]:
    for agreement, hours in _standard(case):
        if 8 < span(hours) <= 9:
            message = Message(
                "{hours:.1f} hours from start to end are at most 8 hours of work only if a break "
                "of {minutes:.0f} minutes is given",
                {"hours": span(hours), "minutes": (span(hours) - 8) * 60},
            )
            yield agreement.finding(message, "hours", "ends")


def _weekly_hours(case: Case) -> Iterator[Finding]:
    for agreement, hours in _standard(case):
        week = worked(hours) * max(0, 7 - hours.rest_days_per_week)
        if week > 44:
            message = Message(
                "{daily:.1f} hours on {days} days are {week:.1f} hours a week: 44 are allowed",
                {"daily": worked(hours), "days": 7 - hours.rest_days_per_week, "week": week},
            )
            yield agreement.finding(message, "hours")


def _weekly_rest(case: Case) -> Iterator[Finding]:
    for agreement, hours in _standard(case):
        if hours.rest_days_per_week < 1:
            message = Message("there is no day of rest: at least one a week is due")
            yield agreement.finding(message, "hours", "rest_days_per_week")


def _days_of_week(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        days = agreement.contract.hours.rest_days_per_week
        if days > 6:
            message = Message("{days} days of rest leave no day of work in a week", {"days": days})
            yield agreement.finding(message, "hours", "rest_days_per_week")


RULES: tuple[Rule, ...] = (
    Rule(
        "daily-hours",
        Severity.ERROR,
        Message("劳动法 36"),
        Message("Standard hours are at most eight a day."),
        _daily_hours,
        acknowledgeable=True,
    ),
    Rule(
        "daily-break",
        Severity.WARNING,
        Message("劳动法 36"),
        Message(
            "A day of more than eight hours from start to end is lawful only with an unpaid break."
        ),
        _daily_break,
        acknowledgeable=True,
    ),
    Rule(
        "weekly-hours",
        Severity.ERROR,
        Message("劳动法 36"),
        Message("Standard hours are at most 44 a week on average."),
        _weekly_hours,
        acknowledgeable=True,
    ),
    Rule(
        "weekly-rest",
        Severity.ERROR,
        Message("劳动法 38"),
        Message("A worker has at least one day of rest a week."),
        _weekly_rest,
        acknowledgeable=True,
    ),
    Rule(
        "rest-days",
        Severity.ERROR,
        Message("consistency of the records"),
        Message("A week has seven days, and a contract of work has a day of work among them."),
        _days_of_week,
    ),
)
