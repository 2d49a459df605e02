"""What cannot be set after a model, told apart on a sheet."""

from __future__ import annotations

import pytest

from kefu_docs.fonts import FontSet
from kefu_docs.layout_reuse.docx_paragraphs import sheet_of
from kefu_docs.layout_reuse.plain_paragraph import shown_by
from kefu_docs.layout_reuse.typeset import read_sheet
from tests.support.builds import Office
from tests.support.word import paragraph, run, word

SANS = '<w:rFonts w:ascii="黑体" w:eastAsia="黑体" w:hAnsi="黑体"/>'


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("3幢\u00a0501室", ""),
        ("⼯作人员", ""),
        ("两⼀", ""),
        ("⼀一", ""),
        ("买买提•吐尔逊", SANS),
    ],
    ids=["space", "radical", "radical alone", "both", "dot"],
)
def test_only_the_paragraph_with_another_text_of_a_glyph_has_no_lines(
    office: Office, fonts: FontSet, text: str, form: str
) -> None:
    """Text as it is copied from web pages and PDFs keeps no other paragraph from being set."""
    usual = [paragraph(run(t, form)) for t in ("3幢 501室", "工作人员", "巴图·苏和", "完颜·若曦")]
    paragraphs = [*usual, paragraph(run(text, form)), paragraph(run("甲，乙", form))]
    sheet = sheet_of(word(paragraphs[0]), paragraphs)
    found = read_sheet(office(sheet), list(map(shown_by, paragraphs)), fonts)
    assert [len(p.lines) for p in found] == [1, 1, 1, 1, 0, 1]
