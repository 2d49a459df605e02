"""The regional minimum wage (劳动法 48), against base pay and pay in probation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from msgspec import Struct

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.diagnostics.nearest import did_you_mean
from kefu_docs.model import LaborContract, ServiceContract
from kefu_docs.rules.case import Agreement, Case, Finding
from kefu_docs.rules.rule import Rule
from kefu_docs.rules.stakes import monthly
from kefu_docs.rules.wage_table import PROVINCES, WageEntry, lookup, province_of
from kefu_docs.zh import months_after


class _Promise(NamedTuple):
    """Fixed pay, in yuan for a month of normal hours, that a contract promises.

    `what` is its key in the record, `until` the last day it is promised for, None where it has
    no end.
    """

    what: str
    pay: Decimal
    until: dt.date | None


class _Compared(Struct, frozen=True):
    """Pay beside the minimum wage on the day that counts; `entry` is None where none is known."""

    agreement: Agreement
    what: str
    pay: Decimal
    day: dt.date
    entry: WageEntry | None


def _promises(case: Case, agreement: Agreement) -> Iterator[_Promise]:
    contract = agreement.contract
    ends = agreement.record.value.last_day(contract)
    if isinstance(contract, ServiceContract):
        yield _Promise("monthly", contract.pay.monthly, ends)
        if contract.pay.probation_monthly is not None:
            until = contract.probation_ends_on or ends
            yield _Promise("probation_monthly", contract.pay.probation_monthly, until)
    elif scheme := case.dataset.pay_schemes.get(contract.pay_scheme):
        base = scheme.value.on(_day(case.on, agreement, ends)).base
        yield _Promise("base", base, ends)


def _day(on: dt.date, agreement: Agreement, until: dt.date | None) -> dt.date:
    """The day `on`, or the nearest to it on which the pay is promised."""
    day = on if until is None else min(on, until)
    return max(agreement.contract.starts_on, day)


def _compared(case: Case) -> Iterator[_Compared]:
    """Each pay that is promised, beside the minimum wage it must reach.

    That of the day asked for counts, or of the nearest to it on which the pay is promised: what
    is raised after a probation does not reach back into it.
    """
    company = case.dataset.company
    if company is None:
        return
    known: dict[dt.date, WageEntry | None] = {}
    for agreement in case.agreements:
        for what, pay, until in _promises(case, agreement):
            day = _day(case.law_on, agreement, until)
            if day not in known:
                known[day] = lookup(case.wage_table, company.value.region, day)
            yield _Compared(agreement, what, pay, day, known[day])


def _below(case: Case) -> Iterator[tuple[_Compared, WageEntry, dict[str, object]]]:
    for found in _compared(case):
        if found.entry is not None and found.pay < found.entry.monthly:
            yield found, found.entry, {"pay": found.pay, **found.entry.values()}


def _base(case: Case) -> Iterator[Finding]:
    for found, _, values in _below(case):
        agreement = found.agreement
        if isinstance(agreement.contract, LaborContract):
            message = Message(
                "the base pay of {pay:.2f} yuan in the pay scheme {scheme!r} is under the minimum "
                "wage of {place}, {minimum:.2f} a month since {since} ({confidence}: {source})",
                {**values, "scheme": agreement.contract.pay_scheme},
            )
            yield agreement.finding(message, "pay_scheme")
        elif found.what == "monthly":
            message = Message(
                "{pay:.2f} yuan a month without commission is under the minimum wage of {place}, "
                "{minimum:.2f} a month since {since} ({confidence}: {source})",
                values,
            )
            yield agreement.finding(message, "pay", "monthly")


def _probation(case: Case) -> Iterator[Finding]:
    for found, entry, values in _below(case):
        agreement, contract = found.agreement, found.agreement.contract
        if found.what == "probation_monthly":
            message = Message(
                "{pay:.2f} yuan a month in probation is under the minimum wage of {place}, "
                "{minimum:.2f} a month since {since} ({confidence}: {source})",
                values,
            )
            ends = contract.probation_ends_on or contract.ends_on or contract.starts_on
            short = monthly(agreement, entry.monthly - found.pay, contract.starts_on, ends)
            yield agreement.finding(message, "pay", "probation_monthly", yuan=short)


def _used(case: Case) -> Mapping[WageEntry, dt.date]:
    """The entries that pay is compared with, and the latest day each is used for."""
    used: dict[WageEntry, dt.date] = {}
    for found in _compared(case):
        if found.entry is not None:
            used[found.entry] = max(found.day, used.get(found.entry, dt.date.min))
    company = case.dataset.company
    for month in sorted(case.also_paid.union(m for m, _ in case.statements)) if company else ():
        if company and (entry := lookup(case.wage_table, company.value.region, month.first)):
            used[entry] = max(month.first, used.get(entry, dt.date.min))
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
        elif months_after(entry.effective_from, 12) < day and not _is_followed(case, entry):
            message = Message(
                "the minimum wage of {place}, {minimum:.2f} since {since} ({confidence}: "
                "{source}), is older than 12 months on {day}: look for a newer one and write it in "
                "minimum_wage.yaml",
                {**entry.values(), "day": day},
            )
        if message is not None and company is not None:
            yield Finding(company.at("region"), message)


def _is_followed(case: Case, entry: WageEntry) -> bool:
    """Whether the table has a later figure, so that this one is known to have held until then."""
    return any(
        other.place == entry.place
        and other.effective_from is not None
        and entry.effective_from is not None
        and other.effective_from > entry.effective_from
        for other in case.wage_table
    )


def _province_meant(case: Case, written: str) -> Message | str:
    """The end of a message on a province that the table does not have: 折江 means 浙江."""
    known = {entry.province for entry in case.wage_table}
    if any(written.startswith(province) for province in known):
        return ""
    return _nearest(written, known)


def _nearest(written: str, known: Iterable[str]) -> Message | str:
    return did_you_mean(written.removesuffix("省").removesuffix("市"), known)


def _unused(case: Case) -> Iterator[Finding]:
    """Entries of minimum_wage.yaml for what is no province: they hold nowhere."""
    record = case.dataset.minimum_wages
    company = case.dataset.company
    for index, wage in enumerate(record.value.root if record else ()):
        own = company is not None and company.value.region.province.startswith(wage.province)
        if record and not own and province_of(wage.province) not in PROVINCES:
            values = {"place": wage.province, "hint": _nearest(wage.province, PROVINCES)}
            message = Message(
                "{place} is no province, so that this wage holds nowhere{hint}", values
            )
            yield Finding(record.at(index, "province"), message)


def _unknown(case: Case) -> Iterator[Finding]:
    # Records of pay are kept for two years (工资支付暂行规定 6); nobody looks for older figures.
    oldest = months_after(case.law_on, -24)
    compared = _compared(case)
    days = [found.day for found in compared if found.entry is None and found.day >= oldest]
    company = case.dataset.company
    if days and company is not None:
        region = company.value.region
        message = Message(
            "no minimum wage is known for {place}, tier {tier}, on {day}: write it in "
            "minimum_wage.yaml{hint}",
            {
                "place": " ".join(filter(None, (region.province, region.city))),
                "tier": region.tier,
                "day": min(days),
                "hint": _province_meant(case, region.province),
            },
        )
        yield Finding(company.at("region"), message)


RULES: tuple[Rule, ...] = (
    Rule(
        "minimum-wage-place",
        Severity.WARNING,
        Message("劳动法 48"),
        Message("A wage for a place of another name is not used, and the shipped one holds."),
        _unused,
        across=True,
    ),
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
        across=True,
    ),
    Rule(
        "minimum-wage-unknown",
        Severity.WARNING,
        Message("劳动法 48"),
        Message(
            "Where no figure is known for the place and the day, pay is not checked against it."
        ),
        _unknown,
        across=True,
    ),
)
