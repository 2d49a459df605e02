"""What a month pays: the minimum wage, the limit of deductions, months without a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import Month, PersonMonth, Record
from kefu_docs.model.statement import Statement
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.rule import Rule
from kefu_docs.rules.wage_table import WageEntry, lookup

_MOST = Decimal("0.20")


def paid_months(
    case: Case,
) -> Iterator[tuple[str, Month, Record[PersonMonth], Statement]]:
    """Every statement with the person and the month record it is computed from."""
    for (month, employee), statement in case.statements.items():
        record = case.dataset.months.get(month, {}).get(employee)
        if record is not None:
            yield employee, month, record, statement


def minimum_in(case: Case, month: Month) -> WageEntry | None:
    """The minimum wage in force on the month's first day, so that one raised later waits.

    Where the law of a day is asked for, what comes into force after it is left out.
    """
    company = case.dataset.company
    day = month.first if case.law is None else min(month.first, case.law)
    return lookup(case.wage_table, company.value.region, day) if company else None


def _minimum_wage(case: Case) -> Iterator[Finding]:
    for employee, month, record, statement in paid_months(case):
        pay, entry = statement.normal_hours, minimum_in(case, month)
        if pay is None or entry is None or statement.wage_days < statement.month_days:
            continue
        values = {"month": str(month), "pay": pay, "share": statement.insurance, **entry.values()}
        share = statement.insurance if entry.is_net_of_insurance else Decimal(0)
        short = entry.monthly - (pay - share)
        if short > 0 and share:
            message = Message(
                "for full attendance {month} pays {pay:.2f} yuan, {share:.2f} of it the worker's "
                "own share of insurance, under the minimum wage of {place} without it, "
                "{minimum:.2f} a month since {since} ({confidence}: {source})",
                values,
            )
            yield Finding(record.at(), message, employee, short)
        elif short > 0:
            message = Message(
                "for full attendance {month} pays {pay:.2f} yuan, under the minimum wage of "
                "{place}, {minimum:.2f} a month since {since} ({confidence}: {source})",
                values,
            )
            yield Finding(record.at(), message, employee, short)


def _with_damages(
    case: Case,
) -> Iterator[tuple[str, Month, Record[PersonMonth], Statement, Decimal, Decimal]]:
    """Every month of wages from which damages are taken: how much, and the pay before."""
    for employee, month, record, statement in paid_months(case):
        damages = (d.amount for d in record.value.deductions if d.kind == "damage")
        taken = sum(damages, Decimal(0))
        if taken and statement.normal_hours is not None:  # the limits are those of wages
            yield employee, month, record, statement, taken, statement.gross


def _deductions(case: Case) -> Iterator[Finding]:
    for employee, month, record, statement, taken, pay in _with_damages(case):
        if taken > pay * _MOST:
            message = Message(
                "the damages of {taken:.2f} yuan are more than 20 percent of the month's "
                "{pay:.2f}: at most {most:.2f} may be taken",
                {"taken": taken, "pay": pay, "most": max(pay * _MOST, Decimal(0))},
            )
            over = taken - max(pay * _MOST, Decimal(0))
            yield Finding(record.at("deductions"), message, employee, over)
        if (entry := minimum_in(case, month)) is not None:
            # Absence lowers the wage, not the minimum; a contract of part of the month lowers both.
            least = entry.monthly * statement.wage_days / statement.month_days
            if entry.is_net_of_insurance:
                least += statement.insurance
            if pay - taken < least:
                under = _under_minimum(statement, entry, taken, pay, least)
                short = min(taken, least - (pay - taken))
                yield Finding(record.at("deductions"), under, employee, short)


def _under_minimum(
    statement: Statement, entry: WageEntry, taken: Decimal, pay: Decimal, least: Decimal
) -> Message:
    """Say that what is left of `pay` is under the minimum wage of the days that are paid."""
    return Message(
        "the damages of {taken:.2f} yuan leave {left:.2f}, under the {least:.2f} that "
        "{days} of {month_days} days come to at the minimum wage of {place}, "
        "{minimum:.2f} a month since {since} ({confidence}: {source})",
        {
            "taken": taken,
            "left": pay - taken,
            "least": least,
            "days": statement.wage_days,
            "month_days": statement.month_days,
            **entry.values(),
        },
    )


_UNLAWFUL = re.compile(
    "罚款|罚金|罚单|扣罚|处罚|罚扣|乐捐|(?:迟到|早退|违纪|违规|差评|投诉)扣款|押金|保证金|风险金|抵押"
)
"""Words for a fine, which no employer may set, and for a deposit, which none may take."""


def _unlawful(case: Case) -> Iterator[Finding]:
    for people in case.dataset.months.values():
        for employee, record in people.items():
            for index, deduction in enumerate(record.value.deductions):
                found = _UNLAWFUL.search(deduction.reason)
                if found is not None:
                    message = Message(
                        "{word} may not be taken from pay, whatever the kind of deduction: an "
                        "employer may neither fine nor ask for a deposit",
                        {"word": found[0]},
                    )
                    place = record.at("deductions", index, "reason")
                    yield Finding(place, message, employee, deduction.amount)


def _below_zero(case: Case) -> Iterator[Finding]:
    for employee, month, record, statement in paid_months(case):
        if statement.net < 0:
            message = Message(
                "{month} would pay {net:.2f} yuan: more is taken than was earned",
                {"month": str(month), "net": statement.net},
            )
            yield Finding(record.at("deductions"), message, employee)


def _left_out(case: Case) -> Iterator[Finding]:
    for employee, month, record, statement in paid_months(case):
        if statement.left_out:
            message = Message(
                "{days} {days:day|days} of {month} {days:is|are} under contract, but outside the "
                "period: {days:it is|they are} not "
                "paid",
                {"days": statement.left_out, "month": str(month)},
            )
            yield Finding(record.at("period"), message, employee)


def _missing(case: Case) -> Iterator[Finding]:
    for employee, month, record, statement in paid_months(case):
        # A month that cannot be read has findings of its own.
        missing = [m for m in statement.missing_months if employee not in case.unread_in(str(m))]
        if missing:
            message = Message(
                "{months} {count:has|have} no pay on record: the tax of {month} is computed "
                "without {count:it|them} and may be too low",
                {
                    "months": ", ".join(map(str, missing)),
                    "count": len(missing),
                    "month": str(month),
                },
            )
            yield Finding(record.at(), message, employee)


RULES: tuple[Rule, ...] = (
    Rule(
        "minimum-wage-month",
        Severity.ERROR,
        Message("劳动法 48, 最低工资规定 12"),
        Message(
            "A whole month of normal hours under a labor contract pays the minimum wage at least."
        ),
        _minimum_wage,
        acknowledgeable=True,
        looks_at="statements",
    ),
    Rule(
        "deductions-fifth",
        Severity.ERROR,
        Message("工资支付暂行规定 16"),
        Message(
            "Deductions for damage may take a fifth of the month's wage, and none of the minimum "
            "wage."
        ),
        _deductions,
        acknowledgeable=True,
        looks_at="statements",
    ),
    Rule(
        "deduction-unlawful",
        Severity.ERROR,
        Message("劳动合同法 9, 84; 工资支付暂行规定 15"),
        Message("Fines and deposits are no deductions; who pays for damage pays what it came to."),
        _unlawful,
        acknowledgeable=True,
    ),
    Rule(
        "month-missing",
        Severity.WARNING,
        Message("个人所得税扣缴申报管理办法（试行） 6"),
        Message(
            "Tax on wages is withheld cumulatively, so a month left out changes all that follow."
        ),
        _missing,
        acknowledgeable=True,
        looks_at="statements",
    ),
    Rule(
        "net-below-zero",
        Severity.ERROR,
        Message("consistency of the records"),
        Message("Nobody pays to work: a negative payment is a slip in what is taken."),
        _below_zero,
        looks_at="statements",
    ),
    Rule(
        "period-short",
        Severity.WARNING,
        Message("consistency of the records"),
        Message("Pay follows the period of the record, so a period cut short cuts the pay."),
        _left_out,
        acknowledgeable=True,
        looks_at="statements",
    ),
)
