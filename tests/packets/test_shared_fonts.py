"""Fonts of many documents united: small packets, nothing on a page changed."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.finish import finish, finish_batch
from kefu_docs.fonts import FontSet
from kefu_docs.fonts.programs.open_faces import faces
from kefu_docs.model import DocumentInfo, PacketEntry
from kefu_docs.packets import assemble
from kefu_docs.packets.shared_fonts import FontUnion
from kefu_docs.pdf.cid_font import CidFont, CompositeFont
from kefu_docs.pdf.to_unicode import read_texts
from kefu_docs.render.composing.compose import compose
from kefu_docs.render.composing.document_marks import start_of
from tests.support.builds import Office, SampleBuild
from tests.support.pdf import opened, pixels, text_of
from tests.support.texts import MANY, RAREST
from tests.support.word import Words, styled_paragraphs

INFO = DocumentInfo("卷宗", "示例公司", "packets/all", ("all",), dt.date(2026, 3, 1))
SONG = "NotoSerifCJKsc-Regular"
OWN = "as LibreOffice wrote it"
NAME = "张晓宇"  # of E001 in the sample


def bound(documents: Sequence[bytes], fonts: FontSet) -> bytes:
    """Bind documents behind the first of them as a cover."""
    entries = [PacketEntry("合同", "", f"E{n}", 1) for n in range(len(documents))]
    return assemble(documents[0], list(zip(entries, documents, strict=True)), INFO, fonts)


def programs(pdf: bytes) -> dict[str, int]:
    """How many programs there are of each font, by its name without subset tag.

    Those that LibreOffice wrote stand under OWN.
    """
    found: dict[str, set[tuple[int, int]]] = {}
    with opened(pdf) as document:
        for page in document.pages:
            for font in page.obj.Resources.Font.values():
                is_composite = "/DescendantFonts" in font
                descendant = font.DescendantFonts[0] if is_composite else font
                name = str(font.BaseFont).partition("+")[2] if is_composite else OWN
                found.setdefault(name, set()).add(descendant.objgen)
    return {name: len(objects) for name, objects in found.items()}


@pytest.fixture(scope="module")
def documents(office: Office, fonts: FontSet) -> list[bytes]:
    """Documents of two batches and one by itself, in CFF and TrueType faces."""
    first = [
        styled_paragraphs(Words(MANY[:200])),
        styled_paragraphs(Words("⼀一" + MANY[100:300] + RAREST[0])),
    ]
    second = [
        styled_paragraphs(Words(RAREST[1:] + MANY[250:]), Words("黑体", "黑体")),
        styled_paragraphs(Words("⼀")),
    ]
    made = []
    for batch in (first, second):
        infos = [INFO] * len(batch)
        starts = [start_of(number) for number in range(len(batch))]
        made += finish_batch(office(compose(batch)), starts, infos, fonts)
    return [
        *made,
        *finish_batch(office(styled_paragraphs(Words("单独" + RAREST))), (), (INFO,), fonts),
    ]


def test_a_packet_has_one_program_per_face(documents: list[bytes], fonts: FontSet) -> None:
    """A packet of documents from several batches has one font program for each face."""
    faces_of = {name: 1 for pdf in documents for name in programs(pdf)}
    assert programs(bound(documents, fonts)) == faces_of
    assert {"HanaMinB", SONG, "NotoSansCJKsc-Regular"} <= set(faces_of)


def test_pages_of_a_packet_look_and_read_like_the_documents(
    documents: list[bytes], fonts: FontSet
) -> None:
    """A packet's pages have the documents' pixels and text, also where a glyph stands for
    two characters.
    """
    packet = bound(documents, fonts)
    alone = [documents[0], *documents]
    assert pixels(packet) == [page for pdf in alone for page in pixels(pdf)]
    assert text_of(packet) == "".join(map(text_of, alone))


def test_pages_of_a_packet_are_not_touched(documents: list[bytes], fonts: FontSet) -> None:
    """Their content streams are the documents' own bytes."""
    with opened(bound(documents, fonts)) as packet:
        streams = [page.obj.Contents.read_raw_bytes() for page in packet.pages]
    for pdf in documents:
        with opened(pdf) as document:
            assert all(page.obj.Contents.read_raw_bytes() in streams for page in document.pages)


