"""Hundreds of months at random, beside a calculator that was written apart from the program's."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random

import pytest

from kefu_docs.model import Employee, Month, PayScheme, PersonMonth
from kefu_docs.pay import statements
from tests.support.naive_pay import NaiveMonth, NaivePerson, year_of
from tests.support.pay_records import employee, labor
from tests.support.records import HOURS, pay_scheme, person_month

D = Decimal


def a_person(random: Random, year: int) -> NaivePerson:
    """Somebody who works for part or all of a year; whole months where rest is two days a week."""
    a_week = random.randint(0, 2)
    day = 1 if a_week == 2 else random.randint(1, 28)
    hired = dt.date(year - random.randint(0, 4), random.randint(1, 9), day)
    ends = left = None
    if a_week < 2:
        ends = dt.date(year, random.randint(10, 12), random.randint(1, 28))
        left = random.choice([None, dt.date(year, random.randint(9, 10), random.randint(1, 28))])
    raised = dt.date(year, random.randint(2, 12), random.choice([1, 11, 16]))
    return NaivePerson(
        hired=hired,
        ends=random.choice([None, ends]),
        left=left,
        a_week=a_week,
        original=random.random() < 0.2,
        base=D(random.randint(80_000, 4_000_000)) / 100,
        raised=random.choice([None, (raised, D(random.randint(80_000, 4_000_000)) / 100)]),
        per_year=D(random.randint(0, 10_000)) / 100,
        award=D(random.randint(0, 50_000)) / 100,
        subsidy=D(random.randint(0, 50_000)) / 100,
        tiers=random.choice([(0, 0, 0, 0), (1, 2, 3, 4), (2, 2, 5, 9)]),
        share=D(random.randint(1, 100)) / 100,
        minimum=D(random.randint(200_000, 280_000)) / 100,
        first_job=random.random() < 0.3,
    )


def a_month(random: Random) -> NaiveMonth:
    """What somebody did; often little, sometimes much."""

    def some(most: int) -> int:
        return random.choice([0, 0, random.randint(0, most)])

    def hours(most: int) -> Decimal:
        return D(some(most * 4)) / 4

    return NaiveMonth(
        rest=random.randint(0, 14),
        absent=some(8),
        late=some(2),
        sick=some(9),
        sales=(some(40), some(90), some(9000), some(900)),
        complaints=random.choice(["none", "without_fine", "with_fine"]),
        overtime=(hours(20), hours(40), hours(16), hours(40)),
        taken=D(some(100_000)) / 100,
        insurance=D(some(120_000)) / 100,
        additional=D(some(300_000)) / 100,
        bonus=D(some(20_000_000)) / 100,
        apart=random.random() < 0.5,
    )


def as_records(
    who: NaivePerson, year: int, months: dict[int, NaiveMonth]
) -> tuple[Employee, dict[Month, PersonMonth], dict[str, PayScheme]]:
    """The same in the program's terms."""
    contract = labor(
        str(who.hired),
        str(who.ends) if who.ends else None,
        wording="original" if who.original else "current",
        hours={**HOURS, "rest_days_per_week": str(who.a_week)},
    )
    person = employee(str(who.hired), contract).model_copy(
        update={"left_on": who.left, "withholding": "first_job" if who.first_job else "standard"}
    )
    scheme = pay_scheme(
        base=str(who.base),
        seniority={"per_year": str(who.per_year)},
        full_attendance=str(who.award),
        medical_subsidy=str(who.subsidy),
        paid_rest_days=[str(days) for days in who.tiers],
        sick_pay=str(who.share),
        versions=[{"from": str(who.raised[0]), "base": str(who.raised[1])}] if who.raised else [],
    )
    return person, {Month(year, n): _record(m) for n, m in months.items()}, {"sample": scheme}


def _record(month: NaiveMonth) -> PersonMonth:
    tickets = ("delay_caught", "misroute_caught", "dispatched", "regulars")
    overtime = ("weekday_hours", "rest_day_hours", "holiday_hours", "time_off_hours")
    attendance = {"rest_days": month.rest, "absent_days": month.absent, "late": month.late}
    taxed = "apart" if month.apart else "with_wages"
    return person_month(
        attendance={k: str(v) for k, v in {**attendance, "sick_days": month.sick}.items()},
        tickets={key: str(count) for key, count in zip(tickets, month.sales, strict=True)},
        complaints=month.complaints,
        overtime={key: str(h) for key, h in zip(overtime, month.overtime, strict=True)},
        deductions=[{"reason": "借支", "amount": str(month.taken), "kind": "advance"}],
        insurance=str(month.insurance),
        special_additional=str(month.additional),
        bonus={"amount": str(month.bonus), "taxed": taxed},
    )


@pytest.mark.parametrize("seed", range(60))
def test_a_year_comes_to_the_same(seed: int) -> None:
    """Gross, tax, net, days granted and what is owed, of every month of somebody's year."""
    random = Random(seed)  # noqa: S311 (the same months in every run)
    year = random.choice([2024, 2025, 2026])
    who = a_person(random, year)
    first = who.hired.month if who.hired.year == year else 1
    last = min([12, *(day.month for day in (who.ends, who.left) if day)])
    months = {number: a_month(random) for number in range(first, last + 1)}
    expected = year_of(who, year, months)
    found = statements(*as_records(who, year, months), lambda _: who.minimum)
    assert {month.number for month in found} == set(expected)
    for month, pay in found.items():
        naive = expected[month.number]
        assert pay.rest is not None
        computed = (pay.gross, pay.tax, pay.net, pay.rest.granted, pay.rest.owed)
        assert computed == (naive.gross, naive.tax, naive.net, naive.granted, naive.owed), month
