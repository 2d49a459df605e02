"""Which days of a month are paid under which contract."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from itertools import groupby

from msgspec import Struct

from kefu_docs.model import Employee, LaborContract, Month, Period, ServiceContract


class PaidDays(Struct, frozen=True):
    """Days in a row of one month under one contract."""

    contract: LaborContract | ServiceContract
    days: tuple[dt.date, ...]


def paid_days(employee: Employee, month: Month, period: Period | None) -> tuple[PaidDays, ...]:
    """The paid days of `month` by contract, in order; only those within `period`, where given.

    Nothing is paid after the day of leaving. Contracts must not overlap; where they do, a day
    belongs to the one that started last.
    """
    days = days_of(month)
    if period is not None:
        days = tuple(day for day in days if period.from_ <= day <= period.to)
    if (left := employee.left_on) is not None:
        days = tuple(day for day in days if day <= left)
    if not days:
        return ()
    contracts = employee.contracts_in(days[0], days[-1])
    if len(contracts) == 1 and contracts[0].covers(days[0]) and contracts[0].covers(days[-1]):
        return (PaidDays(contracts[0], days),)
    paid = [
        (max(found, key=lambda c: c.starts_on), day)
        for day in days
        if (found := [c for c in contracts if c.covers(day)])
    ]
    return tuple(
        PaidDays(contract, tuple(day for _, day in group))
        for contract, group in groupby(paid, key=lambda pair: pair[0])
    )


@lru_cache(maxsize=24)
def days_of(month: Month) -> tuple[dt.date, ...]:
    """Every day of `month`."""
    first, last = month.first, month.last
    return tuple(first + dt.timedelta(days=n) for n in range(last.day))


def employed_in(employee: Employee, month: Month) -> bool:
    """Whether `month` is one of employment (任职受雇), that is under a labor contract.

    A month from `hired_on` until the first contract on record counts where that one is a labor
    contract: it continues an employment whose earlier contract is not on record.
    """
    contracts = [contract for _, contract in employee.all_contracts()]
    first = min(contracts, key=lambda c: c.starts_on)
    before = employee.hired_on <= month.last and month.last < first.starts_on
    return (before and isinstance(first, LaborContract)) or any(
        isinstance(contract, LaborContract)
        for contract in employee.contracts_in(month.first, month.last)
    )
