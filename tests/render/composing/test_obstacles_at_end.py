"""What at the end of a template keeps documents out of batches: lint tells what a build does."""

from __future__ import annotations

import pytest

from kefu_docs.render import ComposeError, Template, compose
from tests.support.word import paragraph, run, word

IN_LIST = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
NUMBERED = f'<w:style w:type="paragraph" w:styleId="条"><w:pPr>{IN_LIST}</w:pPr></w:style>'
AUTOMATIC = '<w:spacing w:after="0" w:afterAutospacing="1"/>'
TEXT = paragraph(run("甲"))
LABEL = "a number or bullet without text at the end"
SPACED = "a list with automatic spacing at the end"


def composes(docx: bytes, count: int) -> bool:
    """Whether so many documents of a template come into one batch."""
    try:
        compose([docx] * count)
    except ComposeError:
        return False
    return True


@pytest.mark.parametrize(
    ("last", "told"),
    [
        (paragraph(form=IN_LIST), LABEL),
        (paragraph(form='<w:pStyle w:val="条"/>'), LABEL),
        (paragraph('<w:bookmarkStart w:id="0" w:name="x"/>', form=IN_LIST), LABEL),
        (paragraph(run("乙"), form=IN_LIST + AUTOMATIC), SPACED),
        (paragraph(run("乙"), form=IN_LIST), ""),
        (paragraph(form='<w:numPr><w:numId w:val="0"/></w:numPr>'), ""),
        (paragraph(form=IN_LIST) + paragraph(), ""),
    ],
)
def test_a_template_tells_what_composing_refuses(last: str, told: str) -> None:
    """A label without text is composed never, a list with automatic spacing without others."""
    made = Template("t.docx", word(TEXT + last, styles=NUMBERED))
    assert [o.what.text() for o in made.kept_apart] == [told] * bool(told)
    assert [o.what.text() for o in made.obstacles] == [LABEL] * (told == LABEL)
    assert all(obstacle.remedy for obstacle in made.kept_apart)
    docx = made.render({}).docx
    assert composes(docx, 1) is (told != LABEL)
    assert composes(docx, 2) is (not told)


def test_what_tags_leave_out_is_no_obstacle() -> None:
    """The last paragraph of the template is none of a document."""
    last = paragraph(run("{%p if x %}"), form=IN_LIST) + paragraph(run("乙"))
    made = Template("t.docx", word(TEXT + last + paragraph(run("{%p endif %}"), form=IN_LIST)))
    assert made.kept_apart == ()
