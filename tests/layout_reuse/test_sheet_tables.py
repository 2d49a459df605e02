"""Tables of a sheet: what stands in like rows shares one."""

from __future__ import annotations

import pytest

from kefu_docs.layout_reuse.docx_rows import TABLE_END
from kefu_docs.layout_reuse.sheet_tables import IN_A_CELL, place_of, written
from tests.support.word import paragraph, run

STYLES = (
    b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b'<w:style w:type="table" w:styleId="Grid"/>'
    b'<w:style w:type="table" w:styleId="Head"><w:tblStylePr w:type="firstRow"/></w:style>'
    b"</w:styles>"
)


def cell(text: str, style: str = "Grid", row: str = "", properties: str = "") -> str:
    """A paragraph in its row, as a sheet holds it."""
    own = f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"
    form = f'<w:tblPr><w:tblStyle w:val="{style}"/></w:tblPr><w:tblGrid/>'
    return f"<w:tbl>{form}<w:tr>{row}<w:tc><w:p/></w:tc>{own}</w:tr>{TABLE_END}"


def test_like_cells_share_a_table() -> None:
    """Paragraphs of one place stand beneath each other, in their order, so many in a cell."""
    texts = [f"{number}号" for number in range(IN_A_CELL + 2)]
    made = "".join(written(map(cell, texts), STYLES))
    assert (made.count("<w:tbl>"), made.count("<w:tr>"), made.count("</w:tbl>")) == (1, 2, 1)
    places = [made.index(f">{text}<") for text in texts]
    assert places == sorted(places)
    assert made.count("<w:p>") == len(texts)


def test_paragraphs_of_the_body_and_other_cells_part_tables() -> None:
    """What stands in the body stays there; a cell of another width has a table of its own."""
    wide = cell("乙", properties='<w:tcW w:w="9"/>')
    body = paragraph(run("丙"))
    assert list(written([cell("甲"), wide, body], STYLES))[-1] == body
    made = "".join(written([cell("甲"), wide, body], STYLES))
    assert made == cell("甲") + wide + body


def test_a_rows_height_is_not_kept() -> None:
    """A row as high as one line would cut off the paragraphs beneath the first."""
    row = '<w:trPr><w:cantSplit/><w:trHeight w:val="300" w:hRule="exact"/></w:trPr>'
    made = "".join(written([cell("甲", row=row), cell("乙", row=row)], STYLES))
    assert "<w:trPr></w:trPr>" in made


@pytest.mark.parametrize(
    "given",
    [
        {"style": "Head"},
        {"style": "Unknown"},
        {"row": "<w:trPr><w:tblHeader/></w:trPr>"},
        {"properties": "<w:vMerge/>"},
        {"properties": '<w:cnfStyle w:val="1"/>'},
    ],
    ids=["style", "unknown style", "head", "merged", "place"],
)
def test_a_row_that_its_place_changes_stays_by_itself(given: dict[str, str]) -> None:
    """A first row may look otherwise than the next, and a merged cell goes on in it."""
    rows = [cell("甲", **given), cell("乙", **given)]
    assert list(written(rows, STYLES)) == rows


def test_the_place_of_a_paragraph_is_what_stands_around_it() -> None:
    """Two paragraphs of one place have the same; one in the body has nothing around it."""
    assert place_of(cell("甲")) == place_of(cell("乙"))
    assert place_of(paragraph(run("甲"))) == ("", "</w:p>")
