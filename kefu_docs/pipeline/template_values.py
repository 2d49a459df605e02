"""From a planned document back to its records: what its template is given, what is attached."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import IncompleteError, KefuError
from kefu_docs.model import (
    Dataset,
    Document,
    Employee,
    LaborContract,
    Month,
    PayScheme,
    ServiceContract,
)
from kefu_docs.model.data_file import DataFile
from kefu_docs.model.document_values import AskedDocuments, DocumentValues
from kefu_docs.model.kind_declaration import Subject
from kefu_docs.model.scalars import DataPath
from kefu_docs.model.statement import Statement
from kefu_docs.records import data_file, read_attachments
from kefu_docs.render import company_context, contract_context, summary_context, team_context


def context_of(dataset: Dataset, document: Document) -> dict[str, object]:
    """What the document's template is given."""
    values = _VALUES[document.kind.subject](dataset, document)
    if not (document.kind.names_files or _has_photo(dataset, document)):
        return values
    folder = Path(dataset.company.file).parent if dataset.company else Path()
    read = partial(data_file, folder, templates=dataset.templates)
    return {name: _with_files(value, read) for name, value in values.items()}


def _has_photo(dataset: Dataset, document: Document) -> bool:
    record = dataset.employees.get(document.employee)
    return record is not None and record.value.photo is not None


def _with_files(value: object, read: Callable[[DataPath], DataFile]) -> object:
    """A value with the files that a record names in the place of their paths."""
    if type(value) is DataPath:
        return read(value)
    if type(value) is tuple:
        return tuple(_with_files(inner, read) for inner in value)
    if type(value) is MappingProxyType:
        return MappingProxyType({key: _with_files(v, read) for key, v in value.items()})
    return value


def _of_person(dataset: Dataset, document: Document) -> dict[str, object]:
    employee = _employee(dataset, document)
    contract = _in_force(employee, document.date)
    values = _own(employee.documents, document)
    scheme = _scheme(dataset, contract, document.date)
    from kefu_docs.pipeline.severance import severance_on_leaving

    severance = severance_on_leaving(dataset, document.employee)
    return contract_context(dataset.employer, employee, contract, scheme, values, severance)


def _of_contract(dataset: Dataset, document: Document) -> dict[str, object]:
    employee = _employee(dataset, document)
    if document.kind.contract and employee.missing_address:
        raise _incomplete(dataset, document, employee.missing_address)
    contract = [contract for _, contract in employee.all_contracts()][document.contract]
    values = _own(contract.documents, document)
    scheme = _scheme(dataset, contract, contract.starts_on)
    return contract_context(dataset.employer, employee, contract, scheme, values)


def _of_month(dataset: Dataset, document: Document) -> dict[str, object]:
    employee, month = _employee(dataset, document), document.month
    record = dataset.months[month][document.employee].value
    pay = _pay(dataset, document.employee, month)  # refuses a month without a contract
    contract = max(employee.contracts_in(*record.days(month)), key=lambda c: c.starts_on)
    values = _own(record.documents, document)
    scheme = _scheme(dataset, contract, record.days(month)[1])
    return summary_context(dataset.employer, employee, contract, record, month, pay, scheme, values)


def _of_team(dataset: Dataset, document: Document) -> dict[str, object]:
    people = dataset.months.get(document.month, {}).items()
    named = [(dataset.employees[id_].value.name, record.value) for id_, record in people]
    team = dataset.teams[document.month].value
    values = _own(team.documents, document)
    pay = [_pay_if_any(dataset, id_, document.month) for id_, _ in people]
    return team_context(dataset.employer, team, document.month, named, values, pay)


def _pay(dataset: Dataset, id_: str, month: Month) -> Statement:
    """What the month pays; what works that out is loaded for documents that tell of it."""
    from kefu_docs.pipeline.pay_of_person import statement_of

    return statement_of(dataset, id_, month)


def _pay_if_any(dataset: Dataset, id_: str, month: Month) -> Statement | None:
    """What the month pays; None where it cannot be worked out, of which the month itself tells."""
    try:
        return _pay(dataset, id_, month)
    except KefuError:
        return None


def _of_company(dataset: Dataset, document: Document) -> dict[str, object]:
    return company_context(dataset.employer, _own(dataset.employer.documents, document))


def _incomplete(dataset: Dataset, document: Document, keys: Sequence[str]) -> IncompleteError:
    file = dataset.employees[document.employee].file
    values = {"name": document.person, "keys": ", ".join(keys), "file": file}
    return IncompleteError(
        Message("the contract of {name} waits for what it prints: {keys}", values),
        Message("write it in {file}", values),
    )


def _own(documents: AskedDocuments, document: Document) -> DocumentValues | None:
    """The values that the record has for this document; None where it is made without any."""
    values = documents.of(document.kind.name)
    return values[document.entry] if values else None


def _in_force(employee: Employee, day: dt.date) -> LaborContract | ServiceContract | None:
    """The contract in force on the day, else the next one, else the last."""
    agreed = sorted((c for _, c in employee.all_contracts()), key=lambda c: c.starts_on)
    covering = [contract for contract in agreed if contract.covers(day)]
    following = [contract for contract in agreed if contract.starts_on > day]
    return next(iter((*covering[-1:], *following, *agreed[-1:])), None)


def _scheme(
    dataset: Dataset, contract: LaborContract | ServiceContract | None, day: dt.date
) -> PayScheme | None:
    """The pay scheme of a labor contract as it is on `day`; the others have none.

    A contract prints what was in force on its first day: what was signed does not change with the
    scheme.
    """
    if isinstance(contract, LaborContract):
        return dataset.pay_schemes[contract.pay_scheme].value.on(max(day, contract.starts_on))
    return None


def _employee(dataset: Dataset, document: Document) -> Employee:
    return dataset.employees[document.employee].value


_VALUES: Mapping[Subject, Callable[[Dataset, Document], dict[str, object]]] = {
    "employee": _of_person,
    "contract": _of_contract,
    "month": _of_month,
    "team": _of_team,
    "company": _of_company,
}
"""How the values of a document are made; a packet's cover has the packet's own."""


def holds_attachments(document: Document) -> bool:
    """Whether the person's attachments stand behind this document: it is their first contract."""
    return document.kind.attachments and not document.contract


def attachments_of(dataset: Dataset, document: Document) -> tuple[tuple[str, bytes], ...]:
    """What goes behind a document in a packet, as file names and bytes."""
    if not holds_attachments(document):
        return ()
    return read_attachments(dataset.employees[document.employee])
