"""The last touch on a PDF that keeps LibreOffice's own fonts: metadata, and the same bytes twice.

For what `finish_batch` does not understand, converted by itself.
"""

from __future__ import annotations

import io

import pikepdf
from pikepdf import Dictionary, Name, Pdf

from kefu_docs.fonts.programs.type1 import without_unique_id
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
                program, *lengths = without_unique_id(
                    data, int(stream.Length1), int(stream.Length2)
                )
                stream.write(program)
                stream.Length1, stream.Length2 = lengths


def _numbered(document: Pdf) -> Pdf:
    """Number the objects in the order they are reached.

    LibreOffice numbers fonts by their place in memory, and object streams are filled by number.
    """
    numbered = io.BytesIO()
    document.save(numbered, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
    again = Pdf.open(numbered)
    del again.trailer[Name.ID]
    return again
