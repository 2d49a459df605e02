"""Lines to write on are drawn, wherever they stand."""

from __future__ import annotations

import io
import re
from typing import Any

import docx
import pikepdf
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_UNDERLINE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kefu_docs.render import compose, for_libreoffice, text_of
from kefu_docs.render.word.docx_zip import read_parts
from tests.support.builds import Office
from tests.support.word import saved

BLANKS = "\u3000" * 8
POINTS = 8 * 10.5
_RULE = re.compile(rb"0 -?[\d.]+ m ([\d.]+) -?[\d.]+ l S")


def ending_in(blanks: str = BLANKS, *, styled: bool = False, bookmarked: bool = False) -> bytes:
    """A left-aligned paragraph that ends in underlined blanks."""
    made = docx.Document()
    made.styles["Normal"].font.size = docx.shared.Pt(10.5)
    made.styles.add_style("填写项", WD_STYLE_TYPE.CHARACTER).font.underline = True
    paragraph: Any = made.add_paragraph("电话：")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    run = paragraph.add_run(blanks)
    if styled:
        run.style = made.styles["填写项"]
    else:
        run.underline = True
    if bookmarked:
        paragraph._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="1"/>'))
    return saved(made)


def rules(pdf: bytes) -> list[float]:
    """The lengths of the lines that are drawn on the pages, in points."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        contents = [page.Contents.read_bytes() for page in document.pages]
    return [float(found) for content in contents for found in _RULE.findall(content)]


@pytest.mark.parametrize("styled", [False, True])
def test_a_line_at_the_end_of_a_paragraph_is_drawn(office: Office, styled: bool) -> None:
    """Alone and among others; LibreOffice 25.2 leaves it out of the document as it is."""
    document = ending_in(styled=styled)
    assert rules(office(for_libreoffice(document))) == [pytest.approx(POINTS, abs=0.1)]
    assert rules(office(compose([document] * 3))) == [pytest.approx(POINTS, abs=0.1)] * 3


def test_nothing_that_shows_is_added() -> None:
    """What is read back is the text and a zero-width space; bookmarks may stand behind it."""
    for document in (ending_in(), ending_in(styled=True), ending_in(bookmarked=True)):
        assert text_of(for_libreoffice(document)) == text_of(document) + "\u200b"


def test_what_is_not_underlined_or_does_not_end_in_blanks_stays() -> None:
    """Paragraphs that are not underlined or do not end in blanks stay byte for byte."""
    plain = docx.Document()
    plain.add_paragraph("备注：" + BLANKS)
    plain.add_paragraph().add_run(BLANKS).underline = WD_UNDERLINE.NONE
    for document in (saved(plain), ending_in("张三"), ending_in(BLANKS + "年")):
        assert for_libreoffice(document) is document


def test_only_the_body_changes() -> None:
    """Drawing the lines changes word/document.xml and no other part."""
    before, after = read_parts(ending_in()), read_parts(for_libreoffice(ending_in()))
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
