"""A printed body is finished as docxtpl finishes it, whatever its texts hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document
from docx.oxml.ns import nsdecls
from docxtpl import DocxTemplate
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kefu_docs.render import Template
from kefu_docs.render.templating.docxtpl_finish import finished
from kefu_docs.render.word.docx_zip import read_parts
from tests.support.openxml import complaints
from tests.support.word import docx_with

PIECES = (
    "<w:p><w:r><w:t>{}</w:t></w:r></w:p>",
    '<w:p><w:r><w:t xml:space="preserve">{}</w:t><w:t/><w:t></w:t></w:r></w:p>',
    '<w:p><w:r><w:t note="a>b">{}</w:t><w:t note="{}" /></w:r></w:p>',
    "<w:p><w:r><w:t>{}<w:br/>{}</w:t></w:r></w:p>",
    "<w:p><w:r><w:t>a>{}</w:t></w:r></w:p>",
    "<w:p><w:r><w:t><w:t>甲</w:t>{}</w:t></w:r></w:p>",
    '<w:p><w:r><w:drawing><wp:docPr id="1" name="{}"/></w:drawing></w:r></w:p>',
    '<w:tbl><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid><w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r>'
    '</w:p></w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr></w:tc></w:tr></w:tbl>',
    '<w:tbl><w:tblGrid><w:gridCol w:w="9"/><w:gridCol w:w="8"/></w:tblGrid><w:tr><w:tc/></w:tr>'
    "</w:tbl>",
    '<w:p><a:blip r:embed="insert-1f1f1f1f1f1f1f1f1f1f1f1f"/>'
    '<a:blip r:embed="insert-2e2e2e2e2e2e2e2e2e2e2e2e"/><w:t>{}</w:t></w:p>',
    '<w:p><a:blip r:embed="insert-3d3d3d3d3d3d3d3d3d3d3d3d"><w:t>{}</w:t></a:blip></w:p>',
    '<!--<a:blip r:embed="insert-4c4c4c4c4c4c4c4c4c4c4c4c"/>{}-->',
    "<!--<w:t>{}</w:t>-->",
    "<w:t><![CDATA[<w:t>{}</w:t>]]></w:t>",
    "<?note <w:t>{}</w:t>?>",
    "<w:t>{}<?text?>{}</w:t>",
    "{}",
)
TRICKY = (
    *("&amp;", "&lt;", "&gt;", "&#34;", "&#39;", "&quot;", "&apos;", "&#x4e00;", "&#13;", "&nbsp;"),
    *("&", "&amp", "&&amp;", "]]>", ">", '"', "'", "\r", "\r\n", "\n\t", "\x00", "\x0b", "\x7f"),
    *(
        "\x85",
        "\u2028",
        "\ufeff",
        "\ufdd0",
        "\ufffe",
        "\uffff",
        "\U0001f600",
        "\U0010ffff",
        "　",
        " ",
    ),
    *(
        '<a:blip r:embed="insert-999999999999999999999999"/>',
        "&lt;a:blip r:embed=&quot;insert-999999999999999999999999&quot;/>",
    ),
    *("<", "<w:t>", "</w:t>", "<w:t>甲</w:t>", "</w:t></w:r></w:p>", "<?text?>", "-->", "<!--"),
)
TEXTS = st.lists(st.sampled_from(TRICKY) | st.text(max_size=8), max_size=4).map("".join)
BODIES = st.lists(st.tuples(st.sampled_from(PIECES), TEXTS, TEXTS), max_size=6)


def body(*pieces: tuple[str, str, str]) -> str:
    """A body of pieces, each with texts in it."""
    inner = "".join(piece.format(*texts) for piece, *texts in pieces)
    return f"<w:body {nsdecls('w', 'wp', 'a', 'r')}>{inner}</w:body>"


def in_full(xml: str) -> str:
    """The body read, finished and written as a whole."""
    etree.fromstring(xml.encode())
    finisher = DocxTemplate("")
    finisher.docx_ids_index = 1000
    tree = finisher.fix_tables(xml)
    finisher.fix_docpr_ids(tree)
    return etree.tostring(tree, encoding="UTF-8").decode()


def result(finish: Callable[[str], str], xml: str) -> str:
    """What becomes of a body, or the reason why nothing does."""
    try:
        return finish(xml)
    except etree.XMLSyntaxError as error:
        return error.msg


def assert_as_in_full(xml: str) -> None:
    """The same characters, or the same error."""
    assert result(finished, xml) == result(in_full, xml)


@given(BODIES)
def test_any_text_in_any_markup(pieces: list[tuple[str, str, str]]) -> None:
    """Any text beside any markup is finished as docxtpl finishes it."""
    assert_as_in_full(body(*pieces))


@pytest.mark.parametrize("piece", PIECES)
def test_each_text_in_each_markup(piece: str) -> None:
    """Each of the texts in each of the markups is finished as docxtpl finishes it."""
    for text in TRICKY:
        assert_as_in_full(body((piece, f"乙{text}", text)))


def test_a_body_of_known_tags_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a body with the tags of an earlier one only the texts are put in, with the same result."""
    piece = "<w:p><w:r><w:t>{}</w:t></w:r><w:r><w:t>{}</w:t></w:r></w:p>"
    finished(body((piece, "甲", "乙")))
    monkeypatch.delattr(DocxTemplate, "fix_tables")
    assert finished(body((piece, "A &amp; B", "丁"))) == body((piece, "A &amp; B", "丁"))


