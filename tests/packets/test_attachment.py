"""Foreign PDFs in packets: what they show is kept, what they do is left out, and users are told."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from contextlib import contextmanager

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf, String
from pypdf import PdfReader

from kefu_docs.diagnostics.errors import AttachmentError
from kefu_docs.fonts import FontSet
from kefu_docs.model import DocumentInfo, PacketEntry
from kefu_docs.model.attachment import MOST_PAGES, AttachmentKind, page_count
from kefu_docs.packets import assemble, examine
from tests.support.annotated_pdf import (
    add_annotation,
    add_field,
    changed,
    darkness,
    text_stream,
)
from tests.support.pdf import marked_pages

INFO = DocumentInfo("卷宗", "杭州示例贸易有限公司", "packets/all", ("all",), dt.date(2026, 3, 1))
NO_FONTS = FontSet(())
FIELD = (72, 690, 300, 720)
BEFORE = 2  # pages of a packet in front of the first attachment: cover and contract


def bound(*attachments: bytes, fonts: FontSet = NO_FONTS) -> bytes:
    """Bind one contract with attachments."""
    named = tuple((f"{number}.pdf", pdf) for number, pdf in enumerate(attachments))
    entry = PacketEntry("劳动合同", "张三", "E001", 1, named)
    return assemble(marked_pages("cover"), [(entry, marked_pages("E001"))], INFO, fonts)


@contextmanager
def packet_of(*attachments: bytes, fonts: FontSet = NO_FONTS) -> Iterator[Pdf]:
    """Bind attachments and open the packet."""
    with pikepdf.open(io.BytesIO(bound(*attachments, fonts=fonts))) as packet:
        yield packet


def kinds(pdf: bytes, fonts: FontSet = NO_FONTS) -> set[AttachmentKind]:
    """What kinds of things are said of a PDF, but that it is not PDF/A."""
    untold = {AttachmentKind.NOT_ARCHIVAL, AttachmentKind.PAGES}
    return {note.kind for note in examine(pdf, fonts)} - untold


def said(pdf: bytes) -> list[str]:
    """What is left out of a PDF."""
    left_out = [n for n in examine(pdf, NO_FONTS) if n.kind is AttachmentKind.LEFT_OUT]
    return [note.message.text() for note in left_out]


def test_links_lead_on_whichever_way_they_say_where() -> None:
    """A destination, an action with one, and names of both kinds lead to the packet's pages."""

    def link(document: Pdf) -> None:
        last = document.pages[2].obj
        place = Array([last, Name.Fit])
        document.Root.Names = Dictionary(
            Dests=Dictionary(Names=Array([String("chap"), Dictionary(D=place)]))
        )
        document.Root.Dests = Dictionary(Old=place)
        add_annotation(document, Dest=place)
        add_annotation(document, A=Dictionary(S=Name.GoTo, D=place))
        add_annotation(document, A=Dictionary(S=Name.GoTo, D=String("chap")))
        add_annotation(document, Dest=Name.Old)
        add_annotation(document, Dest=Array([2, Name.Fit]))

    with packet_of(changed(marked_pages("links", 3), link)) as packet:
        notes = list(packet.pages[BEFORE].obj.Annots)
        targets = [(note.get(Name.Dest) or note.A.D)[0].objgen for note in notes]
        assert targets == [packet.pages[BEFORE + 2].obj.objgen] * 5
        assert {note.P.objgen for note in notes} == {packet.pages[BEFORE].obj.objgen}


def test_one_name_may_mean_a_page_in_each_attachment() -> None:
    """Names of destinations are those of one file."""

    def link(page: int) -> bytes:
        def change(document: Pdf) -> None:
            place = Array([document.pages[page].obj, Name.Fit])
            document.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("a"), place])))
            add_annotation(document, Dest=String("a"))

        return changed(marked_pages(f"to {page}", 2), change)

    with packet_of(link(0), link(1)) as packet:
        pages = [page.obj.objgen for page in packet.pages]
        targets = [packet.pages[n].obj.Annots[0].Dest[0].objgen for n in (BEFORE, BEFORE + 2)]
        assert [pages.index(target) for target in targets] == [BEFORE, BEFORE + 3]


