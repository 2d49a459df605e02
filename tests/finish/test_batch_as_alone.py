"""What LibreOffice lays out, draws or names by what stands before it comes out as alone."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import pikepdf
import pytest
from docx.document import Document

from kefu_docs.finish import finish_batch
from kefu_docs.fonts import FontSet
from kefu_docs.model import DocumentInfo
from kefu_docs.render import compose, start_of
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
    """LibreOffice writes there what the picture is called."""
    (pdf,) = finished(office, fonts, [made(leading)])
    with pikepdf.open(io.BytesIO(pdf)) as document:
        links = [(str(n.A.URI), str(n.Contents)) for p in document.pages for n in p.Annots]
    assert links == [(f"https://example.com/{n}", f"https://example.com/{n}") for n in range(2)]


def test_a_long_table_that_comes_first_has_its_own_header(office: Office, fonts: FontSet) -> None:
    """Not that of the document before, nor none."""
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
    for name, pdf in zip("甲乙", finished(office, fonts, documents), strict=True):
        pages = len(pikepdf.open(io.BytesIO(pdf)).pages)
        assert text_of(pdf).count(f"页眉{name}") == pages > 1
