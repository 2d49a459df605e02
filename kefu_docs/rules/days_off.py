"""Days off and attendance of a month: whether they fit, and whether they can be judged."""

from __future__ import annotations

from collections.abc import Iterator

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.pay_month import paid_months
from kefu_docs.rules.rule import Rule


def _attendance(case: Case) -> Iterator[Finding]:
    for employee, month, record, statement in paid_months(case):
        away = record.value.attendance.away
        if away > statement.days:
            message = Message(
                "{away} {away:day|days} of rest, absence and leave {away:is|are} more than the "
                "{days} {days:day|days} of {month} that are paid",
                {"away": away, "days": statement.days, "month": str(month)},
            )
            yield Finding(record.at("attendance"), message, employee)


def _calendar(case: Case) -> Iterator[Finding]:
    """One finding for each year, at its first month: the others say nothing new."""
    told: set[int] = set()
    for employee, month, record, statement in sorted(paid_months(case), key=lambda paid: paid[:2]):
        rest = statement.rest
        if rest is None or rest.is_calendar_known or month.year in told:
            continue
        told.add(month.year)
        message = Message(
            "the official days off of {year} (调休) are not known to this version: weekly rest "
            "counts by the contract alone, and who keeps the official calendar may lose a day's "
            "pay; install a newer version of chinesecalendar",
            {"year": month.year},
        )
        yield Finding(record.at("attendance", "rest_days"), message, employee)


def _missed(case: Case) -> Iterator[Finding]:
    for employee, _, record, statement in paid_months(case):
        rest = statement.rest
        if rest is not None and rest.missed_hours:
            message = Message(
                "{days:.3g} {days:day|days} of weekly rest {days:was|were} worked, and neither "
                "overtime nor time off (补休) is on record for them: {owed:.2f} yuan are owed at "
                "200 percent",
                {"days": rest.missed_hours / 8, "owed": rest.owed},
            )
            yield Finding(record.at("attendance", "rest_days"), message, employee, rest.owed)


def _charged(case: Case) -> Iterator[Finding]:
    for employee, _, record, statement in paid_months(case):
        rest = statement.rest
        if rest is not None and rest.charged_days:
            message = Message(
                "by its original wording the contract grants {own} {own:day|days} off, so {days} "
                "{days:day|days} of weekly rest or statutory holidays {days:is|are} deducted as "
                "absence: {days:it is a paid day|they are paid days}",
                {"own": rest.own, "days": rest.charged_days},
            )
            place = record.at("attendance", "rest_days")
            yield Finding(place, message, employee, rest.charged)


RULES: tuple[Rule, ...] = (
    Rule(
        "attendance-days",
        Severity.ERROR,
        Message("consistency of the records"),
        Message("A month has no more days of rest and absence than it has days."),
        _attendance,
        looks_at="statements",
    ),
    Rule(
        "rest-days-missed",
        Severity.WARNING,
        Message("劳动法 38, 44"),
        Message("Work on a day of rest is paid at 200 percent or given back as time off."),
        _missed,
        acknowledgeable=True,
        looks_at="statements",
    ),
    Rule(
        "rest-days-charged",
        Severity.WARNING,
        Message("劳动法 38, 40; 人社部发〔2025〕2号"),
        Message("Nobody is absent on a day of weekly rest or on a holiday."),
        _charged,
        acknowledgeable=True,
        looks_at="statements",
    ),
    Rule(
        "days-off-unknown",
        Severity.WARNING,
        Message("国务院办公厅关于节假日安排的通知 (each November for the year after)"),
        Message("Working weekends and days off in exchange are announced and cannot be computed."),
        _calendar,
        acknowledgeable=True,
        looks_at="statements",
    ),
)
