"""Packets: what is in them, in which order, and how a reader finds it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name
from pypdf import PdfReader

from kefu_docs import packets
from kefu_docs.diagnostics.errors import AttachmentError
from kefu_docs.fonts import FontSet
from kefu_docs.model import DocumentInfo, PacketEntry
from tests.support.pdf import marked_pages, marks, opened
from tests.support.word import saved

INFO = DocumentInfo("卷宗", "杭州示例贸易有限公司", "packets/all", ("all",), dt.date(2026, 3, 1))
NO_FONTS = FontSet(())


def assemble(cover: bytes, entries: Sequence[tuple[PacketEntry, bytes]]) -> bytes:
    """Bind documents that are set in no font of a set."""
    return packets.assemble(cover, entries, INFO, NO_FONTS)


def entry(
    label: str, pages: int = 1, *, attachments: tuple[tuple[str, bytes], ...] = (), **made: Any
) -> tuple[PacketEntry, bytes]:
    """Give the document `label` of 张三."""
    pdf = marked_pages(label, pages, **made)
    return PacketEntry("劳动合同", "张三", label, pages, attachments), pdf


def outline_of(pdf: bytes) -> list[tuple[int, str, int]]:
    """List the outline as (depth, title, page from 0)."""
    reader = PdfReader(io.BytesIO(pdf))

    def walk(items: Sequence[Any], depth: int) -> Iterator[tuple[int, str, int]]:
        for item in items:
            if isinstance(item, list):
                yield from walk(item, depth + 1)
            else:
                page = reader.get_destination_page_number(item)
                assert page is not None
                yield depth, item.title, page

    return list(walk(reader.outline, 0))


def labels_of(pdf: bytes) -> list[str]:
    """List the page labels."""
    return list(PdfReader(io.BytesIO(pdf)).page_labels)


def test_pages_follow_the_cover_in_the_order_of_the_entries() -> None:
    """A packet has the cover, then each document with all its pages."""
    packet = assemble(marked_pages("cover", 2), [entry("E002", 2), entry("E001")])
    assert marks(packet) == ["cover 1", "cover 2", "E002 1", "E002 2", "E001 1"]


def test_a_page_has_no_number_in_a_structure_tree_that_stays_behind() -> None:
    """What tags of a document say is not in a packet (ISO 32000-1, 14.7.4.4)."""
    with opened(marked_pages("E001")) as document:
        document.pages[0].obj.StructParents = 0
        tagged = saved(document)
    packet = assemble(marked_pages("cover"), [(entry("E001")[0], tagged)])
    with opened(packet) as bound:
        assert [Name.StructParents in page.obj for page in bound.pages] == [False, False]


def test_page_labels_tell_cover_and_documents_apart() -> None:
    """The cover's pages are labelled with Roman numerals, a document's with `label-n`."""
    packet = assemble(marked_pages("cover", 2), [entry("E001", 2), entry("E002")])
    assert labels_of(packet) == ["i", "ii", "E001-1", "E001-2", "E002-1"]


def test_each_document_has_an_outline_entry_with_title_and_person() -> None:
    """The first entry is the contents."""
    packet = assemble(marked_pages("cover"), [entry("E001", 2), entry("E002")])
    assert outline_of(packet) == [
        (0, "目录", 0),
        (0, "劳动合同 — 张三", 1),
        (0, "劳动合同 — 张三", 3),
    ]


def test_a_document_of_nobody_is_listed_by_its_title_alone() -> None:
    """The team's summary, which is of no person, is listed by its title."""
    team = PacketEntry("团队总结", "", "team", 1), marked_pages("team")
    assert outline_of(assemble(marked_pages("cover"), [team]))[1] == (0, "团队总结", 1)


def test_the_outline_of_a_document_stands_below_its_entry() -> None:
    """Nesting and pages are kept, shifted by what comes before."""
    outline = [("一", 0, None), ("一之一", 1, "一"), ("二", 1, None)]
    entries = [entry("E001", 3), entry("E002", 2, outline=outline), entry("E003")]
    assert outline_of(assemble(marked_pages("cover"), entries))[2:] == [
        (0, "劳动合同 — 张三", 4),
        (1, "一", 4),
        (2, "一之一", 5),
        (1, "二", 5),
        (0, "劳动合同 — 张三", 6),
    ]


def test_attachments_stand_behind_their_document_and_below_its_entry() -> None:
    """Attachments follow their document, named by file in the outline and labelled 附1, 附2."""
    attachments = (("身份证.pdf", marked_pages("id", 2)), ("学历.pdf", marked_pages("degree")))
    packet = assemble(
        marked_pages("cover"), [entry("E001", attachments=attachments), entry("E002")]
    )
    assert marks(packet) == ["cover 1", "E001 1", "id 1", "id 2", "degree 1", "E002 1"]
    assert labels_of(packet)[1:] == ["E001-1", "E001-附1-1", "E001-附1-2", "E001-附2-1", "E002-1"]
    assert outline_of(packet)[1:] == [
        (0, "劳动合同 — 张三", 1),
        (1, "身份证.pdf", 2),
        (1, "学历.pdf", 4),
        (0, "劳动合同 — 张三", 5),
    ]


