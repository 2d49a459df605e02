"""What findings say, acknowledgement, and silence about records that could not be read."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from msgspec.structs import replace

from kefu_docs.diagnostics import Diagnostic, Severity
from kefu_docs.model.statement import YearToDate
from kefu_docs.rules import run_rules
from kefu_docs.rules.numbers import credit_check_character
from kefu_docs.rules.wage_table import WageEntry
from tests.support.records import HOURS
from tests.support.rule_dataset import GONE, LABOR, SERVICE, Changes, case_of, changed, location
from tests.support.rule_examples import (
    C1,
    C2,
    E1,
    E2,
    EMPTY_MONTH,
    M1,
    PAID,
    RENEWAL,
    RETIRED_HE,
    SHENZHEN,
    TEAM,
    pays,
)


def _found(rule: str, changes: Changes, on: str = "2026-04-30") -> list[Diagnostic]:
    case = case_of(changed(changes), dt.date.fromisoformat(on))
    return [d for d in run_rules(case) if d.rule == rule]


def test_a_shared_number_is_found_in_both_records() -> None:
    """One finding for each, and both files are named."""
    found = _found("mobile-shared", {f"{E1}:mobile": "+8619900000002"})
    assert [d.location.file for d in found] == [E1, E2]
    for diagnostic in found:
        assert f"{E1}, {E2}" in diagnostic.message.text()


def test_a_renewal_has_a_number_of_its_own() -> None:
    """Each of the two contracts of one person with one number is found."""
    changes = {C1: GONE, f"{E1}:contracts": [LABOR, {**RENEWAL, "number": "L-1"}]}
    found = _found("contract-number-shared", changes)
    record = case_of(changed(changes)).dataset.employees["E001"]
    assert [d.location for d in found] == [
        record.places["contracts", index, "number"] for index in (0, 1)
    ]
    assert f"stands 2 times, in {E1}: " in found[0].message.text()
    changes = {C1: GONE, f"{E1}:contracts": [LABOR, RENEWAL]}
    assert _found("contract-number-shared", changes) == []


def test_totals_show_both_figures() -> None:
    """A total that is not the sum is found with the written and the computed figure, to the fen."""
    (found,) = _found("total-sales", {f"{TEAM}:total_sales": "134755"})
    assert "134755.00" in found.message.text()
    assert "66520.50" in found.message.text()


def test_an_unknown_name_gets_the_nearest_known() -> None:
    """An unknown scheme, owner or rule is found with the nearest known name."""
    (scheme,) = _found("pay-scheme-unknown", {f"{C1}.pay_scheme": "standart"})
    (owner,) = _found("assignment-owner", {f"{TEAM}:assignments.0.owner": "林海侠"})
    province, *_ = _found("household-province", {f"{E1}:household.province": "折江省"})
    (rule,) = _found("acknowledgement-unknown", {f"{E1}:acknowledged": {"minimum-wages": "…"}})
    (month,) = _found("packet-names", {"packets.yaml:packets.spring.employees.0": "E003"})
    assert month.message.text() == "there is no employee 'E003'"  # E001 is somebody else
    assert scheme.message.text().endswith("did you mean 'standard'?")
    assert province.message.text().endswith("did you mean '浙江'?")
    assert owner.message.text().endswith("did you mean '林海峡'?")
    assert rule.message.text().endswith("did you mean 'minimum-wage'?")


@pytest.mark.parametrize("province", ["折江", "折江省"])
def test_a_mistyped_province_gets_the_nearest(province: str) -> None:
    """No wage is known for it, and the message says which province is meant."""
    (found,) = _found("minimum-wage-unknown", {"company.yaml:region.province": province})
    assert found.message.text().endswith("did you mean '浙江'?")


@pytest.mark.parametrize("place", [f"{C2}.pay.commission.rate", "tiers"])
def test_a_percentage_written_as_a_number_is_an_error(place: str) -> None:
    """`rate: 1` meant as 1 % would pay out all sales; the message shows both readings."""
    changes: Changes = {place: "1"}
    if place == "tiers":
        tiers = [{"from": "0", "rate": "0.01"}, {"from": "20000", "rate": "1"}]
        changes = {f"{C2}.pay.commission": {"tiers": tiers}}
    (found,) = _found("commission-rate", changes)
    assert found.severity is Severity.ERROR
    assert "100 percent of the sales; if 1 percent is meant, write 0.01" in found.message.text()


def test_private_numbers_are_masked_in_messages() -> None:
    """Whatever is wrong with an ID number or a mobile number, it is not copied into messages."""
    for number in ("330106199503080025", "33010619950308002", "330106209503080024"):
        told = [d.message.text() for d in run_rules(case_of(changed({f"{E1}:id_number": number})))]
        assert any("ID number" in text or "check digit" in text for text in told)
        assert not any(number in text or "19950308" in text for text in told)
    (found,) = _found("mobile-format", {f"{E1}:mobile": "1380000123"})
    assert "'138***0123'" in found.message.text()


def test_an_acknowledged_finding_is_a_notice_with_the_reason() -> None:
    """The base-alone warning stays at its place and prints why it is accepted."""
    low = {"pay/standard.yaml:base": "800"}
    (plain,) = _found("minimum-wage", low)
    (noticed,) = _found("minimum-wage", {**low, f"{E1}:acknowledged": {"minimum-wage": "范本"}})
    assert (plain.severity, noticed.severity) == (Severity.WARNING, Severity.NOTICE)
    assert plain.location == noticed.location
    assert noticed.message.text() == f"{plain.message.text()} (acknowledged: 范本)"
    assert "one-source" in plain.message.text()


def test_an_acknowledgement_is_for_its_own_record_only() -> None:
    """Another person's warning stays, and the reason is reported as unused."""
    changes = {f"{E1}:acknowledged": {"service-employee": "兼职"}}
    (warning,) = _found("service-employee", changes)
    (unused,) = _found("acknowledgement-unused", changes)
    assert (warning.location.file, warning.severity) == (E2, Severity.WARNING)
    assert (unused.location.file, unused.severity) == (E1, Severity.WARNING)


