"""What a finding may cost: which months on record are a whole month's wages."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from kefu_docs.model.statement import Statement
from kefu_docs.rules import run_rules
from tests.support.rule_dataset import Changes, case_of, changed
from tests.support.rule_examples import C1, E1, PAID, pays

RICH = pays("3100.00")


def _at_stake(rule: str, changes: Changes) -> Decimal | None:
    (found,) = [d for d in run_rules(case_of(changed(changes))) if d.rule == rule]
    return found.yuan


@pytest.mark.parametrize(
    ("april", "yuan"),
    [
        (RICH, "4650.00"),
        (replace(RICH, days=29), "3990.00"),  # a part of a month: what is agreed, 2660, counts
        (replace(RICH, service_days=10), "3990.00"),
        (replace(RICH, service_days=30), "3990.00"),
        (pays("2000.00"), "3990.00"),  # under the minimum wage, 2660
    ],
)
def test_a_contracts_end_costs_the_average_of_whole_months_of_wages(
    april: Statement, yuan: str
) -> None:
    """One and a half months of it; service pay is no wage (劳动合同法实施条例 27)."""
    ends = {f"{C1}.ends_on": "2026-05-31", f"{E1}:hired_on": "2025-05-01"}
    assert _at_stake("contract-ending", {**ends, PAID: april}) == Decimal(yuan)


@pytest.mark.parametrize(
    ("april", "yuan"),
    [(RICH, "3100.00"), (replace(RICH, service_days=10), "2660.00")],
)
def test_double_pay_is_that_of_a_whole_month_of_wages(april: Statement, yuan: str) -> None:
    """From 2 April to 1 May; what service paid in a part of it is not doubled."""
    changes = {f"{C1}.signed_on": "2026-05-02", PAID: april}
    assert _at_stake("signed-late", changes) == Decimal(yuan)
