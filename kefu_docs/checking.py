"""Reading and checking: the step before every build, and which files it found wanting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import PurePosixPath

from kefu_docs import plan
from kefu_docs.contexts import context_of, statement_of
from kefu_docs.diagnostics import Diagnostic, Severity, in_order
from kefu_docs.errors import KefuError, UsageError
from kefu_docs.model import Dataset, Month
from kefu_docs.model.statement import Statement
from kefu_docs.outcome import Settings
from kefu_docs.packets import is_archival
from kefu_docs.records import attachment_findings, choose, load_dataset
from kefu_docs.render import Template, text_of
from kefu_docs.rules import Case, run_rules, wages_of


def check(settings: Settings) -> tuple[Dataset, list[Diagnostic]]:
    """Read all records and apply every rule."""
    dataset, diagnostics = load_dataset(settings.data)
    unread = frozenset(files_with_errors(diagnostics))
    case = Case(
        dataset,
        settings.on,
        wages_of(dataset),
        unread,
        dict(_statements(dataset)),
        dict(_texts(settings, dataset)),
    )
    diagnostics += run_rules(case)
    diagnostics += attachment_findings(dataset, is_archival)
    return dataset, in_order(diagnostics)


def _statements(dataset: Dataset) -> Iterator[tuple[tuple[Month, str], Statement]]:
    """What each month pays; a month that cannot be paid has findings of its own."""
    for month, people in dataset.months.items():
        for id_ in people.keys() & dataset.employees.keys():
            with suppress(UsageError):
                yield (month, id_), statement_of(dataset, id_, month)


def _texts(settings: Settings, dataset: Dataset) -> Iterator[tuple[tuple[str, int], str]]:
    """What each contract says; a template that fails is reported by the build."""
    templates: dict[str, Template] = {}
    for id_ in dataset.employees if dataset.company else ():
        for index, document in enumerate(plan.contracts(dataset, [id_])):
            path = settings.templates / f"{document.template}.docx"
            with suppress(OSError, KefuError, KeyError):
                if document.template not in templates:
                    templates[document.template] = Template(path.as_posix(), path.read_bytes())
                context = context_of(dataset, document)
                rendered = templates[document.template].render(context, document.name)
                yield (id_, index), text_of(rendered.docx)


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
