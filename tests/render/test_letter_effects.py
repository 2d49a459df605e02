"""Shadows, reliefs, and text that is hidden on web pages."""

from __future__ import annotations

import pytest

from kefu_docs.render import Template
from kefu_docs.render.docx_zip import read_parts
from kefu_docs.render.letter_effects import show_web_hidden
from kefu_docs.render.word_package import STYLES
from kefu_docs.render.word_xml import W
from tests.support.builds import Office
from tests.support.pdf import text_of
from tests.support.word import paragraph, run, word
from tests.support.word_features import style, tree


def told(docx: bytes) -> list[str]:
    """What is told of a template."""
    return [message.text() for message in Template("t.docx", docx).told]


@pytest.mark.parametrize("effect", ["shadow", "emboss", "imprint"])
def test_an_effect_that_libreoffice_draws_twice_is_left_out(effect: str) -> None:
    """Of runs and of the styles that are used; one that is off, and unused styles, stay."""
    said = ["shadows and reliefs of letters are left out, the first in paragraph “影”"]
    look, off = f"<w:{effect}/>", f'<w:{effect} w:val="0"/>'
    assert told(word(paragraph(run("影", look)))) == said
    assert told(word(paragraph(run("影", off)))) == []
    styled = style("effect", f"<w:rPr>{look}</w:rPr>")
    used = word(paragraph(run("影"), form='<w:pStyle w:val="effect"/>'), styles=styled)
    assert told(used) == said
    made = read_parts(Template("t.docx", used).render({}).docx)
    assert look.encode() not in made[STYLES]
    unused = word(paragraph(run("影")), styles=styled)
    assert told(unused) == []
    assert read_parts(Template("t.docx", unused).render({}).docx)[STYLES].count(look.encode()) == 1


def test_what_is_hidden_on_web_pages_is_printed(office: Office) -> None:
    """Word writes the pages of a table of contents so; LibreOffice would leave them out."""
    root = tree(paragraph(run("甲", "<w:webHidden/>")))
    assert show_web_hidden(root)
    assert root.find(f".//{W}webHidden") is None
    made = Template("t.docx", word(paragraph(run("甲"), run("12", "<w:webHidden/>"))))
    assert "甲12" in text_of(office(made.render({}).docx))
