"""Consistency of what records name and of the figures of pay."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from decimal import Decimal
from itertools import pairwise

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.diagnostics.nearest import did_you_mean, id_meant
from kefu_docs.model import LaborContract, Month, Path, ServiceContract
from kefu_docs.rules.case import Agreement, Case, Finding
from kefu_docs.rules.rule import Rule


def _services(case: Case) -> Iterator[tuple[Agreement, ServiceContract]]:
    for agreement in case.agreements:
        if isinstance(agreement.contract, ServiceContract):
            yield agreement, agreement.contract


def _pay_scheme(case: Case) -> Iterator[Finding]:
    known = case.dataset.pay_schemes.keys()
    unread = case.unread_in("pay")
    for agreement in case.agreements:
        contract = agreement.contract
        if not isinstance(contract, LaborContract):
            continue
        if contract.pay_scheme not in known and contract.pay_scheme not in unread:
            hint = did_you_mean(contract.pay_scheme, known) or Message(
                "; there are: {names}", {"names": ", ".join(sorted(known))}
            )
            values = {"scheme": contract.pay_scheme, "hint": hint if known else ""}
            message = Message("there is no pay scheme {scheme!r}{hint}", values)
            yield agreement.finding(message, "pay_scheme")


def _packet_names(case: Case) -> Iterator[Finding]:
    packets = case.dataset.packets
    if packets is None:
        return
    known = case.dataset.employees.keys() | case.unread_in("employees")
    months = _months(case)
    for name, spec in packets.value.packets.items():
        for index, employee in enumerate(spec.employees):
            if employee not in known:
                message = _no_employee(case, employee, known)
                yield Finding(packets.at("packets", name, "employees", index), message)
        for index, month in enumerate(spec.months):
            if month not in months:
                message = Message(
                    "there is no month {month!r}{hint}",
                    {"month": month, "hint": did_you_mean(month, months)},
                )
                yield Finding(packets.at("packets", name, "months", index), message)


_BETWEEN_IDS = re.compile(r"[\s,;、，；]+")


def _no_employee(case: Case, written: str, known: Set[str]) -> Message:
    """What is meant by an id that nobody has: several ids, or the name of one person alone."""
    ids = [part for part in _BETWEEN_IDS.split(written) if part]
    if len(ids) > 1 and known >= set(ids):
        values = {"employee": written, "ids": ", ".join(ids)}
        return Message("there is no employee {employee!r}; write [{ids}]", values)
    named = [i for i, person in case.dataset.employees.items() if person.value.name == written]
    if len(named) == 1:
        values = {"employee": written, "id": named[0]}
        return Message("people are named by their ids here: for {employee}, write {id}", values)
    return Message(
        "there is no employee {employee!r}{hint}",
        {"employee": written, "hint": id_meant(written, known)},
    )


def _months(case: Case) -> set[str]:
    """The months there is anything of: summaries, or contracts signed then."""
    signed = {Month.of(agreement.contract.signed_on) for agreement in case.agreements}
    return {str(month) for month in signed.union(case.dataset.months, case.dataset.teams)}


def _tiers(case: Case) -> Iterator[Finding]:
    for agreement, contract in _services(case):
        tiers = contract.pay.commission.tiers
        path = ("pay", "commission", "tiers")
        if tiers and tiers[0].from_ != 0:
            message = Message(
                "the first tier begins at {start}: it begins at 0, so that all sales are in a tier",
                {"start": tiers[0].from_},
            )
            yield agreement.finding(message, *path, 0, "from")
        for index, (lower, upper) in enumerate(pairwise(tiers), start=1):
            if upper.from_ <= lower.from_:
                message = Message(
                    "this tier begins at {start}, not above {before}, where the one before begins",
                    {"start": upper.from_, "before": lower.from_},
                )
                yield agreement.finding(message, *path, index, "from")


_MOST_COMMISSION = Decimal("0.5")
"""Of the sales. More is taken for a percentage written as a number: `rate: 1` for 1 %."""


def _rates(case: Case) -> Iterator[Finding]:
    for agreement, contract in _services(case):
        commission = contract.pay.commission
        rates = [(commission.rate, ("pay", "commission", "rate"))] if not commission.tiers else []
        places = [
            (tier.rate, ("pay", "commission", "tiers", index, "rate"))
            for index, tier in enumerate(commission.tiers)
        ]
        for rate, path in (*rates, *places):
            if rate is not None and rate < 0:
                message = Message(
                    "the rate {rate} is below 0: write five percent as 0.05", {"rate": rate}
                )
                yield agreement.finding(message, *path)
            elif rate is not None and rate > _MOST_COMMISSION:
                values = {"rate": rate, "percent": _plain(rate * 100), "meant": _plain(rate / 100)}
                message = Message(
                    "a rate of {rate} is {percent} percent of the sales; if {rate} percent is "
                    "meant, write {meant}; more than half of the sales is no commission",
                    values,
                )
                yield agreement.finding(message, *path)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _pay_day(case: Case) -> Iterator[Finding]:
    for agreement, contract in _services(case):
        if not 1 <= contract.pay.pay_day <= 31:
            message = Message(
                "{day} is not a day of the month: write 1 to 31", {"day": contract.pay.pay_day}
            )
            yield agreement.finding(message, "pay", "pay_day")


def _probation_pay_missing(case: Case) -> Iterator[Finding]:
    for agreement, contract in _services(case):
        if contract.probation_ends_on and contract.pay.probation_monthly is None:
            message = Message(
                "there is a probation, but its pay is not written: add probation_monthly, or the "
                "contract prints a blank"
            )
            yield agreement.finding(message, "pay")


def _paid_rest_days(case: Case) -> Iterator[Finding]:
    for scheme in case.dataset.pay_schemes.values():
        tiers: dict[Path, tuple[int, ...]] = {(): scheme.value.paid_rest_days}
        for number, version in enumerate(scheme.value.versions):
            tiers["versions", number] = version.paid_rest_days or ()
        for path, days in tiers.items():
            for index, (shorter, longer) in enumerate(pairwise(days), start=1):
                if longer < shorter:
                    message = Message(
                        "{days} paid {days:day of rest is|days of rest are} fewer than the "
                        "{before} of shorter service",
                        {"days": longer, "before": shorter},
                    )
                    yield Finding(scheme.at(*path, "paid_rest_days", index), message)


_BASIS = Message("consistency of the records")

RULES: tuple[Rule, ...] = (
    Rule(
        "pay-scheme-unknown",
        Severity.ERROR,
        _BASIS,
        Message("The pay clause of a contract is printed from the scheme it names."),
        _pay_scheme,
    ),
    Rule(
        "packet-names",
        Severity.ERROR,
        _BASIS,
        Message("A packet of people or months that do not exist would come out short."),
        _packet_names,
        across=True,
    ),
    Rule(
        "commission-tiers",
        Severity.ERROR,
        Message("sample 2, clause 第六条 1"),
        Message("Marginal tiers begin at 0 and rise, or a part of the sales has no rate or two."),
        _tiers,
    ),
    Rule(
        "commission-rate",
        Severity.ERROR,
        Message("sample 2, clause 第六条 1"),
        Message("A commission is a share of the sales, from nothing to half of them."),
        _rates,
    ),
    Rule(
        "pay-day",
        Severity.ERROR,
        Message("sample 2, clause 第六条 1"),
        Message("Pay is due by a day of each month."),
        _pay_day,
    ),
    Rule(
        "probation-pay-missing",
        Severity.WARNING,
        Message("sample 2, clause 第六条 2"),
        Message("Where there is a probation, the contract states what is paid in it."),
        _probation_pay_missing,
        acknowledgeable=True,
    ),
    Rule(
        "paid-rest-days",
        Severity.ERROR,
        Message("sample 1, clause 四2"),
        Message("Paid days of rest grow with service years, they never become fewer."),
        _paid_rest_days,
    ),
)