@pytest.mark.parametrize("destination", [Array([]), String("nowhere"), Array([7, Name.Fit])])
def test_a_link_that_leads_nowhere_does_no_harm(destination: Object) -> None:
    """Empty destinations and names of nothing stay links without a destination."""
    pdf = changed(marked_pages("dead"), lambda document: add_annotation(document, Dest=destination))
    with packet_of(pdf) as packet:
        (note,) = packet.pages[BEFORE].obj.Annots
        assert Name.Dest not in note
    assert kinds(pdf) == set()


def test_an_annotation_that_is_not_there_is_none() -> None:
    """A reference to an object that does not exist is null (ISO 32000-1, 7.3.10)."""
    pdf = marked_pages("dangling").replace(b"/Contents", b"/Annots [ 99 0 R ] /Contents")
    with packet_of(pdf) as packet:
        assert Name.Annots not in packet.pages[BEFORE].obj
    assert kinds(pdf) == set()


def test_the_outline_of_an_attachment_stands_below_its_entry() -> None:
    """Its titles lead to its pages, whether by a destination or by an action."""

    def name(document: Pdf) -> None:
        second = document.Root.Outlines.First.Next
        second.A = Dictionary(S=Name.GoTo, D=second.Dest)
        del second.Dest

    pdf = changed(marked_pages("book", 2, outline=[("一", 0, None), ("二", 1, None)]), name)
    reader = PdfReader(io.BytesIO(bound(pdf)))
    document = reader.outline[2]
    assert isinstance(document, list)
    attachment = document[1]
    assert isinstance(attachment, list)
    titles = [(item.title, reader.get_destination_page_number(item)) for item in attachment]
    assert titles == [("一", BEFORE), ("二", BEFORE + 1)]


def hide(document: Pdf, **config: object) -> None:
    """Put a black square into a layer, and say by `config` what is shown at first."""
    layer = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("hidden")))
    other = document.make_indirect(Dictionary(Type=Name.OCG, Name=String("other")))
    page = document.pages[0].obj
    page.Resources = Dictionary(Properties=Dictionary(L0=layer, L1=other))
    page.Contents = document.make_stream(b"/OC /L0 BDC 100 100 50 50 re f EMC")
    states = {"OFF": [layer], "ON": [other], "BaseState": Name.ON, **config}
    document.Root.OCProperties = Dictionary(
        OCGs=Array([layer, other]),
        D=Dictionary({f"/{k}": Array(v) if isinstance(v, list) else v for k, v in states.items()}),
    )


def test_layers_that_are_off_stay_off() -> None:
    """Each attachment's layers are shown as it says; another's are not touched."""
    square = (100, 100, 150, 150)
    hidden = changed(marked_pages("hidden"), hide)
    by_base = changed(marked_pages("base"), lambda d: hide(d, OFF=[], BaseState=Name.OFF))
    shown = changed(marked_pages("shown"), lambda d: hide(d, OFF=[]))
    packet = bound(hidden, shown, by_base)
    dark = [darkness(packet, BEFORE + number, square) > 0 for number in range(3)]
    assert dark == [False, True, False]


def test_values_of_a_form_are_drawn() -> None:
    """What the form says is old is drawn anew, and readers are not asked to."""

    def fill(document: Pdf) -> None:
        add_field(
            document, V=String("Alice"), AP=Dictionary(N=text_stream(document, b"/Tx BMC EMC"))
        )
        document.Root.AcroForm.NeedAppearances = True

    packet = bound(changed(marked_pages("form"), fill))
    assert darkness(packet, BEFORE, FIELD) > 20
    with pikepdf.open(io.BytesIO(packet)) as document:
        (field,) = document.acroform.fields
        assert (field.fully_qualified_name, field.value_as_string) == ("name", "Alice")
        assert b"Alice" in document.pages[BEFORE].obj.Annots[0].AP.N.read_bytes()
        assert not document.Root.AcroForm.get(Name.NeedAppearances)


