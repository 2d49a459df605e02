"""An attachment that is encrypted says by what, and what to do."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from kefu_docs.fonts import FontSet
from kefu_docs.packets.attachment import examine
from tests.support.pdf import marked_pages

OWNERS = "甲"


def encrypted(handler: str, *, in_place: bool = False, public: bool = False) -> bytes:
    """A PDF whose trailer names a handler; nothing in it is encrypted."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    encryption = Dictionary(Filter=Name(handler), V=4)
    if public:
        encryption.SubFilter = Name("/adbe.pkcs7.s5")
        encryption.Recipients = Array([String("0\x82")])
    pdf.trailer.Marking = encryption if in_place else pdf.make_indirect(encryption)
    written = io.BytesIO()
    pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return written.getvalue().replace(b"/Marking", b"/Encrypt")


def told(data: bytes, fonts: FontSet) -> tuple[str, str]:
    """The first note and its remedy."""
    note = examine(data, fonts)[0]
    return note.message.text(), note.remedy.text() if note.remedy else ""


@pytest.mark.parametrize("in_place", [False, True])
@pytest.mark.parametrize("handler", ["/Adobe.PubSec", "/Entrust.PPKEF"])
def test_a_certificate_is_no_password(handler: str, in_place: bool, fonts: FontSet) -> None:
    """Who has no key is told of the certificate, not to save it without a password."""
    message, remedy = told(encrypted(handler, in_place=in_place, public=True), fonts)
    assert message == "is encrypted with a certificate; only who holds its key can open it"
    assert "password" not in remedy
    assert "the computer that has the certificate" in remedy


def test_another_handler_is_named(fonts: FontSet) -> None:
    """Such as those of shops for books."""
    message, remedy = told(encrypted("/EBX_HANDLER"), fonts)
    assert message == "is encrypted by EBX_HANDLER; only a program that knows it can open it"
    assert "without protection" in remedy


def test_a_password_is_told_as_such(fonts: FontSet) -> None:
    """And what is damaged as damaged, whatever stands in it."""
    assert told(marked_pages("a", password=OWNERS), fonts)[0] == "is protected by a password"
    assert (
        told(b"%PDF-1.7 /Encrypt 9 0 R", fonts)[0] == "is cut off: the end of the file is missing"
    )
    assert told(b"%PDF-1.7", fonts)[0] == "is cut off: the end of the file is missing"
