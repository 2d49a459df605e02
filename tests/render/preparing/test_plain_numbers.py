"""Numbers that LibreOffice writes in plain figures are told with what Word writes."""

from __future__ import annotations

import pytest

from kefu_docs.render import Template
from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.word_package import NUMBERING
from tests.support.word import field, paragraph, run, simple_field, word

NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'


def told(body: str, *levels: str, section: str = "") -> list[str]:
    """What is told of a template whose list 1 has these levels."""
    parts = read_parts(word(body, section=section))
    head, rest = parts[NUMBERING].decode().split("<w:abstractNum ", 1)
    rest = rest[rest.index("<w:num ") :]
    own = "".join(f'<w:lvl w:ilvl="{n}">{level}</w:lvl>' for n, level in enumerate(levels))
    list_ = f'<w:abstractNum w:abstractNumId="90">{own}</w:abstractNum>'
    first = '<w:num w:numId="1"><w:abstractNumId w:val="90"/></w:num>'
    rest = rest[rest.index("</w:num>") + len("</w:num>") :] if 'w:numId="1"' in rest[:20] else rest
    numbering = f"{head}{list_}{first}" + rest[rest.index("</w:numbering>") :]
    template = Template("t.docx", stored({**parts, NUMBERING: numbering.encode()}))
    return [message.text() for message in template.told]


def level(form: str, text: str, legal: str = "") -> str:
    """The definition of a level."""
    return f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{legal}<w:lvlText w:val="{text}"/>'


@pytest.mark.parametrize(
    ("form", "meant", "printed"),
    [
        ("decimalEnclosedParen", "⑴", "1"),
        ("decimalEnclosedFullstop", "⒈", "1"),
        ("ideographEnclosedCircle", "㊀", "①"),
        ("decimalFullWidth", "１", "1"),
    ],
)
def test_a_form_of_lists_that_is_not_known_is_told(form: str, meant: str, printed: str) -> None:
    """Once, with the first paragraph; a definition that nothing uses is not looked at."""
    body = paragraph(run("甲"), form=NUMBERED.format(0)) * 2
    assert told(body, level(form, "%1、")) == [
        f"the automatic number {meant}、 is printed as {printed}、, the first in paragraph “甲”; "
        "choose another number format in Word"
    ]
    assert told(paragraph(run("甲")), level(form, "%1、")) == []


@pytest.mark.parametrize(
    "form", ["decimal", "chineseCounting", "upperRoman", "decimalEnclosedCircle"]
)
def test_a_form_that_is_known_is_not_told(form: str) -> None:
    """Of lists and of pages."""
    pages = f'<w:pgNumType w:fmt="{form}"/>'
    body = paragraph(run("甲"), form=NUMBERED.format(0))
    assert told(body, level(form, "%1、"), section=pages) == []


def test_figures_of_legal_style_are_told() -> None:
    """一.1 stands there in LibreOffice 7.4 for Word's 1.1."""
    chapter = level("chineseCounting", "第%1章")
    body = paragraph(run("甲"), form=NUMBERED.format(1))
    (said,) = told(body, chapter, level("decimal", "%1.%2", "<w:isLgl/>"))
    assert said.startswith("LibreOffice before 24.2 prints the automatic number 1.1 as 一.1, the")
    assert told(body, chapter, level("decimal", "%1.%2")) == []


def test_forms_of_pages_and_fields_are_told() -> None:
    """With the field that asks for it."""
    assert told(paragraph(run("甲")), section='<w:pgNumType w:fmt="decimalFullWidth"/>') == [
        "the page number １ is printed as 1; choose another number format in Word"
    ]
    fields = (
        simple_field("PAGE \\* CHINESENUM3", "一"),
        field("SEQ 表 \\* ROMAN", run("I")),
        field("PAGE \\* MERGEFORMAT", run("1")),
        field("NUMPAGES \\# 00", run("01")),
        field("SECTIONPAGES \\* CHINESENUM3", run("三")),
    )
    assert told(paragraph(*fields)) == [
        "the number of the field PAGE \\* CHINESENUM3 is printed in plain figures",
        "the number of the field NUMPAGES \\# 00 is printed in plain figures",
        "the number of the field NUMPAGES \\* CHINESENUM3 is printed in plain figures",
    ]
