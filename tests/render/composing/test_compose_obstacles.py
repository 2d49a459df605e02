"""What cannot be composed is named; what can is let through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from kefu_docs.render.composing.compose_obstacles import obstacles
from kefu_docs.render.word.docx_zip import read_parts
from kefu_docs.render.word.obstacle_words import remedy
from tests.support.builds import SAMPLE_TEMPLATES
from tests.support.word import docx_with, paragraph, simple_field, word
from tests.support.word_drawings import old_text_box

TEMPLATES = SAMPLE_TEMPLATES


def run(document: Document, xml: str) -> None:
    """Put an element into a run of a new paragraph that says 此处."""
    added: Any = document.add_paragraph("此处").add_run()
    added._r.append(parse_xml(xml.replace("/>", f" {nsdecls('w')}/>", 1)))


def footnote(document: Document) -> None:
    """A reference to a footnote."""
    run(document, '<w:footnoteReference w:id="2"/>')


def field(document: Document) -> None:
    """A field that counts through a chapter."""
    run(document, '<w:fldSimple w:instr=" SEQ 图 \\* ARABIC \\s 1 "/>')


def roman_count(document: Document) -> None:
    """A number of pages in Roman numerals."""
    run(document, '<w:fldSimple w:instr=" NUMPAGES \\* roman "/>')


def tracked(document: Document) -> None:
    """A paragraph whose mark was inserted with changes tracked."""
    paragraph: Any = document.add_paragraph("此处")
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f"<w:rPr {nsdecls('w')}><w:ins w:id='1' w:author='x'/></w:rPr>")
    )


def box_with_field(document: Document) -> None:
    """A text box whose text counts on."""
    old_text_box(paragraph := document.add_paragraph())
    inner: Any = next(paragraph._p.iter("{*}txbxContent"))[0]
    inner[0][0].text = "此处"
    inner.append(parse_xml(f"<w:fldSimple {nsdecls('w')} w:instr=' SEQ 表 \\s 1 '/>"))


def embedded(document: Document) -> None:
    """What another program made."""
    run(document, "<w:object/>")


def frame(document: Document) -> None:
    """A paragraph in a frame."""
    paragraph: Any = document.add_paragraph("此处")
    paragraph._p.get_or_add_pPr().append(parse_xml(f"<w:framePr {nsdecls('w')}/>"))


def later_header(document: Document) -> None:
    """A second section with a header; on the first page there is no room for an empty one."""
    document.add_paragraph("此处")
    document.sections[0].top_margin = document.sections[0].header_distance = Mm(10)
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = "第二节"
    document.add_paragraph("第二节")


def clearing(document: Document) -> None:
    """A break behind which the text goes on below what floats."""
    run(document, '<w:br w:type="textWrapping" w:clear="all"/>')


def columns(document: Document) -> None:
    """A second section that goes on in the next column."""
    document.add_paragraph("此处")
    document.add_section(WD_SECTION.NEW_COLUMN)


def wrapped(document: Document) -> None:
    """A table behind one that floats, without a paragraph between them."""
    document.add_paragraph("前文")
    first, second = (document.add_table(1, 1) for _ in range(2))
    second.cell(0, 0).text = "此处"
    first._tbl.tblPr.append(parse_xml(f'<w:tblpPr {nsdecls("w")} w:tblpX="9"/>'))


CASES: dict[Callable[[Document], None], str] = {
    footnote: "a footnote",
    field: "the field SEQ",
    roman_count: "the field NUMPAGES",
    tracked: "a tracked change",
    box_with_field: "the field SEQ",
    embedded: "an object of another program",
    frame: "a paragraph in a frame",
    clearing: "a text wrapping break",
    columns: "a section that begins in a new column",
    wrapped: "a table right behind one that text wraps around",
    later_header: "a header or footer that the first section lacks",
}


@pytest.mark.parametrize("build", CASES, ids=lambda f: f.__name__)
def test_an_obstacle_is_named_with_its_paragraph(build: Callable[[Document], None]) -> None:
    """Each obstacle is found once, with its kind, the part and the paragraph it stands in."""

    def written(document: Document) -> None:
        build(document)
        document.add_paragraph("完")

    (found,) = obstacles(read_parts(docx_with(written)))
    assert found.what.text() == CASES[build]
    assert found.part == "word/document.xml"
    if not found.what.text().endswith(("lacks", "column")):
        assert found.paragraph == "此处"


def test_a_text_box_in_the_last_paragraph_is_an_obstacle() -> None:
    """The next document would begin inside of it."""

    def written(document: Document) -> None:
        document.add_paragraph("甲")
        old_text_box(document.add_paragraph("此处"))

    (found,) = obstacles(read_parts(docx_with(written)))
    assert found.what.text() == "a text box in the last paragraph"


def test_a_table_at_the_end_is_an_obstacle() -> None:
    """A document that ends in a table cannot be composed: no paragraph could end its section."""
    found = obstacles(read_parts(docx_with(lambda document: document.add_table(1, 1))))
    assert [o.what.text() for o in found] == ["no paragraph at the end"]


def test_a_lone_paragraph_with_a_header_is_an_obstacle() -> None:
    """A document of one paragraph cannot be composed where it has a header; without, it can."""

    def written(document: Document) -> None:
        document.add_paragraph("此处")
        document.sections[0].header.paragraphs[0].text = "编号"

    (found,) = obstacles(read_parts(docx_with(written)))
    assert (found.what.text(), found.paragraph) == (
        "a header or footer of a section of one paragraph",
        "此处",
    )
    without = docx_with(lambda document: document.add_paragraph("此处"))
    assert obstacles(read_parts(without)) == ()


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*.docx")), ids=lambda p: p.stem)
def test_the_projects_own_templates_have_none(path: Path) -> None:
    """The sample's templates are converted in batches."""
    assert obstacles(read_parts(path.read_bytes())) == ()


@pytest.mark.parametrize(
    "write", [footnote, roman_count, field, tracked], ids=lambda write: str(write.__name__)
)
def test_what_to_do_about_an_obstacle_is_known(write: Callable[[Document], None]) -> None:
    """Each of these has a place in Word's menus where it is taken away."""
    found = obstacles(read_parts(docx_with(write)))
    assert found
    assert all(remedy(obstacle.what) for obstacle in found)


def test_the_pages_of_a_section_are_not_to_be_made_text() -> None:
    """They would be the same in all documents."""
    docx = word(paragraph(simple_field("SECTIONPAGES")) + paragraph("<w:r/>"))
    (obstacle,) = obstacles(read_parts(docx))
    assert obstacle.remedy is not None
    assert "NUMPAGES" in obstacle.remedy.text()


@pytest.mark.parametrize(
    ("numbers", "are_shown"),
    [
        ('<w:lnNumType w:countBy="0"/>', False),
        ("<w:lnNumType/>", False),
        ('<w:lnNumType w:countBy="1"/>', True),
    ],
)
def test_line_numbers_that_are_none_are_no_obstacle(numbers: str, are_shown: bool) -> None:
    """WPS writes that every 0th line has one."""
    docx = word(paragraph("<w:r/>"), section=numbers)
    assert bool(obstacles(read_parts(docx))) is are_shown
