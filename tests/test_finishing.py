"""Documents set after a model: the same bytes as LibreOffice's, or none."""

from __future__ import annotations

import pytest
from conftest import Office
from kinds import BREAK, TAB, UNDERLINED, outcome, paragraph, run, table, word

from kefu_docs.fonts import FontSet

NAMES = ("张三丰", "李四光", "王五", "欧阳娜娜", "赵六一", "中")
RAISED = '<w:position w:val="8"/>'
LARGE = '<w:sz w:val="60"/>'
LONG = [{"v": "甲" * length} for length in (5, 6, 37, 38, 39, 7, 36, 35)]

TOLD = {
    "highlighted": paragraph(run("{{ v }}", '<w:highlight w:val="yellow"/>')),
    "shaded": paragraph(
        run("{{ v }}", '<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>'), run("签字")
    ),
    "framed": paragraph(
        run("甲方："),
        run("{{ v }}", '<w:bdr w:val="single" w:sz="4" w:space="0" w:color="auto"/>'),
    ),
}


@pytest.mark.parametrize("body", TOLD.values(), ids=TOLD)
def test_what_is_drawn_as_wide_as_text_is_not_left_from_the_model(
    office: Office, fonts: FontSet, body: str
) -> None:
    """Names of three characters are as wide as each other; one of two is not."""
    assert outcome(office, fonts, word(body), [{"v": name} for name in NAMES]).wrong == []


def test_raised_text_is_not_taken_for_a_line(office: Office, fonts: FontSet) -> None:
    """On the first line of two or on the second, it has the same faces and sizes."""
    body = paragraph(run("甲{{ a }}"), run("{{ b }}", RAISED), run("方" * 20))
    records = [{"a": a * length, "b": "乙"} for a, length in (("合", 30), ("同", 30), ("合", 45))]
    assert outcome(office, fonts, word(body), records).wrong == []


def test_large_blanks_do_not_make_a_line_as_high_as_large_text(
    office: Office, fonts: FontSet
) -> None:
    """LibreOffice leaves them out of account where they stand alone."""
    body = paragraph(run("甲{{ a }}"), run("{{ b }} ", LARGE), run("方"))
    records = [
        {"a": a, "b": b} for a, b in ("甲方", "甲法", ("乙", ""), ("丙", ""), ("丁", ""), "丁甲")
    ]
    found = outcome(office, fonts, word(body), records)
    assert found.wrong == []
    assert found.set == [5, 4]


@pytest.mark.parametrize(
    "tail",
    [TAB * 4, run("\u3000" * 10, UNDERLINED), run(" " * 20, UNDERLINED)],
    ids=["tabs", "wide blanks", "blanks"],
)
def test_blanks_may_take_a_line_of_their_own(office: Office, fonts: FontSet, tail: str) -> None:
    """It shows nothing, but what follows stands lower."""
    assert outcome(office, fonts, word(paragraph(run("{{ v }}"), tail)), LONG).wrong == []


def test_a_line_under_blanks_that_are_not_drawn_is_not_lost(office: Office, fonts: FontSet) -> None:
    """On a grid of characters LibreOffice draws the line under a blank, but not the blank."""
    grid = '<w:docGrid w:type="linesAndChars" w:linePitch="312" w:charSpace="400"/>'
    body = paragraph(run("甲"), BREAK, run("{{ v }}", UNDERLINED))
    records = [{"v": v} for v in ("张A三", "李B四", " 王C五", "赵D六")]
    assert outcome(office, fonts, word(body, section=grid), records).wrong == []


def test_columns_of_a_sheet_are_not_those_of_the_document(office: Office, fonts: FontSet) -> None:
    """A paragraph at the foot of one column would be at the head of the next on the sheet."""
    columns = '<w:cols w:num="2" w:space="400"/>'
    body = paragraph(run("{{ v }}")) + paragraph(run("{{ w }}"))
    records = [{"v": f"甲乙{number}", "w": f"第{number}"} for number in range(30)]
    assert outcome(office, fonts, word(body, section=columns), records).wrong == []


def test_a_sheet_that_shows_the_models_wording_otherwise_is_not_followed(
    office: Office, fonts: FontSet
) -> None:
    """The only row on a sheet is a table's first row, which this style gives a look of its own.

    Model and witness say the same there, so that these two do not tell.
    """
    look = '<w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:noHBand="0" w:noVBand="1"/>'
    body = table(
        [paragraph(run("名")), paragraph(run("字"))],
        [paragraph(run("名{{ v }}")), paragraph(run("字"))],
        form=f'<w:tblStyle w:val="Banded"/>{look}',
    )
    banded = (
        '<w:style w:type="table" w:styleId="Banded"><w:name w:val="Banded"/>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:color w:val="FF0000"/></w:rPr></w:tblStylePr>'
        "</w:style>"
    )
    records = [{"v": v, "w": w} for v, w in ("甲乙", "甲丙", "甲丁", "戊丙")]
    found = outcome(office, fonts, word(body + paragraph(run("{{ w }}")), styles=banded), records)
    assert (found.set, found.refused) == ([2], [3])
    assert found.wrong == []
