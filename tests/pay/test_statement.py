"""Statements: a year by hand, missing months, mixed months, and what the totals must obey."""

from __future__ import annotations

import datetime as dt
import json
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from unicodedata import east_asian_width

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.model import Employee, Month, PersonMonth
from kefu_docs.model.month import Deduction
from kefu_docs.model.statement import Statement, StatementLine
from kefu_docs.pay import statement, statements
from kefu_docs.pay.amounts import total
from kefu_docs.pay.tax import WAGES, tax_on
from tests.support.pay_records import employee, labor, service
from tests.support.records import APRIL, pay_scheme, person_month

D = Decimal
SCHEMES = {
    "sample": pay_scheme(),
    "high": pay_scheme(base="10000.00"),
    "top": pay_scheme(base="40000.00"),
}

# month: gross, tax, both worked by hand. 10000 + 200 + 100 + 300 a month; one day absent in March
# (-200 - 459.77); one full year from July (+50); base 40000 from October. Insurance 1500 and
# additional 1000 a month.
YEAR = {
    1: ("10600.00", "93.00"),
    2: ("10600.00", "93.00"),
    3: ("9940.23", "73.21"),
    4: ("10600.00", "93.00"),
    5: ("10600.00", "93.00"),
    6: ("10600.00", "93.00"),
    7: ("10650.00", "94.50"),
    8: ("10650.00", "94.50"),
    9: ("10650.00", "94.50"),
    10: ("40650.00", "2712.31"),
    11: ("40650.00", "3315.00"),
    12: ("40650.00", "3315.00"),
}


def year_of_records() -> dict[Month, PersonMonth]:
    """Twelve months of 2026, alike but for one absent day in March."""
    money = {"insurance": "1500.00", "special_additional": "1000.00"}
    records = {Month(2026, n): person_month(**money) for n in range(1, 13)}
    return records | {Month(2026, 3): person_month(**money, attendance={"absent_days": "1"})}


def year_person() -> Employee:
    """Hired in July 2025, on a better scheme from October 2026."""
    return employee(
        "2025-07-01",
        labor("2025-07-01", "2026-09-30", pay_scheme="high"),
        labor("2026-10-01", pay_scheme="top"),
    )


def test_a_year_by_hand() -> None:
    """Gross and tax of twelve months agree with the table above."""
    person, records = year_person(), year_of_records()
    found = {n: statement(person, Month(2026, n), records, SCHEMES) for n in range(1, 13)}
    assert {n: (str(s.gross), str(s.tax)) for n, s in found.items()} == YEAR
    assert all(s.net == s.gross - 1500 - s.tax for s in found.values())
    assert not any(s.warnings for s in found.values())
    year = found[12].year
    assert year is not None
    assert (year.months, str(year.income)) == (12, "216840.23")
    assert (year.insurance, year.additional) == (D(18000), D(12000))
    assert (year.taxable, year.withheld) == (D("126840.23"), D("10164.02"))


def test_all_months_at_once_are_the_months_one_by_one() -> None:
    """Over two years, with a month that is missing and one before the contract."""
    records = year_of_records() | {Month(2025, n): person_month() for n in (6, 8, 9)}
    person = year_person()
    found = statements(person, records, SCHEMES)
    assert list(found) == sorted(set(records) - {Month(2025, 6)})
    assert found == {month: statement(person, month, records, SCHEMES) for month in found}
    assert found[Month(2025, 9)].missing_months == (Month(2025, 7),)


def test_last_year_does_not_count() -> None:
    """January's tax starts from nothing, whatever the year before withheld."""
    records = year_of_records() | {Month(2025, 12): person_month(insurance="9000")}
    year = statement(year_person(), Month(2026, 1), records, SCHEMES).year
    assert year is not None
    assert (year.months, year.insurance) == (1, D(1500))


