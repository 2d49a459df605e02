"""The regional minimum wage (劳动法 48), against base pay and pay in probation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import LaborContract, ServiceContract
from kefu_docs.rules.calendar_terms import months_after
from kefu_docs.rules.rule import Agreement, Case, Finding, Rule
from kefu_docs.rules.wage_table import WageEntry, lookup


def _judged_on(agreement: Agreement, on: dt.date) -> dt.date:
    """The day whose minimum wage counts: the build date, or the contract's day nearest to it."""
    contract = agreement.contract
    last = on if contract.ends_on is None else min(on, contract.ends_on)
    return max(contract.starts_on, last)


def _monthly_pay(case: Case, agreement: Agreement) -> Iterator[tuple[str, Decimal]]:
    """The fixed pay for a month of normal hours that a contract promises: what it is, in yuan."""
    contract = agreement.contract
    if isinstance(contract, ServiceContract):
        yield "monthly", contract.pay.monthly
        if contract.pay.probation_monthly is not None:
            yield "probation_monthly", contract.pay.probation_monthly
    elif scheme := case.dataset.pay_schemes.get(contract.pay_scheme):
        yield "base", scheme.value.base


def _compared(
    case: Case,
) -> Iterator[tuple[Agreement, str, Decimal, WageEntry | dt.date]]:
    """Each pay that is compared, with the minimum wage or the day none is known for."""
    company = case.dataset.company
    if company is None:
        return
    known: dict[dt.date, WageEntry | None] = {}
    for agreement in case.agreements:
        day = _judged_on(agreement, case.on)
        if day not in known:
            known[day] = lookup(case.wage_table, company.value.region, day)
        for what, pay in _monthly_pay(case, agreement):
            yield agreement, what, pay, known[day] or day


def _below(case: Case) -> Iterator[tuple[Agreement, str, dict[str, object]]]:
    for agreement, what, pay, entry in _compared(case):
        if isinstance(entry, WageEntry) and pay < entry.monthly:
            yield agreement, what, {"pay": pay, **entry.values()}


def _base(case: Case) -> Iterator[Finding]:
    for agreement, what, values in _below(case):
        if isinstance(agreement.contract, LaborContract):
            message = Message(
                "the base pay of {pay:.2f} yuan in the pay scheme {scheme!r} is under the minimum "
                "wage of {place}, {minimum:.2f} a month since {since} ({confidence}: {source})",
                {**values, "scheme": agreement.contract.pay_scheme},
            )
            yield agreement.finding(message, "pay_scheme")
        elif what == "monthly":
            message = Message(
                "{pay:.2f} yuan a month without commission is under the minimum wage of {place}, "
                "{minimum:.2f} a month since {since} ({confidence}: {source})",
                values,
            )
            yield agreement.finding(message, "pay", "monthly")


def _probation(case: Case) -> Iterator[Finding]:
    for agreement, what, values in _below(case):
        if what == "probation_monthly":
            message = Message(
                "{pay:.2f} yuan a month in probation is under the minimum wage of {place}, "
                "{minimum:.2f} a month since {since} ({confidence}: {source})",
                values,
            )
            yield agreement.finding(message, "pay", "probation_monthly")


def _used(case: Case) -> Mapping[WageEntry, dt.date]:
    """The entries that pay is compared with, and the latest day each is used for."""
    used: dict[WageEntry, dt.date] = {}
    for agreement, _, _, entry in _compared(case):
        if isinstance(entry, WageEntry):
            used[entry] = max(_judged_on(agreement, case.on), used.get(entry, dt.date.min))
    company = case.dataset.company
    for month in {month for month, _ in case.statements} if company else ():
        if company and (found := lookup(case.wage_table, company.value.region, month.first)):
            used[found] = max(month.first, used.get(found, dt.date.min))
    return used


def _stale(case: Case) -> Iterator[Finding]:
    company = case.dataset.company
    for entry, day in _used(case).items() if company else ():
        message = None
        if entry.effective_from is None:
            message = Message(
                "since when the minimum wage of {place}, {minimum:.2f}, applies is not known "
                "({source}): look it up and write it in minimum_wage.yaml",
                entry.values(),
            )
        elif months_after(entry.effective_from, 12) < day:
            message = Message(
                "the minimum wage of {place}, {minimum:.2f} since {since} ({confidence}: "
                "{source}), is older than 12 months on {day}: look for a newer one and write it in "
                "minimum_wage.yaml",
                {**entry.values(), "day": day},
            )
        if message is not None and company is not None:
            yield Finding(company.at("region"), message)


def _unknown(case: Case) -> Iterator[Finding]:
    days = [day for _, _, _, day in _compared(case) if isinstance(day, dt.date)]
    company = case.dataset.company
    if days and company is not None:
        region = company.value.region
        message = Message(
            "no minimum wage is known for {province} {city}, tier {tier}, on {day}: write it in "
            "minimum_wage.yaml",
            {
                "province": region.province,
                "city": region.city or "",
                "tier": region.tier,
                "day": min(days),
            },
        )
        yield Finding(company.at("region"), message)


RULES: tuple[Rule, ...] = (
    Rule(
        "minimum-wage",
        Severity.WARNING,
        Message("劳动法 48, 最低工资规定 12"),
        Message("Base pay alone under the minimum wage leaves a month without bonuses under it."),
        _base,
        acknowledgeable=True,
    ),
    Rule(
        "probation-minimum-wage",
        Severity.ERROR,
        Message("劳动合同法 20, 劳动法 48"),
        Message("Pay in probation may not be under the minimum wage of the place of work."),
        _probation,
        acknowledgeable=True,
    ),
    Rule(
        "minimum-wage-stale",
        Severity.WARNING,
        Message("最低工资规定 10 (adjusted at least every two years, mostly each year)"),
        Message(
            "A figure of more than a year ago, or of unknown date, may have been raised since."
        ),
        _stale,
    ),
    Rule(
        "minimum-wage-unknown",
        Severity.WARNING,
        Message("劳动法 48"),
        Message(
            "Where no figure is known for the place and the day, pay is not checked against it."
        ),
        _unknown,
    ),
)
