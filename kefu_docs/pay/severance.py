"""Severance pay: N, N+1 and 2N, and what the reason of leaving leads to. Yuan, Decimal.

劳动合同法 46 says when it is due, 47 how much, 40 and 实施条例 20 what takes the place of notice,
87 what an unlawful end costs; 财税〔2018〕164号, 5 (1), frees three times the local average wage of
a year from tax and taxes the rest by the yearly table, apart from other income.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.model import Employee, LaborContract, Month
from kefu_docs.model.service_years import service_since
from kefu_docs.model.severance import Severance, SeveranceAmount
from kefu_docs.model.statement import Statement
from kefu_docs.pay.amounts import ZERO, fen
from kefu_docs.pay.leaving_reasons import due_by_reason
from kefu_docs.pay.tax import WAGES, tax_on
from kefu_docs.zh import SEVERANCE_SINCE, months_after, severance_months

_MOST_MONTHS = Decimal(12)


def severance(
    employee: Employee,
    on: dt.date,
    statements: Mapping[Month, Statement],
    average_wage: Decimal | None,
    minimum_wage: Decimal | None,
) -> Severance:
    """What ending the labor contract on `on` costs.

    `statements` are what the person's months pay, `average_wage` the local average a month of the
    year before, `minimum_wage` that of the place. Raises UsageError without a labor contract on
    that day or without a month of wages before it.
    """
    _refuse_without_labor(employee, on)
    wages, missing = _wages_before(employee, on, statements)
    since = service_since(employee, on, statements)
    average = fen(sum(wages, ZERO) / len(wages))
    cap = None if average_wage is None else average_wage * 3
    months = severance_months(since, on)
    wage = max(average, minimum_wage or ZERO)
    if cap is not None and wage > cap:
        wage, months = cap, min(months, _MOST_MONTHS)
    due, why = due_by_reason(employee, on)
    return Severance(
        on=on,
        since=since,
        months=months,
        averaged=len(wages),
        average=average,
        wage=wage,
        cap=cap,
        last_wage=wages[-1],
        amounts=_amounts(fen(wage * months), wages[-1], cap),
        due=due,
        why=why,
        warnings=tuple(_warnings(since, missing, cap)),
    )


def _refuse_without_labor(employee: Employee, on: dt.date) -> None:
    if not any(isinstance(contract, LaborContract) for contract in employee.contracts_in(on, on)):
        values = {"name": employee.name, "on": on}
        raise UsageError(Message("{name} has no labor contract on {on}", values))


def _amounts(
    n: Decimal, last_wage: Decimal, cap: Decimal | None
) -> tuple[SeveranceAmount, SeveranceAmount, SeveranceAmount]:
    free = None if cap is None else cap * 12
    return (
        _amount("N", "劳动合同法 46, 47", n, free),
        _amount("N+1", "劳动合同法 40, 46, 47", n + last_wage, free),
        _amount("2N", "劳动合同法 48, 87", n * 2, free),
    )


def _amount(name: str, basis: str, yuan: Decimal, free: Decimal | None) -> SeveranceAmount:
    amount = fen(yuan)
    if free is None:
        return SeveranceAmount(name, basis, amount, None, None)
    tax = tax_on(max(ZERO, amount - free), WAGES)
    return SeveranceAmount(name, basis, amount, min(amount, fen(free)), tax)


def _wages_before(
    employee: Employee, on: dt.date, statements: Mapping[Month, Statement]
) -> tuple[list[Decimal], list[Month]]:
    """The wages of the twelve whole months up to `on`, and those of them that are missing."""
    last = (
        Month.of(on) if on == Month.of(on).last else Month.of(months_after(on.replace(day=1), -1))
    )
    span = [Month.of(months_after(last.first, -back)) for back in range(11, -1, -1)]
    paid = {
        month: found.gross - found.service_pay
        for month in span
        if (found := statements.get(month)) is not None and found.normal_hours is not None
    }
    whole = [paid[m] for m in paid if statements[m].wage_days == statements[m].month_days]
    missing = [m for m in span if employee.contracts_in(m.first, m.last) and m not in paid]
    part = statements.get(Month.of(on))
    if not paid and part is not None and part.wage_days:
        # Who leaves within the first month has no other: it counts as if it were whole.
        return [fen((part.gross - part.service_pay) / part.wage_days * part.month_days)], missing
    if not paid:
        values = {"name": employee.name, "on": on}
        raise UsageError(
            Message("no month of wages of {name} before {on} is on record", values),
            Message("severance is counted by the wages of the twelve months before"),
        )
    return whole or list(paid.values()), missing


def _warnings(since: dt.date, missing: list[Month], cap: Decimal | None) -> list[Message]:
    found = []
    if missing:
        names = ", ".join(str(month) for month in missing)
        found.append(Message("no wages are on record for {months}", {"months": names}))
    if cap is None:
        found.append(
            Message(
                "region.average_wage is not written in company.yaml: neither the cap nor what is "
                "free of tax can be computed"
            )
        )
    if since < SEVERANCE_SINCE:
        found.append(Message("service before 2008-01-01 follows the rules of then (劳动合同法 97)"))
    return found