@pytest.mark.parametrize("value", ["张三", "多行\n文字", "Alice"])
def test_values_without_an_appearance_are_set_in_the_font_set(fonts: FontSet, value: str) -> None:
    """Chinese values as well, in an embedded font whose text can be copied."""

    def fill(document: Pdf) -> None:
        add_field(document, V=String(value), Ff=(1 << 12) * ("\n" in value))

    with packet_of(changed(marked_pages("form"), fill), fonts=fonts) as packet:
        appearance = packet.pages[BEFORE].obj.Annots[0].AP.N
        (font,) = appearance.Resources.Font.values()
        assert Name.ToUnicode in font
        assert appearance.read_bytes().count(b"Tj") == len(value.splitlines())
    assert darkness(bound(changed(marked_pages("form"), fill), fonts=fonts), BEFORE, FIELD) > 20


def test_a_password_in_a_form_is_not_shown(fonts: FontSet) -> None:
    """A field that hides what is typed shows stars."""

    def fill(document: Pdf) -> None:
        add_field(document, V=String("geheim"), Ff=1 << 13)

    with packet_of(changed(marked_pages("form"), fill), fonts=fonts) as packet:
        (font,) = packet.pages[BEFORE].obj.Annots[0].AP.N.Resources.Font.values()
        assert font.ToUnicode.read_bytes().count(b"<002A>") == 1
        assert b"<0067>" not in font.ToUnicode.read_bytes()


def test_fields_of_one_name_keep_their_values() -> None:
    """Two forms made from one template are two people's."""

    def form(value: str) -> bytes:
        return changed(marked_pages(value), lambda d: add_field(d, V=String(value)))

    with packet_of(form("Alice"), form("Bob")) as packet:
        values = {f.fully_qualified_name: f.value_as_string for f in packet.acroform.fields}
        assert sorted(values.values()) == ["Alice", "Bob"]
        assert "name" in values
        assert packet.Root.AcroForm.DR.Font.Helv.BaseFont == Name.Helvetica


def act(document: Pdf) -> None:
    """Put everything into a PDF that acts."""
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    document.Root.OpenAction = script
    document.pages[0].obj.AA = Dictionary(O=script)
    add_annotation(document, A=Dictionary(S=Name.Launch, F=String("calc.exe")))
    add_annotation(document, A=Dictionary(S=Name.URI, URI=String("javascript:alert(1)")))
    add_annotation(
        document, A=Dictionary(S=Name.URI, URI=String("https://example.com/"), Next=script)
    )
    add_field(document, AA=Dictionary(K=script))
    document.attachments["a.txt"] = pikepdf.AttachedFileSpec(document, b"text", filename="a.txt")
    document.pages[0].obj.Contents.AF = Array([document.attachments["a.txt"].obj])
    add_annotation(document, Subtype=Name.FileAttachment, FS=document.attachments["a.txt"].obj)


def test_a_packet_runs_nothing_and_carries_no_file() -> None:
    """Scripts, programs, files within files are left out, and the user is told; addresses stay."""
    pdf = changed(marked_pages("active"), act)
    with packet_of(pdf) as packet:
        held = b"".join(value.unparse(resolved=True) for value in packet.objects)
        for word in (
            b"JavaScript",
            b"javascript",
            b"app.alert",
            b"Launch",
            b"EmbeddedFile",
            b"/AA",
        ):
            assert word not in held, word
        assert b"https://example.com/" in held
    assert set(said(pdf)) == {
        "holds a script on page 1, which packets leave out",
        "holds an embedded file on page 1, which packets leave out",
        "holds an action that opens a file or a program on page 1, which packets leave out",
    }


def test_what_does_nothing_has_nothing_left_out() -> None:
    """Links within the file and to addresses are no reason for a notice."""
    pdf = changed(
        marked_pages("tame"),
        lambda d: add_annotation(d, A=Dictionary(S=Name.URI, URI=String("mailto:hr@example.com"))),
    )
    assert examine(pdf, NO_FONTS)[0].kind is AttachmentKind.NOT_ARCHIVAL
    assert said(pdf) == []