@pytest.mark.parametrize(("on", "count"), [("2026-06-30", 0), ("2026-07-01", 1)])
def test_a_reason_for_a_rule_that_is_not_law_yet_is_not_unused(on: str, count: int) -> None:
    """Before 1 July 2026 nothing is said of a rule that begins on that day, afterwards it is."""
    changes = {f"{E1}:acknowledged": {"paid-past-retirement": "有书面用工协议"}}
    assert len(_found("acknowledgement-unused", changes, on)) == count


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (f"{C1}.pay_scheme", "样例"),
        ("company.yaml:region.province", "折江"),
    ],
    ids=["scheme", "province"],
)
def test_a_reason_is_kept_while_wages_cannot_be_compared(path: str, value: str) -> None:
    """An unknown pay scheme or province is the fault, not the reason that then answers nothing."""
    reasons = {f"{E1}:acknowledged": {"minimum-wage": "范本"}}
    assert len(_found("acknowledgement-unused", reasons)) == 1
    assert _found("acknowledgement-unused", {**reasons, path: value}) == []


def test_an_unknown_rule_is_told_with_where_names_stand() -> None:
    """Where no name is near, the hint says where to find them."""
    (rule,) = _found("acknowledgement-unknown", {f"{E1}:acknowledged": {"最低工资": "范本"}})
    assert rule.message.text() == (
        "there is no rule '最低工资'; the name of a rule stands in [ ] behind its finding"
    )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("E001，E002", "there is no employee 'E001，E002'; write [E001, E002]"),
        ("E001 E002", "there is no employee 'E001 E002'; write [E001, E002]"),
        ("E001、E009", "there is no employee 'E001、E009'"),
        ("张晓宇", "people are named by their ids here: for 张晓宇, write E001"),
    ],
)
def test_people_of_a_packet_are_named_by_ids(written: str, told: str) -> None:
    """Several ids in one entry, and a name that one person alone has, say what to write."""
    (finding,) = _found("packet-names", {"packets.yaml:packets.spring.employees.0": written})
    assert finding.message.text() == told


