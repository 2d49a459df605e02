"""The last touch on a PDF that keeps LibreOffice's own fonts: metadata, and the same bytes twice.

For what `finish_batch` does not understand, converted by itself.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from kefu_docs.model import DocumentInfo
from kefu_docs.pdf.metadata import Metadata, saved


def finish(pdf: bytes, info: DocumentInfo) -> bytes:
    """Give `pdf` its metadata and make its bytes a function of `pdf`'s pages and `info`.

    It declares itself PDF/A-2u.
    """
    with Pdf.open(io.BytesIO(pdf)) as document:
        Metadata(document, archival=True).write(info)
        for page in document.pages:
            page.obj.Tabs = Name.S
        _drop_unique_ids(document)
        for random in (Name.DocChecksum, Name.ID):
            if random in document.trailer:
                del document.trailer[random]
        document.remove_unreferenced_resources()
        return saved(_numbered(document))


def _drop_unique_ids(document: Pdf) -> None:
    """Take the UniqueID out of every Type 1 program."""
    for descriptor in document.objects:
        if isinstance(descriptor, Dictionary) and Name.FontFile in descriptor:
            stream = descriptor.FontFile
            data = stream.read_bytes()
            if b"/UniqueID" in data:
                program = Type1Program.split(data, int(stream.Length1), int(stream.Length2))
                clean = program.without_unique_id()
                stream.write(clean.clear + clean.encrypted + clean.trailer)
                stream.Length1, stream.Length2 = len(clean.clear), len(clean.encrypted)


def _numbered(document: Pdf) -> Pdf:
    """Number the objects in the order they are reached.

    LibreOffice numbers fonts by their place in memory, and object streams are filled by number.
    """
    numbered = io.BytesIO()
    document.save(numbered, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
    again = Pdf.open(numbered)
    del again.trailer[Name.ID]
    return again


_UNIQUE_ID = re.compile(rb"/UniqueID \d+ def\n")


_KEY, _FACTOR, _SUMMAND = 55665, 52845, 22719


@dataclass(frozen=True)
class Type1Program:
    """A font program in its three parts; their lengths stand in the PDF as Length1 to Length3."""

    clear: bytes
    encrypted: bytes
    trailer: bytes

    @classmethod
    def split(cls, data: bytes, clear: int, encrypted: int) -> Type1Program:
        """Cut a program at the lengths the PDF gives."""
        return cls(data[:clear], data[clear : clear + encrypted], data[clear + encrypted :])

    def without_unique_id(self) -> Type1Program:
        """The same program without UniqueID, which LibreOffice counts by the order in memory."""
        private = _UNIQUE_ID.sub(b"", decrypt(self.encrypted))
        return Type1Program(_UNIQUE_ID.sub(b"", self.clear), encrypt(private), self.trailer)


def decrypt(data: bytes) -> bytes:
    """Undo eexec, the four random bytes in front kept."""
    state = _KEY
    plain = bytearray(len(data))
    for index, byte in enumerate(data):
        plain[index] = byte ^ (state >> 8)
        state = ((byte + state) * _FACTOR + _SUMMAND) & 0xFFFF
    return bytes(plain)


def encrypt(data: bytes) -> bytes:
    """Do eexec."""
    state = _KEY
    cipher = bytearray(len(data))
    for index, byte in enumerate(data):
        value = byte ^ (state >> 8)
        cipher[index] = value
        state = ((value + state) * _FACTOR + _SUMMAND) & 0xFFFF
    return bytes(cipher)
