"""Which files an error stops, and which people that leaves to build for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import PurePosixPath

from kefu_docs.diagnostics import Diagnostic, Message, Severity
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.model import Dataset, Document
from kefu_docs.records import DECLARATIONS, choose, stops_packets_only


def chosen_people(
    dataset: Dataset, diagnostics: Iterable[Diagnostic], ids: Iterable[str]
) -> tuple[str, ...]:
    """The people asked for; one whose record cannot be read has been reported and is left out."""
    unread = map(PurePosixPath, unread_files(dataset, diagnostics))
    broken = {file.stem for file in unread if file.parent.name == "employees"}
    return choose(ids, dataset.employees, broken)


def one_person(dataset: Dataset, diagnostics: Iterable[Diagnostic], id_: str) -> str:
    """The id of the one person asked for; UsageError for several, or where the record is unread."""
    chosen = chosen_people(dataset, diagnostics, (id_,))
    if len(chosen) > 1:
        raise UsageError(Message("name one person at a time"))
    if not chosen:
        raise unread_error(f"employees/{id_}.yaml")
    return chosen[0]


def unread_error(file: str) -> UsageError:
    """The error to tell where a file is asked for that an error keeps from being read."""
    return UsageError(
        Message("{file} has errors and cannot be read", {"file": file}),
        Message("run check, which says what is wrong"),
    )


def files_with_errors(diagnostics: Iterable[Diagnostic]) -> set[str]:
    """The files in which an error stands that stops the documents made from them."""
    return {
        d.location.file
        for d in diagnostics
        if d.severity is Severity.ERROR and not stops_packets_only(d)
    }


def stopping(document: Document, broken: Collection[str]) -> tuple[str, ...]:
    """The files among those with errors that stop a document: those it is made from.

    documents.yaml stops none: a kind with a faulty declaration has no documents. A team's is
    stopped by every file of its month: whose record cannot be read is missing from its totals, and
    nobody sees that.
    """
    month = str(document.month) if document.kind.subject == "team" else None
    made_from = (file for file in document.inputs if file != document.kind.source)
    files = dict.fromkeys(file for file in made_from if file in broken)
    beside = (file for file in sorted(broken) if PurePosixPath(file).parent.name == month)
    return tuple(files | dict.fromkeys(beside))


def unread_files(dataset: Dataset, diagnostics: Iterable[Diagnostic]) -> set[str]:
    """The files with errors that are no record of the dataset."""
    read = {record.file for record, _ in dataset.records()}
    return files_with_errors(diagnostics) - read


def kinds_fault(dataset: Dataset, diagnostics: Sequence[Diagnostic]) -> Diagnostic | None:
    """The first fault of documents.yaml, for which some kinds are not known."""
    if dataset.in_doubt is None:
        return None
    return next(d for d in diagnostics if d.severity is Severity.ERROR and _declares(d))


def _declares(finding: Diagnostic) -> bool:
    return PurePosixPath(finding.location.file).name == DECLARATIONS
