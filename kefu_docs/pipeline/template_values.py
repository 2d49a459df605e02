"""From a planned document back to its records: what its template is given, what is attached."""

from __future__ import annotations

import datetime as dt

from kefu_docs.model import (
    Dataset,
    Document,
    LaborContract,
    Month,
    PayScheme,
    Period,
    PersonMonth,
)
from kefu_docs.model.statement import Statement
from kefu_docs.pay import statement, statements
from kefu_docs.records import read_attachments
from kefu_docs.render import contract_context, summary_context, team_context


def context_of(dataset: Dataset, document: Document) -> dict[str, object]:
    """What the document's template is given."""
    assert dataset.company is not None
    company = dataset.company.value
    if document.employee is None:
        people = dataset.months.get(document.month, {}).items()
        named = [(dataset.employees[id_].value.name, record.value) for id_, record in people]
        return team_context(company, dataset.teams[document.month].value, document.month, named)
    employee = dataset.employees[document.employee].value
    if document.name.startswith("summaries/"):
        record = dataset.months[document.month][document.employee].value
        contract = employee.contract_in(*_days_of(record.period, document.month))
        assert contract is not None  # the rule on months without a contract stops the document
        pay = statement_of(dataset, document.employee, document.month)
        return summary_context(company, employee, contract, record, document.month, pay)
    contract = next(c for _, c in employee.all_contracts() if c.number == document.keywords[0])
    scheme = None
    if isinstance(contract, LaborContract):
        scheme = dataset.pay_schemes[contract.pay_scheme].value
    return contract_context(company, employee, contract, scheme)


def statement_of(dataset: Dataset, id_: str, month: Month) -> Statement:
    """What the month pays this person.

    Raises UsageError where there is no record of the month, no paid day in it, or no pay scheme.
    """
    return statement(dataset.employees[id_].value, month, *_pay_records(dataset, id_))


def statements_of(dataset: Dataset, id_: str) -> dict[Month, Statement]:
    """What each month on record pays this person; months that cannot be computed are left out."""
    return statements(dataset.employees[id_].value, *_pay_records(dataset, id_))


def _pay_records(
    dataset: Dataset, id_: str
) -> tuple[dict[Month, PersonMonth], dict[str, PayScheme]]:
    months = {m: people[id_].value for m, people in dataset.months.items() if id_ in people}
    return months, {name: record.value for name, record in dataset.pay_schemes.items()}


def _days_of(period: Period | None, month: Month) -> tuple[dt.date, dt.date]:
    return (period.from_, period.to) if period else (month.first, month.last)


def attachments_of(dataset: Dataset, document: Document) -> tuple[tuple[str, bytes], ...]:
    """What goes behind a document in a packet: the person's attachments, behind their contract."""
    if document.employee is None or document.name != f"contracts/{document.employee}":
        return ()
    return read_attachments(dataset.employees[document.employee])
