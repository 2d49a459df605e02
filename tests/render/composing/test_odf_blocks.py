"""Documents cut into markup and texts, and put together again as OpenDocument."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.fonts import FontSet
from kefu_docs.render.composing.compose import Canonical
from kefu_docs.render.composing.odf_batch import as_odf
from kefu_docs.render.composing.odf_blocks import BodyBlock, DocumentBlocks, blocks_of
from kefu_docs.render.composing.odf_pattern import (
    START,
    TABLE,
    Form,
    NotUnderstoodError,
    PageForm,
    Pattern,
    learned,
    samples_of,
)
from kefu_docs.render.word.closing_paragraph import LOW_PARAGRAPH
from tests.support.word import field, paragraph, run, table, word

BREAK = '<w:r><w:br w:type="page"/></w:r>'


def cell(text: str) -> str:
    """What stands in a cell."""
    return paragraph(run(text))


NESTED = table([table([cell("甲")]) + cell("乙")])


def cut(body: str) -> DocumentBlocks | None:
    """The blocks of a document with this body."""
    docx = word(body)
    return blocks_of(Canonical(docx), docx)


def test_documents_that_differ_in_texts_have_the_same_markup() -> None:
    """Two documents of a paragraph and a table each; the texts are told apart from the markup."""
    one = cut(paragraph(run("甲")) + table([cell("乙"), cell("丙")]) + paragraph(run("丁")))
    other = cut(paragraph(run("戊")) + table([cell("己 庚"), cell("辛")]) + paragraph(run("壬")))
    assert one is not None
    assert other is not None
    assert one.is_simple
    assert one.frame == other.frame
    assert [block.markup for block in one.body] == [block.markup for block in other.body]
    assert [block.texts for block in other.body] == [("戊",), ("己 庚", "辛"), ("壬",)]


@pytest.mark.parametrize(
    "body",
    [
        paragraph(run("甲"), field(" DATE ", "1")),
        paragraph(run("甲"), form='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        paragraph(run("甲"), form='<w:pStyle w:val="ListBullet"/>'),
        paragraph(run("甲"), BREAK, run("乙")),
        NESTED + paragraph(run("丙")),
    ],
)
def test_what_hangs_on_other_things_is_not_simple(body: str) -> None:
    """A field, a list's entry, a page break, a table within a table."""
    blocks = cut(body)
    assert blocks is None or not blocks.is_simple


@pytest.mark.parametrize(
    ("extra", "blocks"), [("<w:p/>", 3), ('<w:p w:rsidR="1"/>', 3), ("", 2), ("<w:sdt/>", None)]
)
def test_nothing_but_paragraphs_and_tables_is_cut(extra: str, blocks: int | None) -> None:
    """A paragraph may be empty; where anything else stands between them the document is left."""
    found = cut(paragraph(run("甲")) + extra + paragraph(run("乙")))
    assert (found and len(found.body)) == blocks


@pytest.mark.parametrize("text", ["甲\u2028乙", "\ue000", "甲\ufffc"])
def test_characters_that_libreoffice_may_read_otherwise_are_left_to_docx(text: str) -> None:
    """Separators of lines, private marks, and what stands for an object."""
    assert cut(paragraph(run(text)) + paragraph(run("甲"))) is None


def test_blanks_that_are_not_kept_are_left_to_docx() -> None:
    """Without xml:space Word drops blanks at a text's ends."""
    body = paragraph("<w:r><w:t> 甲</w:t></w:r>") + paragraph(run("乙"))
    assert cut(body) is None


def test_blanks_at_the_end_of_a_cell_are_left_to_docx() -> None:
    """Blanks in front and between stay; so do those of the body, and the hidden one at its end."""
    assert cut(table([cell("甲 "), cell("乙")]) + paragraph(run("丙"))) is None
    assert cut(table([cell(" 甲"), cell("乙  丁")]) + paragraph(run("丙"))) is not None
    assert cut(paragraph(run("甲")) + LOW_PARAGRAPH) is not None
    assert cut(paragraph(run("甲 ")) + paragraph(run("乙\u3000"))) is not None


def test_few_samples_hold_all_markup() -> None:
    """Of four documents the second and the last hold all that there is."""
    a, b, c = (BodyBlock(markup, ("甲",)) for markup in "abc")
    bodies = [(a, a, a), (a, b, a), (a, b, a), (a, c, a)]
    documents = [DocumentBlocks(body, ()) for body in bodies]
    assert sorted(samples_of(documents)) == [1, 3]


def shown(odf: str) -> str:
    """What a reader of OpenDocument makes of a paragraph's text (ODF 1.3, part 3, 6.1.2)."""
    pieces = re.split(r"(<text:s/>)", odf)
    kept = "".join(" " if piece == "<text:s/>" else re.sub(" +", "\0", piece) for piece in pieces)
    return kept.strip("\0").replace("\0", " ") if "\0" in kept else kept


@given(st.text("甲a ", min_size=1, max_size=9))
def test_all_blanks_of_a_text_arrive(text: str) -> None:
    """However many, at its ends, too; names of the document's own go to their places."""
    place = Form(("<", ">", ""), (START, 0))
    page = PageForm(Form(("",), ()), Form(("",), ()), place)
    tables = {"t": Form(("[", "]"), (TABLE,))}
    first, last = BodyBlock("first", (text,)), BodyBlock("t", ())
    document = DocumentBlocks((first, last), ())
    pattern = Pattern("", "", "", "", {document.frame: page}, tables)
    assert pattern.knows(document)
    xml = as_odf(pattern, [document, document]).decode()
    found = re.findall(r"<document(\d)>((?:[^<\[]|<text:s/>)*)\[t(\d)-1\]", xml)
    assert [(number, shown(odf), own) for number, odf, own in found] == [
        ("0", text, "0"),
        ("1", text, "1"),
    ]


@pytest.mark.parametrize("odf", [b"", b"<?xml version='1.0'?><a/>", b"<office:document "])
def test_what_is_no_opendocument_is_not_understood(odf: bytes) -> None:
    """Whatever LibreOffice answers, no pattern is made of it."""
    with pytest.raises(NotUnderstoodError):
        learned([], odf, FontSet(()))