def test_an_unknown_scheme_gets_those_that_are() -> None:
    """Where none is near, all are named."""
    (scheme,) = _found("pay-scheme-unknown", {f"{C1}.pay_scheme": "样例"})
    assert scheme.message.text() == "there is no pay scheme '样例'; there are: standard"


def test_the_law_of_a_day_is_not_the_day_of_notices() -> None:
    """Notices count from the build date, whatever day's law is asked."""
    case = replace(
        case_of(changed({f"{C1}.ends_on": "2026-06-15"}), dt.date(2026, 4, 30)),
        law=dt.date(2024, 1, 1),
    )
    assert "contract-ending" in {d.rule for d in run_rules(case)}


def test_an_identity_error_cannot_be_acknowledged() -> None:
    """The error stays an error, and the line is refused."""
    changes = {f"{E1}:mobile": "1", f"{E1}:acknowledged": {"mobile-format": "国外"}}
    assert [d.severity for d in _found("mobile-format", changes)] == [Severity.ERROR]
    assert len(_found("acknowledgement-refused", changes)) == 1
    assert _found("acknowledgement-unused", changes) == []


@pytest.mark.parametrize(
    ("contract", "count", "article"),
    [
        (f"{C1}.wording", 16, "劳动合同法 37, 工资支付暂行规定 9"),
        (f"{C2}.wording", 1, "民法典 1260"),
    ],
)
def test_void_passages_name_their_articles(contract: str, count: int, article: str) -> None:
    """One finding for each passage that the current wording replaces."""
    texts = [d.message.text() for d in _found("void-passage", {contract: "original"})]
    assert len(texts) == count
    assert len([text for text in texts if article in text]) == 1


def test_who_was_hired_under_16_is_found_although_the_contract_is_later() -> None:
    """The day of hiring counts, not only that of the contract."""
    (found,) = _found("age-under-16", {f"{E1}:id_number": "330106201002020024"})
    assert (found.location.file, "hired on 2026-02-01" in found.message.text()) == (E1, True)


@pytest.mark.parametrize("system", ["comprehensive", "flexible"])
def test_other_systems_of_hours_are_looked_at(system: str) -> None:
    """They need a day of rest a week and an approval that has not run out."""
    hours = {**HOURS, "system": system, "rest_days_per_week": "0", "ends": "21:00"}
    keys: dict[str, object] = {f"{C1}.hours": hours}
    assert len(_found("weekly-rest", keys)) == 1
    assert len(_found("hours-approval", keys)) == 1
    assert _found("daily-hours", keys) == []
    approval = {"number": "杭人社特〔2026〕18号", "until": "2026-04-29"}
    keys[f"{C1}.hours"] = {**hours, "approval": approval}
    (found,) = _found("hours-approval", keys)
    assert "ended on 2026-04-29" in found.message.text()


@pytest.mark.parametrize(
    ("first", "later", "is_third"),
    [
        ("2025-02-27", {}, False),  # 28 February 2025 to 28 February 2026 is over a year
        ("2025-02-28", {}, False),  # a year to the day
        ("2025-03-01", {}, True),
        ("2025-02-27", {"continues_service": "yes"}, True),
    ],
)
def test_a_year_without_a_contract_begins_the_row_of_terms_anew(
    first: str, later: Changes, is_third: bool
) -> None:
    """Twelve months between two contracts break the row unless earlier service counts."""
    terms = [
        {**LABOR, "number": "L-1", "starts_on": "2023-03-01", "ends_on": "2024-02-29"},
        {**LABOR, "number": "L-2", "starts_on": "2024-03-01", "ends_on": first},
        {**LABOR, "number": "L-3", "starts_on": "2026-03-01", "ends_on": "2027-02-28", **later},
    ]
    found = _found("third-fixed-term", {C1: GONE, f"{E1}:contracts": terms})
    assert bool(found) is is_third


