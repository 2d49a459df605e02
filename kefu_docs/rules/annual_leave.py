"""Annual leave that was not taken when the year, or the work, is over."""

from __future__ import annotations

from collections.abc import Iterator

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.pay_month import paid_months
from kefu_docs.rules.rule import Rule


def _unused(case: Case) -> Iterator[Finding]:
    for employee, month, record, statement in paid_months(case):
        leave = statement.leave
        if leave is not None and leave.unused:
            message = Message(
                "of {due} {due:day|days} of annual leave in {year} {taken} {taken:was|were} "
                "taken: {unused} {unused:is|are} to be granted, carried over with the worker's "
                "consent, or paid at 300 percent",
                {
                    "due": leave.due,
                    "year": month.year,
                    "taken": leave.taken,
                    "unused": leave.unused,
                },
            )
            place = record.at("attendance", "annual_leave_days")
            yield Finding(place, message, employee, leave.owed)


RULES: tuple[Rule, ...] = (
    Rule(
        "annual-leave-unused",
        Severity.WARNING,
        Message("职工带薪年休假条例 3, 5; 企业职工带薪年休假实施办法 10, 11, 12"),
        Message("Leave that is not granted is paid three times, and the wages hold one of them."),
        _unused,
        acknowledgeable=True,
        looks_at="statements",
    ),
)
