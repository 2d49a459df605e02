"""Severance: N, N+1 and 2N, cap, floor, tax, and what a reason leads to."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.model import Month
from kefu_docs.model.employee import Leaving
from kefu_docs.model.severance import Severance
from kefu_docs.pay import severance, statements
from kefu_docs.pay.leaving_reasons import articles_of
from tests.support.pay_records import employee, labor, service
from tests.support.records import pay_scheme, person_month

D = Decimal
JUNE_30 = dt.date(2026, 6, 30)
ON_RECORD = [Month(2025, n) for n in range(7, 13)] + [Month(2026, n) for n in range(1, 7)]


def ends(
    hired_on: str = "2024-07-01",
    on: dt.date = JUNE_30,
    base: str = "9400.00",
    average: str | None = "10000",
    minimum: str = "2660",
    leaving: dict[str, Any] | None = None,
) -> Severance:
    """What ending a contract costs somebody with `base` and 600 of awards each month."""
    person = employee(hired_on, labor(hired_on))
    person = person.model_copy(
        update={"leaving": Leaving.model_validate(leaving)} if leaving else {}
    )
    paid = statements(
        person, {m: person_month() for m in ON_RECORD}, {"sample": pay_scheme(base=base)}
    )
    local = None if average is None else D(average)
    return severance(person, on, paid, local, D(minimum))


def amounts(found: Severance) -> list[str]:
    """N, N+1 and 2N."""
    return [str(amount.amount) for amount in found.amounts]


def test_two_full_years() -> None:
    """Two months of what the twelve months paid: 10000, a year more of seniority from July on."""
    found = ends()
    assert (found.months, found.averaged, str(found.average)) == (D(2), 12, "10050.00")
    assert amounts(found) == ["20100.00", "30150.00", "40200.00"]
    assert found.warnings == ()


def test_the_month_instead_of_notice_is_the_last_one() -> None:
    """Six months of 10000, six of 10050: twice 10025, and 10050 in place of notice."""
    found = ends("2025-01-01")
    assert (str(found.average), str(found.last_wage)) == ("10025.00", "10050.00")
    assert amounts(found)[:2] == ["20050.00", "30100.00"]


@pytest.mark.parametrize(
    ("hired_on", "months"),
    [
        ("2026-06-30", "0.5"),
        ("2026-01-02", "0.5"),
        ("2026-01-01", "1"),
        ("2025-07-01", "1"),
        ("2025-06-30", "1.5"),
        ("2024-12-31", "2"),
        ("2006-01-01", "19"),
    ],
)
def test_half_years(hired_on: str, months: str) -> None:
    """Six months count as a year, less as half of one; the law counts from 2008 on."""
    assert ends(hired_on).months == D(months)


def test_service_of_before_the_law_is_told() -> None:
    """It is not counted, but the rules of then may ask for more."""
    assert [w.text() for w in ends("2007-12-31").warnings] == [
        "service before 2008-01-01 follows the rules of then (劳动合同法 97)"
    ]
    assert ends("2008-01-01").warnings == ()


def test_parts_of_months_are_no_months_of_the_average() -> None:
    """Half of April is left out, whether or not service pay makes up the rest of it."""
    half = employee("2026-04-16", labor("2026-04-16"))
    served = employee(
        "2026-01-01", service("2026-01-01", "2026-04-15", pay={}), labor("2026-04-16")
    )
    for person in (half, served):
        months = {Month(2026, n): person_month() for n in range(4, 7)}
        paid = statements(person, months, {"sample": pay_scheme(base="9400.00")})
        assert str(severance(person, JUNE_30, paid, None, None).average) == "10000.00"


def test_months_of_service_pay_are_no_months_of_wages() -> None:
    """Three months of service and three of labor: the average is that of the latter."""
    person = employee(
        "2026-01-01", service("2026-01-01", "2026-03-31", pay={}), labor("2026-04-01")
    )
    months = {Month(2026, n): person_month() for n in range(1, 7)}
    paid = statements(person, months, {"sample": pay_scheme(base="9400.00")})
    found = severance(person, JUNE_30, paid, None, None)
    assert (found.averaged, str(found.average)) == (3, "10000.00")


def test_high_wages_are_capped() -> None:
    """30050 a month is above 3 × 10000: 30000 a month, and for twelve months at most."""
    found = ends("2009-07-01", base="29400.00")
    assert (found.months, str(found.wage), found.cap) == (D(12), "30000", D(30000))
    assert amounts(found)[0] == "360000.00"
    assert ends("2009-07-01", base="28600.00").months == 17  # 30000, which is not above it


def test_low_wages_are_raised_to_the_minimum() -> None:
    """1450 a month is under the minimum wage."""
    found = ends(base="800.00")
    assert (found.average, found.wage) == (D("1450.00"), D(2660))
    assert amounts(found)[0] == "5320.00"


def test_three_local_years_are_free_of_tax() -> None:
    """At 1000 a month locally 36000 are free: N is just that, twelve months at the cap."""
    found = ends("2009-07-01", average="1000")
    assert [str(a.tax_free) for a in found.amounts] == ["36000.00", "36000.00", "36000.00"]
    assert [str(a.tax) for a in found.amounts] == ["0.00", "324.00", "1080.00"]


def test_what_is_not_on_record_is_told() -> None:
    """Neither cap nor tax without the local average; and months without wages are named."""
    found = ends(average=None)
    assert (found.cap, found.n.tax_free, found.n.tax) == (None, None, None)
    assert "region.average_wage" in found.warnings[0].text()
    later = ends(on=dt.date(2026, 8, 15))
    assert later.warnings[0].text() == "no wages are on record for 2026-07"
    assert later.averaged == 11


@pytest.mark.parametrize(
    ("leaving", "due"),
    [
        ({"reason": "resignation"}, ""),
        ({"reason": "resignation", "article": "第三十八条"}, "N"),
        ({"reason": "agreement", "article": "劳动合同法36"}, "N"),
        ({"reason": "expiry"}, "N"),
        ({"reason": "retirement"}, ""),
        ({"reason": "death"}, ""),
        ({"reason": "dismissal", "article": "39"}, ""),
        ({"reason": "dismissal", "article": "39", "notice_on": "2026-05-31"}, ""),
        ({"reason": "dismissal", "article": "第四十条第二项"}, "N+1"),
        ({"reason": "dismissal", "article": "40", "notice_on": "2026-05-31"}, "N"),
        ({"reason": "dismissal", "article": "40", "notice_on": "2026-06-01"}, "N+1"),
        ({"reason": "dismissal", "article": "四十一"}, "N"),
        ({"reason": "dismissal", "article": "第四十八条"}, "2N"),
        ({"reason": "dismissal", "article": "第三十八条"}, "2N"),
        ({"reason": "dismissal"}, "2N"),
        (None, ""),
    ],
)
def test_the_reason_says_what_is_due(leaving: dict[str, str] | None, due: str) -> None:
    """By the articles of the labor contract law, as the record names them."""
    assert ends(leaving=leaving).due == due


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("劳动合同法第四十条第一项", {"40"}),
        ("第四十一条", {"41"}),
        ("第四十八条、第八十七条", {"48", "87"}),
        ("劳动合同法 36、46", {"36"}),
        ("2040年", set()),
        (None, set()),
    ],
)
def test_articles_are_read(text: str | None, articles: set[str]) -> None:
    """In digits and in words, and never out of a longer number."""
    assert articles_of(text) == articles


def test_who_leaves_within_the_first_month_has_that_one() -> None:
    """Ten of thirty days paid 3333.33 and more; for thirty it is three times as much."""
    person = employee("2026-04-01", labor("2026-04-01")).model_copy(
        update={"left_on": dt.date(2026, 4, 10)}
    )
    month = Month(2026, 4)
    paid = statements(person, {month: person_month()}, {"sample": pay_scheme(base="9600.00")})
    found = severance(person, dt.date(2026, 4, 10), paid, None, None)
    assert paid[month].gross == 3600
    assert (str(found.average), str(found.months)) == ("10800.00", "0.5")


def test_service_pay_of_the_first_month_is_no_wage_of_it() -> None:
    """Ten days of service, then ten of labor, which paid 3600: thirty are three times as much."""
    person = employee(
        "2026-04-01", service("2026-04-01", "2026-04-10", pay={}), labor("2026-04-11")
    ).model_copy(update={"left_on": dt.date(2026, 4, 20)})
    paid = statements(
        person, {Month(2026, 4): person_month()}, {"sample": pay_scheme(base="9600.00")}
    )
    found = severance(person, dt.date(2026, 4, 20), paid, None, None)
    assert str(found.average) == "10800.00"


def test_months_before_a_part_of_the_last_are_missing_all_the_same() -> None:
    """Where the month of leaving is the only one on record, those before it are told."""
    person = employee("2026-04-01", labor("2026-04-01"))
    person = person.model_copy(update={"left_on": dt.date(2026, 6, 20)})
    months = {Month(2026, 6): person_month(period={"from": "2026-06-01", "to": "2026-06-20"})}
    paid = statements(person, months, {"sample": pay_scheme(base="9400.00")})
    found = severance(person, dt.date(2026, 6, 20), paid, D(10000), D(2660))
    assert [w.text() for w in found.warnings] == ["no wages are on record for 2026-04, 2026-05"]


def test_only_labor_contracts_have_it() -> None:
    """A service contract, a day without one, and nobody paid before."""
    person = employee("2026-01-01", service("2026-01-01", pay={}))
    with pytest.raises(UsageError, match="no labor contract on 2026-06-30"):
        severance(person, JUNE_30, {}, None, None)
    with pytest.raises(UsageError, match="no month of wages"):
        severance(employee("2026-01-01", labor("2026-01-01")), JUNE_30, {}, None, None)


@given(st.dates(dt.date(2009, 1, 1), dt.date(2025, 6, 1)), st.integers(1, 400))
def test_longer_service_never_costs_less(hired: dt.date, earlier: int) -> None:
    """Nor does an average under the cap make the months fewer."""
    longer = hired - dt.timedelta(days=earlier)
    assert ends(str(longer)).months >= ends(str(hired)).months
    assert ends(str(hired)).two_n.amount == 2 * ends(str(hired)).n.amount
