"""What a file is that is called a PDF and is none, by how it begins and ends."""

from __future__ import annotations

import re

from kefu_docs.diagnostics import Message
from kefu_docs.model.attachment import AttachmentKind, AttachmentNote

_HEAD = 1024  # bytes in which readers look for the beginning of a PDF (ISO 32000-1, Annex H.3.4.1)
_TAIL = 4096  # bytes in which readers look for the end of a file
_END = re.compile(rb"startxref|%%EOF")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\0", b"MM\0*")
# Of telephones and browsers: their kind stands behind a length.
_LATER_PICTURES = re.compile(rb"RIFF.{4}WEBP|.{4}ftyp(?:hei[cs]|hevc|mif1|avif)", re.DOTALL)
_ARCHIVES = (b"PK\3\4", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
_OLE = b"\xd0\xcf\x11\xe0"

_UNREADABLE = AttachmentNote(
    AttachmentKind.BROKEN,
    Message("is not a PDF that can be read"),
    Message("open it, and save or print it as a PDF once more"),
)
CUT_OFF = AttachmentNote(
    AttachmentKind.BROKEN,
    Message("is cut off: the end of the file is missing"),
    Message("download or copy it once more"),
)
_AS_PDF = Message("open it, and save it as a PDF: its name alone makes it none")


def has_end(data: bytes) -> bool:
    """Whether the end of a PDF stands where readers look for it."""
    return bool(_END.search(data[-_TAIL:]))


def unreadable(data: bytes) -> AttachmentNote:
    """Why a file that cannot be read as a PDF is none, and what to do."""
    if b"%PDF-" in data[:_HEAD]:
        return _UNREADABLE if has_end(data) else CUT_OFF
    if not data.strip():
        empty = Message("is empty")
        return AttachmentNote(AttachmentKind.BROKEN, empty, CUT_OFF.remedy)
    if what := _what(data):
        said = Message("is {what} and no PDF", {"what": what})
        return AttachmentNote(AttachmentKind.BROKEN, said, _AS_PDF)
    return _UNREADABLE


def _what(data: bytes) -> Message | None:
    if data.startswith(_PICTURES) or _LATER_PICTURES.match(data):
        return Message("a picture")
    if data.startswith(_OLE) or (data.startswith(b"PK") and b"[Content_Types].xml" in data):
        return Message("a file of Word, Excel or PowerPoint")
    if data.startswith(_ARCHIVES):
        return Message("a packed file (ZIP, RAR)")
    if re.match(rb"\s*<(?:!doctype|html|\?xml)", data[:_HEAD], re.IGNORECASE):
        return Message("a web page")
    return None
