"""Inserts take the look of the run that they stand in, in every place of a document."""

from __future__ import annotations

import pytest
from docx.document import Document

from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render import Template, text_of
from kefu_docs.render.word.docx_zip import read_parts
from tests.support.word import docx_with, paragraphs


def body_of(data: bytes) -> str:
    """The body's XML from its first paragraph on."""
    xml = read_parts(data)["word/document.xml"].decode()
    return xml[xml.index("<w:p>") :]


def test_an_insert_takes_the_look_of_its_run() -> None:
    """Font, size and a character style stay; what the mark sets is added in Word's order."""

    def write(document: Document) -> None:
        run = document.add_paragraph("甲").add_run("乙{{ a|rich }}丙")
        run.font.size, run.font.name, run.font.underline = 152400, "SimSun", True

    xml = body_of(Template("t.docx", docx_with(write)).render({"a": "一**二**"}).docx)
    fonts, size, line = (
        '<w:rFonts w:ascii="SimSun" w:hAnsi="SimSun"/>',
        '<w:sz w:val="24"/>',
        '<w:u w:val="single"/>',
    )
    look = f"<w:rPr>{fonts}{size}{line}</w:rPr>"
    expected = [
        (look, "乙"),
        (look, "一"),
        (f"<w:rPr>{fonts}<w:b/>{size}{line}</w:rPr>", "二"),
        (look, "丙"),
    ]
    runs = "".join(f'<w:r>{p}<w:t xml:space="preserve">{t}</w:t></w:r>' for p, t in expected)
    assert xml.startswith(f"<w:p><w:r><w:t>甲</w:t></w:r>{runs}</w:p>")


def test_an_insert_may_stand_for_its_run() -> None:
    """docxtpl's {{r }} takes the run away; two in a paragraph, and line breaks, come in order."""
    data = paragraphs("{{r a|rich }}", "{{ a|rich }}-{{ b|link }}")
    context = {"a": "*一*\n二", "b": "https://example.com"}
    rendered = Template("t.docx", data).render(context)
    assert rendered.printed == ("一\n二", "一\n二", "https://example.com")
    assert text_of(rendered.docx) == "一 二\n一 二-https://example.com"
    assert Template("t.docx", data).text(context) == text_of(rendered.docx)


def test_headers_have_inserts_of_their_own() -> None:
    """Each part counts its inserts by itself."""

    def write(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ a|rich }}"
        document.add_paragraph("{{ b|rich }}")

    rendered = Template("t.docx", docx_with(write)).render({"a": "**眉**", "b": "__身__"})
    parts = read_parts(rendered.docx)
    header = next(data for name, data in parts.items() if "header" in name and b"<w:b/>" in data)
    assert "眉".encode() in header
    assert rendered.printed == ("身", "眉")


def test_an_insert_is_no_text() -> None:
    """What would make text of it, or of which no page has anything, is told."""
    for tag in ("{{ a|rich|upper }}", "{{ a|rich ~ '甲' }}", "{{ [a|rich]|join }}"):
        with pytest.raises(TemplateError, match="is not a single value"):
            Template("t.docx", paragraphs(tag)).render({"a": "**一**"})


def test_an_address_that_is_none_is_told_with_its_paragraph() -> None:
    """As every failure of a template is."""
    with pytest.raises(TemplateError, match=r"甲.*file:///etc is no address") as caught:
        Template("t.docx", paragraphs("甲{{ a|link }}")).render({"a": "file:///etc"}, "E001")
    assert "for E001" in str(caught.value)
