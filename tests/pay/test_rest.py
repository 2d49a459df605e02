"""Days off that a month grants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.model import Month
from kefu_docs.model.statement import Rest
from kefu_docs.pay import statement
from kefu_docs.pay.days import days_of, paid_days
from kefu_docs.pay.rest import rest_of
from tests.support.pay_records import employee, labor
from tests.support.records import APRIL, HOURS, pay_scheme, person_month

D = Decimal
SCHEME = pay_scheme(base="2700.00")
RESTED = {"rest_days": "30"}
"""All the rest that there is, so that none was missed."""
RAISED = {"standard": pay_scheme(base="2700.00")}


def rest(month: Month, a_week: int = 2, years: int = 0, **contract: str) -> Rest:
    """The rest of a whole month under a contract with so many days of rest a week."""
    hours = {**HOURS, "rest_days_per_week": str(a_week)}
    person = employee("2000-01-01", labor("2000-01-01", hours=hours, **contract))
    return rest_of(paid_days(person, month, None), SCHEME, years, person_month(attendance=RESTED))


def test_weekly_rest_is_no_absence() -> None:
    """Eight days off in April at two a week: 2700 + 200 + 100 + 100, nothing taken."""
    person = employee("2026-04-01", labor("2026-04-01", pay_scheme="standard"))
    record = person_month(complaints="with_fine", attendance={"rest_days": "8"})
    found = statement(person, APRIL, {APRIL: record}, RAISED)
    assert (str(found.gross), found.deductions) == ("3100.00", ())
    assert found.rest is not None
    assert found.rest.granted == 9 + 1 + 1  # 30 × 2 ÷ 7 rounded up, 清明, the scheme's day


@pytest.mark.parametrize(
    ("rest_days", "gross"), [("11", "3100.00"), ("12", "2775.86"), ("13", "2651.72")]
)
def test_rest_above_the_days_granted_is_absence(rest_days: str, gross: str) -> None:
    """Each day costs 2700 ÷ 21.75, and the first the award of 200, too."""
    person = employee("2026-04-01", labor("2026-04-01", pay_scheme="standard"))
    record = person_month(complaints="with_fine", attendance={"rest_days": rest_days})
    assert str(statement(person, APRIL, {APRIL: record}, RAISED).gross) == gross


def test_statutory_days_are_told_where_they_are_not_granted() -> None:
    """The original wording prints no holidays; work on 清明 is paid for all the same."""
    found = rest(APRIL, wording="original")
    assert (found.holidays, found.statutory) == (0, 1)
    assert rest(Month(2026, 3)).statutory == 0


@pytest.mark.parametrize(("years", "own"), [(0, 1), (1, 2), (2, 3), (3, 4), (30, 4)])
def test_the_schemes_own_days_follow_the_tier(years: int, own: int) -> None:
    """Exactly one full year is in the second tier."""
    assert rest(APRIL, years=years) == Rest(9, 1, own, is_calendar_known=True, statutory=1)


def test_the_original_wording_grants_what_it_prints() -> None:
    """Sample 1, 四2, knows the days of the tier alone."""
    found = rest(APRIL, years=2, wording="original")
    assert found.granted == 3
    assert found.charged_days == 10  # of 13 that the law and the scheme grant
    assert str(found.charged) == "1241.38"
    assert rest(APRIL, years=2).charged_days == 0


@pytest.mark.parametrize(
    ("month", "weekly", "holidays"),
    [
        (Month(2026, 2), 8, 4),
        (Month(2026, 3), 9, 0),
        (Month(2026, 5), 10, 2),
        (Month(2026, 8), 10, 0),
        (Month(2026, 10), 10, 3),
        (Month(2024, 10), 9, 3),
    ],
)
def test_who_keeps_the_official_calendar_loses_nothing(
    month: Month, weekly: int, holidays: int
) -> None:
    """May, August and October 2026 have ten days of rest besides the holidays."""
    found = rest(month)
    assert (found.weekly, found.holidays) == (weekly, holidays)


def test_the_official_calendar_has_two_days_a_week() -> None:
    """A contract with one day a week is not measured by it."""
    assert rest(Month(2026, 8), a_week=1).weekly == 5


def test_an_unknown_year_is_told_and_not_guessed() -> None:
    """Without the arrangement the rule is all there is."""
    assert rest(Month(2090, 10)) == Rest(9, 3, 1, is_calendar_known=False, statutory=3)


def test_a_part_of_a_month_has_its_part_of_the_rest() -> None:
    """Fifteen days at two a week are five days; 清明 lies before them."""
    person = employee("2026-04-16", labor("2026-04-16"))
    assert rest_of(
        paid_days(person, APRIL, None), SCHEME, 0, person_month(attendance=RESTED)
    ) == Rest(5, 0, 1, True)


def test_weeks_go_on_from_contract_to_contract() -> None:
    """Ten days at one a week and 21 at two are 52 sevenths, eight days; ten are off officially."""
    once = labor("2026-01-01", "2026-08-10", hours={**HOURS, "rest_days_per_week": "1"})
    hired = employee("2026-01-01", once, labor("2026-08-11"))
    parts = paid_days(hired, Month(2026, 8), None)
    assert rest_of(parts, SCHEME, 0, person_month(attendance=RESTED)).weekly == 8


months = st.builds(Month, st.integers(2008, 2026), st.integers(1, 12))


@given(months, st.integers(1, 6), st.integers(0, 6))
def test_no_plan_of_one_day_a_week_is_charged(month: Month, a_week: int, weekday: int) -> None:
    """Whichever day of the week is off, and the statutory holidays besides."""
    off = sum(day.weekday() == weekday for day in days_of(month))
    assert rest(month, a_week).weekly >= off


@given(months, st.integers(1, 30))
def test_more_days_grant_no_less(month: Month, first: int) -> None:
    """A contract that starts earlier grants the same rest or more."""
    start = min(dt.date(month.year, month.number, min(first, 28)), month.last)
    person = employee(str(start), labor(str(start)))
    part = rest_of(paid_days(person, month, None), SCHEME, 0, person_month(attendance=RESTED))
    assert part.weekly <= rest(month).weekly
    assert part.holidays <= rest(month).holidays


def missed(
    *, starts_on: str = "2026-04-01", hours: Mapping[str, object] = HOURS, **record: object
) -> tuple[Decimal, str]:
    """The hours of April's weekly rest that are owed, and their pay."""
    parts = paid_days(employee(starts_on, labor(starts_on, hours=hours)), APRIL, None)
    found = rest_of(parts, SCHEME, 0, person_month(**record))
    return found.missed_hours, str(found.owed)