def test_one_signature_is_late_once() -> None:
    """A contract signed too late is an error, and no warning beside it."""
    changes = {f"{C1}.signed_on": "2026-04-02"}
    assert len(_found("signed-late", changes)) == 1
    assert _found("signed-after-start", changes) == []


@pytest.mark.parametrize("ends", ["2026-05-30", "2026-04-30"])
def test_short_contracts_have_no_probation(ends: str) -> None:
    """In a contract under three months any probation is an error."""
    changes = {f"{C1}.ends_on": ends, f"{C1}.probation_ends_on": "2026-03-02"}
    (found,) = _found("probation-long", changes)
    assert "no probation" in found.message.text()


@pytest.mark.parametrize(
    ("starts", "ends", "probation", "is_long"),
    [
        ("2026-01-31", "2026-12-31", "2026-02-28", False),
        ("2026-12-30", "2028-12-29", "2027-02-28", False),
        ("2026-03-31", "2029-03-30", "2026-09-30", False),
        ("2026-03-31", "2029-03-30", "2026-10-01", True),
        ("2026-01-31", "2026-04-29", "2026-02-15", True),  # three months end on 30 April
    ],
)
def test_a_probation_may_last_to_the_end_of_a_month_without_its_first_day(
    starts: str, ends: str, probation: str, is_long: bool
) -> None:
    """One month from 31 January ends on 28 February (民法典 202)."""
    dates = {f"{C1}.starts_on": starts, f"{C1}.ends_on": ends}
    found = _found("probation-long", {**dates, f"{C1}.probation_ends_on": probation})
    assert bool(found) is is_long


def test_a_renewed_contract_does_not_end() -> None:
    """Whoever has the next contract already is not asked about it."""
    renewal = {**SERVICE, "number": "S-2", "starts_on": "2027-02-01", "ends_on": "2028-01-31"}
    renewed = {C2: GONE, f"{E2}:contracts": [SERVICE, renewal]}
    assert _found("contract-ending", renewed, "2026-12-02") == []
    (found,) = _found("contract-ending", {}, "2026-12-02")
    assert "in writing by 2027-01-01" in found.message.text()
    assert _found("contract-ending", {}, "2026-12-01") == []


def test_what_a_contracts_end_may_cost() -> None:
    """A year and a month of service at 2660.00 are one and a half months of severance."""
    (found,) = _found(
        "contract-ending", {f"{C1}.ends_on": "2026-05-31", f"{E1}:hired_on": "2025-05-01"}
    )
    assert found.yuan == Decimal("3990.00")
    assert "in writing by 2026-05-01" in found.message.text()
    capped = {
        f"{C1}.ends_on": "2026-05-31",
        f"{E1}:hired_on": "2010-05-01",
        "company.yaml:region": {"province": "浙江", "average_wage": "800"},
    }
    (dear,) = _found("contract-ending", capped)
    assert dear.yuan == Decimal("28800.00")  # twelve months of 2400
    under = {**capped, "company.yaml:region": {"province": "浙江", "average_wage": "900"}}
    (known,) = _found("contract-ending", under)
    assert known.yuan == Decimal("43890.00")  # sixteen years and a month at 2660, under 2700
    (old,) = _found("contract-ending", {**under, f"{E1}:hired_on": "2005-05-01"})
    assert old.yuan == Decimal("49210.00")  # the law counts from 2008 on: eighteen and a half
    (late,) = _found("contract-ending", {f"{C1}.ends_on": "2026-05-29"})
    assert "tell it now" in late.message.text()
    (service,) = _found("contract-ending", {}, "2026-12-10")
    assert service.yuan is None