def test_missing_months_are_named() -> None:
    """Months without a record are named, and count as months of employment without income."""
    records = {m: r for m, r in year_of_records().items() if m.number not in (1, 3)}
    found = statement(year_person(), APRIL, records, SCHEMES)
    assert found.missing_months == (Month(2026, 1), Month(2026, 3))
    assert "2026-01, 2026-03" in found.warnings[0].text()
    assert found.year is not None
    assert (found.year.months, found.year.income) == (4, D(21200))


def test_service_pay_has_no_months_that_are_missing() -> None:
    """The months of employment before it have a year of their own."""
    person = employee(
        "2026-01-01", labor("2026-01-01", "2026-03-31"), service("2026-04-01", pay={})
    )
    found = statement(person, APRIL, {APRIL: person_month()}, SCHEMES)
    assert (found.missing_months, found.warnings) == ((), ())


def test_months_before_hiring_are_not_missing() -> None:
    """The year to date starts in the month of hiring."""
    person = employee("2026-03-16", labor("2026-03-16"))
    records = {Month(2026, 3): person_month(), APRIL: person_month()}
    found = statement(person, APRIL, records, SCHEMES)
    assert found.missing_months == ()
    assert found.year is not None
    assert found.year.months == 2


def test_newcomers_half_month() -> None:
    """Monthly pay is halved, the award for service is not."""
    person = employee("2026-04-16", labor("2026-04-16", pay_scheme="high"))
    record = person_month(period={"from": "2026-04-16", "to": "2026-04-30"})
    found = statement(person, APRIL, {APRIL: record}, SCHEMES)
    assert (found.days, found.month_days) == (15, 30)
    assert found.gross == (10000 + 200 + 100) / 2 + 300
    assert found.tax == D("13.50")
    assert found.warnings == ()


def test_period_that_leaves_out_days_of_the_contract() -> None:
    """Those days are not paid, and that is said."""
    person = employee("2026-04-01", labor("2026-04-01"))
    record = person_month(period={"from": "2026-04-16", "to": "2026-04-30"})
    found = statement(person, APRIL, {APRIL: record}, SCHEMES)
    assert found.lines[0].amount == 400
    assert found.left_out == 15
    assert "15 days of 2026-04" in found.warnings[0].text()


def test_contract_that_ends_within_the_month() -> None:
    """A contract that ends on 10 April is paid 10 of 30 days of 800.00."""
    person = employee("2026-01-01", labor("2026-01-01", "2026-04-10"))
    found = statement(person, APRIL, {APRIL: person_month()}, SCHEMES)
    assert found.lines[0].amount == D("266.67")


def test_renewal_on_the_same_scheme_is_one_month() -> None:
    """Two contracts on one scheme print one whole month."""
    person = employee("2025-04-11", labor("2025-04-11", "2026-04-10"), labor("2026-04-11"))
    found = statement(person, APRIL, {APRIL: person_month()}, SCHEMES)
    assert [line.unit for line in found.lines if line.item == "基本工资"] == ["月"]


def test_results_go_by_the_scheme_of_the_last_contract() -> None:
    """Even where that scheme was in force before another one in the same month."""
    person = employee(
        "2026-01-01",
        labor("2026-01-01", "2026-04-10", pay_scheme="high"),
        labor("2026-04-11", "2026-04-20"),
        labor("2026-04-21", pay_scheme="high"),
    )
    record = person_month(attendance={"absent_days": "1"})
    found = statement(person, APRIL, {APRIL: record}, SCHEMES)
    base = [line.amount for line in found.lines if line.item == "基本工资"]
    assert base == [D("266.67"), D("6666.67")]
    assert found.deductions[0].amount == D("459.77")


