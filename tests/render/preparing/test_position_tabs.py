"""Alignment tabs are tabs with stops, at the places that they ask for."""

from __future__ import annotations

import pytest
from lxml import etree

from kefu_docs.render.preparing.position_tabs import place_tabs, text_widths
from kefu_docs.render.word.styles import Styles
from kefu_docs.render.word.word_xml import PREFIXES, W
from tests.support.word_features import cell, paragraph, run, style, table, tree

SECTION = (
    '<w:sectPr><w:pgSz w:w="{}" w:h="16838"/>'
    '<w:pgMar w:top="1" w:bottom="1" w:left="1000" w:right="1000"/></w:sectPr>'
)
OF_HEADER = '<w:tab w:val="center" w:pos="4153"/><w:tab w:val="right" w:pos="8306"/>'
STYLES = Styles(
    (
        f'<w:styles xmlns:w="{PREFIXES["w"]}">'
        + style("header", f"<w:pPr><w:tabs>{OF_HEADER}</w:tabs></w:pPr>")
        + "</w:styles>"
    ).encode()
)
PLAIN = "an alignment tab is printed as a plain tab, in paragraph “左右”"


def aligned(alignment: str, to: str = "margin", leader: str = "none") -> str:
    """An alignment tab."""
    told = f'w:relativeTo="{to}" w:alignment="{alignment}" w:leader="{leader}"'
    return f"<w:r><w:ptab {told}/></w:r>"


def placed(written: str, *widths: int) -> tuple[etree._Element, list[str]]:
    """A part whose tabs are placed, and what is told."""
    root = tree(written)
    told = [message.text() for message in place_tabs(root, frozenset(widths), STYLES)]
    return root, told


def stops(root: etree._Element) -> list[tuple[str, ...]]:
    """The stops of the paragraphs: kind, place and leader."""
    return [
        tuple(str(stop.get(f"{W}{name}")) for name in ("val", "pos", "leader"))
        for stop in root.iterfind(f".//{W}tabs/{W}tab")
    ]


def test_the_middle_and_the_right_end_of_the_text_are_stops() -> None:
    """The stops of the style are none any more, in the order of Word's schema."""
    form = '<w:pStyle w:val="header"/><w:jc w:val="left"/>'
    content = (run("左"), aligned("center"), run("中"), aligned("right", leader="dot"), run("右"))
    root, told = placed(paragraph(*content, properties=form), 9000)
    assert told == []
    assert root.find(f".//{W}ptab") is None
    assert len(root.findall(f".//{W}r/{W}tab")) == 2
    assert stops(root) == [
        *(("clear", "4153", "None"), ("clear", "8306", "None")),
        *(("center", "4500", "None"), ("right", "9000", "dot")),
    ]
    (properties,) = root.iter(f"{W}pPr")
    assert [etree.QName(e).localname for e in properties] == ["pStyle", "tabs", "jc"]


def test_indents_count_where_it_asks_for_them() -> None:
    """Between them, and not between the margins."""
    form = '<w:ind w:left="1000" w:right="2000"/>'
    root, _ = placed(
        paragraph(aligned("center", "indent"), aligned("right", "indent"), properties=form), 9000
    )
    assert [place for _, place, _ in stops(root)] == ["4000", "7000"]


@pytest.mark.parametrize(
    ("written", "widths"),
    [
        (paragraph(run("左"), aligned("left"), run("右")), (9000,)),
        (paragraph(run("左"), aligned("right"), run("右")), (9000, 12000)),
        (paragraph(run("左"), "<w:r><w:tab/></w:r>", aligned("right"), run("右")), (9000,)),
        (table(cell("|").replace(run("|"), run("左") + aligned("right") + run("右"))), (9000,)),
    ],
)
def test_one_that_has_no_stop_is_told(written: str, widths: tuple[int, ...]) -> None:
    """At the left, on papers of several widths, among other tabs, and in a cell."""
    root, told = placed(written, *widths)
    assert told == [PLAIN]
    assert root.find(f".//{W}ptab") is not None


def test_the_widths_of_all_sections_count() -> None:
    """One where they are alike."""
    assert text_widths(tree(SECTION.format(11000) * 2)) == {9000}
    assert text_widths(tree(SECTION.format(11000) + SECTION.format(16000))) == {9000, 14000}
