"""What LibreOffice lays out, draws or names by what stands before it comes out as alone."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pikepdf
import pytest
from docx.document import Document

from kefu_docs.finish import finish_batch
from kefu_docs.finish.text_grid import TWIP
from kefu_docs.fonts import FontSet
from kefu_docs.model import DocumentInfo
from kefu_docs.render import compose, for_libreoffice, start_of
from kefu_docs.scheduler.layout_habits import Habits
from tests.support.builds import Office
from tests.support.pdf import text_of
from tests.support.word import paragraph, run, table, word
from tests.support.word_alone import MADE, leading, made

INFO = DocumentInfo("合同", "示例公司", "E001", (), dt.date(2026, 3, 1))


def finished(office: Office, fonts: FontSet, documents: list[bytes]) -> list[bytes]:
    """Documents of one batch, finished."""
    starts = [start_of(number) for number in range(len(documents))]
    pdf = office(compose(documents))
    return finish_batch(pdf, starts, [INFO] * len(documents), fonts)


@pytest.mark.parametrize("maker", MADE, ids=lambda maker: maker.__name__)
def test_a_batch_comes_out_as_alone(
    office: Office, fonts: FontSet, maker: Callable[[Document], None]
) -> None:
    """Each document of a batch has the same bytes as by itself."""
    document = made(maker)
    (alone,) = finished(office, fonts, [document])
    assert finished(office, fonts, [document] * 3) == [alone] * 3


def test_a_link_says_the_address_it_leads_to(office: Office, fonts: FontSet) -> None:
    """LibreOffice writes there what the picture is called, the words, their tip or nothing."""
    (pdf,) = finished(office, fonts, [made(leading)])
    with pikepdf.open(io.BytesIO(pdf)) as document:
        links = [(str(n.A.URI), str(n.Contents)) for p in document.pages for n in p.Annots]
    assert links == [(f"https://example.com/{n}", f"https://example.com/{n}") for n in (0, 1, 1)]


SPACED = '<w:spacing w:before="100" w:beforeAutospacing="1" w:after="100" w:afterAutospacing="1"/>'
WEB = (
    f'<w:style w:type="paragraph" w:styleId="Web"><w:name w:val="Web"/><w:pPr>{SPACED}</w:pPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/>'
    '<w:basedOn w:val="Web"/><w:pPr><w:spacing w:before="600"/></w:pPr></w:style>'
)


@pytest.mark.parametrize(
    "form",
    [
        SPACED,
        '<w:pStyle w:val="Web"/>',
        '<w:pStyle w:val="Sub"/>',
        '<w:pStyle w:val="Web"/><w:spacing w:after="200"/>',
        '<w:pStyle w:val="Web"/><w:spacing w:before="600"/>',
        '<w:pStyle w:val="Web"/><w:spacing w:beforeLines="200"/>',
        '<w:pStyle w:val="Web"/><w:spacing w:before="600" w:beforeAutospacing="0"/>',
    ],
)
def test_automatic_space_above_a_document_is_left_out(
    office: Office, fonts: FontSet, form: str
) -> None:
    """As LibreOffice leaves it out where a file begins; a length in its place stays."""
    words = paragraph(run("甲"), form=form), paragraph(run("乙"), form=SPACED)
    document = word("".join(words), styles=WEB)
    alone = finish_batch(office(for_libreoffice(document)), [], [INFO], fonts)
    assert finished(office, fonts, [document] * 3) == alone * 3


BREAK = '<w:r><w:br w:type="page"/></w:r>'
COUNT = f'<w:fldSimple w:instr=" NUMPAGES ">{run("1")}</w:fldSimple>'
MARK = '<w:bookmarkStart w:id="7" w:name="its_end"/>', '<w:bookmarkEnd w:id="7"/>'
REFERENCE = f'<w:fldSimple w:instr=" PAGEREF its_end ">{run("1")}</w:fldSimple>'


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (COUNT, run("末") + BREAK),
        (COUNT, run("末") + BREAK + BREAK),
        (REFERENCE, run("末") + "".join(MARK) + BREAK),
        (REFERENCE, run("末").join(MARK) + BREAK),
        (REFERENCE, BREAK.join(MARK) + run("末")),
    ],
    ids=["counted", "broken twice", "marked", "marked text", "text behind"],
)
def test_a_break_that_ends_a_document_gives_no_page(
    office: Office, fonts: FontSet, first: str, last: str
) -> None:
    """LibreOffice has no page behind it in the document alone, so a batch has none, either."""
    document = word(paragraph(first) + paragraph(last))
    alone = finish_batch(office(for_libreoffice(document)), [], [INFO], fonts)
    assert finished(office, fonts, [document] * 3) == alone * 3


def test_a_long_table_that_comes_first_has_its_own_header(
    office: Office, habits: Habits, fonts: FontSet
) -> None:
    """Not that of the document before, nor none.

    On twips each is by itself: LibreOffice 25.2 forgets that a page begins there.
    """
    first = table(*[[paragraph(run(f"{row}")), paragraph(run("丙"))] for row in range(33)])
    margins = '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="1191" '
    section = f'{margins}w:footer="1287" w:gutter="0"/>'
    documents = [
        word(
            first + paragraph(),
            header=paragraph(run(f"页眉{name}")),
            footer=paragraph(run(f"页脚{name}")) * 3,
            section=section,
        )
        for name in "甲乙"
    ]
    alone = habits.unlike_alone(dict(zip("甲乙", documents, strict=True)))
    assert alone == (frozenset("甲乙") if habits.grid == TWIP else frozenset())
    if alone:
        pdfs = [finish_batch(office(d), [], [INFO], fonts)[0] for d in documents]
    else:
        pdfs = finished(office, fonts, documents)
    for name, pdf in zip("甲乙", pdfs, strict=True):
        pages = len(pikepdf.open(io.BytesIO(pdf)).pages)
        assert text_of(pdf).count(f"页眉{name}") == pages > 1
