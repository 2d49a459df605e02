"""From a planned document back to its records: what its template is given, what is attached."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kefu_docs.model import (
    Dataset,
    Document,
    Employee,
    LaborContract,
    Month,
    PayScheme,
    PersonMonth,
)
from kefu_docs.model.document_kind import Subject
from kefu_docs.model.statement import Statement
from kefu_docs.pay import statement, statements
from kefu_docs.records import read_attachments
from kefu_docs.render import contract_context, summary_context, team_context


def context_of(dataset: Dataset, document: Document) -> dict[str, object]:
    """What the document's template is given."""
    return _VALUES[document.kind.subject](dataset, document)


def _of_contract(dataset: Dataset, document: Document) -> dict[str, object]:
    employee = _employee(dataset, document)
    contract = [contract for _, contract in employee.all_contracts()][document.contract]
    scheme = None
    if isinstance(contract, LaborContract):
        scheme = dataset.pay_schemes[contract.pay_scheme].value
    return contract_context(dataset.employer, employee, contract, scheme)


def _of_month(dataset: Dataset, document: Document) -> dict[str, object]:
    employee, month = _employee(dataset, document), document.month
    record = dataset.months[month][document.employee].value
    pay = statement_of(dataset, document.employee, month)  # refuses a month without a contract
    contract = max(employee.contracts_in(*record.days(month)), key=lambda c: c.starts_on)
    return summary_context(dataset.employer, employee, contract, record, month, pay)


def _of_team(dataset: Dataset, document: Document) -> dict[str, object]:
    people = dataset.months.get(document.month, {}).items()
    named = [(dataset.employees[id_].value.name, record.value) for id_, record in people]
    team = dataset.teams[document.month].value
    return team_context(dataset.employer, team, document.month, named)


def _employee(dataset: Dataset, document: Document) -> Employee:
    return dataset.employees[document.employee].value


_VALUES: Mapping[Subject, Callable[[Dataset, Document], dict[str, object]]] = {
    "contract": _of_contract,
    "month": _of_month,
    "team": _of_team,
}
"""How the values of a document are made; a packet's cover has the packet's own."""


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


def holds_attachments(document: Document) -> bool:
    """Whether the person's attachments stand behind this document: it is their first contract."""
    return document.kind.subject == "contract" and not document.contract


def attachments_of(dataset: Dataset, document: Document) -> tuple[tuple[str, bytes], ...]:
    """What goes behind a document in a packet, as file names and bytes."""
    if not holds_attachments(document):
        return ()
    return read_attachments(dataset.employees[document.employee])
