"""What a template prints without its author's noticing is told."""

from __future__ import annotations

import pytest

from kefu_docs.render import Template
from tests.support.builds import SAMPLE_TEMPLATES
from tests.support.word import field, paragraph, run, simple_field, word

PLACEHOLDER = (
    "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
    f"{paragraph(run('单击此处输入文字。'))}</w:sdtContent></w:sdt>"
)


def told(*paragraphs: str) -> list[str]:
    """What is told of a template of these."""
    return [message.text() for message in Template("t.docx", word("".join(paragraphs))).told]


@pytest.mark.parametrize(
    "instruction", ["AUTHOR", "REF nowhere", "LISTNUM", "EQ \\f(1,2)", "DOCPROPERTY x"]
)
def test_a_field_that_nothing_works_out_is_told(instruction: str) -> None:
    """With what Word stored for it, which is printed in every document."""
    said = f"the field {instruction} is printed as Word stored it: “甲”"
    assert told(paragraph(simple_field(instruction, "甲"))) == [said]
    assert told(paragraph(field(instruction, run("甲")))) == [said]


@pytest.mark.parametrize("instruction", ["PAGE", "NUMPAGES", "DATE", "FILENAME", "SEQ 图"])
def test_a_field_that_is_worked_out_is_not_told(instruction: str) -> None:
    """Page numbers, the record's date, the document's file, captions."""
    assert told(paragraph(simple_field(instruction, "1"))) == []


def test_contents_without_entries_are_told() -> None:
    """What a program leaves for Word to fill in is printed as it stands."""
    placeholder = field("TOC \\c 图 \\h", run("按 F9 更新"))
    (said,) = told(paragraph(placeholder))
    assert said.startswith("the table of contents has no entries that lead to headings")
    entry = run("第一章") + field("PAGEREF _Toc1", run("1"))
    heading = '<w:bookmarkStart w:id="1" w:name="_Toc1"/>{}<w:bookmarkEnd w:id="1"/>'
    contents = paragraph(field("TOC \\c 图", entry))
    assert told(contents, paragraph(heading.format(run("第一章")))) == []


def test_a_tag_as_the_result_of_a_field_is_filled_in() -> None:
    """MERGEFIELD around a tag, as some make their templates."""
    assert told(paragraph(simple_field("MERGEFIELD name", "{{ name }}"))) == []


def test_a_control_that_is_not_filled_in_is_told() -> None:
    """Its grey words are printed like others."""
    assert told(PLACEHOLDER) == [
        "a content control is not filled in, its placeholder is printed: “单击此处输入文字。”"
    ]


def test_an_invisible_character_is_told_once() -> None:
    """Wherever a copy from a web page has left it."""
    text = paragraph(run("甲\u200b方"))
    assert told(text, text) == [
        "the invisible character U+200B (a space without width) stands in paragraph "
        "“甲\u200b方”; delete it"
    ]


def test_the_projects_own_templates_have_none_of_these() -> None:
    """Nothing is told of them."""
    for path in SAMPLE_TEMPLATES.glob("*.docx"):
        assert Template(path.name, path.read_bytes()).told == (), path.name