@pytest.mark.parametrize(
    ("start", "end", "month", "base"),
    [
        ("2028-02-29", None, "2028-02", "27.59"),  # 1 of 29 days
        ("2028-02-15", "2028-02-29", "2028-02", "413.79"),  # 15 of 29
        ("2027-02-15", "2027-02-28", "2027-02", "400.00"),  # 14 of 28
        ("2027-02-01", "2028-01-31", "2027-02", "800.00"),
        ("2028-02-01", "2028-02-28", "2028-02", "772.41"),  # all but the 29th
    ],
)
def test_february_has_as_many_days_as_its_year_gives_it(
    start: str, end: str | None, month: str, base: str
) -> None:
    """A share of a leap February is one of 29 days."""
    when = Month.parse(month)
    found = statement(employee(start, labor(start, end)), when, {when: person_month()}, SCHEMES)
    assert str(found.lines[0].amount) == base
    assert found.month_days == when.last.day


def test_seniority_of_who_was_hired_on_29_february() -> None:
    """The year is full on 28 February, within a month and for the tier of rest days."""
    person = employee("2024-02-29", labor("2024-02-29", wording="original"))
    records = {Month(2025, n): person_month(attendance={"rest_days": "2"}) for n in (1, 2)}
    january, february = (statement(person, month, records, SCHEMES) for month in records)
    seniority = [
        line.amount for s in (january, february) for line in s.lines if line.item == "工龄工资"
    ]
    assert seniority == [0, 50]
    assert [bool(s.deductions) for s in (january, february)] == [True, False]


def test_a_scheme_that_changes_between_months() -> None:
    """Each month by the scheme of its contract; the year goes on."""
    person = employee(
        "2026-01-01",
        labor("2026-01-01", "2026-03-31", pay_scheme="high"),
        labor("2026-04-01", pay_scheme="top"),
    )
    records = {Month(2026, n): person_month() for n in range(1, 5)}
    march, april = (statement(person, Month(2026, n), records, SCHEMES) for n in (3, 4))
    assert (march.lines[0].rate, april.lines[0].rate) == (D("10000.00"), D("40000.00"))
    assert april.year is not None
    assert april.year.income == 3 * march.gross + april.gross


def test_probation_renewal_and_pay_change_in_one_service_month() -> None:
    """5 days of probation, 5 at the old pay, 20 at the new; the commission is the new one's."""
    probation = {"monthly": "3000.00", "probation_monthly": "2700.00"}
    raised = {"monthly": "3600.00", "commission": {"rate": "0.02"}}
    person = employee(
        "2026-03-06",
        service("2026-03-06", "2026-04-10", pay=probation, probation_ends_on="2026-04-05"),
        service("2026-04-11", pay=raised),
    )
    found = statement(person, APRIL, {APRIL: person_month(sales="10000")}, SCHEMES)
    assert [(s.item, int(s.quantity or 0), str(s.amount)) for s in found.lines] == [
        ("试用期劳务报酬", 5, "450.00"),
        ("劳务报酬", 5, "500.00"),
        ("劳务报酬", 20, "2400.00"),
        ("销售提成", 10000, "200.00"),
    ]
    assert (found.gross, found.days) == (D("3550.00"), 30)


def test_a_gap_between_two_contracts_of_a_month_is_not_paid() -> None:
    """Ten days under each, ten under none."""
    person = employee("2026-01-01", labor("2026-01-01", "2026-04-10"), labor("2026-04-21"))
    found = statement(person, APRIL, {APRIL: person_month()}, SCHEMES)
    assert (found.lines[0].unit, found.lines[0].amount) == ("天/30天", D("533.33"))
    assert (found.days, found.left_out) == (20, 0)


def test_service_pay_is_taxed_month_by_month() -> None:
    """Deductions come after the tax and do not lower it."""
    person = employee("2020-01-01", service(pay={}))
    record = person_month(sales="100100", deductions=[{"reason": "借款", "amount": "50.00"}])
    found = statement(person, APRIL, {APRIL: record}, SCHEMES)
    assert (found.gross, found.tax, found.net) == (D(4001), D("640.16"), D("3310.84"))
    assert found.deductions == ()
    assert [line.item for line in found.withheld] == ["借款", "个人所得税"]
    assert (found.year, found.normal_hours, found.missing_months) == (None, None, ())


