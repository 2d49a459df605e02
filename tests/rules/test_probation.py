"""What a probation that is too long or paid too little may cost."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kefu_docs.diagnostics import Diagnostic
from kefu_docs.rules import run_rules
from tests.support.rule_dataset import Changes, case_of, changed
from tests.support.rule_examples import C1, C2


def _found(rule: str, changes: Changes) -> list[Diagnostic]:
    return [d for d in run_rules(case_of(changed(changes))) if d.rule == rule]


@pytest.mark.parametrize(
    ("ends", "yuan"),
    [
        ("2026-05-31", "2660.00"),  # a month too long
        ("2026-06-05", "3271.49"),  # and five days of work
    ],
)
def test_days_of_probation_beyond_the_limit_cost_full_pay(ends: str, yuan: str) -> None:
    """For a year two months are allowed; the rest costs the pay once more (劳动合同法 83)."""
    (found,) = _found("probation-long", {f"{C1}.probation_ends_on": ends})
    assert found.yuan == Decimal(yuan)


@pytest.mark.parametrize(
    ("ends", "words"),
    [("2026-08-31", "at most 1 month is"), ("2027-02-28", "at most 2 months are")],
)
def test_the_limit_is_told_in_months(ends: str, words: str) -> None:
    """A month for less than a year, two for a year (劳动合同法 19)."""
    changes = {f"{C1}.ends_on": ends, f"{C1}.probation_ends_on": "2026-06-05"}
    (found,) = _found("probation-long", changes)
    assert words in found.message.text()


def test_a_short_contract_costs_its_whole_probation() -> None:
    """Two months have no probation; one of a month is a month too long."""
    changes = {f"{C1}.ends_on": "2026-04-30", f"{C1}.probation_ends_on": "2026-03-31"}
    (found,) = _found("probation-long", changes)
    assert found.yuan == Decimal("2660.00")


def test_pay_in_probation_falls_short_by_the_month() -> None:
    """Of 3000.00 at least 2400.00 are due: 100.00 a month for two months."""
    changes = {f"{C2}.pay.probation_monthly": "2300.00", f"{C2}.probation_ends_on": "2026-03-31"}
    (found,) = _found("probation-pay", changes)
    assert found.yuan == Decimal("200.00")


def test_whoever_works_here_already_is_not_on_probation() -> None:
    """A contract that begins long after the hiring is a renewal, whatever is on record."""
    changes = {f"{C1}.probation_ends_on": "2026-03-31"}
    assert _found("probation-in-renewal", changes) == []
    earlier = {**changes, "employees/E001.yaml:hired_on": "2024-03-01"}
    assert len(_found("probation-in-renewal", earlier)) == 1
