"""The PDF files that a person's record names under `attachments`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from kefu_docs.diagnostics import Diagnostic, Message, Severity
from kefu_docs.model import Dataset, Employee, Record


def read_attachments(record: Record[Employee]) -> tuple[tuple[str, bytes], ...]:
    """File name and bytes of each attachment, in the order written."""
    paths = [Path(record.file).parent / name for name in record.value.attachments]
    return tuple((path.name, path.read_bytes()) for path in paths)


def attachment_findings(
    dataset: Dataset, is_archival: Callable[[Path], bool]
) -> Iterator[Diagnostic]:
    """An error for each attachment that is not there, a notice for each that is not PDF/A-2u."""
    for record in dataset.employees.values():
        for index, name in enumerate(record.value.attachments):
            path = Path(record.file).parent / name
            file = {"file": path.as_posix()}
            if not path.is_file():
                severity, rule = Severity.ERROR, "attachment-missing"
                message = Message("the attachment {file} does not exist", file)
            elif not is_archival(path):
                severity, rule = Severity.NOTICE, "attachment-not-archival"
                message = Message(
                    "the attachment {file} is not PDF/A-2u, so packets that hold it are not either",
                    file,
                )
            else:
                continue
            yield Diagnostic(record.at("attachments", index), severity, rule, message)