def test_service_turns_into_labor_within_the_month() -> None:
    """1000 + 1% of 100000 as service pay, 2/3 of 10300 and 300 as wages, each taxed its own way."""
    person = employee(
        "2026-01-01",
        service("2026-01-01", "2026-04-10", pay={}),
        labor("2026-04-11", pay_scheme="high"),
    )
    found = statement(person, APRIL, {APRIL: person_month(sales="100000")}, SCHEMES)
    assert found.gross == D("7166.67") + 2000
    assert found.tax == D("65.00") + D("240.00")
    assert found.missing_months == ()


@pytest.mark.parametrize(
    ("person", "months"),
    [
        (employee("2026-05-01", labor("2026-05-01")), {APRIL: person_month()}),
        (employee("2026-04-01", labor("2026-04-01")), {}),
        (employee("2026-04-01", labor(pay_scheme="none")), {APRIL: person_month()}),
    ],
)
def test_what_cannot_be_computed(person: Employee, months: dict[Month, PersonMonth]) -> None:
    """No contract, no record, no scheme: an error that names person and month."""
    with pytest.raises(UsageError, match="张晓宇 in 2026-04"):
        statement(person, APRIL, months, SCHEMES)


def test_json_holds_decimal_strings() -> None:
    """It passes through JSON with every digit."""
    found = statement(year_person(), Month(2026, 3), year_of_records(), SCHEMES).as_json()
    again = json.loads(json.dumps(found))
    assert again["gross"] == "9940.23"
    assert again["lines"][0] == {
        "item": "基本工资",
        "quantity": "1",
        "unit": "月",
        "rate": "10000.00",
        "amount": "10000.00",
    }
    assert again["deductions"][0]["amount"] == "459.77"
    assert again["year"]["withheld"] == "259.21"
    assert again["missing_months"] == again["warnings"] == []


def test_text_is_a_table_with_the_year_below() -> None:
    """Item, quantity, rate and amount; what is taken has a sign, and amounts end in one column."""
    found = statement(year_person(), Month(2026, 3), year_of_records(), SCHEMES)
    *table, year = found.as_text().splitlines()
    rows = [re.split(" {2,}", line) for line in table]
    assert rows[0] == ["基本工资", "1 月", "10000.00", "10000.00"]
    assert rows[9:] == [
        ["缺勤扣款", "1 天/21.75天", "10000.00", "-459.77"],
        ["gross", "9940.23"],
        ["五险一金个人部分", "-1500.00"],
        ["个人所得税", "-73.21"],
        ["net", "8367.02"],
    ]
    widths = {sum(2 if east_asian_width(c) in "WF" else 1 for c in line) for line in table}
    assert len(widths) == 1
    assert year == (
        "year to date, 3 months: income 31140.23, allowance 15000.00, insurance 4500.00, "
        "additional 3000.00, taxable 8640.23, tax withheld 259.21"
    )


counts = st.integers(0, 40).map(str)
money = st.integers(0, 500_000).map(lambda n: str(D(n) / 100))
records = st.builds(
    lambda rest, absent, late, tickets, sales, insurance, fine: person_month(
        sales=sales,
        insurance=insurance,
        attendance={"rest_days": rest, "absent_days": absent, "late": late},
        tickets={"dispatched": tickets, "regulars": tickets},
        deductions=[{"reason": "扣款", "amount": fine}],
    ),
    *(counts, counts, counts, counts, money, money, money),
)
YEAR_2026 = [Month(2026, n) for n in range(1, 13)]