def test_a_fixed_term_that_was_to_be_open_ended_is_paid_double() -> None:
    """From the first day of the third term, 1 March, to 30 April: two months."""
    terms = [
        {
            **LABOR,
            "number": f"L-{year}",
            "starts_on": f"{year}-03-01",
            "ends_on": f"{year + 1}-02-28",
        }
        for year in (2024, 2025, 2026)
    ]
    terms[0]["ends_on"] = "2025-02-28"
    (found,) = _found("third-fixed-term", {C1: GONE, f"{E1}:contracts": terms})
    assert found.yuan == Decimal("5320.00")


def test_a_figure_that_was_raised_since_is_not_stale() -> None:
    """That of 2024 held until the end of 2025, as the next one tells."""
    changes = {f"{C1}.starts_on": "2025-03-01", f"{C1}.ends_on": "2025-12-30"}
    assert _found("minimum-wage-stale", changes) == []


def test_figures_of_before_pay_is_kept_are_not_asked_for() -> None:
    """A contract that ended more than two years ago is compared with nothing."""
    old = {f"{C1}.starts_on": "2020-03-01", f"{C1}.signed_on": "2020-03-01"}
    ended = {**old, f"{C1}.ends_on": "2021-02-28"}
    assert _found("minimum-wage-unknown", ended) == []


def test_an_old_minimum_wage_is_stale() -> None:
    """A year after it came into force, at the day the contract is judged by."""
    changes = {f"{C1}.ends_on": "2028-02-29"}
    assert _found("minimum-wage-stale", changes, "2027-01-01") == []
    (found,) = _found("minimum-wage-stale", changes, "2027-01-02")
    assert found.location.file == "company.yaml"
    assert len(_found("minimum-wage-stale", {"company.yaml:region": {"province": "天津"}})) == 1


def test_a_raise_does_not_reach_back_into_a_probation() -> None:
    """Pay in probation is held against the minimum wage of the probation's days.

    The probation ends on 2026-02-28, the minimum wage rises from 2660 to 2900 on 2026-03-01: 2700
    yuan were enough, as they are not where the probation lasts a day longer.
    """
    table = tuple(
        WageEntry("浙江", None, 1, Decimal(monthly), dt.date.fromisoformat(since), "公告", "")
        for monthly, since in ((2660, "2026-01-01"), (2900, "2026-03-01"))
    )
    pay = {"monthly": "3000.00", "probation_monthly": "2700.00", "pay_day": "10"}
    for ends, count in (("2026-02-28", 0), ("2026-03-01", 1)):
        changes = {
            f"{C2}.pay": {**pay, "commission": {"rate": "0.01"}},
            f"{C2}.probation_ends_on": ends,
        }
        case = replace(case_of(changed(changes)), wage_table=table)
        found = [d for d in run_rules(case) if d.rule == "probation-minimum-wage"]
        assert len(found) == count, ends


def test_pay_in_probation_is_not_the_pay_of_the_contract() -> None:
    """2500 in probation is under the minimum wage of 2660, the 3000 behind it is not."""
    terms = {**SERVICE["pay"], "monthly": "3000.00", "probation_monthly": "2500.00"}
    changes = {f"{C2}.pay": terms}
    assert _found("minimum-wage", changes) == []
    assert len(_found("probation-minimum-wage", changes)) == 1


def test_pay_for_not_competing_is_held_against_what_is_paid() -> None:
    """30 percent of 10000 are due, for 24 months at most whatever was agreed."""
    paid = {PAID: pays("10000")}
    agreed = {"months": "24", "pay": "3000"}
    assert _found("noncompete-pay", {**paid, f"{C1}.noncompete": agreed}) == []
    for months, yuan in (("12", "12000.00"), ("36", "24000.00")):
        less = {f"{C1}.noncompete": {"months": months, "pay": "2000"}}
        (found,) = _found("noncompete-pay", {**paid, **less})
        assert found.yuan == Decimal(yuan)


def test_without_the_company_its_people_are_checked_all_the_same() -> None:
    """A record of the company that cannot be read hides no fault of a person's."""
    changes = {"company.yaml": GONE, f"{E1}:mobile": "12900000001"}
    assert len(_found("mobile-format", changes)) == 1