def test_an_attachment_with_a_password_is_refused_by_name() -> None:
    """The error says which file it is and what to do."""
    attachments = (("身份证.pdf", marked_pages("id", password="secret")),)  # noqa: S106
    with pytest.raises(AttachmentError, match=r"身份证\.pdf is protected by a password") as raised:
        assemble(marked_pages("cover"), [entry("E001", attachments=attachments)])
    assert (raised.value.slug, raised.value.exit_code) == ("attachment", 1)
    assert raised.value.hint is not None


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xd8\xff\xe0 a photograph", b"%PDF-1.7\n%%EOF\n", marked_pages("id", 0)],
    ids=["empty", "photograph", "bare", "no-page"],
)
def test_what_is_no_pdf_is_refused_by_name(content: bytes) -> None:
    """An attachment that is no PDF, or has no pages, is refused by name."""
    attachments = (("身份证.pdf", content),)
    with pytest.raises(
        AttachmentError, match=r"身份证\.pdf is (?:not a PDF that|empty$|a picture and no PDF$)"
    ):
        assemble(marked_pages("cover"), [entry("E001", attachments=attachments)])


def test_a_damaged_attachment_is_mended_in_silence(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """An attachment cut off in a download, so that its table of objects is missing, is mended."""
    whole = marked_pages("id", 3)
    damaged = whole[: whole.rindex(b"startxref")]
    packet = assemble(marked_pages("cover"), [entry("E001", attachments=(("a.pdf", damaged),))])
    assert marks(packet)[2:] == ["id 1", "id 2", "id 3"]
    assert capfd.readouterr() == ("", "")
    assert caplog.text == ""


@given(cut=st.integers(0, 400), noise=st.binary(max_size=40))
def test_any_damage_is_either_mended_or_refused(cut: int, noise: bytes) -> None:
    """An attachment damaged anywhere is mended or refused with an error of ours.

    Nothing else is raised.
    """
    pdf = marked_pages("id")
    damaged = pdf[:cut] + noise + pdf[cut + len(noise) :]
    try:
        packet = assemble(marked_pages("cover"), [entry("E001", attachments=(("a.pdf", damaged),))])
    except AttachmentError:
        return
    assert len(labels_of(packet)) >= 3


def test_the_packet_opens_with_its_outline_and_title() -> None:
    """A packet asks readers to show its outline and its title at once."""
    reader = PdfReader(io.BytesIO(assemble(marked_pages("cover"), [entry("E001")])))
    assert reader.page_mode == "/UseOutlines"
    assert reader.metadata is not None
    assert reader.metadata.title == "卷宗"


def test_pages_that_look_alike_stay_apart() -> None:
    """Equal documents of two people are two documents in the packet."""
    blank = marked_pages("same")
    entries = [(PacketEntry("合同", name, name, 1), blank) for name in ("甲", "乙")]
    assert [page for _, _, page in outline_of(assemble(marked_pages("cover"), entries))] == [
        0,
        1,
        2,
    ]


@given(
    cover=st.integers(1, 3),
    counts=st.lists(st.tuples(st.integers(1, 5), st.lists(st.integers(1, 3), max_size=2))),
)
def test_packets_hold_every_page_once(cover: int, counts: list[tuple[int, list[int]]]) -> None:
    """Pages add up, labels differ, every outline target exists, same arguments same bytes."""
    entries = [
        entry(
            f"E{number}",
            pages,
            outline=[("end", pages - 1, None)],
            attachments=tuple((f"{n}.pdf", marked_pages(f"E{number}a{n}", n)) for n in attached),
        )
        for number, (pages, attached) in enumerate(counts)
    ]
    packet = assemble(marked_pages("cover", cover), entries)
    total = cover + sum(pages + sum(attached) for pages, attached in counts)
    assert len(labels_of(packet)) == total
    assert len(set(labels_of(packet))) == total
    assert all(0 <= page < total for _, _, page in outline_of(packet))
    assert len(outline_of(packet)) == 1 + sum(2 + len(attached) for _, attached in counts)
    assert packet == assemble(marked_pages("cover", cover), entries)


def test_links_of_a_document_lead_to_its_pages_in_the_packet() -> None:
    """Links between the pages of a document, forward and back, lead to these pages in the
    packet.
    """
    with opened(marked_pages("linked", 2)) as document:
        pages = [page.obj for page in document.pages]
        for page, target in zip(pages, reversed(pages), strict=True):
            place = Array([target, Name.XYZ, 1, 2, 0])
            page.Annots = Array([Dictionary(Subtype=Name.Link, Dest=place, P=page)])
        written = saved(document)
    entry_ = PacketEntry("合同", "", "E001", 2)
    packet = assemble(marked_pages("cover"), [(entry_, written)])
    with opened(packet) as document:
        _, first, second = (page.obj for page in document.pages)
        for page, target in ((first, second), (second, first)):
            (note,) = page.Annots
            assert note.Dest[0].objgen == target.objgen
            assert note.P.objgen == page.objgen


def test_an_attachment_keeps_what_its_pages_inherit() -> None:
    """A page size and a rotation that stand above the pages in the page tree are kept."""
    with opened(marked_pages("id")) as document:
        tree, page = document.Root.Pages, document.pages[0].obj
        tree.MediaBox, tree.Rotate = Array([0, 0, 100, 200]), 90
        del page.MediaBox
        written = saved(document)
    attached = (("a.pdf", written),)
    packet = assemble(marked_pages("cover"), [entry("E001", attachments=attached)])
    with opened(packet) as document:
        page = document.pages[2].obj
        assert [int(side) for side in page.MediaBox] == [0, 0, 100, 200]
        assert int(page.Rotate) == 90
