"""From a planned document back to its records: what its template is given, what is attached."""

from __future__ import annotations

import datetime as dt

from kefu_docs.model import Dataset, Document, LaborContract, Month, Period
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
        return summary_context(company, employee, contract, record, document.month)
    contract = next(c for _, c in employee.all_contracts() if c.number == document.keywords[0])
    scheme = None
    if isinstance(contract, LaborContract):
        scheme = dataset.pay_schemes[contract.pay_scheme].value
    return contract_context(company, employee, contract, scheme)


def _days_of(period: Period | None, month: Month) -> tuple[dt.date, dt.date]:
    return (period.from_, period.to) if period else (month.first, month.last)


def attachments_of(dataset: Dataset, document: Document) -> tuple[tuple[str, bytes], ...]:
    """What goes behind a document in a packet: the person's attachments, behind their contract."""
    if document.employee is None or document.name != f"contracts/{document.employee}":
        return ()
    return read_attachments(dataset.employees[document.employee])
