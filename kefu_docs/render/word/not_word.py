"""What a file is that is no Word document, told from its first bytes, and what to do about it."""

from __future__ import annotations

import re

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import TemplateError

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2
# The stream that holds a docx under a password ([MS-OFFCRYPTO] 2.3.4.4), as the directory names it.
_UNDER_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK"
_CHECKSUM = re.compile(r"Bad CRC-32 for file '(.+)'")


# What other files begin with, and what they are.
_BEGINNINGS = (
    (_OLE2, Message("a document of Word 97 or WPS (.doc, .wps)")),
    (b"{\\rtf", Message("a document in Rich Text Format (.rtf)")),
    (b"%PDF", Message("a PDF")),
    (b"<", Message("a text file of XML or HTML")),
)


def not_word(file: str, data: bytes, reason: Message) -> TemplateError:
    """The error for a file that is not read as a Word document.

    `reason` is what reading it failed with; it is told where the file looks like one.
    """
    values = {"file": file, "reason": reason}
    if not data:
        return TemplateError(Message("{file} is empty", values))
    if data.startswith(_OLE2) and _UNDER_PASSWORD in data:
        return TemplateError(
            Message("{file} is protected by a password", values),
            Message("take the password off in Word (File, Info, Protect Document), and save it"),
        )
    if data.startswith(_ZIP):
        return TemplateError(
            Message("{file} is damaged ({reason})", values),
            Message("open it in Word, and save it again"),
        )
    for beginning, what in _BEGINNINGS:
        if data.startswith(beginning):
            return _other(file, what)
    return TemplateError(
        Message("{file} is not a Word document ({reason}); save it as .docx", values)
    )


def zip_reason(error: Exception) -> Message:
    """Why a zip is not unpacked; zipfile's own words are English."""
    if found := _CHECKSUM.search(str(error)):
        return Message("{part} in it does not have its checksum", {"part": found[1]})
    return Message("it breaks off, or is no zip")


def other_package(file: str, content_type: str, names: frozenset[str]) -> TemplateError:
    """The error for a zip of parts of which none is a Word document's body."""
    if "spreadsheetml" in content_type:
        return _other(file, Message("a workbook of Excel"))
    if "presentationml" in content_type:
        return _other(file, Message("a presentation"))
    if "mimetype" in names and "content.xml" in names:
        return _other(file, Message("a document in OpenDocument format (.odt)"))
    reason = Message("no relationship in it leads to the text of a Word document")
    return TemplateError(
        Message(
            "{file} is not a Word document ({reason}); save it as .docx",
            {"file": file, "reason": reason},
        )
    )


def _other(file: str, what: Message) -> TemplateError:
    return TemplateError(
        Message(
            "{file} is {what}, not a Word document; save it as .docx", {"file": file, "what": what}
        )
    )
