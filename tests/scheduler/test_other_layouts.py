"""In which other ways a document is laid out, by what is wrong with it."""

from __future__ import annotations

from kefu_docs.model.fault_kind import FaultKind
from kefu_docs.scheduler.other_layouts import ROOMIER, SMALLER, layouts
from tests.support.word import paragraph, run, table, word

LOW = '<w:trPr><w:trHeight w:val="240" w:hRule="exact"/></w:trPr>'
LOW_ROW = table([paragraph(run("甲"))]).replace("<w:tr>", f"<w:tr>{LOW}")


def test_room_in_the_text_brings_no_header_back() -> None:
    """Room in the header may."""
    text = word(LOW_ROW + paragraph(run("乙")), header=paragraph(run("丙")))
    header = word(paragraph(run("乙")), header=LOW_ROW + paragraph(run("丙")))
    assert layouts(text) == layouts(header) == len(SMALLER) + len(ROOMIER)
    assert layouts(text, FaultKind.MARGINS) == len(SMALLER)
    assert layouts(header, FaultKind.MARGINS) == len(SMALLER) + len(ROOMIER)
