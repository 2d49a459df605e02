"""A second calculator of wages, written apart from the program's, straight from the rules.

It knows a person under one labor contract and works on plain numbers, a year at a time.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import ceil

D = Decimal

# Statutory holidays and how many days off the official calendar has in each month, by the State
# Council's notices.
HOLIDAYS = {
    2024: "0101 0210 0211 0212 0404 0501 0610 0917 1001 1002 1003",
    2025: "0101 0128 0129 0130 0131 0404 0501 0502 0531 1001 1002 1003 1006",
    2026: "0101 0216 0217 0218 0219 0405 0501 0502 0619 0925 1001 1002 1003",
}
DAYS_OFF = {
    2024: (9, 11, 10, 8, 10, 11, 8, 9, 9, 12, 9, 9),
    2025: (12, 9, 10, 8, 12, 10, 8, 10, 7, 13, 10, 8),
    2026: (10, 12, 9, 9, 12, 9, 8, 10, 8, 13, 9, 8),
}
RATES = (
    (36000, "0.03", 0),
    (144000, "0.10", 2520),
    (300000, "0.20", 16920),
    (420000, "0.25", 31920),
    (660000, "0.30", 52920),
    (960000, "0.35", 85920),
    (10**12, "0.45", 181920),
)


@dataclass
class NaiveMonth:
    """What was done in a month."""

    rest: int
    absent: int
    late: int
    sick: int
    sales: tuple[int, int, int, int]  # delays, misroutes, dispatched, regulars
    complaints: str
    overtime: tuple[D, D, D, D]  # on workdays, rest days, holidays; time off
    taken: D
    insurance: D
    additional: D
    bonus: D
    apart: bool


@dataclass
class NaivePerson:
    """Who works, under what, for what."""

    hired: dt.date
    ends: dt.date | None
    left: dt.date | None
    a_week: int
    original: bool
    base: D
    raised: tuple[dt.date, D] | None
    per_year: D
    award: D
    subsidy: D
    tiers: tuple[int, int, int, int]
    share: D
    minimum: D
    first_job: bool


@dataclass
class NaivePay:
    """What a month comes to."""

    gross: D
    tax: D
    net: D
    granted: int
    owed: D


def fen(amount: D) -> D:
    """Half up."""
    return amount.quantize(D("0.01"), ROUND_HALF_UP)


def year_of(who: NaivePerson, year: int, months: dict[int, NaiveMonth]) -> dict[int, NaivePay]:
    """Each month's pay in a year in which every month of employment is on record."""
    found: dict[int, NaivePay] = {}
    income = insurance = additional = withheld = D(0)
    for count, (number, month) in enumerate(sorted(months.items()), 1):
        days = working_days(who, year, number)
        gross, granted, owed = earned(who, year, number, month, days)
        apart = month.bonus if month.apart else D(0)
        income += gross - apart
        insurance += month.insurance
        additional += month.additional
        free = number if who.first_job and who.hired.year == year else count
        due = cumulative(income - 5000 * free - insurance - additional)
        tax = max(D(0), due - withheld)
        withheld += tax
        tax += bonus_tax(apart)
        net = gross - month.taken - month.insurance - tax
        found[number] = NaivePay(gross, tax, net, granted, owed)
    return found


def working_days(who: NaivePerson, year: int, number: int) -> list[dt.date]:
    """The days of the month from hiring to the end of the contract or of work."""
    every = range(1, calendar.monthrange(year, number)[1] + 1)
    days = [dt.date(year, number, day) for day in every]
    ends = [day for day in (who.ends, who.left) if day]
    return [d for d in days if d >= who.hired and all(d <= end for end in ends)]


def earned(
    who: NaivePerson, year: int, number: int, month: NaiveMonth, days: list[dt.date]
) -> tuple[D, int, D]:
    """Gross pay, days granted, what is owed for rest that was not taken."""
    of = calendar.monthrange(year, number)[1]
    base = who.raised[1] if who.raised and who.raised[0] <= days[-1] else who.base
    years = full_years(who.hired, last_day_that_counts(who, year, number))
    granted = days_granted(who, year, number, days, years)
    away = max(0, month.rest - granted) + month.absent
    base_pay = sum((fen(rate * n / of) for rate, n in bases(who, days)), D(0))
    pay = base_pay
    pay += fen(who.per_year * years * len(days) / of)
    if not away and not month.late:
        pay += fen(who.award * len(days) / of)
    pay += fen(who.subsidy * len(days) / of)
    delays, misroutes, dispatched, regulars = month.sales
    pay += 10 * delays + 2 * misroutes + fen(D("0.1") * dispatched) + fen(D("0.5") * regulars)
    pay += 100 if month.complaints == "with_fine" else 300
    hour = base / D("21.75") / 8
    weekday, rest, holiday, back = month.overtime
    for hours, times in ((weekday, "1.5"), (max(D(0), rest - back), "2"), (holiday, "3")):
        pay += fen(hours * base * D(times) / 174)
    absence = min(fen(base * away / D("21.75")), base_pay)
    sick = min(fen(base * month.sick / D("21.75")), base_pay - absence)
    if month.sick:
        floor = fen(who.minimum * D("0.8") * min(D(month.sick), D("21.75")) / D("21.75"))
        pay += max(fen(sick * who.share), floor)
    pay += month.bonus - absence - sick
    least = max(0, (len(days) - month.sick) * who.a_week) // 7
    missed = max(D(0), max(0, least - month.rest) * 8 - max(rest, back))
    return pay, granted, fen(missed * hour * 2)


def bases(who: NaivePerson, days: list[dt.date]) -> list[tuple[D, int]]:
    """The base before and after the raise, with the days of each."""
    if who.raised is None:
        return [(who.base, len(days))]
    day, base = who.raised
    before = sum(d < day for d in days)
    return [(b, n) for b, n in ((who.base, before), (base, len(days) - before)) if n]


def last_day_that_counts(who: NaivePerson, year: int, number: int) -> dt.date:
    """The earlier of the month's, the contract's and the last day of work."""
    last = dt.date(year, number, calendar.monthrange(year, number)[1])
    return min([last, *(day for day in (who.ends, who.left) if day)])


def full_years(hired: dt.date, day: dt.date) -> int:
    """Full years, each on the day of the same date."""
    return day.year - hired.year - ((day.month, day.day) < (hired.month, hired.day))


def days_granted(who: NaivePerson, year: int, number: int, days: list[dt.date], years: int) -> int:
    """Weekly rest, statutory holidays, the scheme's own days."""
    own = who.tiers[min(years, 3)]
    if who.original:
        return own
    holidays = sum(f"{d:%m%d}" in HOLIDAYS[year].split() for d in days)
    weekly = ceil(D(len(days) * who.a_week) / 7)
    if who.a_week >= 2 and len(days) == calendar.monthrange(year, number)[1]:
        weekly = max(weekly, DAYS_OFF[year][number - 1] - holidays)
    return weekly + holidays + own


def cumulative(taxable: D) -> D:
    """The year's tax."""
    if taxable <= 0:
        return D(0)
    rate, quick = next((rate, quick) for upto, rate, quick in RATES if taxable <= upto)
    return fen(taxable * D(rate) - quick)


def bonus_tax(amount: D) -> D:
    """Tax on a bonus apart: rate and a twelfth of the quick deduction of twelve times a twelfth."""
    if not amount:
        return D(0)
    rate, quick = next((rate, quick) for upto, rate, quick in RATES if amount <= upto)
    return fen(amount * D(rate) - D(quick) / 12)
