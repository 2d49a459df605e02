"""How many pages a document leaves blank on purpose."""

from __future__ import annotations

import pytest

from kefu_docs.render import Template
from kefu_docs.render.expected.blank_pages import blank_pages_in
from tests.support import word
from tests.support.word_features import paragraph, run, tree

BREAK = '<w:r><w:br w:type="page"/></w:r>'
TEXT = paragraph(run("甲"))
NEXT = "<w:sectPr/>"
ODD = '<w:sectPr><w:type w:val="oddPage"/></w:sectPr>'
CONTINUOUS = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'


@pytest.mark.parametrize(
    ("body", "blank"),
    [
        (TEXT, 0),
        (TEXT + paragraph(BREAK) + TEXT, 0),
        (TEXT + paragraph(BREAK, BREAK) + TEXT, 1),
        (TEXT + paragraph(BREAK) + paragraph(properties="<w:pageBreakBefore/>") + TEXT, 1),
        (TEXT * 2 + paragraph(properties='<w:pageBreakBefore w:val="0"/>') * 3 + TEXT, 0),
        (TEXT + paragraph(BREAK), 1),
        (paragraph(BREAK) + TEXT, 1),
        (TEXT + paragraph(properties=NEXT) + TEXT + NEXT, 0),
        (paragraph(run("甲"), properties=NEXT) + TEXT + NEXT, 0),
        (TEXT + paragraph(run("甲"), BREAK, properties=NEXT) + TEXT + NEXT, 1),
        (TEXT + paragraph(BREAK, properties=NEXT) + TEXT + NEXT, 1),
        (TEXT + paragraph(BREAK, properties=NEXT) + TEXT + CONTINUOUS, 0),
        (TEXT + paragraph(properties=NEXT) + TEXT + ODD, 0),
    ],
)
def test_blank_pages(body: str, blank: int) -> None:
    """Between two breaks, before the first text and behind the last; none before an odd page."""
    assert blank_pages_in(tree(body)) == blank


def test_blank_pages_of_a_template_are_told() -> None:
    """They are no fault; whoever checks the templates reads how many there may be."""
    (told,) = Template("t.docx", word.word(TEXT + paragraph(BREAK, BREAK) + TEXT)).told
    assert told.text().startswith("each document may have blank pages, 1 at most")
    assert Template("t.docx", word.word(TEXT + paragraph(BREAK) + TEXT)).told == ()


def test_pages_that_libreoffice_leaves_out_are_told() -> None:
    """Those before a section on an odd page."""
    first = paragraph(run("甲"), properties=NEXT)

    def told(section: str) -> list[str]:
        made = word.word(first + TEXT, section=section)
        return [message.text().partition(";")[0] for message in Template("t.docx", made).told]

    assert told('<w:type w:val="oddPage"/>') == ["a section begins on an odd or even page"]
    assert told('<w:pgNumType w:start="1"/>') == []
