"""The last touch: metadata in both notations, and the same bytes from the same pages."""

from __future__ import annotations

import datetime as dt

import pikepdf
import pytest
from lxml import etree
from msgspec.structs import replace
from pikepdf import Name

from kefu_docs.finish.as_exported import finish
from kefu_docs.model import DocumentInfo
from kefu_docs.pdf.metadata import SRGB
from tests.support.pdf import marked_pages, marks, opened
from tests.support.word import saved

INFO = DocumentInfo(
    title="劳动合同 <张三> & 附件",
    author="杭州示例贸易有限公司",
    subject="E001",
    keywords=("劳动合同", "2026-03"),
    date=dt.date(2026, 3, 1),
)
XMP = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


def as_exported(date: str, checksum: str) -> bytes:
    """Give a PDF with what LibreOffice writes anew each time."""
    pdf = opened(marked_pages("page", 2))
    pdf.docinfo["/CreationDate"] = date
    pdf.docinfo["/Company"] = "from the template"
    pdf.trailer.DocChecksum = Name("/" + checksum)
    pdf.trailer.ID = pikepdf.Array([checksum.encode(), checksum.encode()])
    return saved(pdf)


def xmp_values(pdf: bytes, path: str) -> list[str]:
    """Texts at `path` of the XMP packet."""
    with opened(pdf) as document:
        tree = etree.fromstring(document.Root.Metadata.read_bytes())
    return [str(element.text) for element in tree.iterfind(f".//{path}", XMP)]


def test_when_it_was_exported_leaves_no_trace() -> None:
    """Two exports of the same pages that differ in date, checksum and identifier finish as
    the same bytes.
    """
    first = finish(as_exported("D:20260301080000Z", "AAAA"), INFO)
    second = finish(as_exported("D:20270401090000Z", "BBBB"), INFO)
    assert first == second
    assert marks(first) == ["page 1", "page 2"]
    assert b"DocChecksum" not in first


def test_finishing_twice_changes_nothing() -> None:
    """Finishing a finished PDF gives the same bytes."""
    once = finish(marked_pages("page", 2), INFO)
    assert finish(once, INFO) == once


@pytest.mark.parametrize(
    "change",
    [
        {"title": "x"},
        {"author": "x"},
        {"subject": "x"},
        {"keywords": ()},
        {"date": dt.date(2026, 3, 2)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_every_value_of_the_info_reaches_the_file(change: dict[str, object]) -> None:
    """A change of any value of the document's info changes the file."""
    pdf = marked_pages("page")
    changed = replace(INFO, **change)
    assert finish(pdf, changed) != finish(pdf, INFO)


def test_info_and_xmp_agree() -> None:
    """Title, author, subject, keywords, producer and date are the same in Info and in XMP."""
    pdf = finish(as_exported("D:20260301080000Z", "AAAA"), INFO)
    with opened(pdf) as document:
        info = {str(key): str(value) for key, value in document.docinfo.items()}
    assert "/Company" not in info
    assert info["/Title"] == INFO.title
    assert info["/CreationDate"] == info["/ModDate"] == "D:20260301000000+08'00'"
    assert info["/Creator"] == "kefu-docs"
    assert xmp_values(pdf, "dc:title/rdf:Alt/rdf:li") == [info["/Title"]]
    assert xmp_values(pdf, "dc:creator/rdf:Seq/rdf:li") == [info["/Author"]]
    assert xmp_values(pdf, "dc:description/rdf:Alt/rdf:li") == [info["/Subject"]]
    assert xmp_values(pdf, "pdf:Keywords") == [info["/Keywords"]] == ["劳动合同, 2026-03"]
    assert xmp_values(pdf, "pdf:Producer") == [info["/Producer"]]
    assert xmp_values(pdf, "xmp:CreateDate") == ["2026-03-01T00:00:00+08:00"]


def test_control_characters_do_not_break_the_metadata() -> None:
    """Control characters, for which XML has no notation, are left out of the metadata."""
    pdf = finish(marked_pages("page"), replace(INFO, title="a\x0bb\x00c"))
    assert xmp_values(pdf, "dc:title/rdf:Alt/rdf:li") == ["abc"]
    with opened(pdf) as document:
        assert str(document.docinfo["/Title"]) == "abc"


def test_the_archive_parts_are_there() -> None:
    """PDF/A-2u is declared, and has its output intent."""
    pdf = finish(marked_pages("page"), INFO)
    assert xmp_values(pdf, "pdfaid:part") + xmp_values(pdf, "pdfaid:conformance") == ["2", "U"]
    assert pdf.startswith(b"%PDF-1.7")
    with opened(pdf) as document:
        root = document.Root
        assert str(root.Lang) == "zh-CN"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert root.OutputIntents[0].DestOutputProfile.read_bytes() == SRGB.read_bytes()
        assert document.pages[0].obj.Tabs == Name.S
