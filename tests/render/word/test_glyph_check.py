"""Faces proved before conversion: unknown families, characters without a glyph, named stretches."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from kefu_docs.diagnostics.errors import GlyphError, TemplateError
from kefu_docs.fonts import Coverage, find_fonts
from kefu_docs.render import Template, text_of
from kefu_docs.render.word.docx_zip import read_parts
from tests.support.typeface_samples import fonts_of_style, numbered
from tests.support.word import docx_with, paragraphs, set_family

COVERAGE = Coverage(find_fonts(None))


def template(*families: str, text: str = "{{ x }}") -> Template:
    """A template with a paragraph in each family."""

    def write(document: Document) -> None:
        for family in families:
            set_family(document.add_paragraph().add_run(text)._r, family)

    return Template("own.docx", docx_with(write), COVERAGE)


def stretches(docx: bytes, part: str = "word/document.xml") -> list[tuple[str, str]]:
    """Text and East Asian family of each run."""
    root = etree.fromstring(read_parts(docx)[part])
    found = []
    for run in root.iter(qn("w:r")):
        fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        family = "" if fonts is None else str(fonts.get(qn("w:eastAsia")))
        found.append(("".join(str(t.text) for t in run.iter(qn("w:t"))), family))
    return found


def test_a_face_is_named_where_the_own_one_lacks_a_character() -> None:
    """By the chain of each run's family, a letter and its mark together; nothing else changes."""
    value = "甲\U00020000\U0002a6d6乙x\u0327\u4dff"
    docx = template("宋体", "楷体").render({"x": value}).docx
    assert stretches(docx) == [
        ("甲", "宋体"),
        ("\U00020000", "HanaMinA"),
        ("\U0002a6d6", "HanaMinB"),
        ("乙", "宋体"),
        ("x\u0327", "LXGW WenKai"),
        ("\u4dff", "HanaMinA"),
        ("甲", "楷体"),
        ("\U00020000", "HanaMinA"),
        ("\U0002a6d6", "HanaMinB"),
        ("乙x\u0327\u4dff", "楷体"),
    ]
    assert text_of(docx) == f"{value}\n{value}"


def test_emoji_that_are_joined_have_one_face() -> None:
    """LibreOffice 25.2 told the text of 🤷 alone, where ♂ was in another; HanaMinA has 👍."""
    docx = template("宋体").render({"x": "好🤷‍♂️👍🏻♂👍字"}).docx
    found = [
        ("好", "宋体"),
        ("🤷‍♂️👍🏻", "Symbola"),
        ("♂", "宋体"),
        ("👍", "HanaMinA"),
        ("字", "宋体"),
    ]
    assert stretches(docx) == found


def test_usual_documents_are_left_alone() -> None:
    """The bytes are those of a template that knows no faces."""
    docx = paragraphs("合同 {{ x }}，Kefu 2026")
    context = {"x": "张㛃䶮 é ①\u3000"}
    proved = Template("own.docx", docx, COVERAGE).render(context)
    assert proved == Template("own.docx", docx).render(context)


def test_the_rest_of_a_run_stays_in_its_order() -> None:
    """Its properties, breaks and tabs; the empty ends of a split run are left out."""

    def write(document: Document) -> None:
        run = document.add_paragraph().add_run("{{ x }}")
        run.bold = True
        run.add_tab()
        run.add_text("尾")

    docx = Template("own.docx", docx_with(write), COVERAGE).render({"x": "\U0002a6d6三"}).docx
    root = etree.fromstring(read_parts(docx)["word/document.xml"])
    runs = list(root.iter(qn("w:r")))
    assert [[child.tag for child in run] for run in runs] == [
        [qn("w:rPr"), qn("w:t")],
        [qn("w:rPr"), qn("w:t"), qn("w:tab"), qn("w:t")],
    ]
    assert all(run.find(f"{qn('w:rPr')}/{qn('w:b')}") is not None for run in runs)
    assert text_of(docx) == "\U0002a6d6三\t尾"


def test_characters_of_the_template_itself_are_named_too() -> None:
    """Also in headers, and with values that are plain."""

    def write(document: Document) -> None:
        document.add_paragraph("{{ x }}")
        document.sections[0].header.paragraphs[0].add_run("\U0002a6d6")

    docx = Template("own.docx", docx_with(write), COVERAGE).render({"x": "三"}).docx
    assert stretches(docx, "word/header1.xml") == [("\U0002a6d6", "HanaMinB")]


@pytest.mark.parametrize("character", ["\ue863", "\U00031350", "\U000e0fff"])
def test_a_character_that_nothing_draws_stops_the_template(character: str) -> None:
    """The message names template and paragraph, the character, its code point and block."""
    with pytest.raises(GlyphError) as raised:
        template("宋体", text=f"甲方{character}")
    said = raised.value.message.text()
    assert "own.docx, “甲方" in said
    assert f"U+{ord(character):04X}" in said


def test_a_value_that_nothing_draws_stops_the_document() -> None:
    """A value with a character that no face draws is an error that names template and record."""
    with pytest.raises(GlyphError, match=r"own\.docx, contracts/E001: .*U\+E863, for private use"):
        template("宋体").render({"x": "陈\ue863"}, "contracts/E001")


def _style(document: Document) -> None:
    fonts_of_style(document, "Normal", eastAsia="隶书")
    document.add_paragraph("甲方")


def _run(document: Document) -> None:
    set_family(document.add_paragraph("甲").add_run("方")._r, "隶书", ("eastAsia",))


def _number(document: Document) -> None:
    numbered(document, document.add_paragraph("甲方"), "●", "隶书")


@pytest.mark.parametrize("write", [_style, _run, _number])
def test_an_unknown_family_stops_the_template(write: Callable[[Document], None]) -> None:
    """The message names template, paragraph, style and family."""
    with pytest.raises(TemplateError) as raised:
        Template("own.docx", docx_with(write), COVERAGE)
    assert raised.value.message.text() == (
        "own.docx, paragraph “甲方”, style Normal: the font 隶书 is neither in the font set nor "
        "in fonts/"
    )


def test_a_bullet_that_nothing_draws_stops_the_template() -> None:
    """Word's own bullets are private-use characters of its symbol fonts."""

    def write(document: Document) -> None:
        numbered(document, document.add_paragraph("甲方"), "\uf0b7", "宋体")

    with pytest.raises(GlyphError, match=r"U\+F0B7"):
        Template("own.docx", docx_with(write), COVERAGE)
