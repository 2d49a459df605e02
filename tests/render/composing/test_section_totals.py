"""The number of pages of a section, written into documents of several sections."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from kefu_docs.render import (
    counted_sections,
    for_libreoffice,
    section_start,
    shown_text,
    with_section_totals,
)
from kefu_docs.render.composing.section_totals import begins_within_page
from kefu_docs.render.word.docx_zip import read_parts
from kefu_docs.render.word.word_package import DOCUMENT, margins_of
from kefu_docs.render.word.word_xml import parsed
from tests.support import word as make
from tests.support.builds import Office
from tests.support.word import paragraph, run, word

NEXT = '<w:type w:val="nextPage"/>'
COUNT = make.simple_field("SECTIONPAGES")
ON_A_NEW_PAGE = "<w:pageBreakBefore/>"


def two_sections(body: str = "", *, last: str = NEXT, footer: str = COUNT) -> bytes:
    """Two pages, and three of a second section, which names no footer of its own."""
    first = paragraph(run("甲一", body)) + paragraph(
        run("甲二"), form=f"{ON_A_NEW_PAGE}<w:sectPr>{NEXT}</w:sectPr>"
    )
    second = paragraph(run("乙一"), body) + "".join(
        paragraph(run(text), form=ON_A_NEW_PAGE) for text in ("乙二", "乙三")
    )
    return word(first + second, section=last, footer=paragraph(run("共"), footer, run("页")))


def test_a_section_that_names_no_footer_has_the_one_before_with_its_own_number(
    office: Office,
) -> None:
    """LibreOffice draws each section's number; what Word reads stays as it is."""
    made = two_sections()
    assert counted_sections(made) == 2
    counted = with_section_totals(made, (2, 3))
    pages = PdfReader(io.BytesIO(office(for_libreoffice(counted)))).pages
    expected = [("甲一", 2), ("甲二", 2), ("乙一", 3), ("乙二", 3), ("乙三", 3)]
    for page, (text, total) in zip(pages, expected, strict=True):
        # LibreOffice 25.2 draws a footer before the page's text, 7.4 behind it.
        assert "".join(page.extract_text().split()) in (
            f"{text}共{total}页",
            f"共{total}页{text}",
        )
    shown = shown_text(counted)
    assert shown.of_sections == ((("共2页",), ("共2页",)), (("共3页",), ("共3页",)))
    parts = read_parts(counted)
    assert {"共2页", "共3页"} <= set(shown.margins)
    assert section_start(1).encode() in parts[DOCUMENT]
    assert all(margin.part in parts for margin in margins_of(parts))


def test_a_first_page_of_a_section_has_its_own() -> None:
    """Where the section says so."""
    made = with_section_totals(two_sections(last=f"{NEXT}<w:titlePg/>"), (2, 3))
    first, second = shown_text(made).of_sections
    assert first == (("共2页",), ("共2页",))
    assert second == (None, ("共3页",))


def test_a_field_in_the_text_has_the_number_of_the_section_it_stands_in() -> None:
    """Whichever way it is written, and in the form it asks for."""
    roman = make.field("SECTIONPAGES \\* roman", run("1"))
    body = shown_text(with_section_totals(two_sections(roman), (2, 3))).body
    assert [text for text in body if text.startswith("乙一")] == ["乙一iii"]


def test_other_documents_count_nothing() -> None:
    """Nor do those that count all pages."""
    assert counted_sections(two_sections(footer=make.simple_field("NUMPAGES"))) == 0
    assert counted_sections(word(paragraph(run("甲")))) == 0
    assert counted_sections(word(paragraph(run("甲"), COUNT))) == 1


@pytest.mark.parametrize(
    ("kind", "is_within"),
    [("continuous", True), ("nextColumn", True), ("nextPage", False), ("oddPage", False)],
)
def test_a_section_within_a_page_cannot_be_counted(kind: str, *, is_within: bool) -> None:
    """Where it is a later one."""
    made = two_sections(last=f'<w:type w:val="{kind}"/>')
    assert begins_within_page(parsed(read_parts(made)[DOCUMENT])) == is_within
    assert not begins_within_page(
        parsed(read_parts(word(section='<w:type w:val="continuous"/>'))[DOCUMENT])
    )
