"""A batch of LibreOffice's to documents: the same as alone, with one font per face."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence

import docx
import pikepdf
import pytest
from docx.shared import Pt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from kefu_docs.finish import ForeignPdfError, finish_batch
from kefu_docs.fonts import Coverage, FontSet
from kefu_docs.model import DocumentInfo
from kefu_docs.render import Template
from kefu_docs.render.composing.compose import compose
from kefu_docs.render.composing.document_marks import start_of
from kefu_docs.scheduler.probe_document import probe_document
from tests.support.builds import Office
from tests.support.pdf import glyphs, marked_pages, opened, pixels, text_of
from tests.support.texts import MANY, RARE, RAREST
from tests.support.word import (
    Words,
    paragraph,
    run,
    saved,
    simple_field,
    styled_paragraphs,
    turned,
    typed,
    with_images,
    word,
)

INFO = DocumentInfo("劳动合同", "示例公司", "E001", ("劳动合同",), dt.date(2026, 3, 1))

PLAIN = styled_paragraphs(
    Words(MANY),
    Words("标题", heading=1),
    Words(f"甲方{RARE}乙方", bold=True),
    Words(f"黑体 {RARE}", "黑体"),
    Words("黑体", "黑体", bold=True),
    Words(RAREST),
)
LATIN = styled_paragraphs(
    Words("第二份", heading=1),
    Words("条款", heading=2),
    Words(f"AVATAR fi 123,456.78 {MANY[100:300]} Latin words, 中文。“引号”", justified=True),
    Words(f"王{RAREST[0]}签字 {MANY[200:]}", size=10.5, justified=True),
    Words("缩放 scaled", properties=('w w:val="80"',)),
    Words("间距 spaced", properties=('spacing w:val="30"',)),
    Words("斜体 italic", italic=True),
    Words("一⼀一 不兀兀 café cafe\u0301", size=9),
)
TURNED = turned(f"竖排，Vertical（一）{MANY[:9]}", MANY)
OTHER = styled_paragraphs(
    Words("⼀第三份⼀", heading=1),
    Words(MANY[::-1]),
    Words("cafe\u0301 ⼀", "黑体"),
)


@pytest.fixture(scope="module")
def batch(office: Office) -> bytes:
    """Three documents converted in one go."""
    return office(compose([PLAIN, LATIN, OTHER]))


def split(pdf: bytes, count: int, fonts: FontSet) -> list[bytes]:
    """Finish a batch of `count` documents, or a single one that was not composed."""
    infos = [replace(INFO, subject=f"E{number}") for number in range(count)]
    starts = [start_of(number) for number in range(count)] if count > 1 else []
    return finish_batch(pdf, starts, infos, fonts)


@pytest.mark.parametrize("documents", [[PLAIN], [LATIN], [OTHER], [OTHER, LATIN, PLAIN]])
def test_a_document_is_the_same_alone_and_in_any_batch(
    documents: Sequence[bytes], batch: bytes, office: Office, fonts: FontSet
) -> None:
    """A document's bytes are the same from any batch, though LibreOffice orders its subsets
    otherwise.
    """
    infos = [INFO] * len(documents)
    starts = [start_of(number) for number in range(len(documents))]
    finished = finish_batch(office(compose(documents)), starts, infos, fonts)
    among_others = finish_batch(batch, [start_of(number) for number in range(3)], [INFO] * 3, fonts)
    order = [PLAIN, LATIN, OTHER]
    assert finished == [among_others[order.index(document)] for document in documents]


def test_emoji_are_read_in_every_size(office: Office, fonts: FontSet) -> None:
    """With selectors, joiners and tones, for which engines put blanks or squares behind them."""
    texts = ("好❤️字", "*️⃣1️⃣", "🤷‍♂️👁️‍🗨️", "👍🏻字", "👨‍👩‍👧⭐️☺︎")
    sizes = [f'<w:sz w:val="{half}"/>' for half in (18, 21, 22, 24, 28, 44)]
    body = "".join(paragraph(run(text, size)) for size in sizes for text in texts)
    docx = Template("t.docx", word(body, family="宋体"), Coverage(fonts)).render({}).docx
    (finished,) = split(office(docx), 1, fonts)
    assert "\ufffd" not in text_of(finished)


def test_text_at_the_end_is_as_alone(office: Office, fonts: FontSet) -> None:
    """No mark of the end splits it, wherever the document stands in a batch."""
    body = paragraph(run("甲方：")) + paragraph(run("乙方："), run("此处结束。", "<w:b/>"))
    count = paragraph(simple_field("PAGE"), run("/"), simple_field("NUMPAGES"))
    footers = (paragraph(simple_field("PAGE")), count)
    for document in (word(body), *(word(body, footer=footer) for footer in footers)):
        (alone,) = finish_batch(office(compose([document])), [start_of(0)], [INFO], fonts)
        starts = [start_of(number) for number in range(3)]
        batch = finish_batch(office(compose([document] * 3)), starts, [INFO] * 3, fonts)
        assert batch == [alone] * 3


def png(colour: str) -> bytes:
    """A picture of one colour."""
    image = io.BytesIO()
    Image.new("RGB", (60, 30), colour).save(image, "PNG")
    return image.getvalue()


def ending_in_picture() -> bytes:
    """A document whose last paragraph holds a picture alone."""
    document = docx.Document()
    document.add_picture(io.BytesIO(png("red")), Pt(72))
    return saved(document)


def ending_in_heading() -> bytes:
    """A document whose last paragraph is a heading without text."""
    document = docx.Document()
    document.add_heading("甲")
    document.add_heading("")
    return saved(document)


HORIZONTAL_LINE = (
    '<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" style="width:0;height:1.5pt" '
    'o:hrstd="t" o:hr="t" fillcolor="#a0a0a0" stroked="f"/></w:pict></w:r>'
)


@pytest.mark.parametrize(
    "document",
    [
        ending_in_picture(),
        word(paragraph(run("甲")) + '<w:p><w:r><w:br w:type="page"/></w:r></w:p><w:p/>'),
        word(paragraph(run("甲"), '<w:r><w:br w:type="page"/></w:r>') + paragraph(run(""))),
        word(paragraph(run("甲")) + paragraph(HORIZONTAL_LINE)),
        ending_in_heading(),
    ],
    ids=["picture", "nothing", "a run without text", "horizontal line", "empty heading"],
)
def test_the_last_paragraph_is_in_a_batch_as_alone(
    document: bytes, office: Office, fonts: FontSet
) -> None:
    """A picture where it stands, a page with nothing on it, no outline entry without words."""
    (alone,) = finish_batch(office(compose([document])), [start_of(0)], [INFO], fonts)
    starts = [start_of(number) for number in range(3)]
    batch = finish_batch(office(compose([document] * 3)), starts, [INFO] * 3, fonts)
    assert batch == [alone] * 3


def test_no_link_of_a_page_count_is_left(office: Office, fonts: FontSet) -> None:
    """Also where the text ends in a table, to whose page LibreOffice leads otherwise."""
    for pdf in split(office(compose([probe_document(1)] * 3)), 3, fonts):
        with opened(pdf) as document:
            assert all(Name.Annots not in page.obj for page in document.pages)


def test_links_within_a_document_are_kept(office: Office, fonts: FontSet) -> None:
    """Each leads to its own document, the same in a batch as by itself; those of counts go."""
    mark = '<w:bookmarkStart w:id="7" w:name="Later"/><w:bookmarkEnd w:id="7"/>'
    link = simple_field(r"PAGEREF Later \h")
    lines = "".join(paragraph(run("甲")) for _ in range(80))
    count = paragraph(simple_field("NUMPAGES"))
    data = word(paragraph(link) + lines + paragraph(mark, run("后文")), footer=count, family="宋体")
    (alone,) = finish_batch(office(compose([data])), [start_of(0)], [INFO], fonts)
    starts = [start_of(number) for number in range(3)]
    assert finish_batch(office(compose([data] * 3)), starts, [INFO] * 3, fonts) == [alone] * 3
    with opened(alone) as document:
        (led,) = (note for page in document.pages for note in page.obj.get(Name.Annots, []))
        assert led.Dest[0].objgen == document.pages[-1].obj.objgen


@pytest.mark.parametrize("document", [PLAIN, LATIN, OTHER], ids=["plain", "latin", "other"])
def test_text_is_extracted_as_it_was_typed(document: bytes, office: Office, fonts: FontSet) -> None:
    """Ligatures, rare characters, and glyphs that stand for two characters, in reading order."""
    (finished,) = split(office(document), 1, fonts)
    assert text_of(finished) == typed(document)


def test_italics_are_slanted(office: Office, fonts: FontSet) -> None:
    """No face of the set is italic.

    LibreOffice slants one, and the finished document keeps that.
    """
    (finished,) = split(office(styled_paragraphs(Words("斜体", italic=True))), 1, fonts)
    with opened(finished) as document:
        content = document.pages[0].Contents.read_bytes()
    assert re.search(rb"\n1 0 0\.[23]\d+ 1 [\d.]+ [\d.]+ Tm\n", content)


@pytest.mark.parametrize(
    "document", [PLAIN, LATIN, OTHER, TURNED], ids=["plain", "latin", "other", "turned"]
)
def test_glyphs_stand_where_libreoffice_put_them(
    document: bytes, office: Office, fonts: FontSet
) -> None:
    """Every place that LibreOffice wrote is the place of a glyph, to a hundredth of a point.

    (The places it does not write are off by up to half a point in its own files.)
    """
    pdf = office(document)
    (finished,) = split(pdf, 1, fonts)
    with opened(pdf) as raw:
        for page, shown in zip(raw.pages, glyphs(finished), strict=True):
            near = {
                (round(s.x * 100) + right, round(s.y * 100) + up)
                for s in shown
                for right in (-1, 0, 1)
                for up in (-1, 0, 1)
            }
            written = re.findall(rb"([\d.]+) ([\d.]+) T[dm]", page.obj.Contents.read_bytes())
            assert written
            assert {(round(float(x) * 100), round(float(y) * 100)) for x, y in written} <= near


def test_pixels_are_those_of_libreoffice(office: Office, fonts: FontSet) -> None:
    """A page that is not justified has the pixels of LibreOffice's own, in serif and sans,
    CFF and TrueType.
    """
    pdf = office(PLAIN)
    (finished,) = split(pdf, 1, fonts)
    assert pixels(finished) == pixels(pdf)


def test_each_document_has_its_own_outline_and_pages(batch: bytes, fonts: FontSet) -> None:
    """Headings of one document never stand below those of another; pages count from its own."""
    titles = [[(0, "标题")], [(0, "第二份"), (1, "条款")], [(0, "⼀第三份⼀")]]
    for pdf, expected in zip(split(batch, 3, fonts), titles, strict=True):
        with opened(pdf) as document, document.open_outline() as outline:
            assert list(_walk(outline.root, 0)) == expected
            for item in outline.root:
                assert isinstance(item.destination, pikepdf.Array)
                assert item.destination[0].objgen == document.pages[0].objgen
            assert {Name.Dests, Name.Names}.isdisjoint(document.Root.keys())


def _walk(items: Sequence[pikepdf.OutlineItem], depth: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield depth, item.title
        yield from _walk(item.children, depth + 1)


def test_each_face_is_one_font_with_the_glyphs_of_the_document(
    batch: bytes, fonts: FontSet
) -> None:
    """Each face is one composite, embedded font, named after the face, each code with a text."""
    with opened(split(batch, 3, fonts)[0]) as document:
        found = {
            name: font for page in document.pages for name, font in page.obj.Resources.Font.items()
        }
        assert set(found) == {
            "/NotoSerifCJKsc-Regular",
            "/NotoSerifCJKsc-Bold",
            "/NotoSansCJKsc-Regular",
            "/NotoSansCJKsc-Bold",
            "/HanaMinB",
        }
        for name, font in found.items():
            descendant = font.DescendantFonts[0]
            program = Name.FontFile2 if name == "/HanaMinB" else Name.FontFile3
            assert font.Encoding == Name("/Identity-H")
            assert program in descendant.FontDescriptor
            assert re.fullmatch(r"/[A-Z]{6}\+" + name[1:], str(font.BaseFont))
            assert (Name.CIDToGIDMap in descendant) == (name == "/HanaMinB")
        assert str(document.Root.Lang) == "zh-CN"


def test_images_and_boxes_come_along(office: Office, fonts: FontSet) -> None:
    """A picture on two pages is stored once; transparency and the text of a box are kept."""
    pdf = office(with_images("框中文字䶮"))
    (finished,) = split(pdf, 1, fonts)
    assert pixels(finished) == pixels(pdf)
    assert "框中文字䶮" in text_of(finished)
    with opened(finished) as document:
        resources = document.pages[0].obj.Resources
        assert resources.objgen == document.pages[1].obj.Resources.objgen
        assert {"/X1", "/X2"} <= set(resources.XObject.keys())
        assert Name.ExtGState in resources


def test_a_picture_within_a_form_comes_along(office: Office, fonts: FontSet) -> None:
    """As LibreOffice draws some pictures; the form's names are not those of what it holds."""
    with opened(office(ending_in_picture())) as document:
        page = document.pages[0].obj
        content = page.Contents.read_bytes()
        drawn = re.search(rb"q [\d. ]+ cm\n/Im\d+ Do Q", content)
        assert drawn
        form = document.make_stream(
            drawn[0] + b"\n",
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=page.MediaBox,
            Resources=page.Resources,
        )
        page.Resources.XObject["/Tr5"] = form
        page.Contents = document.make_stream(content.replace(drawn[0], b"q /Tr5 Do Q"))
        pdf = saved(document)
    (finished,) = split(pdf, 1, fonts)
    assert pixels(finished) == pixels(pdf)