def test_a_document_in_libreoffices_own_fonts_keeps_them(
    documents: list[bytes], office: Office, fonts: FontSet
) -> None:
    """A document that kept LibreOffice's fonts keeps them in a packet; the others' are united."""
    own = finish(office(styled_paragraphs(Words("原样"))), INFO)
    packet = bound([*documents, own], fonts)
    found = programs(packet)
    assert found.pop(OWN) == 1
    assert set(found.values()) == {1}
    assert text_of(packet).endswith("原样")


def test_a_document_of_another_font_set_keeps_its_fonts(
    documents: list[bytes], fonts: FontSet
) -> None:
    """A document made with other font files is not united with this set's fonts."""
    changed = FontSet(tuple(type(f)(f.path, f.families, f.sha256[::-1]) for f in fonts.files))
    assert programs(bound(documents[:2], changed))[SONG] == 3  # the cover's, too
    assert programs(bound(documents[:2], fonts))[SONG] == 1


@given(
    listed=st.lists(
        st.dictionaries(st.integers(1, 300), st.sampled_from("甲乙"), min_size=1), min_size=1
    )
)
def test_every_document_keeps_its_texts(listed: list[dict[int, str]], fonts: FontSet) -> None:
    """In the united font of its page each code stands for what it stood for, and has a glyph."""
    (face,) = faces(fonts)[SONG]
    with pikepdf.new() as packet:
        union = FontUnion(packet, faces(fonts))
        for texts in listed:
            page = packet.add_blank_page().obj
            descendant = CidFont(packet, face)
            descendant.write(texts)
            composite = CompositeFont(packet, descendant)
            composite.write(texts)
            fonts_named = pikepdf.Dictionary({"/" + SONG: composite.object})
            page.Resources = pikepdf.Dictionary(Font=fonts_named)
            union.add(page)
        union.write()
        united = [page.obj.Resources.Font["/" + SONG] for page in packet.pages]
        for texts, font in zip(listed, united, strict=True):
            assert texts.items() <= read_texts(font.ToUnicode.read_bytes()).items()
        assert len({font.DescendantFonts[0].objgen for font in united}) == 1


def test_fifty_contracts_take_a_tenth_of_fifty_files(
    sample_build: SampleBuild, office: Office, fonts: FontSet
) -> None:
    """A packet of 50 contracts takes a tenth of 50 files, and 1.3 times LibreOffice's own at
    most.
    """
    contract = (sample_build.build / "contracts" / "E001.docx").read_bytes()
    drafts = [_of_another(contract, MANY[3 * n : 3 * n + 3]) for n in range(50)]
    batch = office(compose(drafts))
    starts = [start_of(number) for number in range(50)]
    finished = finish_batch(batch, starts, [INFO] * 50, fonts)
    packet = bound(finished, fonts)
    assert len(packet) <= 0.1 * len(_merged(finished))
    assert len(packet) <= 1.3 * len(_merged([batch]))


def _of_another(contract: bytes, name: str) -> bytes:
    """The contract with another name in it."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(contract)) as source,
        zipfile.ZipFile(written, "w") as target,
    ):
        for item in source.infolist():
            data = source.read(item)
            if item.filename == "word/document.xml":
                assert NAME.encode() in data
                data = data.replace(NAME.encode(), name.encode())
            target.writestr(item, data)
    return written.getvalue()


def _merged(pdfs: Sequence[bytes]) -> bytes:
    """What binding without thought gives, with object streams."""
    written = io.BytesIO()
    with pikepdf.new() as merged:
        sources = [opened(pdf) for pdf in pdfs]
        for source in sources:
            merged.pages.extend(source.pages)
        merged.save(written, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return written.getvalue()
