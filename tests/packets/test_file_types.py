"""What is called a PDF and is none is told by what it is."""

from __future__ import annotations

import gzip

import pytest

from kefu_docs.fonts import FontSet
from kefu_docs.model.attachment import AttachmentKind
from kefu_docs.packets import examine
from tests.support.pdf import marked_pages
from tests.support.word import paragraphs

PDF = marked_pages("A", 3)
DAMAGED = b"%PDF-1.7\n" + b"x" * 5000 + b"\nstartxref\n0\n%%EOF"
CALLED_PDF = {
    "empty": (b"", "is empty; download or copy it once more"),
    "blanks": (b" \r\n", "is empty; download or copy it once more"),
    "photo": (b"\xff\xd8\xff\xe0" + bytes(99), "is a picture and no PDF; open it, and save it"),
    "iPhone": (b"\0\0\0\x24ftypheic" + bytes(99), "is a picture and no PDF; open it, and"),
    "WeChat": (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(99), "is a picture and no PDF; open it, and"),
    "scan": (b"II*\0" + bytes(99), "is a picture and no PDF; open it, and save it as a PDF"),
    "Word": (paragraphs("甲"), "is a file of Word, Excel or PowerPoint and no PDF"),
    "old Word": (b"\xd0\xcf\x11\xe0" + bytes(99), "is a file of Word, Excel or PowerPoint and no"),
    "packed": (gzip.compress(PDF), "is a packed file (ZIP, RAR) and no PDF; open it, and save"),
    "login": (b"\n<!DOCTYPE html><html></html>", "is a web page and no PDF; open it, and save"),
    "beginning": (PDF[:300], "is cut off: the end of the file is missing; download or copy it"),
    "damaged": (DAMAGED, "is not a PDF that can be read; open it, and save or print it as a PDF"),
    "anything": (b"anything", "is not a PDF that can be read; open it, and save or print it"),
}


@pytest.mark.parametrize("name", CALLED_PDF)
def test_what_is_no_pdf_is_told_by_what_it_is(name: str) -> None:
    """With what to do: a picture is saved as a PDF, half a download is loaded once more."""
    data, told = CALLED_PDF[name]
    (note,) = examine(data, FontSet(()))
    assert note.kind is AttachmentKind.BROKEN
    assert note.remedy is not None
    assert f"{note.message.text()}; {note.remedy.text()}".startswith(told)