def test_links_lead_to_pages_of_the_document(batch: bytes, fonts: FontSet) -> None:
    """Links within a document by itself are kept, and those to the outside in a batch, too.

    In a batch the others are left out: they lead to its marks.
    """
    with opened(batch) as document:
        pages = [page.obj for page in document.pages]
        first = document.Root.Dests["/document0"][0]
        own = Array([first, Name.XYZ, 1, 2, 0])
        other = Array([pages[-1], Name.XYZ, 1, 2, 0])
        mark = document.Root.Dests["/document0"]
        action = Dictionary(S=Name.URI, URI=String("https://example.com/"))
        place = Array([0, 0, 9, 9])
        notes = [Dictionary(Subtype=Name.Link, Rect=place, Dest=d) for d in (own, other, mark)]
        notes.append(Dictionary(Subtype=Name.Link, Rect=place, A=action))
        first.Annots = Array(notes)
        written = saved(document)
    with opened(split(written, 3, fonts)[0]) as document:
        (outside,) = document.pages[0].obj.Annots
        assert str(outside.A.URI) == "https://example.com/"
    with opened(split(written, 1, fonts)[0]) as document:
        # The batch's first pages belong to no document.
        page = next(page.obj for page in document.pages if Name.Annots in page)
        inside, *_, outside = page.Annots
        assert inside.Dest[0].objgen == inside.P.objgen == page.objgen
        assert [int(n) for n in list(inside.Dest)[2:]] == [1, 2, 0]
        assert str(outside.A.URI) == "https://example.com/"
        assert {int(note.F) for note in (inside, outside)} == {4}