def test_a_first_tier_begins_at_nothing() -> None:
    """Else the first sales have no rate."""
    tiers = [{"from": "1", "rate": "0.01"}, {"from": "2", "rate": "0.02"}]
    changes = {f"{C2}.pay.commission": {"tiers": tiers}}
    (found,) = _found("commission-tiers", changes)
    assert found.location == location(changed(changes), f"{C2}.pay.commission.tiers.0.from")
    assert found.message.text().startswith("the first tier begins at 1")


@pytest.mark.parametrize(
    ("commission", "at"),
    [
        ({"rate": "-0.01"}, "rate"),
        ({"tiers": [{"from": "0", "rate": "-0.01"}]}, "tiers.0.rate"),
    ],
)
def test_nobody_pays_for_what_was_sold(commission: dict[str, object], at: str) -> None:
    """A rate below 0 is a slip, as one rate and in a tier."""
    changes = {f"{C2}.pay.commission": commission}
    (found,) = _found("commission-rate", changes)
    assert found.location == location(changed(changes), f"{C2}.pay.commission.{at}")


def test_numbers_that_nobody_can_be_reached_or_registered_by() -> None:
    """A telephone of a person's without its area code, and a credit code of no place."""
    assert len(_found("phone-format", {f"{E1}:phone": "80000016"})) == 1
    body = "91000000M000100Y4"
    code = body + credit_check_character(f"{body}0")
    (found,) = _found("credit-code-format", {"company.yaml:credit_code": code})
    assert "are no place of registration" in found.message.text()


def test_reviews_that_nobody_wrote_down_are_not_compared() -> None:
    """The team's record may leave them out."""
    assert _found("total-reviews", {f"{TEAM}:reviews": GONE}) == []


def test_a_probation_that_ends_with_the_work_needs_no_decision() -> None:
    """Whoever leaves on its last day has it behind."""
    probation = {f"{C1}.probation_ends_on": "2026-05-07"}
    assert _found("probation-ending", {**probation, f"{E1}:left_on": "2026-05-07"}) == []
    assert len(_found("probation-ending", {**probation, f"{E1}:left_on": "2026-05-08"})) == 1


def test_only_months_of_ones_own_contract_are_paid_past_retirement() -> None:
    """Born in December 1975, she retires in June; July is somebody else's or without contract."""
    born = {f"{E1}:id_number": "330106197512010024"}
    july = {"months/2026-07/E001.yaml": EMPTY_MONTH}
    other = {"months/2026-07/E002.yaml": EMPTY_MONTH}
    rule, on = "paid-past-retirement", "2026-07-31"
    assert len(_found(rule, {**born, **july}, on)) == 1
    assert _found(rule, {**born, **other}, on) == []
    assert _found(rule, {**born, **july, f"{C1}.ends_on": "2026-06-30"}, on) == []


def test_withholding_that_does_not_fit_is_told_once_a_year() -> None:
    """The usual allowance is told of nobody else's; a student's wages are."""
    month = "months/2026-05/E001.yaml"
    year = YearToDate(1, Decimal(0), Decimal(0), Decimal(0), Decimal(-5000), Decimal(0))
    paid = replace(pays("3000"), year=year)
    both = {PAID: paid, month: EMPTY_MONTH, "statements/2026-05/E001": paid}
    assert _found("withholding-not-applied", both) == []
    for withholding in ("under_60000", "student"):
        (found,) = _found("withholding-not-applied", {**both, f"{E1}:withholding": withholding})
        assert found.location.file == E1


def test_hours_of_a_week_are_told_with_their_days() -> None:
    """Six days from nine to four, and to five."""
    week = {**HOURS, "rest_days_per_week": "1"}
    (over,) = _found("weekly-hours-over-forty", {f"{C1}.hours": {**week, "ends": "16:00"}})
    assert over.message.text().startswith("42.0 hours a week are 2.0 more than the 40")
    (most,) = _found("weekly-hours", {f"{C1}.hours": {**week, "ends": "17:00"}})
    assert most.message.text() == "8.0 hours on 6 days are 48.0 hours a week: 44 are allowed"


