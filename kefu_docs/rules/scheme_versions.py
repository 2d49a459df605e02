"""Pay schemes with dates: versions that part in time, contracts signed under another version."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kefu_docs.diagnostics import Message, Severity
from kefu_docs.model import LaborContract, PayScheme
from kefu_docs.rules.case import Case, Finding
from kefu_docs.rules.rule import Rule


def _same_day(case: Case) -> Iterator[Finding]:
    for scheme in case.dataset.pay_schemes.values():
        days = [version.from_ for version in scheme.value.versions]
        for index, day in enumerate(days):
            if day in days[:index]:
                message = Message(
                    "two versions of the scheme begin on {day}: write them as one", {"day": day}
                )
                yield Finding(scheme.at("versions", index, "from"), message)


def _changed(case: Case) -> Iterator[Finding]:
    for agreement in case.agreements:
        contract = agreement.contract
        in_force = agreement.record.value.contracts_in(case.on, case.on)
        if not isinstance(contract, LaborContract) or contract not in in_force:
            continue
        scheme = case.dataset.pay_schemes.get(contract.pay_scheme)
        if scheme is None:
            continue
        signed, now = scheme.value.on(contract.starts_on), scheme.value.on(case.on)
        if changes := list(_differences(signed, now)):
            message = Message(
                "what contract {number!r} pays has changed since it was signed ({changes}): an "
                "amendment in writing (变更协议) is due",
                {"number": contract.number, "changes": ", ".join(changes)},
            )
            yield agreement.finding(message, "pay_scheme")


def _differences(old: PayScheme, new: PayScheme) -> Iterator[str]:
    """What differs, by key: `base 2700.00 → 2900.00`."""
    before, after = dict(_values(old)), dict(_values(new))
    for key, value in after.items():
        if before.get(key) != value:
            yield f"{key} {before.get(key, '–')} → {value}"


def _values(scheme: PayScheme) -> Iterator[tuple[str, str]]:
    """The scheme's single values as text; the day of payment is no pay."""
    for name, value in scheme.model_dump(exclude={"versions", "pay_day"}).items():
        if isinstance(value, dict):
            yield from ((f"{name}.{key}", f"{inner:f}") for key, inner in value.items())
        elif isinstance(value, Decimal):
            yield name, f"{value:f}"
        elif value is not None:
            yield name, "/".join(map(str, value))


RULES: tuple[Rule, ...] = (
    Rule(
        "scheme-versions",
        Severity.ERROR,
        Message("consistency of the records"),
        Message("On each day one version of a scheme is in force."),
        _same_day,
    ),
    Rule(
        "pay-changed-since-signed",
        Severity.WARNING,
        Message("劳动合同法 35"),
        Message("A contract is changed by agreement in writing; a new scheme alone changes none."),
        _changed,
        acknowledgeable=True,
    ),
)
