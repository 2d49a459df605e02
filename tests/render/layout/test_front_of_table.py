"""A table that begins a document with notes begins at the top of the page."""

from __future__ import annotations

import pytest

from kefu_docs.render.layout.for_libreoffice import for_libreoffice
from kefu_docs.render.layout.front_of_table import with_front
from tests.support.builds import Office
from tests.support.pdf import glyphs
from tests.support.template_features import with_notes
from tests.support.word import paragraph, run, table, word

NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
TABLE = table((paragraph(run("甲")), paragraph(run("乙"))))


def top(docx: bytes, office: Office) -> float:
    """How high the first glyph of the first page stands."""
    return glyphs(office(for_libreoffice(docx)))[0][0].y


def test_a_table_in_front_of_notes_begins_at_the_top(office: Office) -> None:
    """As high as without a note."""
    plain = word(TABLE + paragraph(run("丙")), family="宋体")
    noted = with_notes(word(TABLE + paragraph(run("丙"), NOTE), family="宋体"), "注")
    assert top(noted, office) == pytest.approx(top(plain, office), abs=0.2)


@pytest.mark.parametrize(
    "body",
    [
        f"<w:p/>{TABLE}<w:p>{NOTE}</w:p>",
        f"{TABLE}<w:p/>",
        f"{TABLE}<w:p>{NOTE}</w:p>".replace("<w:tblPr>", '<w:tblPr><w:tblpPr w:tblpX="1"/>'),
    ],
)
def test_others_stay_as_they_are(body: str) -> None:
    """With text in front, without a note, with a table that text goes around."""
    xml = f"<w:document><w:body>{body}</w:body></w:document>"
    assert with_front(xml) == xml