def test_the_break_that_a_long_day_needs_is_told() -> None:
    """From nine to half past five are eight hours and a half, to six nine."""
    for ends, minutes in (("17:30", 30), ("18:00", 60)):
        (found,) = _found("daily-break", {f"{C1}.hours": {**HOURS, "ends": ends}})
        assert f"only if a break of {minutes} minutes is given" in found.message.text()


def test_a_scheme_without_a_pay_day_pays_on_the_last_of_the_month() -> None:
    """The seventh is the last day in 深圳."""
    changes = {**SHENZHEN, f"{C2}.pay.pay_day": "7"}
    (found,) = _found("wages-late", changes)
    assert found.message.text().startswith("wages paid on day 31 of the month after are late")


def test_before_the_law_nobody_over_age_had_the_minimum_wage() -> None:
    """It is law from July 2026 on."""
    paid = replace(pays("2000"), normal_hours=None)
    june = {"months/2026-06/E002.yaml": EMPTY_MONTH, "statements/2026-06/E002": paid}
    july = {"statements/2026-07/E002": paid}
    found = _found("over-age-minimum-wage", {**RETIRED_HE, **june, **july}, "2026-07-31")
    assert [d.location.file for d in found] == ["months/2026-07/E002.yaml"]


def test_a_month_without_a_contract_says_why() -> None:
    """Whoever left is told apart from a contract that ended."""
    (left,) = _found("month-without-contract", {f"{E1}:left_on": "2026-03-31"})
    assert left.message.text() == "张晓宇 left on 2026-03-31, before 2026-04-01 to 2026-04-30"
    for changes in ({f"{C1}.ends_on": "2026-03-31"}, {f"{C1}.starts_on": "2026-05-01"}):
        (ended,) = _found("month-without-contract", changes)
        assert ended.message.text() == "no contract of 张晓宇 covers 2026-04-01 to 2026-04-30"


def test_all_exceeded_names_who_did_not() -> None:
    """30000.00 does not exceed the goal of 30000."""
    (found,) = _found("all-exceeded", {f"{TEAM}:done": ["四月份全部超额完成目标。"]})
    assert "E002 sold 30000.00" in found.message.text()


def test_nobody_has_not_exceeded() -> None:
    """Where no month is on record the claim is about nobody."""
    (found,) = _found(
        "all-exceeded",
        {f"{TEAM}:done": ["均已超额完成任务。"], M1: GONE, "months/2026-04/E002.yaml": GONE},
    )
    assert "nobody's month" in found.message.text()


def test_service_pay_is_compared_without_commission() -> None:
    """Service pay is held against the minimum wage without commission, as base pay is."""
    assert _found("minimum-wage", {f"{C2}.pay.monthly": "2660.00"}) == []
    (found,) = _found("minimum-wage", {f"{C2}.pay.monthly": "2659.99"})
    assert "2659.99 yuan a month without commission" in found.message.text()


def test_ten_years_of_service_end_fixed_terms() -> None:
    """An open-ended contract is what is due, and a service contract is none of it."""
    long = {f"{E1}:hired_on": "2010-01-01", f"{E2}:hired_on": "2010-01-01"}
    assert len(_found("fixed-term-after-ten-years", long)) == 1
    assert _found("fixed-term-after-ten-years", {**long, f"{C1}.ends_on": GONE}) == []


def test_nothing_is_said_about_what_could_not_be_read() -> None:
    """Sums, owners and ids that depend on an unread file are left to its own diagnostics."""
    files = changed({f"{TEAM}:assignments.0.owner": "张晓宇"})
    del files[E1], files[M1]
    case = case_of(files)
    silent = replace(case, unread=frozenset({f"data/{E1}", f"data/{M1}"}))
    dependent = {"assignment-owner", "total-sales", "total-reviews", "packet-names"}
    assert dependent <= {d.rule for d in run_rules(case)}
    assert not dependent & {d.rule for d in run_rules(silent)}
