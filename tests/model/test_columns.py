"""The single values of record types, as columns of sheets."""

from __future__ import annotations

from kefu_docs.model import Employee, PersonMonth, columns_of

EMPLOYEE = {column.key: column for column in columns_of(Employee)}
MONTH = {column.key: column for column in columns_of(PersonMonth)}


def test_every_column_has_a_chinese_heading_of_its_own() -> None:
    """A key added to a model names itself in Chinese (`Field(description=…)`), no two alike."""
    for columns in (EMPLOYEE, MONTH):
        headings = [column.heading for column in columns.values()]
        assert [h for h in headings if h.isascii()] == []
        assert len(set(headings)) == len(headings)


def test_kinds_come_from_the_fields_types() -> None:
    """A date, an amount, a count, a time, a rate, a word from a list, a list of texts, a text."""
    assert {key: EMPLOYEE[key].kind for key in ("hired_on", "postcode", "gender")} == {
        "hired_on": "day",
        "postcode": "text",
        "gender": "choice",
    }
    assert EMPLOYEE["contract.hours.starts"].kind == "time"
    assert EMPLOYEE["contract.pay.monthly"].kind == "money"
    assert EMPLOYEE["contract.pay.commission.rate"].kind == "decimal"
    assert EMPLOYEE["contract.duties"].kind == "texts"
    assert MONTH["tickets.dispatched"].kind == "count"


def test_a_contracts_kinds_are_one_column() -> None:
    """Both kinds of contract share columns; the kind itself is a choice by what people call it."""
    kind = EMPLOYEE["contract.kind"]
    assert kind.choices == (("劳动合同", "labor"), ("聘用合同", "service"))
    assert kind.called("service") == "聘用合同"
    assert "contract.pay_scheme" in EMPLOYEE
    assert "contract.role" in EMPLOYEE


def test_what_is_optional_is_not_required() -> None:
    """A key with a default, and whatever lies below an optional group."""
    assert EMPLOYEE["name"].required
    assert not EMPLOYEE["phone"].required
    assert not EMPLOYEE["bank_account.number"].required
    assert MONTH["attendance.late"].required
