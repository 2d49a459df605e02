"""Dates, times and terms."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.zh.dates import clock, date, formal_date, month, term


def test_dates_in_figures() -> None:
    """No leading zeros in dates; two digits on the clock."""
    day = dt.date(2026, 3, 1)
    assert (date(day), month(day), clock(dt.time(9))) == ("2026年3月1日", "2026年3月", "09:00")


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (dt.date(2026, 3, 1), "二〇二六年三月一日"),
        (dt.date(2030, 10, 20), "二〇三〇年十月二十日"),
        (dt.date(2001, 12, 31), "二〇〇一年十二月三十一日"),
    ],
)
def test_formal_dates(day: dt.date, words: str) -> None:
    """The year digit by digit with U+3007, month and day as numerals."""
    assert formal_date(day) == words


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2026-03-01", "2027-02-28", "1年"),
        ("2026-03-01", "2029-02-28", "3年"),
        ("2026-03-01", "2026-08-31", "6个月"),
        ("2026-03-15", "2027-09-14", "1年6个月"),
        ("2026-03-01", "2026-04-14", "1个月14天"),
        ("2026-03-01", "2027-05-15", "1年2个月15天"),
        ("2026-03-01", "2027-03-01", "1年1天"),
        ("2026-01-31", "2026-03-01", "1个月1天"),
        ("2026-03-01", "2026-03-30", "30天"),
        ("2026-03-01", "2026-03-01", "1天"),
        ("2026-01-31", "2026-02-28", "1个月"),
        ("2026-01-31", "2026-03-30", "2个月"),
        ("2024-02-29", "2025-02-28", "1年"),
        ("2026-12-31", "2027-01-30", "1个月"),
    ],
)
def test_terms(start: str, end: str, text: str) -> None:
    """Whole years and months, and the days that are left."""
    assert term(dt.date.fromisoformat(start), dt.date.fromisoformat(end)) == text


def test_open_ended_term() -> None:
    """Without a last day there is no fixed term."""
    assert term(dt.date(2026, 3, 1), None) == "无固定期限"


def test_term_backwards_is_refused() -> None:
    """An end before the start is an error."""
    with pytest.raises(ValueError, match="before"):
        term(dt.date(2026, 3, 2), dt.date(2026, 3, 1))


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.integers(1, 30))
def test_a_term_to_the_eve_of_the_anniversary_is_whole_years(start: dt.date, years: int) -> None:
    """N years end the day before the N-th anniversary, on 28 February for 29 February."""
    first_after = dt.date(start.year + years, start.month, 1) + dt.timedelta(days=start.day - 1)
    assert term(start, first_after - dt.timedelta(days=1)) == f"{years}年"
