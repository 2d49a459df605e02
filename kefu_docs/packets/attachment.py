"""A foreign PDF that is to stand in a packet: opened, examined, and made ready to be copied.

`check` examines attachments with the same function that the packets open them with, so that it
finds what a build would fail on.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from functools import cache

import pikepdf
from msgspec import Struct
from pikepdf import Dictionary, Name, Pdf
from pikepdf.settings import set_qpdf_limits

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import AttachmentError
from kefu_docs.fonts import FontSet
from kefu_docs.model.attachment import MOST_PAGES, AttachmentKind, AttachmentNote, pages_said
from kefu_docs.packets.active_content import leave_out
from kefu_docs.packets.archival import archival_fault
from kefu_docs.packets.damage import DAMAGE
from kefu_docs.packets.encryption import PROTECTED, protection_of
from kefu_docs.packets.file_types import CUT_OFF, has_end, unreadable
from kefu_docs.packets.foreign_pages import ForeignPages
from kefu_docs.packets.form_values import draw_values

# They report what they mend, in English, to whoever listens; with no handler at all Python would
# write it to the screen.
for _library in ("pikepdf", "fontTools"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

_LARGEST_STREAM = 256 << 20  # bytes unpacked; a hundred times what a page of text needs
_LEAST_SIZE = 3.0  # points
_MOST_WARNINGS = 10_000

_PRINT = Message("print it to a PDF, and name that instead")
_PORTFOLIO = AttachmentNote(
    AttachmentKind.PORTFOLIO,
    Message("is a portfolio, whose files would not be bound"),
    Message("save the files in it as PDFs, and name these instead"),
)
_XFA = AttachmentNote(
    AttachmentKind.DYNAMIC_FORM,
    Message("is an XFA form, whose pages Adobe Reader alone makes"),
    Message("print it to a PDF in Adobe Reader, and name that instead"),
)
_RESTRICTED = AttachmentNote(
    AttachmentKind.RESTRICTED,
    Message("is encrypted, though it opens without a password; packets that hold it are not"),
)
_SIGNED = AttachmentNote(
    AttachmentKind.SIGNED,
    Message("is signed; packets show the signature, which can be verified in the file alone"),
)


class Attachment(Struct, frozen=True):
    """An attachment made ready: its pages, with values drawn and nothing that acts.

    `notes` are what a user is told of it.
    """

    pdf: Pdf
    notes: tuple[AttachmentNote, ...]


class _RefusalError(Exception):
    """An attachment cannot be bound."""

    def __init__(self, note: AttachmentNote) -> None:
        super().__init__(note.message.text())
        self.note = note


def open_attachment(name: str, data: bytes, fonts: FontSet) -> Attachment:
    """Open the bytes of a foreign PDF and make it ready; values of forms are drawn in `fonts`.

    Raises AttachmentError, which names the file `name`, where it cannot be bound.
    """
    try:
        return _opened(data, fonts)
    except _RefusalError as refused:
        note = refused.note
        message = Message("the attachment {file} {what}", {"file": name, "what": note.message})
        raise AttachmentError(message, note.remedy) from None


def examine(data: bytes, fonts: FontSet) -> tuple[AttachmentNote, ...]:
    """What is to be said of a foreign PDF: why it cannot be bound, or what becomes of it."""
    try:
        attachment = _opened(data, fonts)
        _written(attachment.pdf, data)
    except _RefusalError as refused:
        return (refused.note,)
    fault = archival_fault(data)
    notes = (*attachment.notes, *([] if fault is None else [fault]))
    return (*notes, pages_said(len(attachment.pdf.pages)))


def _opened(data: bytes, fonts: FontSet) -> Attachment:
    _limit_qpdf()
    try:
        document = Pdf.open(io.BytesIO(data))
        _refuse(document, data)
        notes = list(_prepared(document, fonts))
    except pikepdf.PasswordError:
        raise _RefusalError(protection_of(data) or PROTECTED) from None
    except DAMAGE:
        raise _RefusalError(protection_of(data) or unreadable(data)) from None
    return Attachment(document, tuple(notes))


@cache
def _limit_qpdf() -> None:
    """Bound the memory that a PDF made to do harm can ask for; the limits are the process's."""
    set_qpdf_limits(flate_max_memory=_LARGEST_STREAM, doc_max_warnings=_MOST_WARNINGS)


def _refuse(document: Pdf, data: bytes) -> None:
    """Raise _RefusalError where the document cannot be bound as it stands."""
    if document.is_encrypted and not document.user_password_matched:
        # Its owner's password is empty, which lets qpdf in, and readers ask for the other one.
        raise _RefusalError(PROTECTED)
    root = document.Root
    pages = len(document.pages)
    if not pages:
        raise _RefusalError(unreadable(data))
    if pages > MOST_PAGES:
        message = Message("has {pages} pages; at most {most} are bound", _pages(pages))
        raise _RefusalError(AttachmentNote(AttachmentKind.TOO_LARGE, message, _SPLIT))
    _refuse_pages(document)
    if not has_end(data) and _lost_pages(document):
        raise _RefusalError(CUT_OFF)
    if Name.Collection in root:
        raise _RefusalError(_PORTFOLIO)
    form = root.get(Name.AcroForm)
    if isinstance(form, Dictionary) and Name.XFA in form and _is_dynamic(document):
        raise _RefusalError(_XFA)


