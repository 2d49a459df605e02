"""The number of pages written as text where LibreOffice would count otherwise than Word."""

from __future__ import annotations

import pytest

from kefu_docs.model.document import PAGE
from kefu_docs.render import is_counted_otherwise, shown_text, with_total
from tests.support import word as make
from tests.support.word import paragraph, run, word

ANEW = '<w:pgNumType w:start="1"/>'
TOTAL = f"{make.simple_field('PAGE')}{run('共')}{make.simple_field('NUMPAGES')}"


def document(first: str, last: str, footer: str = TOTAL) -> bytes:
    """Two sections with these properties, and a footer."""
    cover = paragraph(run("封面"), form=f"<w:sectPr>{first}</w:sectPr>")
    return word(cover + paragraph(run("正文")), section=last, footer=paragraph(footer))


@pytest.mark.parametrize(
    ("first", "last", "is_other"),
    [
        ("", "", False),
        (ANEW, "", False),
        ("", ANEW, True),
        ('<w:pgNumType w:start="5"/>', "", True),
        ("", '<w:pgNumType w:fmt="lowerRoman"/>', True),
        ("", '<w:type w:val="oddPage"/>', True),
        ('<w:type w:val="oddPage"/>', "", False),
    ],
)
def test_pages_are_counted_otherwise_where_numbers_begin_anew(
    first: str, last: str, is_other: bool
) -> None:
    """In a later section, from another number or in another form, or where one may stay blank."""
    assert is_counted_otherwise(document(first, last)) == is_other
    assert not is_counted_otherwise(document(first, last, make.simple_field("PAGE")))


@pytest.mark.parametrize("is_simple", [True, False], ids=["simple", "marks"])
def test_the_number_stands_in_the_place_of_the_field(*, is_simple: bool) -> None:
    """Whichever way the field is written; other fields stay."""

    def field(instruction: str) -> str:
        return make.simple_field(instruction) if is_simple else make.field(instruction, run("1"))

    totals = field("NUMPAGES") + field("NUMPAGES  \\* MERGEFORMAT")
    counted = with_total(document("", "", field("PAGE") + run("共") + totals), 12)
    assert shown_text(counted).margins == (f"{PAGE}共1212",)


@pytest.mark.parametrize(
    ("switches", "shown"),
    [
        ("\\* ROMAN", "XII"),
        ("\\* roman \\* MERGEFORMAT", "xii"),
        ("\\* ALPHABETIC", "L"),
        ("\\* alphabetic", "l"),
        ("\\* CHARFORMAT", "12"),
        ('\\# "00"', "12"),
        ("\\* CHINESENUM3", "12"),
    ],
)
def test_the_number_has_the_form_that_libreoffice_writes(switches: str, shown: str) -> None:
    """Roman numbers and letters; figures for every other form, as is told of the template."""
    counted = with_total(
        word(paragraph(make.field(f"NUMPAGES {switches}", run("1"))), section=ANEW), 12
    )
    assert shown_text(counted).body == (shown,)


def test_text_in_the_run_of_the_field_stays() -> None:
    """Some programs write a whole field into one run with the text beside it."""
    marks = "".join(
        (
            '<w:fldChar w:fldCharType="begin"/><w:instrText> NUMPAGES </w:instrText>',
            '<w:fldChar w:fldCharType="separate"/><w:t>1</w:t><w:fldChar w:fldCharType="end"/>',
        )
    )
    one = f"<w:r><w:t>共</w:t>{marks}<w:t>页</w:t></w:r>"
    assert shown_text(with_total(word(paragraph(one)), 12)).body == ("共12页",)


def test_what_has_no_number_of_pages_stays() -> None:
    """Its parts are as they were."""
    plain = word(paragraph(run("甲")))
    assert shown_text(with_total(plain, 3)) == shown_text(plain)
