"""Terms in months: by the law's two ways of counting, which the term filter and rules share."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.rules.calendar_terms import probation_limit
from kefu_docs.zh import last_day, months_after, severance_months, term, whole_months

day = dt.date.fromisoformat
DAYS = st.dates(dt.date(1950, 1, 1), dt.date(2090, 1, 1))


@pytest.mark.parametrize(
    ("start", "months", "after", "last"),
    [
        ("2026-03-01", 1, "2026-04-01", "2026-03-31"),
        ("2026-01-31", 1, "2026-02-28", "2026-02-28"),
        ("2026-12-30", 2, "2027-02-28", "2027-02-28"),
        ("2026-03-31", 6, "2026-09-30", "2026-09-30"),
        ("2026-01-31", 3, "2026-04-30", "2026-04-30"),
        ("2024-02-29", 12, "2025-02-28", "2025-02-28"),
        ("2026-12-15", 1, "2027-01-15", "2027-01-14"),
    ],
)
def test_ends(start: str, months: int, after: str, last: str) -> None:
    """A day that sets a period off is not counted, a contract's first day is (民法典 201, 204).

    In a month without a day of the number either ends on its last day (202).
    """
    assert months_after(day(start), months) == day(after)
    assert last_day(day(start), months) == day(last)


@pytest.mark.parametrize(
    ("last", "months"),
    [
        ("2026-03-01", "0.5"),
        ("2026-08-30", "0.5"),
        ("2026-08-31", "1"),  # six months
        ("2027-02-28", "1"),
        ("2027-03-01", "1.5"),
        ("2028-08-31", "3"),
    ],
)
def test_severance_counts_years_and_halves(last: str, months: str) -> None:
    """Six months of a year are one, less is half of one (劳动合同法 47)."""
    assert severance_months(day("2026-03-01"), day(last)) == Decimal(months)


def test_a_term_that_ends_before_it_begins_has_no_months() -> None:
    """Neither in one month nor in two."""
    assert whole_months(day("2026-03-10"), day("2026-03-01")) == 0
    assert whole_months(day("2026-03-10"), day("2026-01-31")) == 0


@given(DAYS, st.integers(1, 480))
def test_whole_months_are_those_of_the_last_day(start: dt.date, months: int) -> None:
    """A term that runs to its last day has its months whole, one a day shorter has one less."""
    last = last_day(start, months)
    assert whole_months(start, last) == months
    assert whole_months(start, last - dt.timedelta(days=1)) == months - 1


@given(DAYS, st.integers(1, 480), st.integers(-1, 1))
def test_what_is_printed_and_what_is_checked_agree(start: dt.date, months: int, days: int) -> None:
    """A term that prints as so many months is judged as so many, and a day less is not."""
    end = last_day(start, months) + dt.timedelta(days)
    printed = term(start, end)
    years, rest = divmod(months, 12)
    is_whole = printed == (f"{years}年" if years else "") + (f"{rest}个月" if rest else "")
    assert is_whole is (days == 0)
    allowed = probation_limit(start, end)
    counted = months - (days < 0)
    assert allowed == (0 if counted < 3 else 1 if counted < 12 else 2 if counted < 36 else 6)