@pytest.mark.parametrize(
    ("rest_days", "hours", "owed"),
    [("0", 64, "1986.21"), ("7", 8, "248.28"), ("8", 0, "0.00"), ("9", 0, "0.00")],
)
def test_rest_that_was_not_taken_is_owed(rest_days: str, hours: int, owed: str) -> None:
    """Thirty days at two a week are eight days of rest, rounded down; 8 × 2700 ÷ 21.75 × 200 %."""
    assert missed(attendance={"rest_days": rest_days}) == (D(hours), owed)


@pytest.mark.parametrize(
    ("overtime", "hours"),
    [
        ({"rest_day_hours": "64"}, 0),
        ({"rest_day_hours": "64", "time_off_hours": "64"}, 0),
        ({"time_off_hours": "16"}, 48),
        ({"rest_day_hours": "30.5"}, D("33.5")),
        ({"weekday_hours": "30", "holiday_hours": "6"}, 64),
    ],
)
def test_overtime_and_time_off_on_record_settle_it(
    overtime: dict[str, str], hours: Decimal
) -> None:
    """Hours on rest days are paid or given back; other hours are no work on a day of rest."""
    assert missed(overtime=overtime)[0] == hours


def test_part_of_a_month_misses_its_part() -> None:
    """Fifteen days at two a week are four days of rest."""
    assert missed(starts_on="2026-04-16")[0] == 32


def test_approved_hours_have_no_day_of_rest_to_miss() -> None:
    """Without the approval they are taken for standard hours, as standard ones with it are."""
    flexible = {**HOURS, "system": "flexible"}
    approval = {"number": "杭人社许〔2026〕1号", "until": "2027-01-01"}
    assert missed(hours=flexible)[0] == 64
    assert missed(hours={**flexible, "approval": approval})[0] == 0
    assert missed(hours={**HOURS, "approval": approval})[0] == 64