def test_a_body_of_more_of_known_blocks_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports of one template have as many paragraphs and tables as there is to say."""
    piece = "<w:p><w:r><w:t>{}</w:t></w:r><w:r><w:t>{}</w:t></w:r></w:p>"
    table = (
        '<w:tbl><w:tblGrid><w:gridCol w:w="9"/><w:gridCol w:w="8"/></w:tblGrid>'
        "<w:tr><w:tc><w:p><w:r><w:t>{}{}</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    finished(body((piece, "甲", "乙"), (table, "丙", "丁")))
    monkeypatch.delattr(DocxTemplate, "fix_tables")
    words = [("一", "二"), ("三", "四"), ("五", "六")]
    again = finished(body(*((p, *w) for w in words for p in (piece, table, piece))))
    assert again.count('<w:gridCol w:w="17"/>') == 3  # one of two columns holds a cell


def _loops(document: Document) -> None:
    """A row of nothing but a loop over columns, a table of nothing but a loop over rows."""
    table = document.add_table(rows=2, cols=3)
    texts = ("{%tc for i in items %}", "{{ i }}", "{%tc endfor %}")
    for cell, text in zip(table.rows[0].cells, texts, strict=True):
        cell.text = text
    table.rows[0].height = 500000
    table.rows[1].cells[0].text = "留"
    rows = document.add_table(rows=3, cols=1)
    for row, text in zip(
        rows.rows, ("{%tr for i in items %}", "甲", "{%tr endfor %}"), strict=True
    ):
        row.cells[0].text = text
    inner = document.add_table(rows=1, cols=1).rows[0].cells[0].add_table(rows=3, cols=1)
    for row, text in zip(
        inner.rows, ("{%tr for i in items %}", "乙", "{%tr endfor %}"), strict=True
    ):
        row.cells[0].text = text


def test_no_row_is_left_without_a_cell_and_no_table_without_a_row(tmp_path: Path) -> None:
    """Word calls a document broken that has one."""
    template = Template("t.docx", docx_with(_loops))
    body = read_parts(template.render({"items": ()}).docx)["word/document.xml"].decode()
    assert (body.count("<w:tr>") + body.count("<w:tr "), body.count("<w:tbl>")) == (2, 2)
    full = read_parts(template.render({"items": ("x", "y")}).docx)["word/document.xml"].decode()
    assert (full.count("<w:tr>") + full.count("<w:tr "), full.count("<w:tbl>")) == (7, 4)
    found = complaints(template.render({"items": ()}).docx, tmp_path)
    assert [said for said in found if said.startswith("/word/document")] == []
