"""Pay that changes in time, as rules see it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kefu_docs.diagnostics import Diagnostic
from kefu_docs.rules import run_rules
from tests.support.rule_dataset import TODAY, case_of, changed
from tests.support.rule_examples import C1, PAY

RAISE = {"from": "2026-04-15", "base": "2900.00", "piece_rates": {"dispatched": "0.12"}}


def _found(changes: dict[str, Any], rule: str, on: dt.date = TODAY) -> list[Diagnostic]:
    return [d for d in run_rules(case_of(changed(changes), on)) if d.rule == rule]


def test_contracts_are_named_with_what_has_changed() -> None:
    """Old and new value of each key; the day of payment is none."""
    raised = {f"{PAY}:versions": [{**RAISE, "pay_day": "15"}]}
    (found,) = _found(raised, "pay-changed-since-signed")
    assert "contract 'L-1'" in found.message.text()
    changes = "base 2660.00 → 2900.00, piece_rates.dispatched 0.10 → 0.12"
    assert f"({changes})" in found.message.text()


@pytest.mark.parametrize(("on", "count"), [("2026-04-14", 0), ("2026-04-15", 1), ("2027-03-01", 0)])
def test_only_what_holds_today_counts(on: str, count: int) -> None:
    """Neither a raise to come nor a contract that has ended asks for an amendment."""
    found = _found(
        {f"{PAY}:versions": [RAISE]}, "pay-changed-since-signed", dt.date.fromisoformat(on)
    )
    assert len(found) == count


def test_the_minimum_wage_is_compared_with_the_version_of_the_day() -> None:
    """A base under it that was raised since is none any more."""
    low = {f"{PAY}:base": "2000.00"}
    assert len(_found(low, "minimum-wage")) == 1
    assert _found({**low, f"{PAY}:versions": [RAISE]}, "minimum-wage") == []


def test_the_tiers_of_a_version_are_looked_at() -> None:
    """Fewer paid days for longer service, in a version."""
    fewer = {"from": "2027-01-01", "paid_rest_days": ["1", "2", "1", "4"]}
    (found,) = _found({f"{PAY}:versions": [fewer]}, "paid-rest-days")
    files = changed({f"{PAY}:versions": [fewer]})
    assert files[PAY]["versions"][0]["paid_rest_days"][2] == "1"
    assert found.location.file == PAY


def test_a_renewal_on_the_raise_asks_for_nothing() -> None:
    """It was signed with what is paid."""
    begun = {f"{C1}.starts_on": "2026-04-15", f"{PAY}:versions": [RAISE]}
    assert _found(begun, "pay-changed-since-signed") == []
