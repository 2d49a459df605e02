"""What a month pays, and what is taken from it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from kefu_docs.diagnostics import Diagnostic, Severity
from kefu_docs.model import Month
from kefu_docs.rules import run_rules
from tests.support.rule_dataset import MONTH, Changes, case_of, changed
from tests.support.rule_examples import C1, E1, M1, PAID, amount, pays, taken

COUNTS = {"sales": "0", "reviews": {"neutral": "0", "negative": "0"}}


def _found(rule: str, changes: Changes) -> list[Diagnostic]:
    return [d for d in run_rules(case_of(changed(changes))) if d.rule == rule]


def test_only_whole_months_of_a_labor_contract_are_compared() -> None:
    """A month begun late pays less, as one of service at first does; service pay is no wage."""
    low = pays("2000")
    assert _found("minimum-wage-month", {PAID: replace(low, service_days=10)}) == []
    assert len(_found("minimum-wage-month", {PAID: low})) == 1
    assert _found("minimum-wage-month", {PAID: replace(low, days=29)}) == []
    assert _found("minimum-wage-month", {PAID: replace(low, normal_hours=None)}) == []


def test_damages_leave_the_minimum_of_the_days_under_a_labor_contract() -> None:
    """1900 less 100 is enough for 20 of 30 days at 2660, and too little for all of them."""
    damages = taken("100", "1900")
    partly = replace(pays("1900"), service_days=10)
    assert _found("deductions-fifth", {**damages, PAID: partly}) == []
    assert len(_found("deductions-fifth", damages)) == 1


def test_a_month_is_acknowledged_in_the_persons_record() -> None:
    """The notice stands at the month, the reason comes from the employee."""
    reason = {f"{E1}:acknowledged": {"minimum-wage-month": "范本"}}
    (found,) = _found("minimum-wage-month", {PAID: pays("2000"), **reason})
    assert (found.location.file, found.severity) == (M1, Severity.NOTICE)
    assert "(acknowledged: 范本)" in found.message.text()


def test_a_reason_is_unused_only_where_there_was_something_to_look_at() -> None:
    """Without a statement of this person nothing is known of it."""
    reason = {f"{E1}:acknowledged": {"minimum-wage-month": "范本"}}
    assert _found("acknowledgement-unused", reason) == []
    other = {"statements/2026-04/E002": pays("2660")}
    assert _found("acknowledgement-unused", {**reason, **other}) == []
    assert len(_found("acknowledgement-unused", {**reason, PAID: pays("2660")})) == 1


def test_a_reason_for_a_text_is_unused_where_the_text_is_clean() -> None:
    """A reason for a text is unused where the text is clean, and not where there is no text."""
    reason = {f"{E1}:acknowledged": {"void-passage-text": "范本"}}
    assert _found("acknowledgement-unused", reason) == []
    assert len(_found("acknowledgement-unused", {**reason, "texts/E001/0": "本合同"})) == 1


@pytest.mark.parametrize(
    ("province", "pay", "short"),
    [("上海", "3000.00", "240.00"), ("浙江", "3000.00", None), ("上海", "3240.00", None)],
)
def test_in_shanghai_the_minimum_is_without_the_own_share_of_insurance(
    province: str, pay: str, short: str | None
) -> None:
    """Of 3000 yuan 500 are the worker's own share; 2500 are 240 less than 2740."""
    paid = replace(pays(pay), insurance=Decimal(500))
    found = _found(
        "minimum-wage-month", {"company.yaml:region": {"province": province}, PAID: paid}
    )
    assert [d.yuan for d in found] == ([Decimal(short)] if short else [])


def test_what_is_taken_too_much_is_at_stake() -> None:
    """A fifth of 5000 are 1000; of 2700 with a minimum of 2660 there are 40 to take."""
    (over,) = _found("deductions-fifth", taken("1100", "5000"))
    assert over.yuan == Decimal(100)
    (under,) = _found("deductions-fifth", taken("100", "2700"))
    assert under.yuan == Decimal(60)


def test_a_fifth_is_counted_after_absence() -> None:
    """1000 is a fifth of 5000, but not where 100 of it is lost to absence."""
    changes = taken("1000", "5000")
    absent = pays("5000", amount("缺勤扣款", "100"))
    assert _found("deductions-fifth", changes) == []
    (found,) = _found("deductions-fifth", {**changes, PAID: absent})
    assert "4900.00: at most 980.00" in found.message.text()


