"""Somebody leaves: what rules say, and what they say no more."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kefu_docs.diagnostics import Severity
from kefu_docs.rules import run_rules
from tests.support.rule_dataset import GONE, LABOR, MONTH, TODAY, case_of, changed
from tests.support.rule_examples import C1, E1, PAY, RENEWAL

COUNTS = {"sales": "0", "reviews": {"neutral": "0", "negative": "0"}}


def _rules(changes: dict[str, Any], on: dt.date = TODAY) -> dict[str, str]:
    """The rules that say something of E001 on a day, with what they say."""
    return {
        d.rule: d.message.text()
        for d in run_rules(case_of(changed(changes), on))
        if d.location.file.endswith("E001.yaml")
    }


def test_leaving_says_when() -> None:
    """A reason without a day is a slip."""
    found = _rules({f"{E1}:leaving": {"reason": "resignation"}})
    assert found["leaving-dates"] == "`leaving` says why, but not when: write left_on"


def test_notice_comes_before_leaving() -> None:
    """The date of the notice is not after the last day; on that day it may be."""
    leaving = {"reason": "resignation", "notice_on": "2026-04-02"}
    found = _rules({f"{E1}:left_on": "2026-04-01", f"{E1}:leaving": leaving})
    assert "after leaving on 2026-04-01" in found["leaving-dates"]
    assert "leaving-dates" not in _rules({f"{E1}:left_on": "2026-04-02", f"{E1}:leaving": leaving})


def test_a_contract_that_goes_on_has_not_expired() -> None:
    """The reason decides what is owed; on the last day of the term it is true."""
    expired = {f"{E1}:leaving": {"reason": "expiry"}, f"{C1}.ends_on": "2026-04-30"}
    found = _rules({f"{E1}:left_on": "2026-04-01", **expired})
    assert "had not ended" in found["leaving-dates"]
    assert "leaving-dates" not in _rules({f"{E1}:left_on": "2026-04-30", **expired})
    last = {
        f"{E1}:contract": GONE,
        f"{E1}:contracts": [LABOR, RENEWAL],
        f"{E1}:left_on": "2028-02-29",
    }
    assert "leaving-dates" not in _rules({**last, f"{E1}:leaving": {"reason": "expiry"}})


def test_who_comes_back_has_not_left() -> None:
    """A contract that starts after leaving cannot be."""
    found = _rules({f"{E1}:left_on": "2026-03-31", f"{C1}.starts_on": "2026-04-01"})
    assert "whoever comes back has not left" in found["leaving-dates"]


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("contract-ending", {f"{C1}.ends_on": "2026-05-30"}),
        ("probation-ending", {f"{C1}.probation_ends_on": "2026-05-02"}),
        ("pay-changed-since-signed", {f"{PAY}:versions": [{"from": "2026-04-15", "base": "2900"}]}),
        ("minimum-wage", {f"{PAY}:base": "2500", f"{PAY}:versions": []}),
    ],
)
def test_nothing_is_extended_or_amended_any_more(rule: str, changes: dict[str, Any]) -> None:
    """What is said of somebody who stays is not said of somebody who left before."""
    assert rule in _rules(changes)
    if rule != "minimum-wage":  # which was too low while it was paid
        assert rule not in _rules({**changes, f"{E1}:left_on": "2026-04-10"})


def test_no_month_is_wanted_after_leaving() -> None:
    """A month without a record is missed until then, and one after it is an error."""
    may = {
        "months/2026-05/E002.yaml": {**MONTH, **COUNTS},
        "months/2026-05/E001.yaml": {**MONTH, **COUNTS},
    }
    left = {f"{E1}:left_on": "2026-04-20"}
    found = _rules({**may, **left})
    assert (
        found["month-without-contract"]
        == "张晓宇 left on 2026-04-20, before 2026-05-01 to 2026-05-31"
    )
    del may["months/2026-05/E001.yaml"]
    wanted = "张晓宇 is under contract in 2026-05"
    assert any(wanted in text for text in _rules(may).values())
    assert not any(wanted in text for text in _rules({**may, **left}).values())


@pytest.mark.parametrize(
    ("on", "count"),
    [("2026-03-10", 0), ("2026-03-11", 1), ("2026-04-25", 1), ("2026-04-26", 0)],
)
def test_what_is_due_is_told_around_the_last_day(on: str, count: int) -> None:
    """From 30 days before to 15 days after, when file and insurance are transferred."""
    left = {f"{E1}:left_on": "2026-04-10"}
    found = run_rules(case_of(changed(left), dt.date.fromisoformat(on)))
    told = [d for d in found if d.rule == "leaving-day"]
    assert [d.severity for d in told] == [Severity.NOTICE] * count
