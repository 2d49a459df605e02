"""An empty paragraph that ends a section hands its indents on to no other."""

from __future__ import annotations

import pytest

from kefu_docs.render import compose
from kefu_docs.render.layout.empty_section_ends import without_handed_on
from kefu_docs.render.layout.for_libreoffice import for_libreoffice
from tests.support.builds import Office
from tests.support.pdf import glyphs
from tests.support.word import paragraph, run, table, word

SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" '
    'w:bottom="1440" w:left="1800" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
)
HANGING = '<w:ind w:left="432" w:hanging="432"/>'
STYLE = (
    '<w:style w:type="paragraph" w:styleId="X"><w:name w:val="X"/>'
    '<w:pPr><w:ind w:left="100" w:firstLine="480"/></w:pPr></w:style>'
)
STYLED = '<w:pStyle w:val="X"/>'
INDENTED = paragraph(run("缩进"), form='<w:ind w:left="2160"/>')
TABLE = table((paragraph(run("甲")),))


def lefts(docx: bytes, office: Office) -> set[float]:
    """Where 缩 stands on all pages."""
    return {round(g.x, 1) for page in glyphs(office(docx)) for g in page if g.character == "缩"}


@pytest.mark.parametrize("form", [HANGING, STYLED, STYLED + HANGING])
def test_an_empty_end_of_a_section_indents_nothing(form: str, office: Office) -> None:
    """What names a left indent alone stands there behind it as before it, in a batch, too."""
    end = paragraph(form=form + SECTION)
    body = INDENTED + end + INDENTED + paragraph(run("文")) + INDENTED
    docx = word(body, styles=STYLE, family="宋体")
    assert len(lefts(for_libreoffice(docx), office)) == 1
    assert len(lefts(compose([docx, docx]), office)) == 1


@pytest.mark.parametrize(
    "body",
    [
        paragraph(run("文"), form=STYLED + SECTION),
        paragraph(run("文")) + paragraph(run("文"), form=STYLED + SECTION),
        paragraph(form=STYLED + SECTION),
        TABLE + paragraph(form=STYLED + SECTION),
        paragraph(run("文"), form=SECTION) + paragraph(form=STYLED + SECTION),
        paragraph(run("文"), form='<w:framePr w:w="9"/>') + paragraph(form=STYLED + SECTION),
        paragraph(run("文")) + paragraph(form=STYLED) + SECTION,
    ],
)
def test_what_is_drawn_keeps_its_style(body: str) -> None:
    """With text, at the beginning of a section, behind a frame, in the middle."""
    assert without_handed_on(body) == body


@pytest.mark.parametrize("front", [paragraph(run("文")), paragraph(run("文")) + TABLE])
def test_one_behind_others_has_none(front: str) -> None:
    """A mark that draws nothing changes nothing."""
    mark = '<w:bookmarkStart w:id="1" w:name="a"/><w:r><w:rPr><w:b/></w:rPr></w:r>'
    body = front + paragraph(mark, form=STYLED + HANGING + SECTION)
    assert without_handed_on(body) == front + paragraph(mark, form=SECTION)
