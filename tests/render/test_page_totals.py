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


def test_what_has_no_number_of_pages_stays() -> None:
    """Its parts are as they were."""
    plain = word(paragraph(run("甲")))
    assert shown_text(with_total(plain, 3)) == shown_text(plain)
