"""So many rows a page: a table for each batch of rows, and a page break between them."""

from __future__ import annotations

from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml.ns import qn

from kefu_docs.render import Template, for_libreoffice
from tests.support.builds import Office
from tests.support.pdf import glyphs
from tests.support.word import saved

ROWS = 3


def template() -> bytes:
    """As docs/templates.md writes it: three rows a page under the head of the table."""
    document: Document = docx.Document()
    style: Any = document.styles["Normal"]
    style.font.name = "Times New Roman"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    document.add_paragraph(f"{{%p for page in rows|batch({ROWS}) %}}")
    document.add_paragraph("{%p if not loop.first %}")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("{%p endif %}")
    table = document.add_table(rows=4, cols=1)
    for row, text in zip(
        table.rows, ("项目", "{%tr for row in page %}", "{{ row }}", "{%tr endfor %}"), strict=True
    ):
        row.cells[0].text = text
    document.add_paragraph("{%p endfor %}")
    return saved(document)


@pytest.mark.office
@pytest.mark.parametrize("count", [1, ROWS, ROWS + 1, 3 * ROWS])
def test_each_page_has_so_many_rows_under_the_head(office: Office, count: int) -> None:
    """No page is blank, the last neither."""
    rendered = Template("t.docx", template()).render({"rows": [f"行{n}。" for n in range(count)]})
    pages = glyphs(office(for_libreoffice(rendered.docx)))
    shown = ["".join(glyph.character for glyph in page) for page in pages]
    rows = [f"行{n}。" for n in range(count)]
    expected = ["项目" + "".join(rows[n : n + ROWS]) for n in range(0, count, ROWS)]
    assert shown == expected
