"""Which fixed term in a row a labor contract is (劳动合同法 14)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from kefu_docs.model.employee import LaborContract
from kefu_docs.zh.terms import whole_months

_DAY = dt.timedelta(days=1)
_BREAK = 12
"""Months between two contracts after which the row begins anew."""


def fixed_terms(contracts: Iterable[LaborContract]) -> list[tuple[LaborContract, int]]:
    """The contracts by their start, each with its place in the row; 0 for an open-ended one.

    An open-ended contract ends the row, and so do twelve months without a contract, unless the
    later one says that earlier service counts. A first contract that says so follows one with
    another employing party, which counts as a term (法释〔2025〕12号 10).
    """
    found: list[tuple[LaborContract, int]] = []
    for contract in sorted(contracts, key=lambda c: c.starts_on):
        place = found[-1][1] if found else 0
        if contract.continues_service:
            place = place if found else 1
        elif found and _is_broken(found[-1][0], contract):
            place = 0
        found.append((contract, place + 1 if contract.ends_on else 0))
    return found


def _is_broken(earlier: LaborContract, later: LaborContract) -> bool:
    ends = earlier.ends_on
    return ends is not None and whole_months(ends + _DAY, later.starts_on - _DAY) >= _BREAK
