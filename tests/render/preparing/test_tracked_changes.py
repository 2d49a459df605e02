"""Tracked changes are printed as if they were accepted."""

from __future__ import annotations

import pytest
from lxml import etree

from kefu_docs.render.preparing.tracked_changes import accept_changes, drop_former_grids
from kefu_docs.render.word.word_xml import W
from tests.support.word_features import cell, field, paragraph, run, table, tree

BY = 'w:id="1" w:author="甲" w:date="2026-01-01T00:00:00Z"'
DELETED_END = f"<w:rPr><w:del {BY}/></w:rPr>"


def texts(root: etree._Element) -> list[str]:
    """The text of each paragraph."""
    return ["".join(map(str, p.itertext(f"{W}t"))) for p in root.iter(f"{W}p")]


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (paragraph(run("甲"), f"<w:ins {BY}>{run('乙')}</w:ins>"), ["甲乙"]),
        (paragraph(run("甲"), f"<w:del {BY}><w:r><w:delText>乙</w:delText></w:r></w:del>"), ["甲"]),
        (
            paragraph(f"<w:moveFrom {BY}>{run('移')}</w:moveFrom>", run("甲"))
            + paragraph(f"<w:moveTo {BY}>{run('移')}</w:moveTo>"),
            ["甲", "移"],
        ),
        (paragraph(run("甲"), properties=DELETED_END) + paragraph(run("乙")), ["甲乙"]),
        (paragraph(run("末"), properties=DELETED_END), ["末"]),
        (
            table(f"<w:trPr><w:del {BY}/></w:trPr>" + cell("删"), cell("留")),
            ["留", ""],
        ),
        (table(f"<w:trPr><w:ins {BY}/></w:trPr>" + cell("插")), ["插", ""]),
        (table(f"<w:trPr><w:del {BY}/></w:trPr>" + cell("删")), [""]),
        (paragraph(run("甲", f"<w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange>")), ["甲"]),
    ],
)
def test_changes_are_accepted(body: str, left: list[str]) -> None:
    """What was inserted stays without its mark, what was deleted is gone, with its mark."""
    root = tree(body)
    assert accept_changes(root) is not None
    assert texts(root) == left
    marks = ("ins", "del", "moveFrom", "moveTo", "rPrChange")
    assert next(root.iter(*(f"{W}{mark}" for mark in marks)), None) is None


MOVED_END = f"<w:rPr><w:moveFrom {BY}/></w:rPr>"
MOVE = '<w:moveFromRangeStart w:id="2" w:name="m"/>{}<w:moveFromRangeEnd w:id="2"/>'
MARKED = '<w:bookmarkStart w:id="3" w:name="b"/>{}<w:bookmarkEnd w:id="3"/>'
CONTROL = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
GONE = f"<w:del {BY}><w:r><w:delText>删</w:delText></w:r></w:del>"


@pytest.mark.parametrize(
    ("body", "left"),
    [
        (
            MOVE.format(
                paragraph(f"<w:moveFrom {BY}>{run('移')}</w:moveFrom>", properties=MOVED_END)
            )
            + paragraph(run("甲")),
            ["甲"],
        ),
        (
            MARKED.format(paragraph(GONE, properties=DELETED_END)) + paragraph(run("甲")),
            ["甲"],
        ),
        (
            paragraph(run("甲"), properties=DELETED_END) + MARKED.format(paragraph(run("乙"))),
            ["甲乙"],
        ),
        (
            paragraph(run("甲"), properties=DELETED_END) + CONTROL.format(paragraph(run("乙"))),
            ["甲乙"],
        ),
        (CONTROL.format(paragraph(GONE, properties=DELETED_END)) + paragraph(run("甲")), ["甲"]),
        (paragraph(GONE, properties=DELETED_END) + table(cell("甲")), ["甲", ""]),
        (paragraph(run("甲"), properties=DELETED_END) + table(cell("乙")), ["甲", "乙", ""]),
        (
            table(cell("甲")).removesuffix(paragraph())
            + paragraph(GONE, properties=DELETED_END)
            + table(cell("乙")),
            ["甲", "", "乙", ""],
        ),
    ],
)
def test_a_paragraph_whose_end_is_deleted_leaves_none(body: str, left: list[str]) -> None:
    """Whatever stands between it and the next: an automatic number of it would be printed."""
    root = tree(body)
    accept_changes(root)
    assert texts(root) == left
    assert all(len(control) for control in root.iter(f"{W}sdtContent"))


def test_what_is_left_of_a_deleted_field_is_gone() -> None:
    """Of one whose marks were deleted, and a part of its instruction not; others stay whole."""
    rest = "<w:r><w:instrText> \\* MERGEFORMAT </w:instrText></w:r>"
    begin = f'<w:del {BY}><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:del>'
    end = begin.replace("begin", "end")
    root = tree(paragraph(run("甲"), begin, rest, end) + paragraph(field("PAGE")))
    accept_changes(root)
    assert [i.text for i in root.iter(f"{W}instrText")] == ["PAGE"]


def test_a_part_without_changes_is_left_as_it_is() -> None:
    """None says so."""
    root = tree(paragraph(run("甲")))
    before = etree.tostring(root)
    assert accept_changes(root) is None
    assert etree.tostring(root) == before


def test_a_former_grid_is_no_change_that_is_told() -> None:
    """Google Docs saves one in each table; the grid itself stays."""
    former = (
        '<w:tblGridChange w:id="0"><w:tblGrid><w:gridCol w:w="1"/></w:tblGrid></w:tblGridChange>'
    )
    root = tree(table(cell("甲")).replace("</w:tblGrid>", f"{former}</w:tblGrid>"))
    assert drop_former_grids(root)
    assert [e.get(f"{W}w") for e in root.iter(f"{W}gridCol")] == ["2000", "2000"]
    assert accept_changes(root) is None
    assert not drop_former_grids(root)