def _refuse_pages(document: Pdf) -> None:
    """Raise _RefusalError for the first page of which a packet would not show what it is."""
    for number, page in enumerate(document.pages, 1):
        if _is_without_size(page):
            message = Message(
                "has no size on page {page}, so that readers disagree on what it shows",
                {"page": number},
            )
            raise _RefusalError(AttachmentNote(AttachmentKind.BROKEN, message, _PRINT))
        if _is_damaged(page):
            message = Message(
                "is damaged on page {page}, which readers show in part or not at all",
                {"page": number},
            )
            raise _RefusalError(AttachmentNote(AttachmentKind.BROKEN, message, CUT_OFF.remedy))


def _is_without_size(page: pikepdf.Page) -> bool:
    """Whether less is shown of a page than a page may be (ISO 32000-1, Annex C).

    Of an empty box PDFium takes another and Acrobat shows nothing; a crop box beside the page
    leaves nothing of it. What is no box is passed over, as readers do.
    """
    boxes = [box for name in ("mediabox", "cropbox") if (box := _box(page, name))]
    shown = [(max(low), min(high)) for low, high in _edges(boxes)] if boxes else []
    return any(high - low < _LEAST_SIZE for low, high in shown)


def _is_damaged(page: pikepdf.Page) -> bool:
    """Whether what draws the page cannot be unpacked.

    qpdf takes a stream that merely ends early for what there is of it, as readers do; of 384
    foreign files one was found damaged, which had been made so. One whose end it does not find it
    takes for empty, which readers show.
    """
    contents = page.obj.get(Name.Contents)
    streams = [contents] if isinstance(contents, pikepdf.Stream) else contents
    for stream in streams if isinstance(streams, list | pikepdf.Array) else ():
        if isinstance(stream, pikepdf.Stream):
            try:
                stream.read_bytes()
            except (pikepdf.DataDecodingError, UnicodeDecodeError):
                return True
            if _is_lost(stream):
                return True
    return False


def _is_lost(stream: pikepdf.Object) -> bool:
    """Whether a stream is empty that says it has a length."""
    length = stream.get(Name.Length)
    return isinstance(length, int) and length > 0 and not stream.read_raw_bytes()


def _box(page: pikepdf.Page, name: str) -> tuple[float, ...] | None:
    try:
        left, low, right, high = map(float, getattr(page, name))
    except (TypeError, ValueError, AttributeError, RuntimeError, pikepdf.PdfError):
        return None
    return min(left, right), min(low, high), max(left, right), max(low, high)


def _edges(
    boxes: Sequence[tuple[float, ...]],
) -> Iterator[tuple[tuple[float, ...], tuple[float, ...]]]:
    """Where boxes begin and end, across and along the page."""
    lefts, lows, rights, highs = zip(*boxes, strict=True)
    yield lefts, rights
    yield lows, highs


_SPLIT = Message("split it into several files")


def _pages(pages: int) -> dict[str, object]:
    return {"pages": pages, "most": MOST_PAGES}


def _lost_pages(document: Pdf) -> bool:
    """Whether a file without an end lost more than its table of objects, which qpdf makes anew.

    The trailer stands behind all objects: without it qpdf searches the catalogue, and the trailer
    it makes knows no size.
    """
    has_trailer = Name.Size in document.trailer
    return not (has_trailer and all(Name.Contents in page.obj for page in document.pages))


def _is_dynamic(document: Pdf) -> bool:
    """Whether pages are made from XFA: the file has none but one that says to wait.

    Of a static form XFA is a second description, and its fields are drawn on real pages.
    """
    return bool(document.Root.get(Name.NeedsRendering)) or not document.acroform.fields


def _prepared(document: Pdf, fonts: FontSet) -> Iterator[AttachmentNote]:
    """Make the pages ready in place; what becomes of them."""
    if document.is_encrypted:
        yield _RESTRICTED
    if draw_values(document, fonts):
        yield _SIGNED
    for what, pages in leave_out(document):
        numbers = ", ".join(str(page) for page in pages if page)
        said = Message("holds {what}, which packets leave out", {"what": what})
        if numbers:
            values = {"what": what, "pages": numbers}
            said = Message("holds {what} on page {pages}, which packets leave out", values)
        yield AttachmentNote(AttachmentKind.LEFT_OUT, said)


def _written(document: Pdf, data: bytes) -> None:
    """Write the pages as a packet would; raises _RefusalError where they cannot be."""
    try:
        with pikepdf.new() as packet:
            foreign = ForeignPages(packet)
            pages = foreign.copy(document)
            packet.Root.Pages.Kids = pikepdf.Array(pages)
            packet.Root.Pages.Count = len(pages)
            foreign.write()
            packet.save(io.BytesIO(), static_id=True)
    except DAMAGE:
        raise _RefusalError(unreadable(data)) from None
