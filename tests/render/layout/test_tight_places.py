"""Rows of exact height and text boxes, and the room that they get."""

from __future__ import annotations

import pytest
from lxml import etree

from kefu_docs.proof import Expected, prove
from kefu_docs.render import for_libreoffice, has_tight_places, shown_text, with_room
from kefu_docs.render.word.docx_zip import read_parts
from kefu_docs.render.word.word_package import DOCUMENT
from kefu_docs.render.word.word_xml import W, parsed, value
from kefu_docs.scheduler.other_layouts import ROOMIER, SMALLER, another_layout, layouts
from tests.support.builds import Office
from tests.support.word_features import cell, paragraph, run, style, table, text_box, word

WORDS = "此框中的文字比框高一点"


def low_row(points: int) -> str:
    """A table whose row is of exact height."""
    height = f'<w:trPr><w:trHeight w:val="{20 * points}" w:hRule="exact"/></w:trPr>'
    return table(height + cell(WORDS) + cell("二"))


def low_box(points: int) -> str:
    """A paragraph with a text box; its text takes two lines."""
    return paragraph(run("前"), text_box(paragraph(run(WORDS)), 100, points)) + paragraph(run("后"))


def is_whole(office: Office, docx: bytes, original: bytes) -> bool:
    """Whether the proof finds all of a document on the pages; fonts are the finish's work."""
    faults = prove(office(docx), Expected(shown_text(original)), "").faults
    return not [fault for fault in faults if "font" not in str(fault)]


@pytest.mark.parametrize("body", [low_row(24), low_box(32)])
def test_a_document_that_is_cut_off_gets_room(office: Office, body: str) -> None:
    """LibreOffice draws all of it in one of the ways it is laid out, and not as it is."""
    made = word(body)
    ready = for_libreoffice(made)
    assert layouts(made) == len(SMALLER) + len(ROOMIER)
    assert not is_whole(office, ready, made)
    ways = [another_layout(ready, number) for number in range(1, layouts(made) + 1)]
    assert any(is_whole(office, way, made) for way in ways)


def test_a_box_far_too_small_stays_refused(office: Office) -> None:
    """It does not grow over what stands below it, and its text is not made too small to read."""
    made = word(low_box(12))
    for percent in ROOMIER:
        assert not is_whole(office, with_room(for_libreoffice(made), percent), made)


def test_a_document_without_tight_places_is_laid_out_no_more_often() -> None:
    """Neither a row of another height nor a frame is one."""
    height = '<w:trPr><w:trHeight w:val="400" w:hRule="atLeast"/></w:trPr>'
    made = word(table(height + cell("一") + cell("二")))
    assert not has_tight_places(made)
    assert layouts(made) == len(SMALLER)


def sizes(root: etree._Element) -> list[str]:
    """The size of each run."""
    return [value(r, "rPr", "sz") for r in root.iter(f"{W}r") if r.find(f"{W}t") is not None]


def test_text_in_boxes_alone_is_set_smaller() -> None:
    """By its own size, its style's or the document's, not below 6 pt; all else stays as it is."""
    inner = (
        paragraph(run("甲", '<w:sz w:val="40"/>'), run("乙"), run("丙", '<w:sz w:val="10"/>'))
        + paragraph(run("丁"), properties='<w:pStyle w:val="Note"/>')
        + paragraph(run("戊", '<w:sz w:val="14"/>'))
    )
    styles = style("Note", '<w:rPr><w:sz w:val="30"/></w:rPr>')
    made = word(paragraph(run("外"), text_box(inner, 100, 50)) + low_row(20), styles=styles)
    root = parsed(read_parts(with_room(made, 70))[DOCUMENT])
    boxed = [s for box in root.iter(f"{W}txbxContent") for s in sizes(box)]
    assert boxed[:5] == ["28", "15", "10", "21", "12"]
    assert [s for s in sizes(root) if s] == boxed
    (height,) = root.iter(f"{W}trHeight")
    assert height.get(f"{W}hRule") == "atLeast"
    assert height.get(f"{W}val") == "400"


def test_line_heights_and_spaces_in_boxes_follow_the_size() -> None:
    """A line height in points would not be lower otherwise; one by lines stays."""
    exact = '<w:spacing w:before="100" w:line="400" w:lineRule="exact"/>'
    lines = '<w:spacing w:after="40" w:line="360" w:lineRule="auto"/>'
    inner = paragraph(run("甲"), properties=exact) + paragraph(run("乙"), properties=lines)
    made = with_room(word(paragraph(text_box(inner, 100, 50))), 50)
    box = next(parsed(read_parts(made)[DOCUMENT]).iter(f"{W}txbxContent"))
    first, second = (p.find(f"{W}pPr/{W}spacing") for p in box)
    assert first is not None
    assert second is not None
    assert [first.get(f"{W}{n}") for n in ("before", "line", "lineRule")] == ["50", "200", "exact"]
    assert [second.get(f"{W}{n}") for n in ("after", "line")] == ["20", "360"]
