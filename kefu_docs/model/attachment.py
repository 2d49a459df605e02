"""What is said of a PDF that a person's record names under `attachments`."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from msgspec import Struct

from kefu_docs.diagnostics import Message

MOST_BYTES = 50_000_000
"""The largest attachment that is bound, in bytes."""

MOST_PAGES = 500
"""The longest attachment that is bound, in pages."""


class AttachmentKind(Enum):
    """The kinds of things that are said of an attachment; those of FAULTS keep it out.

    PAGES, how many it has, is for covers and told nobody.
    """

    BROKEN = "broken"
    PROTECTED = "protected"
    PORTFOLIO = "portfolio"
    DYNAMIC_FORM = "dynamic-form"
    TOO_LARGE = "too-large"
    LEFT_OUT = "left-out"
    NOT_ARCHIVAL = "not-archival"
    RESTRICTED = "restricted"
    SIGNED = "signed"
    PAGES = "pages"


FAULTS = frozenset(
    {
        AttachmentKind.BROKEN,
        AttachmentKind.PROTECTED,
        AttachmentKind.PORTFOLIO,
        AttachmentKind.DYNAMIC_FORM,
        AttachmentKind.TOO_LARGE,
    }
)
"""The kinds with which an attachment cannot be bound."""


class AttachmentNote(Struct, frozen=True):
    """One thing that is said of an attachment.

    `message` goes on a sentence that begins with the file: "is protected by a password". `remedy`
    is what to do, where it cannot be bound. `lasts`: the same bytes are said it of again; not of
    what took too long.
    """

    kind: AttachmentKind
    message: Message
    remedy: Message | None = None
    lasts: bool = True


def pages_said(pages: int) -> AttachmentNote:
    """The note of how many pages an attachment has."""
    return AttachmentNote(
        AttachmentKind.PAGES, Message("has {pages} {pages:page|pages}", {"pages": pages})
    )


def page_count(notes: Iterable[AttachmentNote]) -> int:
    """How many pages notes say an attachment has; 0 where it cannot be bound."""
    pages = [n.message.values["pages"] for n in notes if n.kind is AttachmentKind.PAGES]
    return int(str(pages[0])) if pages else 0
