"""Records for the pay tests: contracts by the days they run."""

from __future__ import annotations

from typing import Any

from kefu_docs.model import Employee
from tests.support import records


def labor(starts_on: str = "2020-01-01", ends_on: str | None = None, **changes: Any) -> records.Raw:
    """A labor contract on the scheme `sample`, open-ended unless an end is given."""
    return records.labor(**_days(starts_on, ends_on), **{"pay_scheme": "sample"} | changes)


def service(
    starts_on: str = "2020-01-01", ends_on: str = "2029-12-31", *, pay: Any, **changes: Any
) -> records.Raw:
    """A service contract; `pay` adds to 3000.00 a month and 1% of sales."""
    return records.service(**_days(starts_on, ends_on), pay=pay, **changes)


def _days(starts_on: str, ends_on: str | None) -> dict[str, str | None]:
    return {
        "number": f"KF-{starts_on}",
        "signed_on": starts_on,
        "starts_on": starts_on,
        "ends_on": ends_on,
    }


def employee(hired_on: str, *contracts: Any) -> Employee:
    """A person with `contracts`."""
    return records.employee(*contracts, hired_on=hired_on)
