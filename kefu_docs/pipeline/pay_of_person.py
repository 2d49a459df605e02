"""What the months of a person pay, from the records of all."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from kefu_docs.model import Dataset, Month, PayScheme, PersonMonth
from kefu_docs.model.statement import Statement
from kefu_docs.pay import MinimumWage, statement, statements
from kefu_docs.rules import lookup, wages_of


def statement_of(dataset: Dataset, id_: str, month: Month) -> Statement:
    """What the month pays this person.

    Raises UsageError where there is no record of the month, no paid day in it, or no pay scheme.
    """
    months, schemes = _pay_records(dataset, id_)
    person = dataset.employees[id_].value
    return statement(person, month, months, schemes, minimum_wage(dataset))


def statements_of(dataset: Dataset, id_: str) -> dict[Month, Statement]:
    """What each month on record pays this person; months that cannot be computed are left out."""
    months, schemes = _pay_records(dataset, id_)
    return statements(dataset.employees[id_].value, months, schemes, minimum_wage(dataset))


def _pay_records(
    dataset: Dataset, id_: str
) -> tuple[dict[Month, PersonMonth], dict[str, PayScheme]]:
    months = {m: people[id_].value for m, people in dataset.months.items() if id_ in people}
    return months, {name: record.value for name, record in dataset.pay_schemes.items()}


def minimum_wage(dataset: Dataset) -> MinimumWage:
    """The minimum wage of the company's place by day."""

    def on(day: dt.date) -> Decimal | None:
        region = dataset.company.value.region if dataset.company else None
        entry = lookup(wages_of(dataset), region, day) if region else None
        return entry.monthly if entry else None

    return on
