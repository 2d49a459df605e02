"""The reader of page content, held against PDFium on real pages."""

from __future__ import annotations

from collections import Counter

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from kefu_docs.proof.clipped_text import cut_texts
from kefu_docs.proof.normalized import squeezed
from kefu_docs.proof.page_content import UnreadableContentError, read_any, read_plain
from kefu_docs.proof.page_reader import PageReader
from tests.support.builds import SampleBuild

PAGE = (0.0, 0.0, 595.0, 842.0)
TEXT = b"""0.1 w
q 0 0.028 595.275 841.861 re
W* n
q 0 0 0 rg
BT
85.2 700 Td /F1 12 Tf[<0102>-7<03>]TJ
1 0 0 1 300 700 Tm
/F2 12 Tf<04>Tj
ET
Q
q 1 0 0 1 85.2 698 cm
0.9 w 0 0 0 RG
0 -1.4 m 36 -1.4 l S
Q
Q
"""


def test_pages_of_the_sample_are_read_as_pdfium_reads_them(sample_build: SampleBuild) -> None:
    """The same characters on each page, and all of them plain: nothing needs PDFium's places."""
    files = [p for p in sample_build.build.rglob("*.pdf") if ".store" not in p.parts]
    assert len(files) > 15
    for file in files:
        if file.stem in {"employee-E004", "contracts-2026-04", "newcomers-2026-spring"}:
            continue  # they hold a foreign attachment
        with pikepdf.open(file) as document, pypdfium2.PdfDocument(file) as drawn:
            for read, page in zip(PageReader(document).pages(), drawn, strict=True):
                text = page.get_textpage().get_text_range()
                assert Counter(read.text) == Counter(squeezed(text.replace("\ufffe", "-"))), file
                assert read.is_whole
                assert list(cut_texts(page)) == []


@pytest.mark.parametrize(
    ("form", "is_whole"),
    [
        (b"0 0 9 9 re f\n", True),
        (b"BT\nET\n", False),
        (b"/X2 Do\n", False),
        (b"/X2\nDo\n", False),
    ],
    ids=["areas", "text", "another form", "another form, on lines of their own"],
)
def test_a_form_of_areas_leaves_a_page_plain(form: bytes, is_whole: bool) -> None:
    """As a watermark is; PDFium is asked about text, which stands where the form's matrix says."""
    with pikepdf.new() as document:
        page = document.add_blank_page()
        page.obj.Contents = document.make_stream(b"q /X1 Do\nQ\n")
        made = document.make_stream(form, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        empty = document.make_stream(b"", Subtype=pikepdf.Name.Form)
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X1=made, X2=empty))
        (read,) = PageReader(document).pages()
    assert (read.is_whole, read.text) == (is_whole, "")


def test_plain_text_is_read_in_order() -> None:
    """Kerning is left out, and each change of font begins a new string."""
    content = read_plain(TEXT, PAGE, {"F1": 1, "F2": 1})
    assert content is not None
    assert [(t.font, t.codes) for t in content.texts] == [("F1", b"\1\2\3"), ("F2", b"\4")]
    assert content.doubtful == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"85.2 700 Td", b"585 700 Td"),
        (b"85.2 700 Td", b"-1 700 Td"),
        (b"85.2 700 Td", b"85.2 840 Td"),
        (b"0 0.028 595.275 841.861 re", b"0 0.028 595.275 705 re"),
        (b"0 0.028 595.275 841.861 re", b"0 701 595.275 841.861 re"),
    ],
)
def test_text_that_may_be_cut_off_is_doubtful(old: bytes, new: bytes) -> None:
    """Text that reaches out of the page, or out of its clipping rectangle, is doubtful."""
    content = read_plain(TEXT.replace(old, new), PAGE, {"F1": 1, "F2": 1})
    assert content is not None
    assert content.doubtful[0].text.codes == b"\1\2\3"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"q 0 0 0 rg\nBT", b"q 0 1 -1 0 0 0 cm\nBT"),
        (b"1 0 0 1 300 700 Tm", b"0 1 -1 0 300 700 Tm"),
        (b"BT\n", b"BT\n3 Tr\n"),
        (b"<04>", b"(a)"),
        (b"BT\n", b"BT\n/Span<</ActualText<FEFF4E00>>>BDC\n"),
        (b"ET\n", b"0 -12 Td <05>Tj\nET\n"),
        (b"[<0102>-7<03>]", b"[5<0102>-7<03>]"),
        (b"Tj\n", b"'\n"),
        (b"<04>Tj\n", b"<04>Tj\n<05>'\n"),
        (b"<04>Tj\n", b'<04>Tj\n0 0 <05>"\n'),
    ],
)
def test_what_is_not_plain_is_not_taken_for_it(old: bytes, new: bytes) -> None:
    """Turned, hidden, replaced or continued text and literal strings make a page not plain."""
    assert read_plain(TEXT.replace(old, new), PAGE, {"F1": 1, "F2": 1}) is None


def read(content: bytes) -> str:
    """All text of any content, codes as hexadecimal digits, forms by their names."""
    return "".join(read_any(content, lambda font, codes: f"{font}:{codes.hex()} ", str.upper))


def test_any_text_is_read_in_order() -> None:
    """Any content is read in order, with the forms it draws and the text that replaces text."""
    assert read(TEXT) == "F1:010203 F2:04 "
    assert read(b"/F1 1 Tf <01> Tj /form Do [5 <02>-3<03> 4] TJ") == "F1:01 FORMF1:0203 "
    replaced = b"/F1 1 Tf /Span<</ActualText<FEFF4E00>>>BDC\n<01>Tj <02>Tj EMC <03>Tj"
    assert read(replaced) == "一F1:03 "
    assert read(replaced.replace(b"BDC", b"\nBDC")) == "一F1:03 "  # as LibreOffice writes it


@pytest.mark.parametrize(
    "content",
    [
        b"/F1 1 Tf (a) Tj",
        b"/F1 1 Tf [(a)] TJ",
        b"3 Tr",
        b"/F1 1 Tf <01> Tj <02> '",
        b'/F1 1 Tf <01> Tj 0 0 <02>"',
    ],
)
def test_text_that_is_not_understood_is_not_passed_over(content: bytes) -> None:
    """Literal strings, hidden text and the operators ' and " are refused, not left out."""
    with pytest.raises(UnreadableContentError):
        read(content)
