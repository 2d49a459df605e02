"""Which paragraphs are kept with the next, by themselves, a style or all that is said."""

from __future__ import annotations

import pytest
from docx.document import Document

from kefu_docs.render import shown_text
from tests.support.word import docx_with, elements, paragraph, run, table, word

KEPT = "<w:keepNext/>"
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Heading"><w:pPr><w:keepNext/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Heading"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loose"><w:basedOn w:val="Heading"/>'
    '<w:pPr><w:keepNext w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Chapter"><w:pPr><w:pageBreakBefore/></w:pPr></w:style>'
)
HEADING, TEXT = paragraph(run("题"), form=KEPT), paragraph(run("文"))
BREAK = '<w:r><w:br w:type="{}"/></w:r>'


def with_default(document: Document, properties: str) -> None:
    """Three paragraphs of the style that has these properties and that none names."""
    document.styles["Normal"].element.extend(elements(properties))
    for text in ("甲", "乙", "丙"):
        document.add_paragraph(text)


def styled(name: str, more: str = "") -> str:
    """A paragraph of a style."""
    return paragraph(run("题"), form=f'<w:pStyle w:val="{name}"/>{more}')


@pytest.mark.parametrize(
    ("blocks", "kept"),
    [
        (HEADING + TEXT, (0,)),
        (TEXT + paragraph() + HEADING + TEXT + HEADING + TEXT, (1, 3)),
        (styled("Heading") + TEXT, (0,)),
        (styled("Sub") + TEXT, (0,)),
        (styled("Loose") + TEXT, ()),
        (styled("Heading", '<w:keepNext w:val="false"/>') + TEXT, ()),
        (styled("Loose", KEPT) + styled("Heading") + TEXT, (0, 1)),
        (HEADING + table([TEXT, TEXT]), (0,)),
        (HEADING, ()),
        (HEADING + paragraph() + TEXT, ()),
        (paragraph(form=KEPT) + TEXT, ()),
        (table([HEADING + TEXT]) + TEXT, ()),
        (HEADING + paragraph(run("文"), form="<w:pageBreakBefore/>"), ()),
        (HEADING + styled("Chapter"), ()),
        (HEADING + paragraph(BREAK.format("page"), run("文")), ()),
        (paragraph(run("题"), BREAK.format("column"), form=KEPT) + TEXT, ()),
        (HEADING + paragraph(BREAK.format("textWrapping"), run("文")), (0,)),
        (paragraph(run("题"), form=f"{KEPT}<w:sectPr/>") + TEXT, ()),
        (f"<w:sdt><w:sdtContent>{HEADING}{TEXT}</w:sdtContent></w:sdt>", (0,)),
        (HEADING + '<w:bookmarkStart w:id="0" w:name="a"/>' + TEXT, (0,)),
    ],
)
def test_what_is_kept_with_the_next_is_known(blocks: str, kept: tuple[int, ...]) -> None:
    """Not where a page ends between the two, nor before an empty one, nor in a cell."""
    assert shown_text(word(blocks, styles=STYLES)).kept == kept


@pytest.mark.parametrize(("default", "kept"), [(KEPT, (0, 1)), ("<w:pageBreakBefore/>", ())])
def test_all_paragraphs_may_be_kept_with_the_next(default: str, kept: tuple[int, ...]) -> None:
    """Or begin a page each, by the style of those that name none."""
    docx = docx_with(lambda document: with_default(document, f"<w:pPr>{default}</w:pPr>"))
    assert shown_text(docx).kept == kept
