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
        # DocChecksum is LibreOffice's own, and like ID it is made from the time of the export (7.4,
        # 25.2): test_when_it_was_exported_leaves_no_trace.
        for random in (Name.DocChecksum, Name.ID):
            if random in document.trailer:
                del document.trailer[random]
        document.remove_unreferenced_resources()
        return saved(_numbered(document))


def _drop_unique_ids(document: Pdf) -> None:
    """Take the UniqueID out of every Type 1 program.

    LibreOffice 7.4 counts it up in the order in which it meets fonts in memory; no reader needs it.
    """
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
    """Number the objects in the order they are reached, by writing the document and reading it.

    LibreOffice (7.4, 25.2) keeps fonts in a map ordered by their place in memory, and so numbers
    them; qpdf fills object streams by number, and the same page would have other bytes each time.
    """
    numbered = io.BytesIO()
    document.save(numbered, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
    again = Pdf.open(numbered)
    del again.trailer[Name.ID]
    return again
