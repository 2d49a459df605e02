"""Bullets of several characters, and of one that UTF-16 writes in two."""

from __future__ import annotations

import pytest

from kefu_docs.render import Template
from kefu_docs.render.preparing.long_bullets import with_whole_bullets
from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.word_package import NUMBERING
from kefu_docs.render.word.word_xml import W
from tests.support.builds import Office
from tests.support.pdf import text_of
from tests.support.word import paragraph, run, word

FORM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'


def listed(bullet: str, font: str = "") -> bytes:
    """A docx with two paragraphs that have a bullet."""
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    numbering = (
        f'<w:numbering xmlns:w="{W[1:-1]}"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="{bullet}"/>{fonts}'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        "</w:numbering>"
    )
    body = paragraph(run("甲"), form=FORM) + paragraph(run("乙"), form=FORM)
    parts = read_parts(word(body, family="宋体"))
    return stored({**parts, NUMBERING: numbering.encode()})


@pytest.mark.parametrize(
    ("bullet", "font", "shown"),
    [
        ("🎉", "Segoe UI Emoji", "🎉"),
        ("1\ufe0f\u20e3", "Segoe UI Emoji", "1\ufe0f\u20e3"),
        ("\uf04a", "Webdings", "🏝"),
        ("—&gt;", "", "—>"),
        ("\uf0d8", "Wingdings", "➢"),
    ],
)
def test_a_bullet_is_printed_whole(bullet: str, font: str, shown: str, office: Office) -> None:
    """Half of an emoji was printed as a question mark, and nothing was said."""
    docx = Template("t.docx", listed(bullet, font)).render({}).docx
    assert "".join(text_of(office(docx)).split()) == f"{shown}甲{shown}乙"


@pytest.mark.parametrize("bullet", ["●", "%1?"])
def test_other_bullets_stay_as_they_are(bullet: str) -> None:
    """What LibreOffice prints whole, and what names a number."""
    parts = read_parts(listed(bullet))
    assert with_whole_bullets(parts) is parts
