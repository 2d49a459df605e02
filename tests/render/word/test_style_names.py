"""Styles that are written without a name get one."""

from __future__ import annotations

import pytest

from kefu_docs.render import Template
from kefu_docs.render.word.docx_zip import read_parts
from kefu_docs.render.word.word_package import STYLES
from tests.support.builds import Office
from tests.support.pdf import glyphs
from tests.support.word import paragraph, run, table, word

TABLE = table((paragraph(run("甲"), form='<w:pStyle w:val="N"/>'), paragraph(run("乙"))))


@pytest.mark.parametrize("name", ["", '<w:name w:val=""/>', '<w:name w:val="Own"/>'])
def test_a_table_stays_whose_style_has_no_name(name: str, office: Office) -> None:
    """Its cells stand beside each other."""
    own = f'<w:style w:type="paragraph" w:styleId="N">{name}</w:style>'
    written = word(TABLE + paragraph(run("丙")), family="宋体", styles=own)
    docx = Template("t.docx", written).render({}).docx
    first, second, *_ = glyphs(office(docx))[0]
    assert second.x > first.x
    assert second.y == pytest.approx(first.y)
    called = "Own" if "Own" in name else "N"
    assert f'w:styleId="N"><w:name w:val="{called}"/>'.encode() in read_parts(docx)[STYLES]
