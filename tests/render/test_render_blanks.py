"""Lines to write on are drawn, wherever they stand."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
import pikepdf
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_UNDERLINE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kefu_docs.convert import Pool
from kefu_docs.fonts import find_fonts, fontconfig_xml
from kefu_docs.render import compose, single, text_of
from kefu_docs.render.archive import read_parts

BLANKS = "\u3000" * 8
POINTS = 8 * 10.5
_RULE = re.compile(rb"0 -?[\d.]+ m ([\d.]+) -?[\d.]+ l S")


def word(blanks: str = BLANKS, *, styled: bool = False, bookmarked: bool = False) -> bytes:
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
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def pool(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pool]:
    """One warm LibreOffice for the module."""
    folder = tmp_path_factory.mktemp("blanks")
    fontconfig = folder / "fonts.conf"
    fontconfig.write_text(fontconfig_xml(find_fonts(None), folder / "cache"), encoding="utf-8")
    with Pool(1, "auto", fontconfig, folder) as office:
        yield office


def rules(pool: Pool, data: bytes) -> list[float]:
    """The lengths of the lines that are drawn on the pages, in points."""
    ((_, pdf),) = pool.convert_all([("", data)])
    assert isinstance(pdf, bytes), pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        contents = [page.Contents.read_bytes() for page in document.pages]
    return [float(found) for content in contents for found in _RULE.findall(content)]


@pytest.mark.parametrize("styled", [False, True])
def test_a_line_at_the_end_of_a_paragraph_is_drawn(pool: Pool, styled: bool) -> None:
    """Alone and among others; LibreOffice 25.2 leaves it out of the document as it is."""
    document = word(styled=styled)
    assert rules(pool, single(document)) == [pytest.approx(POINTS, abs=0.1)]
    assert rules(pool, compose([document] * 3)) == [pytest.approx(POINTS, abs=0.1)] * 3


def test_nothing_that_shows_is_added() -> None:
    """What is read back is the text and a zero-width space; bookmarks may stand behind it."""
    for document in (word(), word(styled=True), word(bookmarked=True)):
        assert text_of(single(document)) == text_of(document) + "\u200b"


def test_what_is_not_underlined_or_does_not_end_in_blanks_stays() -> None:
    """Byte for byte."""
    plain = docx.Document()
    plain.add_paragraph("备注：" + BLANKS)
    plain.add_paragraph().add_run(BLANKS).underline = WD_UNDERLINE.NONE
    stream = io.BytesIO()
    plain.save(stream)
    for document in (stream.getvalue(), word("张三"), word(BLANKS + "年")):
        assert single(document) is document


def test_only_the_body_changes() -> None:
    """Every other part is the same."""
    before, after = read_parts(word()), read_parts(single(word()))
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
