"""Reading and checking: the step before every build, and which files it found wanting."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from kefu_docs.diagnostics import Diagnostic, Severity, in_order
from kefu_docs.model import Dataset
from kefu_docs.outcome import Settings
from kefu_docs.records import choose, load_dataset, missing_attachments
from kefu_docs.rules import Case, run_rules, wages_of


def check(settings: Settings) -> tuple[Dataset, list[Diagnostic]]:
    """Read all records and apply every rule."""
    dataset, diagnostics = load_dataset(settings.data)
    unread = frozenset(files_with_errors(diagnostics))
    diagnostics += run_rules(Case(dataset, settings.on, wages_of(dataset), unread))
    diagnostics += missing_attachments(dataset)
    return dataset, in_order(diagnostics)


def chosen_people(
    dataset: Dataset, diagnostics: Iterable[Diagnostic], ids: Iterable[str]
) -> tuple[str, ...]:
    """The people asked for; one whose record cannot be read has been reported and is left out."""
    broken = {PurePosixPath(file).stem for file in unread_files(dataset, diagnostics)}
    asked = tuple(ids)
    known = [id_ for id_ in asked if id_ not in broken or id_ in dataset.employees]
    return choose(known, dataset.employees) if known or not asked else ()


def files_with_errors(diagnostics: Iterable[Diagnostic]) -> set[str]:
    """The files in which an error stands."""
    return {d.location.file for d in diagnostics if d.severity is Severity.ERROR}


def unread_files(dataset: Dataset, diagnostics: Iterable[Diagnostic]) -> set[str]:
    """The files with errors that are no record of the dataset."""
    people = (record for months in dataset.months.values() for record in months.values())
    records = (
        dataset.company,
        dataset.packets,
        dataset.minimum_wages,
        *dataset.pay_schemes.values(),
        *dataset.employees.values(),
        *dataset.teams.values(),
        *people,
    )
    read = {record.file for record in records if record is not None}
    return files_with_errors(diagnostics) - read