@given(st.lists(st.tuples(counts, money, money), min_size=12, max_size=12))
def test_twelve_statements_withhold_the_tax_of_the_year(
    year: list[tuple[str, str, str]],
) -> None:
    """No month earns less than it may deduct, so each adds to what is due; net adds up, too."""
    kept = {
        month: person_month(
            tickets={"dispatched": count}, insurance=insurance, special_additional=additional
        )
        for month, (count, insurance, additional) in zip(YEAR_2026, year, strict=True)
    }
    person = employee("2026-01-01", labor("2026-01-01", pay_scheme="top"))
    found = [statement(person, month, kept, SCHEMES) for month in kept]
    last = found[-1].year
    assert last is not None
    assert last.months == 12
    assert last.income == sum(s.gross for s in found)
    assert last.taxable == last.income - 60000 - last.insurance - last.additional
    assert sum(s.tax for s in found) == tax_on(last.taxable, WAGES) == last.withheld
    assert all(s.net == s.gross - s.tax - s.insurance for s in found)


def test_damages_do_not_lower_taxable_wages() -> None:
    """30100 earned and 3000 taken: (30100 - 5000) × 3 %, and the reason is the line."""
    schemes = {"standard": pay_scheme(base="29500.00")}
    deductions = [{"reason": "丢失样品", "amount": "3000"}]
    person = employee("2026-01-01", labor("2026-01-01", pay_scheme="standard"))
    january = Month(2026, 1)
    found = statement(person, january, {january: person_month(deductions=deductions)}, schemes)
    assert (str(found.gross), str(found.tax), str(found.net)) == ("30100.00", "753.00", "26347.00")
    assert found.withheld[0] == StatementLine("丢失样品", None, "", None, D("3000.00"))


@given(records, st.booleans(), money)
def test_deductions_never_change_the_tax(
    record: PersonMonth, under_labor: bool, taken: str
) -> None:
    """Whatever is taken, and of whichever kind: only the payment is less, by that much."""
    contract = labor(pay_scheme="high") if under_labor else service(pay={})
    person = employee("2020-01-01", contract)
    without = record.model_copy(update={"deductions": ()})
    kinds = ("damage", "advance", "union", "other")
    all_kinds = tuple(Deduction(reason="扣款", amount=taken, kind=kind) for kind in kinds)
    more = record.model_copy(update={"deductions": all_kinds})
    less, plain = (statement(person, APRIL, {APRIL: r}, SCHEMES) for r in (more, without))
    assert (less.tax, less.gross, less.year) == (plain.tax, plain.gross, plain.year)
    assert less.net == plain.net - 4 * D(taken)


starts = st.integers(1, 30).map(lambda day: f"2026-04-{day:02}")


@given(records, starts, st.booleans())
def test_totals_are_those_of_the_printed_lines(
    record: PersonMonth, start: str, under_labor: bool
) -> None:
    """Gross and net are sums of lines, and each line of its own figures."""
    contract = labor(start, pay_scheme="high") if under_labor else service(start, pay={})
    found = statement(employee(start, contract), APRIL, {APRIL: record}, SCHEMES)
    assert found.gross == total(found.lines) - total(found.deductions)
    assert found.net == found.gross - total(found.withheld)
    taken = record.deductions[0].amount
    assert found.net == found.gross - found.insurance - found.tax - taken
    _each_line_follows_from_its_figures(found)


def _each_line_follows_from_its_figures(found: Statement) -> None:
    for line in found.lines:
        assert line.quantity is not None
        assert line.rate is not None
        exact = line.quantity * line.rate
        if "/" in line.unit:
            share = D(found.days) if line.unit.startswith("年") else D(1)
            exact = exact * share / found.month_days
        assert line.amount == exact.quantize(D("0.01"), ROUND_HALF_UP), line


def versions(*days: str, **changes: Any) -> dict[str, Any]:
    """The scheme `high` with versions from these days, each with the same changes."""
    return {"high": pay_scheme(base="10000.00", versions=[{"from": d, **changes} for d in days])}


