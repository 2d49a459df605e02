"""Work without a written contract: when it is found, and what double pay comes to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kefu_docs.diagnostics import Diagnostic
from kefu_docs.rules import run_rules
from tests.support.rule_dataset import GONE, LABOR, Changes, case_of, changed
from tests.support.rule_examples import C1, E1, EMPTY_MONTH, pays


def _found(rule: str, changes: Changes) -> list[Diagnostic]:
    return [d for d in run_rules(case_of(changed(changes))) if d.rule == rule]


@pytest.mark.parametrize(
    ("signed", "yuan"),
    [
        ("2026-04-02", None),  # the month of grace ends on 1 April, and nothing is left of it
        ("2026-04-03", "122.30"),  # 2 April: one day of 2660.00 ÷ 21.75
        ("2026-05-02", "2660.00"),  # 2 April to 1 May: a month
        ("2026-05-15", "3760.69"),  # and nine days of work
    ],
)
def test_double_pay_by_months_and_days(signed: str, yuan: str | None) -> None:
    """It runs from the day after a full month to the day before the signature."""
    (found,) = _found("signed-late", {f"{C1}.signed_on": signed})
    assert found.yuan == (Decimal(yuan) if yuan else None)


def test_double_pay_ends_before_a_full_year() -> None:
    """From 2 April to 28 February are eleven months less a day's work: 10 months and 19 days."""
    changes = {f"{C1}.signed_on": "2028-01-15", f"{C1}.ends_on": "2029-02-28"}
    (found,) = _found("signed-late", changes)
    assert found.yuan == Decimal("29260.00") - Decimal("336.32")


def test_a_month_on_record_counts_with_what_it_pays() -> None:
    """The double of April is what April paid, and not the base pay."""
    changes = {f"{C1}.signed_on": "2026-05-02", "statements/2026-04/E001": pays("3100.00")}
    (found,) = _found("signed-late", changes)
    assert found.yuan == Decimal("3100.00")


@pytest.mark.parametrize(
    ("hired", "words"),
    [("2026-01-31", "from the second month;"), ("2025-03-01", "counts as open-ended")],
)
def test_hired_before_the_first_contract(hired: str, words: str) -> None:
    """After a year without a contract it is deemed open-ended."""
    (found,) = _found("hired-before-contract", {f"{E1}:hired_on": hired})
    assert words in found.message.text()


def test_work_before_the_first_contract_is_paid_double_until_then() -> None:
    """From 2 January to 28 February: a month of 2660.00 and twenty days of work."""
    (found,) = _found("hired-before-contract", {f"{E1}:hired_on": "2025-12-01"})
    assert found.yuan == Decimal("2660.00") + Decimal("2445.98")


def test_who_has_no_contract_needs_no_address() -> None:
    """No document waits for it."""
    assert _found("address-missing", {f"{E1}:contract": GONE, f"{E1}:residence": GONE}) == []


def test_earlier_service_that_is_agreed_upon_is_no_work_without_a_contract() -> None:
    """Whoever comes from another entity of the group was hired there."""
    changes = {f"{E1}:hired_on": "2020-03-01", f"{C1}.continues_service": "yes"}
    assert _found("hired-before-contract", changes) == []


@pytest.mark.parametrize(
    ("starts", "months", "yuan"),
    [
        ("2026-04-01", ["2026-03"], None),  # a month
        ("2026-04-20", [], None),  # nobody says that work went on
        ("2026-04-20", ["2026-03", "2026-04"], "1467.59"),  # 2 to 19 April: twelve days
    ],
)
def test_a_gap_between_contracts_counts_where_months_are_worked(
    starts: str, months: list[str], yuan: str | None
) -> None:
    """The contract of before ended on 28 February."""
    terms = [
        {**LABOR, "number": "L-0", "starts_on": "2025-03-01", "ends_on": "2026-02-28"},
        {**LABOR, "starts_on": starts},
    ]
    changes: dict[str, object] = {
        C1: GONE,
        f"{E1}:contracts": terms,
        "months/2026-04/E001.yaml": GONE,
    }
    changes |= {f"months/{month}/E001.yaml": EMPTY_MONTH for month in months}
    found = _found("contract-gap", changes)
    assert [d.yuan for d in found] == ([Decimal(yuan)] if yuan else [])