def test_what_is_left_is_the_minimum_wage() -> None:
    """Absence lowers the wage and not the minimum, of which the finding gives the source."""
    assert _found("deductions-fifth", taken("340", "3000")) == []
    (found,) = _found("deductions-fifth", taken("340.01", "3000"))
    assert "leave 2659.99" in found.message.text()
    assert "2660.00 a month since 2026-01-01 (one-source: public tables" in found.message.text()
    absent = pays("3000", amount("缺勤扣款", "100"))
    assert _found("deductions-fifth", taken("250", "3000")) == []
    (found,) = _found("deductions-fifth", {**taken("250", "3000"), PAID: absent})
    assert "leave 2650.00" in found.message.text()


def test_a_contract_of_half_a_month_owes_half_the_minimum() -> None:
    """15 of 30 days: 1330."""
    half = replace(pays("1400"), days=15)
    assert _found("deductions-fifth", {**taken("70", "1400"), PAID: half}) == []
    half = replace(pays("1400"), days=15)
    (found,) = _found("deductions-fifth", {**taken("70.01", "1400"), PAID: half})
    assert "under the 1330.00 that 15 of 30 days come to" in found.message.text()


@pytest.mark.parametrize("kind", ["advance", "union", "other"])
def test_the_limit_is_that_of_damages(kind: str) -> None:
    """An advance is paid back in any size; damage is what is meant where no kind is given."""
    changes = taken("1000.01", "5000.00")
    assert len(_found("deductions-fifth", changes)) == 1
    other = {f"{M1}:deductions": [{"reason": "借支", "amount": "1000.01", "kind": kind}]}
    assert _found("deductions-fifth", {**changes, **other}) == []


@pytest.mark.parametrize("kind", ["damage", "advance", "union", "other"])
@pytest.mark.parametrize(
    "reason",
    ["罚款", "迟到罚款", "押金", "工服押金", "入职保证金", "违纪处罚", "迟到扣款", "乐捐"],
)
def test_fines_and_deposits_are_read_in_every_kind(reason: str, kind: str) -> None:
    """The reason counts, not what the deduction is called."""
    deduction = {"reason": reason, "amount": "20", "kind": kind}
    (found,) = _found("deduction-unlawful", {f"{M1}:deductions": [deduction]})
    assert found.severity is Severity.ERROR


@pytest.mark.parametrize("reason", ["工牌遗失补办", "损坏键盘", "工会会费", "预支工资", "水电费"])
def test_other_reasons_are_no_fines(reason: str) -> None:
    """What the sample and shops take."""
    assert (
        _found("deduction-unlawful", {f"{M1}:deductions": [{"reason": reason, "amount": "1"}]})
        == []
    )


def test_service_pay_has_no_limit_of_wages() -> None:
    """Deductions from service pay may be of any size."""
    changes = taken("2000", "3000")
    service = replace(pays("3000"), normal_hours=None, net=Decimal(1000))
    assert len(_found("deductions-fifth", changes)) == 2
    assert _found("deductions-fifth", {**changes, PAID: service}) == []


def test_missing_months_are_named_together() -> None:
    """Several missing months are one finding on the statement."""
    missing = replace(pays("3000"), missing_months=(Month(2026, 2), Month(2026, 3)))
    (found,) = _found("month-missing", {PAID: missing})
    assert found.message.text().startswith("2026-02, 2026-03 have no pay on record")


def test_a_month_that_cannot_be_read_is_not_missing() -> None:
    """A month whose file cannot be read is not told as missing."""
    missing = replace(pays("3000"), missing_months=(Month(2026, 2), Month(2026, 3)))
    case = replace(
        case_of(changed({PAID: missing})), unread=frozenset({"data/months/2026-02/E001.yaml"})
    )
    (found,) = [d for d in run_rules(case) if d.rule == "month-missing"]
    assert found.message.text().startswith("2026-03 has no pay on record")


def test_an_entry_that_a_month_used_may_be_stale_for_it() -> None:
    """The contract ends within the year, the month is paid after it."""
    region = {"company.yaml:region": {"province": "江苏"}, f"{C1}.ends_on": "2026-12-31"}
    paid = {"months/2027-02/E001.yaml": {**MONTH, **COUNTS}, "statements/2027-02/E001": pays("9")}
    assert _found("minimum-wage-stale", region) == []
    (found,) = _found("minimum-wage-stale", {**region, **paid})
    assert "older than 12 months on 2027-02-01" in found.message.text()
    assert "(two-sources: public tables" in found.message.text()