def test_a_month_is_paid_by_the_version_of_its_days() -> None:
    """A raise on 11 April pays ten days of 10000 and twenty of 13000; May has the raise alone."""
    schemes = versions("2026-04-11", base="13000.00")
    may = Month(2026, 5)
    records = {APRIL: person_month(), may: person_month()}
    found = statements(employee("2026-04-01", labor(pay_scheme="high")), records, schemes)
    base = {
        m: [line.amount for line in s.lines if line.item == "基本工资"] for m, s in found.items()
    }
    assert base == {APRIL: [D("3333.33"), D("8666.67")], may: [D("13000.00")]}


def test_a_raise_of_the_base_splits_nothing_else() -> None:
    """Award and subsidy stay lines of the whole month."""
    person, schemes = (
        employee("2026-04-01", labor(pay_scheme="high")),
        versions("2026-04-11", base="13000.00"),
    )
    found = statement(person, APRIL, {APRIL: person_month()}, schemes)
    whole = [line for line in found.lines if line.item in {"工龄工资", "满勤奖", "医保补助"}]
    assert [(line.item, line.unit) for line in whole] == [
        ("工龄工资", "年"),
        ("满勤奖", "月"),
        ("医保补助", "月"),
    ]


def test_a_later_version_changes_no_month_before_it() -> None:
    """What was paid in April stays what it was, to the last field."""
    person, records = employee("2026-04-01", labor(pay_scheme="high")), {APRIL: person_month()}
    raised = versions("2026-05-01", base="13000.00", paid_rest_days=["5", "5", "5", "5"])
    assert statements(person, records, raised) == statements(person, records, SCHEMES)


@given(records, st.lists(starts, max_size=4), st.sampled_from([{}, {"base": "10000.00"}]))
def test_versions_with_the_same_values_change_nothing(
    record: PersonMonth, days: list[str], changes: dict[str, str]
) -> None:
    """However a month is split, one line stays one line, to the fen."""
    person = employee("2020-01-01", labor(pay_scheme="high"))
    split = statement(person, APRIL, {APRIL: record}, versions(*days, **changes))
    assert split == statement(person, APRIL, {APRIL: record}, SCHEMES)


def test_the_last_month_is_paid_by_days_and_none_after_it() -> None:
    """Ten of thirty days in April; May has no pay; the tax of the year ends in April."""
    contract = labor("2026-01-01", pay_scheme="high")
    person = employee("2026-01-01", contract).model_copy(update={"left_on": dt.date(2026, 4, 10)})
    months = {Month(2026, n): person_month() for n in range(1, 6)}
    found = statements(person, months, SCHEMES)
    assert list(found) == [Month(2026, n) for n in range(1, 5)]
    assert (found[APRIL].days, found[APRIL].lines[0].amount) == (10, D("3333.33"))
    assert found[APRIL].left_out == 0


def test_leaving_changes_no_month_before() -> None:
    """What was paid stays what it was."""
    person = employee("2026-01-01", labor("2026-01-01", pay_scheme="high"))
    left = person.model_copy(update={"left_on": dt.date(2026, 4, 30)})
    months = {Month(2026, n): person_month() for n in range(1, 5)}
    stayed = statements(person, months, SCHEMES)
    found = statements(left, months, SCHEMES)
    assert found[APRIL].leave is not None  # which is settled on leaving
    assert {m: replace(s, leave=None) for m, s in found.items()} == stayed
    later = {**months, Month(2026, 12): person_month()}
    assert statements(left, later, SCHEMES) == found


def test_months_after_leaving_are_not_missing() -> None:
    """Who left in February and came back under a new record owes no months between."""
    contract = labor("2026-01-01", pay_scheme="high")
    person = employee("2026-01-01", contract).model_copy(update={"left_on": dt.date(2026, 2, 15)})
    assert statements(person, {Month(2026, 2): person_month()}, SCHEMES)[
        Month(2026, 2)
    ].missing_months == (Month(2026, 1),)
