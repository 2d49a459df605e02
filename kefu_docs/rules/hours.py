"""Hours and rest (劳动法 36, 38, 39): the limits of standard hours, and rest in every system.

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
                "of {minutes} {minutes:minute|minutes} is given",
                {"hours": span(hours), "minutes": round((span(hours) - 8) * 60)},
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


def _over_forty(case: Case) -> Iterator[Finding]:
    for agreement, hours in _standard(case):
        week = worked(hours) * max(0, 7 - hours.rest_days_per_week)
        if 40 < week <= 44:
            message = Message(
                "{week:.1f} hours a week are {over:.1f} more than the 40 of a standard week: they "
                "are overtime, to be agreed and paid as such",
                {"week": week, "over": week - 40},
            )
            yield agreement.finding(message, "hours")


def _approval(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        contract, approval = agreement.contract, agreement.contract.hours.approval
        if contract.hours.system == "standard":
            continue
        day = max(contract.starts_on, min(case.law_on, contract.ends_on or case.law_on))
        if approval is None:
            message = Message(
                "these hours need the approval of the labor office: write its number and last day "
                "as `approval`, or the hours are judged as standard hours"
            )
            yield agreement.finding(message, "hours", "system")
        elif approval.until < day:
            message = Message(
                "the approval {number} of these hours ended on {until}: ask for a new one",
                {"number": approval.number, "until": approval.until},
            )
            yield agreement.finding(message, "hours", "approval", "until")


def _weekly_rest(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        hours = agreement.contract.hours
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
        "weekly-hours-over-forty",
        Severity.WARNING,
        Message("国务院关于职工工作时间的规定（国务院令第174号） 3, 劳动法 44"),
        Message("A standard week has 40 hours; what is planned beyond them is overtime."),
        _over_forty,
        acknowledgeable=True,
    ),
    Rule(
        "hours-approval",
        Severity.WARNING,
        Message("劳动法 39, 劳部发〔1994〕503号"),
        Message(
            "Hours counted over a longer period, or not fixed, hold only with the approval of the "
            "labor office."
        ),
        _approval,
        acknowledgeable=True,
    ),
    Rule(
        "weekly-rest",
        Severity.ERROR,
        Message("劳动法 38"),
        Message("A worker has at least one day of rest a week, in every system of hours."),
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
