"""The empty paragraph that ends a document makes no page of its own."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import pytest

from kefu_docs.render import Template, compose, for_libreoffice, text_of
from kefu_docs.render.word.closing_paragraph import with_low_end
from kefu_docs.render.word.docx_zip import read_parts
from tests.render.composing.test_compose import cut
from tests.support.builds import Office
from tests.support.pdf import differences
from tests.support.word_xml import WORD, body, paragraph, parts, relations, zipped

PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1588" w:right="1565" '
    'w:bottom="1474" w:left="1701" w:header="907" w:footer="907" w:gutter="0"/></w:sectPr>'
)
TEXT_HEIGHT = 16838 - 1588 - 1474
EMPTY = "<w:p/>"
CLOSING = {
    "without anything": EMPTY,
    "with properties": paragraph(properties='<w:spacing w:line="480"/><w:jc w:val="center"/>'),
    "twice": EMPTY + EMPTY,
    "behind a control": paragraph("{%p if a %}") + EMPTY + paragraph("{%p endif %}") + EMPTY,
    "with a run": paragraph("<w:r><w:rPr><w:b/></w:rPr></w:r>"),
    "with no break before": paragraph(properties='<w:pageBreakBefore w:val="0"/>'),
    "with the end of a bookmark between": EMPTY + '<w:bookmarkEnd w:id="1"/>' + EMPTY,
    "in the list that is none": paragraph(properties='<w:numPr><w:numId w:val="0"/></w:numPr>'),
    "with a bookmark": paragraph('<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>'),
}
SHOWN = {
    "border": paragraph(properties="<w:pBdr><w:top/></w:pBdr>"),
    "number": paragraph(properties='<w:numPr><w:numId w:val="1"/></w:numPr>'),
    "style with a border": paragraph(properties='<w:pStyle w:val="Lined"/>'),
    "a page of its own": paragraph(properties="<w:pageBreakBefore/>"),
    "a page break before": paragraph('<w:r><w:br w:type="page"/></w:r>') + EMPTY,
    "a section before": paragraph("乙", properties="<w:sectPr/>") + EMPTY,
    "text": paragraph("乙"),
}


def table(rest: int) -> str:
    """A table that leaves so many twips of the page, in two rows."""
    rows = "".join(
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>'
        f"<w:tc><w:tcPr/>{paragraph('甲')}</w:tc></w:tr>"
        for height in (TEXT_HEIGHT - 1000 - rest, 1000)
    )
    grid = '<w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr/>{grid}{rows}</w:tbl>"


FLOATING = {
    "a table": table(9000).replace(
        "<w:tblPr/>", '<w:tblPr><w:tblpPr w:vertAnchor="page" w:tblpY="2000"/></w:tblPr>'
    ),
    "a frame": paragraph(
        "甲",
        properties='<w:framePr w:w="3000" w:h="600" w:hRule="exact" w:wrap="notBeside" '
        'w:vAnchor="page" w:hAnchor="page" w:x="1418" w:y="996"/>',
    ),
}


def template(*blocks: str) -> Template:
    """A template of these blocks, with a style that draws a line."""
    files = parts(body(*blocks, section=PAGE)) | {
        "word/styles.xml": f'<w:styles {WORD}><w:style w:type="paragraph" w:styleId="Lined">'
        "<w:pPr><w:pBdr><w:top/></w:pBdr></w:pPr></w:style></w:styles>",
        "word/_rels/document.xml.rels": relations(("rId1", "styles", "styles.xml")),
    }
    return Template("t.docx", zipped(files))


def pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


@pytest.mark.parametrize("closing", CLOSING.values(), ids=CLOSING)
def test_no_page_comes_into_being_behind_a_table(office: Office, closing: str) -> None:
    """Wherever on the page the table ends: alone, in a batch, and with room to spare."""
    made = [template(table(rest), closing).render({"a": True}).docx for rest in (0, 1, 15, 400)]
    assert [pages(office(for_libreoffice(docx))) for docx in made] == [1, 1, 1, 1]
    assert pages(office(compose(made))) == pages(office(compose(made[:1]))) + 3


@pytest.mark.parametrize("closing", SHOWN.values(), ids=SHOWN)
def test_what_is_shown_or_asked_for_stays(closing: str) -> None:
    """Lines, labels, page breaks, sections, text."""
    files = read_parts(template(table(0), closing).render({}).docx)
    assert with_low_end(files) == files
    assert b"w:vanish" not in files["word/document.xml"]


_STARTS = '<w:bookmarkStart w:id="1" w:name="a"/>'
_ENDS = '<w:bookmarkEnd w:id="1"/>'


@pytest.mark.parametrize(
    "blocks",
    [
        (table(15),),
        (_STARTS, paragraph("甲"), table(400), _ENDS),
        (_STARTS, paragraph("甲"), paragraph("乙"), _ENDS),
    ],
    ids=["a table", "a table in a bookmark", "paragraphs in a bookmark"],
)
def test_what_ends_without_a_paragraph_comes_into_batches(
    office: Office, blocks: tuple[str, ...]
) -> None:
    """As pandoc and docx4j leave it; Word, too, closes a bookmark behind the last paragraph."""
    made = template(*blocks)
    assert made.obstacles == ()
    documents = [made.render({}).docx] * 2
    alone = office(for_libreoffice(documents[0]))
    assert pages(alone) == 1
    for pdf in cut(office(compose(documents)), 2):
        assert differences(alone, pdf) == []


def test_the_published_document_says_nothing_more() -> None:
    """The paragraph holds a hidden blank."""
    docx = template(paragraph("甲"), EMPTY).render({}).docx
    xml = read_parts(docx)["word/document.xml"].decode()
    assert text_of(docx) == "甲\n"
    assert template(paragraph("甲"), EMPTY).text({}) == "甲\n"
    assert xml.count("<w:vanish/>") == 2


@pytest.mark.parametrize("floating", FLOATING.values(), ids=FLOATING)
def test_the_paragraph_behind_what_floats_is_not_hidden(office: Office, floating: str) -> None:
    """LibreOffice ties it to that one, and would draw none; those behind it are low as ever."""
    docx = template(floating, EMPTY, EMPTY).render({}).docx
    assert read_parts(docx)["word/document.xml"].count(b"<w:vanish/>") == 2
    with pypdfium2.PdfDocument(office(docx)) as pdf:
        assert set("".join(pdf[0].get_textpage().get_text_range().split())) == {"甲"}
