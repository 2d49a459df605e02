"""The PDF files that a person's record names under `attachments`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kefu_docs.diagnostics import Diagnostic, Message, Severity
from kefu_docs.model import Dataset, Employee, Record


def read_attachments(record: Record[Employee]) -> tuple[tuple[str, bytes], ...]:
    """File name and bytes of each attachment, in the order written."""
    paths = [Path(record.file).parent / name for name in record.value.attachments]
    return tuple((path.name, path.read_bytes()) for path in paths)


def missing_attachments(dataset: Dataset) -> Iterator[Diagnostic]:
    """An error for each attachment that is not there."""
    for record in dataset.employees.values():
        for index, name in enumerate(record.value.attachments):
            path = Path(record.file).parent / name
            if not path.is_file():
                message = Message("the attachment {file} does not exist", {"file": path.as_posix()})
                place = record.at("attachments", index)
                yield Diagnostic(place, Severity.ERROR, "attachment-missing", message)
