"""What ending a person's labor contract costs, from the records: for a command, for documents."""

from __future__ import annotations

import datetime as dt

from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.model import Dataset
from kefu_docs.model.severance import Severance
from kefu_docs.pay import severance
from kefu_docs.pipeline.pay_of_person import minimum_wage, statements_of
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.stopped_files import one_person
from kefu_docs.records import load_dataset


def severance_asked(
    settings: Settings, id_: str, on: dt.date | None
) -> tuple[dict[str, str], Severance]:
    """Whose it is (id, name), and what ending it costs on `on`, on leaving, or today."""
    dataset, diagnostics = load_dataset(settings.data, templates=settings.templates)
    chosen = one_person(dataset, diagnostics, id_)
    person = dataset.employees[chosen].value
    day = on or person.left_on or settings.on
    return {"id": chosen, "name": person.name}, severance_of(dataset, chosen, day)


def severance_of(dataset: Dataset, id_: str, on: dt.date) -> Severance:
    """What ending it costs on `on`; UsageError where there is no contract or no month of wages."""
    company = dataset.company
    average = company.value.region.average_wage if company else None
    person = dataset.employees[id_].value
    return severance(person, on, statements_of(dataset, id_), average, minimum_wage(dataset)(on))


def severance_on_leaving(dataset: Dataset, id_: str) -> Severance | None:
    """The same for documents of somebody who left; None for others, or where it is not known."""
    left = dataset.employees[id_].value.left_on
    if left is None:
        return None
    try:
        return severance_of(dataset, id_, left)
    except UsageError:
        return None
