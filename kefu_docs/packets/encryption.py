"""Why a PDF that is encrypted does not open: by a password, for a certificate, by some program.

qpdf knows passwords alone, and says of the others only that it cannot. So the name of the handler
is read from the bytes: the encryption dictionary is never encrypted or packed itself
(ISO 32000-1, 7.5.7 and 7.6.1).
"""

from __future__ import annotations

import re

from kefu_docs.diagnostics import Message
from kefu_docs.model.attachment import AttachmentKind, AttachmentNote

_REFERENCE = re.compile(rb"/Encrypt\s+(\d+)\s+(\d+)\s+R")
_IN_PLACE = re.compile(rb"/Encrypt\s*<<.{0,4096}", re.DOTALL)
_HANDLER = re.compile(rb"/Filter\s*/([^\s/<>\[\]()]+)")
_PUBLIC_KEY = re.compile(rb"/SubFilter\s*/adbe\.pkcs7")  # ISO 32000-1, 7.6.4.1, table 23
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_LONGEST = 4096  # of an encryption dictionary, in bytes; lists of recipients come last
_COPY = Message(
    "ask who sent it for a copy without protection, or open it where that is possible and print it "
    "to a PDF"
)

PROTECTED = AttachmentNote(
    AttachmentKind.PROTECTED,
    Message("is protected by a password"),
    Message("save it once more without a password"),
)
"""What is said of a PDF that a password opens."""

_FOR_A_CERTIFICATE = AttachmentNote(
    AttachmentKind.PROTECTED,
    Message("is encrypted with a certificate; only who holds its key can open it"),
    Message(
        "open it on the computer that has the certificate and print it to a PDF, or ask who sent "
        "it for a copy that is not encrypted"
    ),
)


def protection_of(data: bytes) -> AttachmentNote | None:
    """What is said of an encrypted PDF that no password opens; None where it is none."""
    dictionary = _dictionary(data)
    found = _HANDLER.search(dictionary)
    handler = _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), found[1]) if found else b""
    if handler in (b"", b"Standard"):
        return None
    if _PUBLIC_KEY.search(dictionary) or handler == b"Adobe.PubSec":
        return _FOR_A_CERTIFICATE
    message = Message(
        "is encrypted by {handler}; only a program that knows it can open it",
        {"handler": handler.decode("utf-8", "replace")},
    )
    return AttachmentNote(AttachmentKind.PROTECTED, message, _COPY)


def _dictionary(data: bytes) -> bytes:
    """The last encryption dictionary of a PDF and what follows it; empty where it has none."""
    references = _REFERENCE.findall(data)
    if references:
        number, generation = references[-1]
        objects = list(re.finditer(rb"(?<!\d)%b\s+%b\s+obj" % (number, generation), data))
        start = objects[-1].end() if objects else len(data)
        return data[start : start + _LONGEST].partition(b"endobj")[0]
    found = _IN_PLACE.search(data)
    return found[0] if found else b""
