"""Records made plain for templates."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import MappingProxyType
from typing import Any, cast

import pytest

from kefu_docs.diagnostics import Message
from kefu_docs.model import LaborContract, Month, Period
from kefu_docs.model.canonical import canonical
from kefu_docs.model.statement import YearToDate
from kefu_docs.render.context.values import plain, values_of
from tests.support.render_samples import LABOR, SCHEME, SERVICE


def test_a_record_is_a_mapping_of_its_fields() -> None:
    """At every depth; lists are tuples, single values stay as they are."""
    contract = cast(Any, plain(LABOR))["contract"]
    assert isinstance(contract, MappingProxyType)
    fields = LaborContract.model_fields.items()
    assert list(contract) == [name for name, _ in fields if name != "documents"]
    assert contract["starts_on"] == dt.date(2026, 3, 1)
    assert contract["hours"]["starts"] == dt.time(9)
    assert contract["duties"] == ("接待顾客",)
    assert cast(Any, plain(SCHEME))["paid_rest_days"] == (1, 2, 3, 4)


def test_no_value_can_be_changed() -> None:
    """Neither by the program nor by whoever writes a template."""
    with pytest.raises(TypeError):
        cast(Any, plain(SERVICE))["role"] = "经理"


def test_a_field_has_the_name_that_templates_write() -> None:
    """`from` is a word of Python's, so that the field is called otherwise."""
    period = Period.model_validate({"from": "2026-04-06", "to": "2026-04-20"})
    expected = {"from_": dt.date(2026, 4, 6), "to": dt.date(2026, 4, 20)}
    assert plain(period) == expected


def test_computed_figures_are_values_too() -> None:
    """What a statement works out stands beside what it holds; its methods are left behind."""
    amounts = (Decimal(n) for n in (20000, 1000, 0, 9000, 270))
    year = cast(Any, plain(YearToDate(2, *amounts)))
    assert year["allowance"] == 10000
    assert set(year) == {
        "months",
        "income",
        "insurance",
        "additional",
        "taxable",
        "withheld",
        "allowance",
    }


def test_a_month_is_its_numbers_and_days() -> None:
    """Year and number, first and last day."""
    assert plain(Month(2026, 2)) == {
        "year": 2026,
        "number": 2,
        "first": dt.date(2026, 2, 1),
        "last": dt.date(2026, 2, 28),
    }


def test_a_message_is_its_text() -> None:
    """In English, as in the record of what a document was made from."""
    assert plain(Message("{n} days", {"n": 2})) == "2 days"


@pytest.mark.parametrize("value", [1.5, b"", {1}, object(), print, dt.datetime(2026, 1, 1), list])
def test_anything_else_is_refused(value: object) -> None:
    """A type that is new to the records is thought of before a template gets it."""
    with pytest.raises(TypeError, match="templates are not given"):
        values_of(new=[value])


def test_plain_values_have_the_notation_of_records() -> None:
    """Digests are made of it, and the fields that changed are named by it."""
    assert canonical(values_of(pay=SCHEME)) == canonical({"pay": SCHEME})
