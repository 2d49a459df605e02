"""The text of a docx."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm

from kefu_docs.render import text_of
from tests.support.word import docx_with, paragraphs


def test_a_line_per_paragraph() -> None:
    """Each paragraph is a line of the text, an empty one an empty line."""
    assert text_of(paragraphs("甲", "", "乙")) == "甲\n\n乙"


def test_rows_are_lines_and_cells_are_tabbed() -> None:
    """Paragraphs of a cell are joined by a space; a nested table stays in its cell."""

    def write(document: Document) -> None:
        table = document.add_table(rows=2, cols=2)
        for row, texts in zip(table.rows, (("甲", "乙"), ("丙", "丁")), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        table.rows[0].cells[1].add_paragraph("又")
        table.rows[1].cells[0].add_table(1, 1).rows[0].cells[0].text = "内"
        document.add_paragraph("后")

    assert text_of(docx_with(write)) == "甲\t乙 又\n丙 内 \t丁\n后"


def test_tabs_and_breaks_inside_a_run() -> None:
    """A tab is a tab, a line break a space; tab stops are no text."""

    def write(document: Document) -> None:
        paragraph = document.add_paragraph("甲\t乙\n丙")
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(3), WD_TAB_ALIGNMENT.LEFT)

    assert text_of(docx_with(write)) == "甲\t乙 丙"


def test_fields_show_their_result() -> None:
    """Of a field the text has the stored result; header and footer are no part of it."""

    def write(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "页眉"
        field = f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>7</w:t></w:r></w:fldSimple>'
        paragraph: Any = document.add_paragraph("第")._p
        paragraph.append(parse_xml(field))

    assert text_of(docx_with(write)) == "第7"
