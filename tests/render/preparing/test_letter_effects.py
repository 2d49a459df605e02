"""Shadows, reliefs, and text that is hidden on web pages."""

from __future__ import annotations

import pytest

from kefu_docs.render import Template
from kefu_docs.render.preparing.letter_effects import loosen_fitted, show_web_hidden
from kefu_docs.render.word.docx_zip import read_parts
from kefu_docs.render.word.word_package import STYLES
from kefu_docs.render.word.word_xml import W
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


def test_marks_of_emphasis_are_told() -> None:
    """LibreOffice leaves them out of PDFs, where they may be what the law asks for."""
    mark, none = '<w:em w:val="dot"/>', '<w:em w:val="none"/>'
    (said,) = told(word(paragraph(run("着重", mark))))
    assert said.startswith("LibreOffice draws no marks of emphasis (dots at letters) in a PDF, the")
    assert told(word(paragraph(run("甲", none)))) == []
    styled = style("marked", f"<w:rPr>{mark}</w:rPr>")
    form = '<w:pStyle w:val="marked"/>'
    assert told(word(paragraph(run("着重"), form=form), styles=styled)) == [said]


def test_a_tag_is_not_fitted_to_a_width() -> None:
    """Its letters are squeezed, and the value would be; text that is fitted stays so."""
    look = '<w:spacing w:val="9"/><w:w w:val="42"/><w:fitText w:val="960" w:id="{}"/>'
    fitted = paragraph(run("甲", look.format(1)))
    tag = paragraph(run("{{ na", look.format(2)), run("me }}", look.format(2)))
    root = tree(fitted + tag)
    assert loosen_fitted(root) == "{{ name }}"
    widths = [*root.iter(f"{W}fitText", f"{W}w", f"{W}spacing")]
    assert {width.getparent().getparent().findtext(f"{W}t") for width in widths} == {"甲"}  # type: ignore[union-attr]
    assert loosen_fitted(tree(fitted)) is None