def test_the_info_is_each_documents_own(batch: bytes, fonts: FontSet) -> None:
    """Each document of a batch gets its own info, in the order of the documents."""
    for number, pdf in enumerate(split(batch, 3, fonts)):
        with opened(pdf) as document:
            assert str(document.docinfo["/Subject"]) == f"E{number}"


@pytest.mark.parametrize(
    ("starts", "reason"),
    [
        (["document0", "document1"], "3 documents and 2 destinations"),
        (["document0", "document1", "document1"], "pages of their own"),
        (["document1", "document2", "document0"], "pages of their own"),
        (["document0", "document1", "document9"], "document9"),
    ],
)
def test_destinations_must_be_there_and_in_order(
    starts: list[str], reason: str, batch: bytes, fonts: FontSet
) -> None:
    """Marks that are missing, doubled or out of order are refused.

    No page goes to the wrong document.
    """
    with pytest.raises(ForeignPdfError, match=reason):
        finish_batch(batch, starts, [INFO] * 3, fonts)


def test_a_font_that_is_not_in_the_set_is_refused(batch: bytes, fonts: FontSet) -> None:
    """A batch with a face that the set lacks is refused; no similar face takes its place."""
    without = FontSet(tuple(f for f in fonts.files if "HanaMinB" not in f.families))
    with pytest.raises(ForeignPdfError, match="HanaMinB, which is 0 times in the font set"):
        finish_batch(batch, [start_of(n) for n in range(3)], [INFO] * 3, without)


def test_a_pdf_of_another_program_is_refused(fonts: FontSet) -> None:
    """A PDF whose content LibreOffice did not write is refused."""
    with pytest.raises(ForeignPdfError):
        finish_batch(marked_pages("foreign"), [], [INFO], fonts)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1), noise=st.binary(min_size=1, max_size=40))
def test_damage_is_refused_or_does_no_harm(
    place: float, noise: bytes, batch: bytes, fonts: FontSet
) -> None:
    """Bytes damaged anywhere are refused with ForeignPdfError, or split all the same.

    Nothing else is raised.
    """
    cut = int(place * len(batch))
    damaged = batch[:cut] + noise + batch[cut + len(noise) :]
    try:
        documents = split(damaged, 3, fonts)
    except ForeignPdfError:
        return
    assert len(documents) == 3