def portfolio(document: Pdf) -> None:
    """Make a portfolio."""
    document.Root.Collection = Dictionary(Type=Name.Collection)


def dynamic_form(document: Pdf) -> None:
    """Make a form whose pages are made from XFA."""
    document.Root.AcroForm = Dictionary(Fields=Array([]), XFA=document.make_stream(b"<xdp/>"))


def test_what_has_no_pages_of_its_own_is_refused() -> None:
    """Of a portfolio and of a dynamic form only a sheet that says so would be bound."""
    assert kinds(changed(marked_pages("sheet"), portfolio)) == {AttachmentKind.PORTFOLIO}
    assert kinds(changed(marked_pages("wait"), dynamic_form)) == {AttachmentKind.DYNAMIC_FORM}


def test_a_form_with_fields_is_bound_although_it_has_xfa_too() -> None:
    """Its pages are real ones."""

    def both(document: Pdf) -> None:
        add_field(document, V=String("Alice"))
        document.Root.AcroForm.XFA = document.make_stream(b"<xdp/>")

    pdf = changed(marked_pages("static"), both)
    assert kinds(pdf) == set()
    with packet_of(pdf) as packet:
        assert Name.XFA not in packet.Root.AcroForm


def test_half_a_download_is_refused() -> None:
    """Its objects are cut off somewhere, and pages would be blank."""
    pdf = marked_pages("half", 5)
    with pytest.raises(AttachmentError, match="cut off"):
        bound(pdf[: len(pdf) // 2])
    assert kinds(pdf[: len(pdf) // 2]) == {AttachmentKind.BROKEN}


@pytest.mark.parametrize("box", [[0, 0, 0, 0], [0, 0, 595, 0], [300, 0, 302, 842]])
@pytest.mark.parametrize("name", [Name.MediaBox, Name.CropBox])
def test_a_page_without_size_is_refused(box: list[int], name: Name) -> None:
    """By its number; readers take another box for it, or show nothing."""

    def shrunk(document: Pdf) -> None:
        document.add_blank_page(page_size=(595, 842))
        document.pages[-1].obj[name] = Array(box)

    pdf = changed(marked_pages("A"), shrunk)
    (note,) = (n for n in examine(pdf, NO_FONTS) if n.kind is AttachmentKind.BROKEN)
    assert "on page 2" in note.message.text()


def test_a_page_that_cannot_be_unpacked_is_refused() -> None:
    """By its number: readers show nothing of it, and neither would the packet."""

    def damaged(document: Pdf) -> None:
        document.add_blank_page(page_size=(595, 842))
        stream = document.make_stream(b"")
        stream.write(b"not packed by zlib", filter=Name.FlateDecode)
        document.pages[-1].obj.Contents = Array([document.make_stream(b"q Q"), stream])

    (note,) = examine(changed(marked_pages("A"), damaged), NO_FONTS)
    assert note.kind is AttachmentKind.BROKEN
    assert "damaged on page 2" in note.message.text()


def test_a_page_whose_content_has_no_end_is_refused() -> None:
    """Readers show it to the next mark, qpdf takes it for nothing; the page was bound empty."""
    whole = b"\n".join(
        [
            *(b"%PDF-1.4", b"1 0 obj <</Type/Catalog /Pages 2 0 R>> endobj"),
            b"2 0 obj <</Type/Pages /Kids[3 0 R] /Count 1>> endobj",
            b"3 0 obj <</Type/Page /Parent 2 0 R /MediaBox[0 0 600 800] /Contents 4 0 R>> endobj",
            *(b"4 0 obj <</Length 14>> stream", b"0 0 99 99 re f", b"endstream endobj"),
            *(b"5 0 obj [1] endobj", b"trailer <</Size 6 /Root 1 0 R>>", b"startxref 0 %%EOF"),
        ]
    )
    assert kinds(whole) == set()
    assert kinds(whole.replace(b"endstream endobj", b"enxstream enxobj")) == {AttachmentKind.BROKEN}


def test_a_crop_box_beside_the_page_is_refused() -> None:
    """Nothing would be seen of the page."""

    def cropped(document: Pdf) -> None:
        document.pages[0].obj.CropBox = Array([700, 900, 900, 1000])

    assert AttachmentKind.BROKEN in kinds(changed(marked_pages("A"), cropped))


@pytest.mark.parametrize("box", [Array([842, 595, 0, 0]), Array([0, 0]), String("A4")])
def test_an_odd_box_is_no_page_without_size(box: Object) -> None:
    """Corners in another order, and what is no box at all."""

    def odd(document: Pdf) -> None:
        document.pages[0].obj.CropBox = box

    assert AttachmentKind.BROKEN not in kinds(changed(marked_pages("A"), odd))


def test_too_many_pages_are_refused() -> None:
    """The limit is stated."""
    assert kinds(marked_pages("long", MOST_PAGES)) == set()
    (note,) = examine(marked_pages("long", MOST_PAGES + 1), NO_FONTS)
    assert note.message.text() == "has 501 pages; at most 500 are bound"


def test_an_encrypted_pdf_that_opens_is_bound_and_told() -> None:
    """An empty password keeps nobody out."""
    pdf = marked_pages("open", password="")
    assert kinds(pdf) == {AttachmentKind.RESTRICTED}
    with packet_of(pdf) as packet:
        assert len(packet.pages) == BEFORE + 1
        assert not packet.is_encrypted


def test_what_readers_ask_a_password_for_is_not_opened_without() -> None:
    """An owner's password that is empty lets programs in, and readers ask for the user's."""
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(marked_pages("mine"))) as document:
        document.save(written, encryption=pikepdf.Encryption(user="mine", owner=""))
    assert kinds(written.getvalue()) == {AttachmentKind.PROTECTED}


def test_a_signature_is_shown_and_told() -> None:
    """It holds for the bytes of its file, so a packet shows what it looks like and no more."""

    def sign(document: Pdf) -> None:
        square = text_stream(document, b"0 0 228 30 re f")
        add_field(document, FT=Name.Sig, V=Dictionary(Type=Name.Sig), AP=Dictionary(N=square))

    pdf = changed(marked_pages("signed"), sign)
    assert kinds(pdf) == {AttachmentKind.SIGNED}
    packet = bound(pdf)
    assert darkness(packet, BEFORE, FIELD) > 100
    with pikepdf.open(io.BytesIO(packet)) as document:
        assert not document.acroform.fields


def test_a_pdf_a_claim_is_checked_before_a_packet_repeats_it() -> None:
    """A file that only says it is PDF/A-2u leaves its packet without the claim."""

    def claim(document: Pdf) -> None:
        with document.open_metadata() as metadata:
            metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "2", "U"
        document.pages[0].obj.Contents = document.make_stream(b"1 0 0 rg 0 0 9 9 re f")

    pdf = changed(marked_pages("claim"), claim)
    note, *_ = examine(pdf, NO_FONTS)
    assert note.kind is AttachmentKind.NOT_ARCHIVAL
    assert note.message.text().startswith("declares PDF/A-2u, but breaks its rule 6.2.4.3-2")
    with packet_of(pdf) as packet:
        assert packet.open_metadata().pdfa_status == ""


def test_an_archival_attachment_is_told_nothing_of() -> None:
    """What kefu-docs writes is PDF/A-2u, and is so as an attachment, too."""
    (pages,) = examine(bound(), NO_FONTS)
    assert page_count([pages]) == 2


def test_libraries_say_nothing_on_the_screen(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """What qpdf and pikepdf mend is not the user's; warnings of Python fail every test."""
    pdf = changed(marked_pages("form"), act)
    bound(pdf, pdf[: pdf.rindex(b"startxref")])
    examine(pdf, NO_FONTS)
    assert capfd.readouterr() == ("", "")
