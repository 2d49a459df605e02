"""What a month pays: the minimum wage, the limit of deductions, months without a record."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import Month, PersonMonth, Record
from kefu_docs.model.statement import Statement, StatementLine
from kefu_docs.rules.rule import Case, Finding, Rule
from kefu_docs.rules.wage_table import WageEntry, lookup

_MOST = Decimal("0.20")


def _paid(
    case: Case,
) -> Iterator[tuple[str, Month, Record[PersonMonth], Statement]]:
    """Every statement with the person and the month record it is computed from."""
    for (month, employee), statement in case.statements.items():
        record = case.dataset.months.get(month, {}).get(employee)
        if record is not None:
            yield employee, month, record, statement


def _minimum(case: Case, month: Month) -> WageEntry | None:
    """The minimum wage in force on the month's first day, so that one raised later waits."""
    company = case.dataset.company
    return lookup(case.wage_table, company.value.region, month.first) if company else None


def _total(lines: tuple[StatementLine, ...]) -> Decimal:
    return sum((line.amount for line in lines), Decimal(0))


def _minimum_wage(case: Case) -> Iterator[Finding]:
    for employee, month, record, statement in _paid(case):
        pay, entry = statement.normal_hours, _minimum(case, month)
        whole = statement.days == statement.month_days
        if pay is not None and entry is not None and whole and pay < entry.monthly:
            message = Message(
                "for full attendance {month} pays {pay:.2f} yuan, under the minimum wage of "
                "{place}, {minimum:.2f} a month since {since} ({confidence}: {source})",
                {
                    "month": str(month),
                    "pay": pay,
                    "place": entry.city or entry.province,
                    "minimum": entry.monthly,
                    "since": entry.effective_from or "?",
                    "confidence": entry.confidence,
                    "source": entry.source,
                },
            )
            yield Finding(record.at(), message, employee)


def _deductions(case: Case) -> Iterator[Finding]:
    for employee, month, record, statement in _paid(case):
        taken = sum((deduction.amount for deduction in record.value.deductions), Decimal(0))
        if taken == 0 or statement.normal_hours is None:  # the limit is one for wages
            continue
        absence = _total(statement.deductions) - taken
        pay = _total(statement.lines) - absence
        place = record.at("deductions")
        if taken > pay * _MOST:
            message = Message(
                "the deductions of {taken:.2f} yuan are more than 20 percent of the month's "
                "{pay:.2f}: at most {most:.2f} may be taken",
                {"taken": taken, "pay": pay, "most": max(pay * _MOST, Decimal(0))},
            )
            yield Finding(place, message, employee)
        entry = _minimum(case, month)
        worked = statement.days == statement.month_days and absence == 0
        if entry is not None and worked and pay - taken < entry.monthly:
            message = Message(
                "the deductions of {taken:.2f} yuan leave {left:.2f}, under the minimum wage of "
                "{place}, {minimum:.2f} a month",
                {
                    "taken": taken,
                    "left": pay - taken,
                    "place": entry.city or entry.province,
                    "minimum": entry.monthly,
                },
            )
            yield Finding(place, message, employee)


def _missing(case: Case) -> Iterator[Finding]:
    for employee, month, record, statement in _paid(case):
        if statement.missing_months:
            message = Message(
                "{months} have no pay on record: the tax of {month} is computed without them and "
                "may be too low",
                {
                    "months": ", ".join(map(str, statement.missing_months)),
                    "month": str(month),
                },
            )
            yield Finding(record.at(), message, employee)


RULES: tuple[Rule, ...] = (
    Rule(
        "minimum-wage-month",
        Severity.ERROR,
        "劳动法 48, 最低工资规定 12",
        "A whole month of normal hours under a labor contract pays the minimum wage at least.",
        _minimum_wage,
        acknowledgeable=True,
        looks_at="statements",
    ),
    Rule(
        "deductions-fifth",
        Severity.ERROR,
        "工资支付暂行规定 16",
        "Deductions for damage may take a fifth of the month's wage, and none of the minimum "
        "wage (compared where the whole month was worked).",
        _deductions,
        acknowledgeable=True,
        looks_at="statements",
    ),
    Rule(
        "month-missing",
        Severity.WARNING,
        "个人所得税扣缴申报管理办法（试行） 6",
        "Tax on wages is withheld cumulatively, so a month left out changes all that follow.",
        _missing,
        acknowledgeable=True,
        looks_at="statements",
    ),
)
