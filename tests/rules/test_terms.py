"""The limits of probation, ages, retirement and hours of work."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.model import Hours
from kefu_docs.rules.calendar_terms import age_on, probation_limit, retirement_day
from kefu_docs.rules.hours import span, worked
from tests.support.records import HOURS

day = dt.date.fromisoformat


@pytest.mark.parametrize(
    ("starts", "ends", "months"),
    [
        ("2026-03-01", "2026-05-30", 0),
        ("2026-03-01", "2026-05-31", 1),
        ("2026-03-01", "2027-02-27", 1),
        ("2026-03-01", "2027-02-28", 2),
        ("2026-03-01", "2029-02-27", 2),
        ("2026-03-01", "2029-02-28", 6),
        ("2026-03-01", None, 6),
        ("2026-01-31", "2026-04-29", 0),  # April has no 31st: three months end on the 30th
        ("2026-01-31", "2026-04-30", 1),
        ("2026-12-30", "2027-12-29", 2),
    ],
)
def test_probation_limit(starts: str, ends: str | None, months: int) -> None:
    """The term is counted to the day after its end: 2026-03-01 to 2027-02-28 is one year."""
    assert probation_limit(day(starts), day(ends) if ends else None) == months


@given(st.dates(dt.date(1950, 1, 1), dt.date(2060, 1, 1)), st.integers(0, 2000))
def test_a_longer_term_never_allows_less_probation(starts: dt.date, days: int) -> None:
    """The limit grows with the term, and open-ended allows the most."""
    ends = starts + dt.timedelta(days)
    longer = ends + dt.timedelta(days=1)
    assert probation_limit(starts, ends) <= probation_limit(starts, longer)
    assert probation_limit(starts, longer) <= probation_limit(starts, None)


def test_age() -> None:
    """A year is full on the birthday; who was born on a leap day waits for 1 March."""
    assert age_on(day("2010-03-01"), day("2026-03-01")) == 16
    assert age_on(day("2010-03-02"), day("2026-03-01")) == 15
    assert age_on(day("2008-02-29"), day("2026-02-28")) == 17


@pytest.mark.parametrize(
    ("born", "gender", "expected"),
    [
        ("1964-12-15", "男", "2024-12-15"),
        ("1965-01-15", "男", "2025-02-15"),
        ("1976-09-15", "男", "2039-09-15"),
        ("1990-01-15", "男", "2053-01-15"),
        ("1974-12-15", "女", "2024-12-15"),
        ("1975-01-15", "女", "2025-02-15"),
        ("1984-11-15", "女", "2039-11-15"),
        ("1990-01-15", "女", "2045-01-15"),
    ],
)
def test_retirement_day(born: str, gender: str, expected: str) -> None:
    """The ends of the gradual schedule and the days around them."""
    assert retirement_day(day(born), gender) == day(expected)


def test_retirement_before_the_gradual_schedule() -> None:
    """Until the end of 2024 the law knew 60 years for men and 50 for women alone."""
    for law, expected in (("2024-12-31", "2030-01-15"), ("2025-01-01", "2031-05-15")):
        assert retirement_day(day("1970-01-15"), "男", day(law)) == day(expected)
    assert retirement_day(day("1960-01-15"), "男") == day("2020-01-15")


@pytest.mark.parametrize(
    ("starts", "ends", "present", "work"),
    [
        ("09:00", "17:00", "8", "8"),
        ("09:00", "18:00", "9", "8"),
        ("09:00", "19:00", "10", "9"),
        ("09:00", "12:30", "3.5", "3.5"),
        ("22:00", "06:00", "8", "8"),
        ("09:00", "09:00", "24", "23"),
    ],
)
def test_hours(starts: str, ends: str, present: str, work: str) -> None:
    """Nights run into the next day; of what is above eight hours one may be a break."""
    hours = Hours.model_validate({**HOURS, "starts": starts, "ends": ends})
    assert span(hours) == Decimal(present)
    assert worked(hours) == Decimal(work)
