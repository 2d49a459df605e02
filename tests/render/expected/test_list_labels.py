"""Automatic numbers are counted and written as Word does."""

from __future__ import annotations

import pytest

from kefu_docs.render.expected.list_labels import Label, ListLabels, number_in_form
from kefu_docs.render.word.word_xml import W
from tests.support.word import elements, paragraph

_NUMBERING = (
    f'<w:numbering xmlns:w="{W[1:-1]}">'
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1、"/>'
    '<w:suff w:val="nothing"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="•"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)


def labels(*places: tuple[int, int]) -> list[Label | None]:
    """The numbers of paragraphs, each of a list and a level."""
    counted = ListLabels({"word/numbering.xml": _NUMBERING.encode()})
    form = '<w:numPr><w:ilvl w:val="{1}"/><w:numId w:val="{0}"/></w:numPr>'
    found = elements("".join(paragraph(form=form.format(*place)) for place in places))
    return [counted.next(each) for each in found]


def test_levels_begin_again_under_each_number_above() -> None:
    """1、, then 1.a) and 1.b), then 2、 and 2.a)."""
    found = labels((1, 0), (1, 1), (1, 1), (1, 0), (1, 1))
    assert [label.text for label in found if label] == ["1、", "1.a)", "1.b)", "2、", "2.a)"]
    assert [label.gap for label in found if label] == ["", "\t", "\t", "", "\t"]


def test_a_list_that_starts_anew_counts_on_from_there() -> None:
    """Lists of one definition count together until one says otherwise."""
    found = labels((1, 0), (2, 0), (1, 0), (2, 0))
    assert [label.text for label in found if label] == ["1、", "5、", "6、", "7、"]


def test_bullets_and_unknown_lists_have_no_number() -> None:
    """A table of contents shows none before them."""
    assert labels((3, 0), (9, 0), (0, 0)) == [None, None, None]


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (14, "upperRoman", "XIV"),
        (3, "lowerRoman", "iii"),
        (28, "upperLetter", "BB"),
        (7, "decimalZero", "07"),
        (12, "chineseCountingThousand", "十二"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (10, "decimalFullWidth", "１０"),
        (2, "ideographTraditional", "乙"),
        (12, "ideographZodiac", "亥"),
        (0, "upperRoman", "0"),
        (5, "thaiLetters", "5"),
    ],
)
def test_forms_of_numbers(number: int, form: str, written: str) -> None:
    """Those of Chinese and English Word; figures for others."""
    assert number_in_form(number, form) == written
