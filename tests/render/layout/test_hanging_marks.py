"""Marks that are left out on pages of any width are drawn where none may hang."""

from __future__ import annotations

from kefu_docs.layout_reuse.docx_paragraphs import sheet_of
from kefu_docs.model.fault_kind import FaultKind
from kefu_docs.render import without_hanging_marks
from kefu_docs.render.word.docx_zip import read_parts
from kefu_docs.render.word.word_package import DOCUMENT
from kefu_docs.scheduler.other_layouts import ROOMIER, SMALLER, another_layout, layouts
from tests.render.layout.test_tight_places import low_row
from tests.support.builds import SAMPLE_TEMPLATES, Office
from tests.support.pdf import text_of
from tests.support.word import paragraph, run, word

TEMPLATE = (SAMPLE_TEMPLATES / "summary.docx").read_bytes()
TEXT = "学习新功能。说明、本月接待顾客核对订单 项目：说明、order_2026_04），之后再看"


def test_a_mark_that_no_smaller_page_brings_back_is_drawn(office: Office) -> None:
    """LibreOffice 7.4 leaves the comma out on pages of all three widths."""
    item = paragraph(run(TEXT), form='<w:pStyle w:val="Item"/>')
    document = sheet_of(TEMPLATE, [item])
    count = layouts(document, FaultKind.MARKS)
    assert count == layouts(document) + 1
    tried = [document, *(another_layout(document, number) for number in range(1, count + 1))]
    shown = "".join(TEXT.split())
    found = [shown in text_of(office(made)) for made in tried]
    assert found[-1]


def test_no_mark_hangs_in_any_paragraph() -> None:
    """Whatever properties it has, and once."""
    own = '<w:pStyle w:val="Note"/><w:overflowPunct w:val="0"/><w:jc w:val="both"/>'
    made = word(paragraph(run("甲"), form=own) + paragraph(run("乙")) + "<w:p><w:pPr/></w:p>")
    xml = read_parts(without_hanging_marks(made))[DOCUMENT].decode()
    assert '<w:pPr><w:pStyle w:val="Note"/><w:overflowPunct/><w:jc w:val="both"/></w:pPr>' in xml
    assert xml.count("<w:overflowPunct/>") == xml.count("<w:pPr>") == 3
    assert "<w:pPr/>" not in xml


def test_it_is_the_last_way_to_lay_a_document_out() -> None:
    """Behind those that give room: a document that these made right stays as it was."""
    made = word(low_row(24))
    assert layouts(made) == len(SMALLER) + len(ROOMIER)
    assert another_layout(made, layouts(made) + 1) == without_hanging_marks(made)
