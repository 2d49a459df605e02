"""A body cut into its sections, and the headers and footers of each."""

from __future__ import annotations

import pytest

from kefu_docs.layout_reuse.docx_sections import cut_sections, read_sections

LAST = '<w:sectPr w:rsidR="00FC"><w:pgSz w:w="9"/></w:sectPr>'
TEXT = "<w:p><w:r><w:t>甲</w:t></w:r></w:p>"


def ends(content: str) -> str:
    """A paragraph that ends a section."""
    return f"<w:p><w:pPr><w:sectPr>{content}</w:sectPr></w:pPr></w:p>"


def named(margin: str, kind: str, relation: str) -> str:
    """A reference to a header or footer."""
    return f'<w:{margin}Reference w:type="{kind}" r:id="{relation}"/>'


def test_a_body_is_cut_behind_the_paragraph_that_ends_a_section() -> None:
    """Nothing is lost, and the last section stands behind the last paragraph."""
    first = f"<w:body>{TEXT}{ends('')}"
    body = f"{first}{TEXT}{LAST}</w:body>"
    pieces = cut_sections(body)
    assert pieces is not None
    assert [xml for xml, _ in pieces] == [first, body[len(first) :]]
    assert [section for _, section in pieces] == ["<w:sectPr></w:sectPr>", LAST]


@pytest.mark.parametrize(
    "body",
    [
        TEXT,
        f"{TEXT}{ends('')}{TEXT}",
        f'{ends("")}{TEXT}<w:sectPr><w:type w:val="continuous"/></w:sectPr>',
        f'{ends("")}{TEXT}<w:sectPr><w:type w:val="evenPage"/></w:sectPr>',
    ],
    ids=["none", "none at the end", "on the same page", "behind a blank page"],
)
def test_sections_that_begin_on_no_page_of_their_own_are_not_cut(body: str) -> None:
    """Which page is whose would not follow from the text."""
    assert cut_sections(body) is None


def test_how_the_first_section_begins_says_nothing() -> None:
    """It begins on the first page."""
    assert cut_sections(f'{TEXT}<w:sectPr><w:type w:val="continuous"/></w:sectPr>')


def test_what_a_section_does_not_name_is_that_of_the_one_before() -> None:
    """Kinds of pages that are not asked for have no headers of their own."""
    sections = (
        "<w:sectPr></w:sectPr>",
        f"<w:sectPr>{named('header', 'default', 'h')}{named('header', 'first', 'f')}"
        f'{named("footer", "even", "e")}<w:pgNumType w:fmt="lowerRoman" w:start="3"/></w:sectPr>',
        f"<w:sectPr>{named('footer', 'default', 'd')}<w:titlePg/></w:sectPr>",
        '<w:sectPr><w:titlePg w:val="0"/></w:sectPr>',
    )
    alike = read_sections(sections, has_even=False)
    none, header, other = (None, None), ("h", None), ("h", "d")
    assert [section.named for section in alike] == [
        (none, none, none),
        (header, header, header),
        (("f", None), other, other),
        (other, other, other),
    ]
    assert [section.named[1] for section in read_sections(sections, has_even=True)][1:] == [
        (None, "e")
    ] * 3
    assert [section.start for section in alike] == [None, 3, None, None]
    assert [section.numbers for section in alike][:2] == ["decimal", "lowerRoman"]


def test_sections_of_one_form_differ_in_nothing_that_lines_depend_on() -> None:
    """Headers, numbers and the first page are no part of the form; the paper is."""
    first = f'<w:sectPr>{named("header", "default", "h")}<w:pgSz w:w="9"/><w:titlePg/></w:sectPr>'
    one, other, wide = read_sections((first, LAST, LAST.replace("9", "8")), has_even=False)
    assert one.form == other.form != wide.form


@pytest.mark.parametrize(
    ("section", "is_same"),
    [
        ('<w:pgSz w:w="9" w:h="8"/><w:pgMar w:top="3" w:left="1"/>', True),
        ('<w:pgSz w:w="9" w:h="7"/><w:pgMar w:top="2" w:left="1"/><w:cols w:space="9"/>', True),
        ('<w:pgSz w:w="9" w:h="7"/><w:pgMar w:top="2" w:left="2"/>', False),
        ('<w:pgSz w:w="8" w:h="7"/><w:pgMar w:top="2" w:left="1"/>', False),
        (
            '<w:pgSz w:w="9" w:h="7"/><w:pgMar w:top="2" w:left="1"/>'
            '<w:pgBorders><w:top w:val="none" w:sz="0"/></w:pgBorders>',
            True,
        ),
        (
            '<w:pgSz w:w="9" w:h="7"/><w:pgMar w:top="2" w:left="1"/>'
            '<w:pgBorders><w:left w:val="single" w:sz="4"/></w:pgBorders>',
            False,
        ),
    ],
    ids=["higher", "space between columns", "other margin", "narrower", "no borders", "borders"],
)
def test_how_high_pages_are_decides_no_line(section: str, is_same: bool) -> None:
    """Nor do borders that are none, as WPS writes them."""
    last = '<w:sectPr><w:pgSz w:w="9" w:h="7"/><w:pgMar w:top="2" w:left="1"/></w:sectPr>'
    one, other = read_sections((f"<w:sectPr>{section}</w:sectPr>", last), has_even=False)
    assert (one.form == other.form) is is_same
