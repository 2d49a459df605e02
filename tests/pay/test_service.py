"""The lines of a service month."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.model import Commission, ServiceContract
from kefu_docs.model.statement import StatementLine
from kefu_docs.pay.amounts import total
from kefu_docs.pay.days import paid_days
from kefu_docs.pay.service import commission, earnings
from tests.support.pay_records import employee, service
from tests.support.records import APRIL

D = Decimal
TIERS = Commission.model_validate(
    {
        "tiers": [
            {"from": "50000", "rate": "0.03"},
            {"from": "0", "rate": "0.01"},
            {"from": "20000", "rate": "0.02"},
        ]
    }
)


def lines_of(*contracts: Any, sales: str = "0") -> tuple[StatementLine, ...]:
    """The lines of April 2026 under `contracts`."""
    parts = paid_days(employee("2020-01-01", *contracts), APRIL, None)
    of_service = [(p.contract, p) for p in parts if isinstance(p.contract, ServiceContract)]
    return earnings(of_service, D(sales), 30)


def test_monthly_and_commission() -> None:
    """A whole month of service earns the monthly pay, and one rate on all sales."""
    assert lines_of(service(pay={}), sales="34755.50") == (
        StatementLine("劳务报酬", D(1), "月", D("3000.00"), D("3000.00")),
        StatementLine("销售提成", D("34755.50"), "元", D("0.01"), D("347.56")),
    )


def test_probation_ends_within_the_month() -> None:
    """The last day of probation is still one of probation."""
    pay = {"monthly": "3000.00", "probation_monthly": "2400.00"}
    fixed = lines_of(service("2026-03-01", pay=pay, probation_ends_on="2026-04-10"))[:2]
    assert fixed == (
        StatementLine("试用期劳务报酬", D(10), "天/30天", D("2400.00"), D("800.00")),
        StatementLine("劳务报酬", D(20), "天/30天", D("3000.00"), D("2000.00")),
    )


@pytest.mark.parametrize(
    ("ends_on", "items"),
    [("2026-03-31", ["劳务报酬"]), ("2026-04-30", ["试用期劳务报酬"])],
)
def test_month_wholly_out_of_or_in_probation(ends_on: str, items: list[str]) -> None:
    """A month wholly in or out of probation has one line of pay, none of no days."""
    contract = service(pay={"probation_monthly": "2400.00"}, probation_ends_on=ends_on)
    *fixed, _ = lines_of(contract)
    assert [(line.item, line.unit) for line in fixed] == [(item, "月") for item in items]


def test_probation_without_pay_of_its_own() -> None:
    """The monthly pay goes on through probation, as it does where none was agreed on."""
    contract = service(pay={}, probation_ends_on="2026-04-10")
    assert total(lines_of(contract)) == 3000
    assert total(lines_of(service(pay={"probation_monthly": "2400.00"}))) == 3000


def test_contract_that_starts_within_the_month() -> None:
    """15 of 30 days are half a month."""
    assert total(lines_of(service("2026-04-16", pay={}))) == 1500


def test_contract_changes_within_the_month() -> None:
    """The earlier contract pays its days; the commission is the later one's."""
    lines = lines_of(
        service(ends_on="2026-04-10", pay={}),
        service("2026-04-11", pay={"monthly": "6000.00", "commission": {"rate": "0.02"}}),
        sales="10000",
    )
    assert [line.amount for line in lines] == [1000, 4000, 200]


@pytest.mark.parametrize(
    ("sales", "bands"),
    [
        ("0", []),
        ("20000", [200]),
        ("20000.50", [200, D("0.01")]),
        ("50000", [200, 600]),
        ("80000", [200, 600, 900]),
    ],
)
def test_tiers_are_marginal(sales: str, bands: list[Decimal]) -> None:
    """A boundary belongs to the band below it."""
    assert [line.amount for line in commission(TIERS, D(sales))] == bands


def test_sales_below_the_first_tier_earn_nothing() -> None:
    """Only sales above its start earn the first tier's rate."""
    terms = Commission.model_validate({"tiers": [{"from": "20000", "rate": "0.02"}]})
    assert commission(terms, D(19999)) == ()
    assert [line.amount for line in commission(terms, D(20100))] == [2]


@given(st.integers(0, 10_000_000).map(lambda n: D(n) / 100))
def test_bands_make_up_the_sales(sales: Decimal) -> None:
    """The bands' quantities add up to the sales."""
    lines = commission(TIERS, sales)
    assert sum((line.quantity or D(0) for line in lines), D(0)) == sales
    assert sales * D("0.01") - D("0.02") <= total(lines) <= sales * D("0.03")
