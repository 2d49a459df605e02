"""Sick leave: whether its pay is agreed, and whether the share that is written can be one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import LaborContract, Path
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.dates import person_months
from kefu_docs.rules.rule import Rule


def _rate(case: Case) -> Iterator[Finding]:
    for scheme in case.dataset.pay_schemes.values():
        rates: dict[Path, Decimal | None] = {(): scheme.value.sick_pay}
        for index, version in enumerate(scheme.value.versions):
            rates["versions", index] = version.sick_pay
        for path, rate in rates.items():
            if rate is not None and not 0 < rate <= 1:
                message = Message(
                    "{rate} of the base for a day of sickness: 60 percent is written 0.6",
                    {"rate": rate},
                )
                yield Finding(scheme.at(*path, "sick_pay"), message)


def _missing(case: Case) -> Iterator[Finding]:
    for month, employee, record in person_months(case):
        person = case.dataset.employees.get(employee)
        if person is None or not record.value.attendance.sick_days:
            continue
        for contract in person.value.contracts_in(*record.value.days(month)):
            if not isinstance(contract, LaborContract):
                continue
            scheme = case.dataset.pay_schemes.get(contract.pay_scheme)
            if scheme is not None and scheme.value.on(month.last).sick_pay is None:
                message = Message(
                    "the scheme {scheme!r} does not say what a day of sickness pays: 80 percent of "
                    "the minimum wage are taken; many places ask for more, so write sick_pay",
                    {"scheme": contract.pay_scheme},
                )
                yield Finding(record.at("attendance", "sick_days"), message, employee)


RULES: tuple[Rule, ...] = (
    Rule(
        "sick-pay-rate",
        Severity.ERROR,
        Message("consistency of the records"),
        Message("Sick pay is a part of the base, or all of it."),
        _rate,
    ),
    Rule(
        "sick-pay-missing",
        Severity.WARNING,
        Message("劳部发〔1995〕309号, 59"),
        Message("Sick pay is what was agreed or the place prescribes, and never under the floor."),
        _missing,
        acknowledgeable=True,
    ),
)
