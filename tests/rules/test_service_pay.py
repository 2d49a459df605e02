"""Service pay: when an invoice is due."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from kefu_docs.diagnostics import Diagnostic
from kefu_docs.rules import run_rules
from tests.support.rule_dataset import MONTH, case_of, changed
from tests.support.rule_examples import pays

COUNTS = {"sales": "0", "reviews": {"neutral": "0", "negative": "0"}}


def found(month: str, yuan: str) -> list[Diagnostic]:
    """What is said of a month that pays so much service pay."""
    files = {
        f"months/{month}/E002.yaml": {**MONTH, **COUNTS},
        f"statements/{month}/E002": replace(pays(yuan), service_pay=Decimal(yuan)),
    }
    return [d for d in run_rules(case_of(changed(files))) if d.rule == "service-invoice"]


@pytest.mark.parametrize(("yuan", "count"), [("999.99", 0), ("1000.00", 1), ("1000.01", 1)])
def test_the_threshold_is_reached_not_exceeded(yuan: str, count: int) -> None:
    """1,000 yuan are enough."""
    assert len(found("2026-05", yuan)) == count


@pytest.mark.parametrize(("month", "count"), [("2025-12", 0), ("2026-01", 1), ("2027-12", 1)])
def test_it_is_that_of_the_vat_law(month: str, count: int) -> None:
    """Before 2026 another threshold held, which is not told any more."""
    assert len(found(month, "5000")) == count
