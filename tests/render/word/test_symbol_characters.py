"""Symbols of Microsoft's fonts become characters that the font set draws."""

from __future__ import annotations

import pytest

from kefu_docs.fonts import Coverage, FontSet
from kefu_docs.render import Template, text_of
from kefu_docs.render.word.docx_zip import read_parts
from kefu_docs.render.word.read_package import read_package
from kefu_docs.render.word.symbol_characters import unicode_of
from tests.support.word_xml import WORD, body, paragraph, parts, relations, zipped


@pytest.mark.parametrize(
    ("font", "text", "shown"),
    [
        ("Symbol", "\uf0b7", "•"),
        ("Symbol", "ab", "αβ"),
        ("symbol", "\uf0e5", "∑"),
        ("Wingdings", "\uf06c", "●"),
        ("Wingdings", "\uf0fc", "✓"),
        ("Wingdings", "\uf0d8\uf0e8\uf0b2", "➢➔✧"),
        ("Wingdings", "I\uf04c", "🖐☹"),
        ("Wingdings", "\uf0ff", None),
        ("Wingdings 2", "\uf0a3\uf052", "□☑"),
        ("Wingdings 2", "PTj", "✓☒①"),
        ("Wingdings 2", "\uf0a4\uf0fa", None),
        ("Webdings", "aJ", "✓🏝"),
        ("宋体", "a", None),
        ("Symbol", "字", None),
    ],
)
def test_a_symbol_has_a_character(font: str, text: str, shown: str | None) -> None:
    """In the private area or as a letter; none where it is not known."""
    assert unicode_of(font, text) == shown


@pytest.mark.parametrize("font", ["Wingdings", "Wingdings 2", "Webdings"])
def test_every_mark_of_a_list_is_drawn(font: str, fonts: FontSet) -> None:
    """A template with Word's own bullet ➢ was refused, for no face for text has that."""
    shown = "".join(filter(None, (unicode_of(font, chr(0xF000 + n)) for n in range(0x20, 0x100))))
    assert [*Coverage(fonts).missing(shown)] == []


def run(text: str, font: str) -> str:
    """A run in a font."""
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:hint="default"/>'
    return f"<w:r><w:rPr>{fonts}<w:b/></w:rPr><w:t>{text}</w:t></w:r>"


def test_symbols_in_a_document_are_text() -> None:
    """As `w:sym`, and in runs, which lose the font; others stay as they are."""
    symbol = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="X" w:char="41"/></w:r>'
    files = parts(body(paragraph(symbol, run("\uf061", "Symbol"), run("乙", "Arial"))))
    docx = Template("t.docx", zipped(files)).render({}).docx
    xml = read_parts(docx)["word/document.xml"].decode()
    assert text_of(docx) == "☑α乙"
    assert 'w:font="X"' in xml
    assert ("Symbol" in xml, "Arial" in xml, xml.count("<w:b/>")) == (False, True, 2)


def test_a_tag_in_a_symbol_font_stays_a_tag() -> None:
    """Its letters are a name; a symbol beside it is a symbol."""
    files = parts(body(paragraph(run("{{ ab }}", "Symbol"), run("\uf0b7", "Symbol"))))
    assert text_of(Template("t.docx", zipped(files)).render({"ab": "甲"}).docx) == "甲•"


def test_usual_bullets_are_characters() -> None:
    """Word's own first choice is a Symbol."""
    level = (
        '<w:lvl w:ilvl="0"><w:lvlText w:val="\uf0b7"/>'
        '<w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:lvl>'
    )
    files = parts() | {
        "word/numbering.xml": f"<w:numbering {WORD}><w:abstractNum>{level}</w:abstractNum>"
        "</w:numbering>",
        "word/_rels/document.xml.rels": relations(("rId1", "numbering", "numbering.xml")),
    }
    numbering = read_package("t.docx", zipped(files)).parts["word/numbering.xml"].decode()
    assert '<w:lvlText w:val="•"/>' in numbering
    assert "Symbol" not in numbering
