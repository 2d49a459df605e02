"""Documents to one packet: cover, outline, page labels, attachments behind their document."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pikepdf
from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.errors import PyPdfError
from pypdf.generic import Destination, Fit, IndirectObject, NameObject

from kefu_docs.diagnostics import Message
from kefu_docs.errors import KefuError
from kefu_docs.model import PacketEntry

CONTENTS = "目录"

# What pypdf mends in a foreign attachment is no news; what it cannot mend is raised.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

Outline: TypeAlias = "Sequence[Destination | Outline]"


class AttachmentError(KefuError):
    """A file named under `attachments` cannot become pages of a packet."""

    slug = "attachment"
    exit_code = 1


@dataclass(frozen=True)
class _Part:
    """Consecutive pages of a packet: a document or an attachment, already read."""

    title: str
    label: str
    source: PdfReader
    attachment: bool = False


def assemble(title: str, cover: bytes, entries: Sequence[PacketEntry]) -> bytes:
    """Bind `cover` and the documents of `entries` in their order into one PDF.

    The cover's pages are labelled i, ii, …; those of a document `label-1`, `label-2`, …; those of
    its first attachment `label-附1-1`, …. Each document has an outline entry, with its own outline
    and its attachments below it. Raises AttachmentError where an attachment is no PDF that can be
    read. The same arguments give the same bytes.
    """
    parts = [part for entry in entries for part in _parts(entry)]
    writer = PdfWriter()
    writer.metadata = {"/Title": title}
    _append(writer, PdfReader(io.BytesIO(cover)))
    cover_pages = len(writer.pages)
    writer.add_outline_item(title=CONTENTS, page_number=0)
    writer.set_page_label(0, cover_pages - 1, style=PageLabelStyle.LOWERCASE_ROMAN)
    document: IndirectObject | None = None
    for part in parts:
        item = _bind(writer, part, document if part.attachment else None)
        document = document if part.attachment else item
    writer.page_mode = "/UseOutlines"
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _parts(entry: PacketEntry) -> Iterator[_Part]:
    title = f"{entry.title} — {entry.person}" if entry.person else entry.title
    yield _Part(title, entry.label, PdfReader(io.BytesIO(entry.pdf)))
    for number, (name, pdf) in enumerate(entry.attachments, 1):
        yield _Part(name, f"{entry.label}-附{number}", _read_attachment(name, pdf), attachment=True)


def _read_attachment(name: str, pdf: bytes) -> PdfReader:
    """Read a foreign PDF by way of pikepdf, which mends broken tables of objects or says no."""
    mended = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            if document.is_encrypted:
                raise _protected(name)
            if not document.pages:
                raise _unreadable(name)
            document.save(mended, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        return PdfReader(mended)
    except pikepdf.PasswordError:
        raise _protected(name) from None
    except (pikepdf.PdfError, PyPdfError, ValueError, TypeError):
        raise _unreadable(name) from None


def _protected(name: str) -> AttachmentError:
    return AttachmentError(
        Message("the attachment {file} is protected by a password", {"file": name}),
        Message("save it once more without a password"),
    )


def _unreadable(name: str) -> AttachmentError:
    return AttachmentError(
        Message("the attachment {file} is not a PDF that can be read", {"file": name}),
        Message("open it, and save or print it as a PDF once more"),
    )


def _append(writer: PdfWriter, source: PdfReader) -> None:
    writer.append(source, import_outline=False)


def _bind(writer: PdfWriter, part: _Part, parent: IndirectObject | None) -> IndirectObject:
    start = len(writer.pages)
    _append(writer, part.source)
    for page in writer.pages[start:]:
        # The structure tree this number points into stays behind.
        page.pop(NameObject("/StructParents"), None)
    end = len(writer.pages) - 1
    style = PageLabelStyle.DECIMAL
    writer.set_page_label(start, end, style=style, prefix=f"{part.label}-", start=1)
    item = writer.add_outline_item(
        title=part.title, page_number=start, parent=parent, fit=Fit.fit_horizontally()
    )
    if not part.attachment:
        _nest(writer, part.source, part.source.outline, start, item)
    return item


def _nest(
    writer: PdfWriter, source: PdfReader, outline: Outline, start: int, parent: IndirectObject
) -> None:
    """Copy `outline` below `parent`; a list holds what stands below the item before it."""
    last = parent
    for item in outline:
        if isinstance(item, Sequence):
            _nest(writer, source, item, start, last)
        elif (page := source.get_destination_page_number(item)) is not None and page >= 0:
            last = writer.add_outline_item(
                title=item.title or "", page_number=start + page, parent=parent, is_open=False
            )
