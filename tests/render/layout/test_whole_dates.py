"""A line never ends between a figure of a date and its 年, 月 or 日."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from kefu_docs.render import compose, for_libreoffice, text_of
from kefu_docs.render.layout.whole_dates import with_whole_dates
from kefu_docs.render.word.docx_zip import read_parts
from tests.support.builds import Office
from tests.support.pdf import glyphs
from tests.support.word_xml import body, paragraph, parts, zipped

# Lines as wide as a contract's: 36 characters of 12 points.
PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1588" w:right="1565" '
    'w:bottom="1474" w:left="1701" w:header="907" w:footer="907" w:gutter="0"/></w:sectPr>'
)


def run(text: str, look: str = "") -> str:
    """A run of 12 points in the faces of a contract."""
    faces = '<w:rFonts w:ascii="Times New Roman" w:eastAsia="宋体" w:hint="eastAsia"/>'
    return f'<w:r><w:rPr>{faces}{look}<w:sz w:val="24"/></w:rPr><w:t>{text}</w:t></w:r>'


def document(date: str) -> bytes:
    """A date at each place of a line, underlined as in a contract."""
    underlined = '<w:u w:val="single"/>'
    blocks = (
        paragraph(
            run("甲" * count + "自"),
            run(date, underlined),
            run("起至另行通知之日止"),
            properties='<w:jc w:val="both"/>',
        )
        for count in range(44)
    )
    return zipped(parts(body(*blocks, section=PAGE)))


def lines(pdf: bytes) -> list[str]:
    """The lines of all pages, as they are drawn, without blanks."""
    found: list[str] = []
    for page in glyphs(pdf):
        height = None
        for glyph in page:
            if height is None or abs(glyph.y - height) > 3:
                found.append("")
            found[-1] += glyph.character.strip()
            height = glyph.y
    return [line for line in found if line]


@pytest.mark.parametrize("date", ["2026年12月31日", "2026年4月1日"])
def test_no_line_begins_with_the_month(office: Office, date: str) -> None:
    """Wherever the date stands, alone and in a batch; a figure is not torn apart, either."""
    docx = document(date)
    for made in (for_libreoffice(docx), compose([docx, docx])):
        drawn = lines(office(made))
        assert "".join(drawn).count(date) % 44 == 0
        assert sum(date in line for line in drawn) % 44 > 0, "no date goes over two lines"
        for line, following in pairwise(drawn):
            assert not (re.search(r"\d$", line) and re.match("[年月日0-9]", following)), line


def test_nothing_that_shows_is_added() -> None:
    """What is published says what the record says; LibreOffice reads a joiner more."""
    docx = document("2026年4月1日")
    assert re.sub("[\u200b\u2060]", "", text_of(for_libreoffice(docx))) == text_of(docx)
    before, after = read_parts(docx), read_parts(for_libreoffice(docx))
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}


def test_a_document_without_dates_stays_as_it_is() -> None:
    """No figure before 年, 月 or 日."""
    docx = zipped(parts(body(paragraph("每月10号，当月5票、日均3单"))))
    assert for_libreoffice(docx) is docx


@pytest.mark.parametrize(
    ("xml", "mended"),
    [
        ("<w:r><w:t>4月</w:t></w:r>", "<w:r><w:t>4\u2060月</w:t></w:r>"),
        (
            "<w:t>2026年3月1日起1年2个月15天</w:t>",
            "<w:t>2026\u2060年\u200b3\u2060月\u200b1\u2060日起"
            "1\u2060年\u200b2\u2060个月\u200b15\u2060天</w:t>",
        ),
        (
            '<w:r><w:t xml:space="preserve">4</w:t></w:r>'
            "<w:r><w:rPr><w:b/></w:rPr><w:t>月</w:t></w:r>",
            '<w:r><w:t xml:space="preserve">4\u2060</w:t></w:r>'
            "<w:r><w:rPr><w:b/></w:rPr><w:t>月</w:t></w:r>",
        ),
        ('<w:pStyle w:val="第2年"/><w:t>2</w:t>', '<w:pStyle w:val="第2年"/><w:t>2</w:t>'),
        ("<w:instrText>2026年</w:instrText>", "<w:instrText>2026年</w:instrText>"),
        ("<w:t>4</w:t></w:r></w:p><w:p><w:r><w:t>月</w:t>",) * 2,
        ("<w:t>4号</w:t>",) * 2,
    ],
)
def test_joiners_stand_in_text_alone(xml: str, mended: str) -> None:
    """Also where figure and unit are formatted apart; not in attributes, nor over paragraphs."""
    assert with_whole_dates(xml) == mended
