"""Withholding: the vectors, the boundaries, and the law that the months add up to the year."""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.model.statement import YearToDate
from kefu_docs.pay.tax import (
    MONTHLY,
    NEW_YEAR,
    SERVICE,
    WAGES,
    after_month,
    bonus_tax,
    service_tax,
    tax_on,
)

D = Decimal
fen_amounts = st.integers(0, 20_000_000).map(lambda n: D(n) / 100)


def twelve(pay: str, insurance: str, additional: str) -> list[Decimal]:
    """Tax of each of twelve equal months."""
    year, taxes = NEW_YEAR, []
    for _ in range(12):
        after = after_month(year, D(pay), D(insurance), D(additional))
        taxes.append(after.withheld - year.withheld)
        year = after
    return taxes


def test_equal_months_in_one_bracket() -> None:
    """Twelve months of 10000 withhold the same tax every month."""
    assert twelve("10000", "1500", "1000") == [D("75.00")] * 12


def test_months_climb_through_brackets() -> None:
    """At 30000 a month the rate rises within the year."""
    taxes = twelve("30000", "4500", "2000")
    assert taxes == [555, 625, *[1850] * 5, 2250, *[3700] * 4]
    assert sum(taxes) == 27480


def test_each_month_is_rounded_on_the_cumulative_figure() -> None:
    """8000 a month: half a fen goes up, then down."""
    assert twelve("8000", "840.50", "0")[:3] == [D("64.79"), D("64.78"), D("64.79")]


@pytest.mark.parametrize(
    ("taxable", "tax"),
    [
        ("-1", "0"),
        ("0", "0"),
        ("36000", "1080"),
        ("36000.10", "1080.01"),
        ("144000", "11880"),
        ("300000", "43080"),
        ("420000", "73080"),
        ("660000", "145080"),
        ("960000", "250080"),
        ("960100", "250125"),
    ],
)
def test_tax_on_wages(taxable: str, tax: str) -> None:
    """Each bracket includes its upper bound."""
    assert tax_on(D(taxable), WAGES) == D(tax)


@pytest.mark.parametrize(
    ("income", "tax"),
    [
        ("0", "0"),
        ("799.50", "0"),
        ("800", "0"),
        ("801", "0.20"),
        ("3999.50", "639.90"),
        ("4000", "640"),
        ("4000.01", "640.00"),
        ("4001", "640.16"),
        ("25000", "4000"),
        ("30000", "5200"),
        ("62500", "13000"),
        ("100000", "25000"),
    ],
)
def test_service_tax(income: str, tax: str) -> None:
    """The tax on service pay, by the law's examples and on both sides of 4000."""
    assert service_tax(D(income)) == D(tax)


@pytest.mark.parametrize("table", [WAGES, SERVICE])
def test_quick_deductions_make_brackets_meet(table: tuple[tuple[Decimal, ...], ...]) -> None:
    """Tax has no step where the rate changes."""
    for (upto, rate, quick), (_, next_rate, next_quick) in pairwise(table):
        assert upto * rate - quick == upto * next_rate - next_quick


@given(st.lists(st.tuples(fen_amounts, fen_amounts), min_size=12, max_size=12))
def test_twelve_months_withhold_the_tax_of_the_year(months: list[tuple[Decimal, Decimal]]) -> None:
    """Each month earns at least what it may deduct, so nothing is ever withheld in excess."""
    year = NEW_YEAR
    for above, insurance in months:
        year = after_month(year, 5000 + insurance + above, insurance, D(0))
    taxable = sum((above for above, _ in months), D(0))
    assert year.taxable == taxable
    assert year.withheld == tax_on(taxable, WAGES)


@given(st.lists(fen_amounts, min_size=1, max_size=12))
def test_nothing_is_given_back_within_the_year(incomes: list[Decimal]) -> None:
    """Withheld is the highest tax of any month's cumulative figure."""

    def next_year(year: YearToDate, income: Decimal) -> YearToDate:
        return after_month(year, income, D(0), D(0))

    years = list(accumulate(incomes, next_year, initial=NEW_YEAR))
    assert all(a.withheld <= b.withheld for a, b in pairwise(years))
    assert years[-1].withheld == max(tax_on(y.taxable, WAGES) for y in years)
    assert years[-1].months == len(incomes)


@pytest.mark.parametrize(
    ("bonus", "tax"),
    [
        ("0", "0"),
        ("36000", "1080"),
        ("36000.01", "3390.00"),
        ("144000", "14190"),
        ("144001", "27390.20"),
        ("300000", "58590"),
        ("420000", "102340"),
        ("660000", "193590"),
        ("960000", "328840"),
        ("960001", "416840.45"),
    ],
)
def test_a_bonus_taxed_apart(bonus: str, tax: str) -> None:
    """A twelfth finds the rate, which holds for the whole; the steps are the law's own."""
    assert bonus_tax(D(bonus)) == D(tax)


def test_the_monthly_table_is_a_twelfth_of_the_yearly_one() -> None:
    """The rates are the same; quick deductions make its brackets meet within a month."""
    assert [(b.upto * 12, b.rate) for b in MONTHLY] == [(b.upto, b.rate) for b in WAGES]
    for (upto, rate, quick), (_, next_rate, next_quick) in pairwise(MONTHLY):
        assert upto * rate - quick == upto * next_rate - next_quick
