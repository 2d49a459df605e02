"""Which files an error stops, and which people that leaves to build for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from kefu_docs.diagnostics import Diagnostic, Severity
from kefu_docs.model import Dataset
from kefu_docs.records import choose, stops_packets_only


def chosen_people(
    dataset: Dataset, diagnostics: Iterable[Diagnostic], ids: Iterable[str]
) -> tuple[str, ...]:
    """The people asked for; one whose record cannot be read has been reported and is left out."""
    broken = {PurePosixPath(file).stem for file in unread_files(dataset, diagnostics)}
    return choose(ids, dataset.employees, broken)


def files_with_errors(diagnostics: Iterable[Diagnostic]) -> set[str]:
    """The files in which an error stands that stops the documents made from them."""
    return {
        d.location.file
        for d in diagnostics
        if d.severity is Severity.ERROR and not stops_packets_only(d)
    }


def unread_files(dataset: Dataset, diagnostics: Iterable[Diagnostic]) -> set[str]:
    """The files with errors that are no record of the dataset."""
    read = {record.file for record, _ in dataset.records()}
    return files_with_errors(diagnostics) - read
