"""Statutory holidays by their rule, and days off as they are arranged."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.pay.holidays import days_off, statutory_holidays


def days(year: int, *written: str) -> frozenset[dt.date]:
    """The days of `year` written as MM-DD."""
    return frozenset(dt.date.fromisoformat(f"{year}-{day}") for day in written)


@pytest.mark.parametrize(
    ("year", "written"),
    [
        (2013, "01-01 02-09 02-10 02-11 04-04 05-01 06-12 09-19 10-01 10-02 10-03"),
        (2014, "01-01 01-31 02-01 02-02 04-05 05-01 06-02 09-08 10-01 10-02 10-03"),
        (2024, "01-01 02-10 02-11 02-12 04-04 05-01 06-10 09-17 10-01 10-02 10-03"),
        (2025, "01-01 01-28 01-29 01-30 01-31 04-04 05-01 05-02 05-31 10-06 10-01 10-02 10-03"),
        (2026, "01-01 02-16 02-17 02-18 02-19 04-05 05-01 05-02 06-19 09-25 10-01 10-02 10-03"),
        (2020, "01-01 01-25 01-26 01-27 04-04 05-01 06-25 10-01 10-02 10-03 10-04"),
    ],
)
def test_the_holidays_of_a_year(year: int, written: str) -> None:
    """By the calendars of these years; in 2020 中秋 fell on 国庆, and no day was lost."""
    assert statutory_holidays(year) == days(year, *written.split())


@given(st.integers(1900, 2099))
def test_a_year_has_as_many_holidays_as_the_law_says(year: int) -> None:
    """13 since 2025, 11 before, wherever lunar days fall."""
    assert len(statutory_holidays(year)) == (13 if year >= 2025 else 11)
    assert {day.year for day in statutory_holidays(year)} == {year}


@pytest.mark.parametrize("year", range(2014, 2027))
def test_each_statutory_holiday_is_arranged_as_a_day_off(year: int) -> None:
    """The two calendars, made apart from each other, agree."""
    off = days_off(year)
    assert off is not None
    assert statutory_holidays(year) <= off


def test_days_off_go_from_the_first_day_to_the_last() -> None:
    """The last of 2023 is a Sunday off; the holiday of the year after begins the next day."""
    off = days_off(2023)
    assert off is not None
    assert (min(off), max(off)) == (dt.date(2023, 1, 1), dt.date(2023, 12, 31))


def test_a_year_without_an_arrangement_is_not_known() -> None:
    """2003 is before the first one on record."""
    assert days_off(2003) is None
    assert days_off(2090) is None
