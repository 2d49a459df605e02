"""The PDF files that a person's record names under `attachments`: found, read, and reported.

They come from many hands. Only regular files below the data folder are read: a path may lead to
a pipe that never ends, to a device, or out of the folder through a link.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from kefu_docs.diagnostics import Diagnostic, Message, Severity
from kefu_docs.diagnostics.errors import AttachmentError
from kefu_docs.model import Dataset, Employee, Record
from kefu_docs.model.attachment import MOST_BYTES, AttachmentKind, AttachmentNote

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
_PREFIX = "attachment-"


class _UnreadError(Exception):
    """An attachment is not read: `rule` and `message` say why."""

    def __init__(self, rule: str, message: Message) -> None:
        super().__init__(message.text())
        self.rule = rule
        self.message = message


def read_attachments(record: Record[Employee]) -> tuple[tuple[str, bytes], ...]:
    """File name and bytes of each attachment, in the order written.

    Raises AttachmentError where one cannot be read, which attachment_findings says of it, too.
    """
    try:
        return tuple((Path(name).name, _read(record, name)) for name in record.value.attachments)
    except _UnreadError as error:
        raise AttachmentError(error.message) from None


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
                yield Diagnostic(place, Severity.ERROR, error.rule, error.message)
                continue
            for note in examine(data):
                rule, severity = _RULES[note.kind]
                yield Diagnostic(place, severity, rule, _told(_shown_path(record, name), note))


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
    """The path as it is shown; a name that is no text, a part of a UTF-16 pair, is escaped."""
    path = (Path(record.file).parent / name).as_posix()
    return path.encode("utf-8", "backslashreplace").decode()


def _read(record: Record[Employee], name: str) -> bytes:
    """The bytes of an attachment; raises _UnreadError."""
    file = {"file": _shown_path(record, name)}
    root = Path(record.file).parent.parent
    try:
        name.encode()
        path = (root.joinpath(Path(record.file).parent.name, name)).resolve()
        if not path.is_relative_to(root.resolve()):
            message = Message("the attachment {file} does not lie in the data folder", file)
            raise _UnreadError("attachment-outside", message)
        return _read_regular(path, file)
    except FileNotFoundError:
        message = Message("the attachment {file} does not exist", file)
        raise _UnreadError("attachment-missing", message) from None
    except UnicodeEncodeError:
        message = Message("the name of the attachment {file} is not text", file)
        raise _UnreadError("attachment-unreadable", message) from None
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links that go in a circle
        reason = getattr(error, "strerror", None) or type(error).__name__
        message = Message(
            "the attachment {file} cannot be read: {reason}", file | {"reason": reason}
        )
        raise _UnreadError("attachment-unreadable", message) from None


def _read_regular(path: Path, file: Mapping[str, object]) -> bytes:
    """Read a file that is one, and not larger than an attachment may be."""
    # Opened without waiting: a pipe to which nobody writes would hold the command for ever.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as stream:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            message = Message("the attachment {file} is not a file", file)
            raise _UnreadError("attachment-unreadable", message)
        if found.st_size > MOST_BYTES:
            sizes = {"size": round(found.st_size / _MEGABYTE), "most": MOST_BYTES // _MEGABYTE}
            message = Message(
                "the attachment {file} has {size} MB; at most {most} are bound", {**file, **sizes}
            )
            raise _UnreadError("attachment-too-large", message)
        return stream.read(MOST_BYTES + 1)
