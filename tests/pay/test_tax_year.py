"""Withholding otherwise than usual: first jobs, small wages, students, bonuses."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.model import Employee, Month, PersonMonth
from kefu_docs.model.statement import Statement
from kefu_docs.pay import statement, statements
from kefu_docs.pay.tax import student_income
from tests.support.pay_records import employee, labor, service
from tests.support.records import pay_scheme, person_month

D = Decimal
JANUARY = Month(2026, 1)
SCHEMES = {"high": pay_scheme(base="9400.00"), "low": pay_scheme(base="3800.00")}


def person(hired_on: str, withholding: str, pay_scheme: str = "high") -> Employee:
    """Somebody employed since `hired_on`, whose tax is withheld like this."""
    hired = employee(hired_on, labor(hired_on, pay_scheme=pay_scheme))
    return hired.model_copy(update={"withholding": withholding})


def year(year: int, first: int = 1, **record: Any) -> dict[Month, PersonMonth]:
    """Month records from `first` to December, alike."""
    return {Month(year, n): person_month(**record) for n in range(first, 13)}


def taxes(who: Employee, records: dict[Month, PersonMonth], of: int) -> list[Decimal]:
    """The tax of each month of a year."""
    found = statements(who, records, SCHEMES)
    return [s.tax for month, s in found.items() if month.year == of]


def test_a_first_job_has_the_months_from_january_on() -> None:
    """Hired in July at 10000: 7 × 5000 in July, so nothing is due before December."""
    assert taxes(person("2026-07-01", "first_job"), year(2026, 7), 2026)[:1] == [0]
    usual = taxes(person("2026-07-01", "standard"), year(2026, 7), 2026)
    first = taxes(person("2026-07-01", "first_job"), year(2026, 7), 2026)
    assert usual == [150] * 6
    assert first == [0] * 6  # 60000 earned, and twelve months of 5000


def test_the_year_after_a_first_job_is_as_usual() -> None:
    """The rule is for the year in which somebody is hired."""
    records = year(2026, 7) | year(2027)
    assert taxes(person("2026-07-01", "first_job"), records, 2027) == taxes(
        person("2026-07-01", "standard"), records, 2027
    )


def test_who_earned_little_has_the_whole_allowance_from_january() -> None:
    """60000 in 2025, a bonus among them; one of 70000 in January 2026 is taxed above 60000."""
    records = year(2025) | year(2026)
    records[Month(2025, 12)] = person_month(bonus={"amount": "7150", "taxed": "apart"})
    records[Month(2026, 1)] = person_month(bonus={"amount": "70000", "taxed": "with_wages"})
    low = person("2024-12-01", "under_60000", "low")
    first = statement(low, Month(2026, 1), records, SCHEMES)
    assert first.year is not None
    assert (int(first.year.allowance), str(first.year.taxable)) == (60000, "14450.00")
    assert first.tax == D("433.50")


def test_a_month_that_cannot_be_computed_is_no_pay_of_the_year_before() -> None:
    """Its contract names a scheme that does not exist; one more is not on record."""
    hired = employee(
        "2024-12-01",
        labor("2024-12-01", "2025-01-31", pay_scheme="none"),
        labor("2025-02-01", pay_scheme="low"),
    ).model_copy(update={"withholding": "under_60000"})
    records = year(2025) | year(2026)
    del records[Month(2025, 5)]
    found = statement(hired, JANUARY, records, SCHEMES)
    assert found.year is not None
    assert found.year.allowance == 60000


@pytest.mark.parametrize(
    ("hired_on", "bonus"), [("2025-02-01", "0"), ("2024-12-01", "8000"), ("2026-01-01", "0")]
)
def test_the_whole_allowance_has_conditions(hired_on: str, bonus: str) -> None:
    """Employed in all of the year before, for 60000 or less, a bonus taxed apart included."""
    records = year(2025, 3) | year(2026)
    records[Month(2025, 12)] = person_month(bonus={"amount": bonus, "taxed": "apart"})
    records |= year(2025) if bonus != "0" else {}
    records[Month(2025, 12)] = person_month(bonus={"amount": bonus, "taxed": "apart"})
    found = statement(person(hired_on, "under_60000", "low"), Month(2026, 1), records, SCHEMES)
    assert found.year is not None
    assert found.year.allowance == 5000


def test_a_students_service_pay_is_cumulative() -> None:
    """3000, then 12000 twice: 80 % of all less 5000 a month; apart 440, 1920, 1920 would be due."""
    terms = service(
        "2026-03-01", "2026-12-31", pay={"monthly": "3000", "commission": {"rate": "1"}}
    )
    student = employee("2026-03-01", terms).model_copy(update={"withholding": "student"})
    more = person_month(sales="9000.00")
    records = {Month(2026, 3): person_month(), Month(2026, 4): more, Month(2026, 5): more}
    march, april, may = statements(student, records, {}).values()
    assert (march.tax, april.tax) == (D(0), D("60.00"))  # (2400 + 9600 - 10000) × 3 %
    assert may.tax == D("138.00")  # (21600 - 15000) × 3 % - 60
    assert may.year is not None
    assert (may.year.months, may.year.income) == (3, D("21600"))


def test_a_students_income_is_rounded_to_the_fen() -> None:
    """80 % of 3373.16 is 2698.528."""
    assert str(student_income(D("3373.16"))) == "2698.53"


def test_a_students_missing_months_are_named() -> None:
    """They count like months of employment."""
    student = employee("2026-01-01", service("2026-01-01", pay={}))
    student = student.model_copy(update={"withholding": "student"})
    found = statement(student, Month(2026, 3), {Month(2026, 3): person_month()}, {})
    assert found.missing_months == (Month(2026, 1), Month(2026, 2))


def with_bonus(taxed: str, month: Month = JANUARY) -> Statement:
    """A month of 10000 with a bonus of 36000."""
    record = person_month(bonus={"amount": "36000", "taxed": taxed})
    hired = person(str(month.first), "standard")
    return statement(hired, month, {month: record}, SCHEMES)


def test_a_bonus_is_taxed_as_the_record_says() -> None:
    """Apart: 150 + 36000 × 3 %; with wages: (46000 - 5000) × 10 % - 2520."""
    apart, together = with_bonus("apart"), with_bonus("with_wages")
    assert apart.gross == together.gross == 46000
    assert {line.item: int(line.amount) for line in apart.withheld} == {
        "个人所得税": 150,
        "全年一次性奖金个人所得税": 1080,
    }
    assert apart.tax == 1230
    assert together.tax == 1580
    assert apart.year is not None
    assert apart.year.income == 10000


def test_from_2028_on_a_bonus_is_taxed_with_wages() -> None:
    """The rule ends with 2027."""
    assert with_bonus("apart", Month(2027, 12)).tax == 1230
    assert with_bonus("apart", Month(2028, 1)).tax == 1580


amounts = st.integers(0, 5_000_000).map(lambda n: str(D(n) / 100))


@given(st.lists(amounts, min_size=6, max_size=6), amounts)
def test_a_bonus_taxed_apart_changes_no_other_tax(sales: list[str], bonus: str) -> None:
    """The wages of the year are taxed as if there were none."""
    months = [Month(2026, n) for n in range(1, 7)]
    records = {
        month: person_month(deductions=[{"reason": "赔偿", "amount": amount}])
        for month, amount in zip(months, sales, strict=True)
    }
    who = person("2026-01-01", "standard")
    plain = statements(who, records, SCHEMES)
    given_ = records[months[2]].model_copy(
        update={"bonus": person_month(bonus={"amount": bonus, "taxed": "apart"}).bonus}
    )
    found = statements(who, {**records, months[2]: given_}, SCHEMES)
    assert [s.year for s in found.values()] == [s.year for s in plain.values()]
