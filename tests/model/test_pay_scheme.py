"""Pay schemes with versions."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kefu_docs.model import PayScheme
from tests.support.records import PAY_SCHEME, pay_scheme


def versioned() -> PayScheme:
    """The sample's scheme with a raise in April and another in July."""
    april = {"from": "2026-04-11", "base": "2900.00", "piece_rates": {"dispatched": "0.12"}}
    july = {"from": "2026-07-01", "piece_rates": {"delay_caught": "12"}}
    return pay_scheme(versions=[april, july])


@pytest.mark.parametrize(
    ("day", "base", "dispatched", "delay"),
    [
        ("2026-04-10", "800.00", "0.10", "10.00"),
        ("2026-04-11", "2900.00", "0.12", "10.00"),
        ("2026-06-30", "2900.00", "0.12", "10.00"),
        ("2026-07-01", "2900.00", "0.12", "12"),
    ],
)
def test_a_version_holds_from_its_day_on(day: str, base: str, dispatched: str, delay: str) -> None:
    """Each changes its own keys and leaves what was there before."""
    scheme = versioned().on(dt.date.fromisoformat(day))
    rates = scheme.piece_rates
    found = (scheme.base, rates.dispatched, rates.delay_caught)
    assert found == (Decimal(base), Decimal(dispatched), Decimal(delay))
    assert rates.misroute_caught == Decimal("2.00")
    assert scheme.versions == ()


def test_versions_are_in_order_of_their_days_however_they_are_written() -> None:
    """The later one in the file begins earlier."""
    scheme = pay_scheme(
        versions=[{"from": "2026-07-01", "base": "3"}, {"from": "2026-04-01", "base": "2"}]
    )
    assert scheme.on(dt.date(2026, 8, 1)).base == 3


def test_a_scheme_without_versions_is_what_it_is() -> None:
    """Every day has the file's own keys."""
    scheme = pay_scheme()
    assert scheme.on(dt.date(2026, 1, 1)) is scheme


def test_a_version_has_a_day_and_known_keys() -> None:
    """It is a part of a record like any other."""
    with pytest.raises(ValidationError):
        PayScheme.model_validate({**PAY_SCHEME, "versions": [{"base": "2"}]})
    with pytest.raises(ValidationError):
        PayScheme.model_validate({**PAY_SCHEME, "versions": [{"from": "2026-01-01", "bse": "2"}]})


@given(st.lists(st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)), unique=True), st.data())
def test_versions_that_change_nothing_are_the_scheme(
    days: list[dt.date], data: st.DataObject
) -> None:
    """However many there are, and whether they say again what holds or nothing."""
    versions = [
        {"from": str(day), **data.draw(st.sampled_from([{}, {"base": "800.00"}]))} for day in days
    ]
    scheme = pay_scheme(versions=versions)
    assert scheme.on(data.draw(st.dates(dt.date(2025, 1, 1), dt.date(2027, 1, 1)))) == pay_scheme()
