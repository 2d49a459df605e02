"""The rows of tables in which a paragraph stands on a sheet."""

from __future__ import annotations

import re

import pytest

from kefu_docs.layout_reuse.docx_rows import TABLE_END, PlaceInTables, pass_tables

CELL = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
EMPTY = "<w:tc><w:p/></w:tc>"


def place(xml: str, text: str) -> PlaceInTables:
    """Where the paragraph with this text stands."""
    start = xml.rindex("<w:p>", 0, xml.index(f">{text}<"))
    end = xml.index("</w:p>", start) + len("</w:p>")
    opened: list[int] = []
    pass_tables(opened, xml[:start], 0)
    return PlaceInTables(xml, tuple(opened), start, end)


def table(*rows: str) -> str:
    """A table with a form, of these rows' cells."""
    return f"<w:tbl><w:tblPr/>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


INNER = table(CELL.format("一") + CELL.format("二"), CELL.format("三") + CELL.format("四"))
OUTER = table(
    CELL.format("前"),
    CELL.format("甲")
    + f"<w:tc>{INNER}<w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc>{CELL.format('丙')}",
    CELL.format("后"),
)
PARAGRAPH = "<w:p>文</w:p>"


def outer(*cells: str) -> str:
    """One row of the outer table, as it stands on a sheet."""
    return f"<w:tbl><w:tblPr/><w:tr>{''.join(cells)}</w:tr>{TABLE_END}"


HERE = f"<w:tc>{PARAGRAPH}</w:tc>"


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("前", outer(HERE)),
        ("甲", outer(HERE, EMPTY, EMPTY)),
        ("乙", outer(EMPTY, HERE, EMPTY)),
        ("丙", outer(EMPTY, EMPTY, HERE)),
        ("后", outer(HERE)),
        ("一", outer(EMPTY, f"<w:tc>{table(HERE + EMPTY)}<w:p/></w:tc>", EMPTY)),
        ("四", outer(EMPTY, f"<w:tc>{table(EMPTY + HERE)}<w:p/></w:tc>", EMPTY)),
    ],
)
def test_nothing_else_stands_in_the_rows_of_a_paragraph(text: str, apart: str) -> None:
    """Neither other rows nor other text nor tables that it is not in."""
    assert place(OUTER, text).apart(PARAGRAPH) == apart


def test_tables_that_have_ended_are_not_those_of_what_follows() -> None:
    """A paragraph behind an inner table is in the outer one, and one behind that in none."""
    xml = f"{OUTER}<w:p><w:r><w:t>外</w:t></w:r></w:p>"
    assert [len(place(xml, text).tables) for text in "前一乙后外"] == [1, 2, 1, 1, 0]


DRAWING = "<mc:AlternateContent><w:drawing/></mc:AlternateContent>"


@pytest.mark.parametrize(
    ("beside", "may_be"),
    [
        (CELL.format("乙"), True),
        (f"<w:tc><w:p><w:r>{DRAWING}</w:r></w:p></w:tc>", True),
        ("<w:tc><w:p><w:sdt><w:r/></w:sdt></w:p></w:tc>", True),
        (f"<w:sdt>{EMPTY}</w:sdt>", False),
        (f"<w:customXml>{EMPTY}</w:customXml>", False),
        ('<w:tc><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p></w:tc>', False),
    ],
    ids=["text", "drawing", "control in a paragraph", "control around a cell", "markup", "field"],
)
def test_a_row_that_is_part_of_something_cannot_stand_by_itself(beside: str, may_be: bool) -> None:
    """What begins and ends in another paragraph of the row is left out with its text."""
    assert place(table(CELL.format("甲") + beside), "甲").may_be_apart is may_be
    inner = f"<w:tc>{table(CELL.format('内'))}<w:p/></w:tc>"
    assert place(table(inner + beside), "内").may_be_apart is may_be
    assert re.sub("<.*?>", "", place(table(inner + beside), "内").apart(PARAGRAPH)) == "文"
