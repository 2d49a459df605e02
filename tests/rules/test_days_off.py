"""Days off of a month, as rules judge them."""

from __future__ import annotations

from decimal import Decimal

from msgspec.structs import replace

from kefu_docs.rules import run_rules
from tests.support.rule_dataset import MONTH, case_of, changed
from tests.support.rule_examples import PAID, REST, pays

COUNTS = {"sales": "0", "reviews": {"neutral": "0", "negative": "0"}}


def test_a_year_that_the_calendar_lacks_is_told_once() -> None:
    """Two months of one year and one of the next make two findings."""
    unknown = replace(pays("3000"), rest=replace(REST, is_calendar_known=False))
    files: dict[str, object] = {PAID: unknown}
    for month in ("2026-05", "2027-01"):
        files[f"months/{month}/E001.yaml"] = {**MONTH, **COUNTS}
        files[f"statements/{month}/E001"] = unknown
    found = [d for d in run_rules(case_of(changed(files))) if d.rule == "days-off-unknown"]
    assert [d.location.file for d in found] == [
        "months/2026-04/E001.yaml",
        "months/2027-01/E001.yaml",
    ]
    assert "of 2027 (调休)" in found[1].message.text()


def test_hours_of_missed_rest_are_told_as_days() -> None:
    """Twenty hours are two days and a half, at stake with their pay."""
    missed = replace(pays("3000"), rest=replace(REST, missed_hours=Decimal(20), owed=Decimal(620)))
    cases = run_rules(case_of(changed({PAID: missed})))
    (found,) = [d for d in cases if d.rule == "rest-days-missed"]
    assert found.message.text().startswith("2.5 days of weekly rest were worked")
    assert found.yuan == Decimal(620)
