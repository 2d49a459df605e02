"""The PDF files that a person's record names under `attachments`: found, read, and reported."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec.structs import replace

from kefu_docs.diagnostics import Diagnostic, Message, Severity
from kefu_docs.diagnostics.errors import AttachmentError
from kefu_docs.model import Dataset, Employee, Record
from kefu_docs.model.attachment import MOST_BYTES, AttachmentKind, AttachmentNote
from kefu_docs.records.files_below import FileFault, UnreadFileError, read_below, shown
from kefu_docs.records.missing_files import meant_file

_MEGABYTE = 1_000_000

_RULES = {
    AttachmentKind.BROKEN: ("attachment-broken", Severity.ERROR),
    AttachmentKind.PROTECTED: ("attachment-protected", Severity.ERROR),
    AttachmentKind.PORTFOLIO: ("attachment-portfolio", Severity.ERROR),
    AttachmentKind.DYNAMIC_FORM: ("attachment-xfa", Severity.ERROR),
    AttachmentKind.TOO_LARGE: ("attachment-too-large", Severity.ERROR),
    AttachmentKind.LEFT_OUT: ("attachment-left-out", Severity.NOTICE),
    AttachmentKind.NOT_ARCHIVAL: ("attachment-not-archival", Severity.NOTICE),
    AttachmentKind.RESTRICTED: ("attachment-encrypted", Severity.NOTICE),
    AttachmentKind.SIGNED: ("attachment-signed", Severity.NOTICE),
}
_TOLD = {
    FileFault.MISSING: (
        "attachment-missing",
        Message("the attachment {file} does not exist{hint}"),
    ),
    FileFault.OUTSIDE: (
        "attachment-outside",
        Message("the attachment {file} does not lie in the data folder"),
    ),
    FileFault.NO_TEXT: (
        "attachment-unreadable",
        Message("the name of the attachment {file} is not text"),
    ),
    FileFault.NO_FILE: ("attachment-unreadable", Message("the attachment {file} is not a file")),
    FileFault.TOO_LARGE: (
        "attachment-too-large",
        Message("the attachment {file} has {size} MB; at most {most} are bound"),
    ),
    FileFault.UNREADABLE: (
        "attachment-unreadable",
        Message("the attachment {file} cannot be read: {reason}"),
    ),
}
_PREFIX = "attachment-"


class _UnreadError(Exception):
    """An attachment is not read: `rule` and `message` say why.

    `unread` is its path where the system is the reason.
    """

    def __init__(self, rule: str, message: Message, unread: str) -> None:
        super().__init__(message.text())
        self.rule = rule
        self.message = message
        self.unread = unread


def read_attachments(record: Record[Employee]) -> tuple[tuple[str, bytes], ...]:
    """File name and bytes of each attachment, in the order written.

    Raises AttachmentError where one cannot be read, which attachment_findings says of it, too.
    """
    try:
        return tuple((Path(name).name, _read(record, name)) for name in record.value.attachments)
    except _UnreadError as error:
        failed = AttachmentError(error.message)
        failed.lasts = not error.unread  # the disk may be mended
        raise failed from None


def attachment_findings(
    dataset: Dataset, examine: Callable[[bytes], Iterable[AttachmentNote]]
) -> Iterator[Diagnostic]:
    """What is wrong with each attachment, or becomes of it, at its place in the record.

    `examine` says it of the bytes of a PDF.
    """
    for record in dataset.employees.values():
        for index, name in enumerate(record.value.attachments):
            place = record.at("attachments", index)
            try:
                data = _read(record, name)
            except _UnreadError as error:
                unread = error.unread
                yield Diagnostic(place, Severity.ERROR, error.rule, error.message, unread=unread)
                continue
            for note in examine(data):
                if note.kind is AttachmentKind.PAGES:
                    continue
                rule, severity = _RULES[note.kind]
                told = _told(_shown_path(record, name), note)
                yield Diagnostic(place, severity, rule, told, lasts=note.lasts)


def files_with_unbound_attachments(diagnostics: Iterable[Diagnostic]) -> frozenset[str]:
    """The records that name an attachment which cannot be bound.

    Their documents can be built, and the packets that would hold the attachment cannot.
    """
    return frozenset(d.location.file for d in diagnostics if stops_packets_only(d))


def stops_packets_only(diagnostic: Diagnostic) -> bool:
    """Whether an error is about an attachment, which no document but a packet holds."""
    return diagnostic.severity is Severity.ERROR and diagnostic.rule.startswith(_PREFIX)


def _told(file: str, note: AttachmentNote) -> Message:
    values = {"file": file, "what": note.message}
    if note.remedy is None:
        return Message("the attachment {file} {what}", values)
    return Message("the attachment {file} {what}; {remedy}", {**values, "remedy": note.remedy})


def _shown_path(record: Record[Employee], name: str) -> str:
    return shown(Path(record.file).parent / name)


def _read(record: Record[Employee], name: str) -> bytes:
    """The bytes of an attachment; raises _UnreadError."""
    folder = Path(record.file).parent
    try:
        return read_below(folder.parent, str(Path(folder.name) / name), MOST_BYTES)
    except UnreadFileError as error:
        rule, told = _TOLD[error.fault]
        is_missing = error.fault is FileFault.MISSING
        values = {
            "hint": meant_file(folder, name, "attachments") if is_missing else "",
            "file": _shown_path(record, name),
            "reason": error.reason,
            "size": round(error.size / _MEGABYTE),
            "most": MOST_BYTES // _MEGABYTE,
        }
        is_system = error.fault is FileFault.UNREADABLE
        unread = os.path.normpath(folder / name) if is_system else ""
        raise _UnreadError(rule, replace(told, values=values), unread) from None
