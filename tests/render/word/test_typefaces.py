"""Which families a document asks for, from every place that can name one."""

from __future__ import annotations

from typing import Any

import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.fonts import find_fonts
from kefu_docs.render.word.docx_zip import read_parts
from kefu_docs.render.word.typefaces import Asked, style_lines
from kefu_docs.render.word.word_xml import W, parsed
from tests.support.typeface_samples import fonts_of_style, numbered, typefaces
from tests.support.word import docx_with, set_family


def asked(docx: bytes) -> list[tuple[str, str]]:
    """Families and styles, in order."""
    return [(a.family, a.style) for a in typefaces(docx).asked()]


def first_run(docx: bytes) -> dict[str, str]:
    """The families of the body's first run."""
    faces = typefaces(docx)
    (root,) = (root for part, root in faces.printed() if part == "word/document.xml")
    return dict(faces.of_run(next(root.iter(f"{W}r"))))


def test_styles_go_from_the_base_to_the_run() -> None:
    """Each level overrides slot by slot: base style, style, character style, the run itself."""

    def write(document: Document) -> None:
        fonts_of_style(document, "Normal", ascii="A", hAnsi="A", eastAsia="A", cs="A")
        own = document.styles.add_style("Own", WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = document.styles["Normal"]
        fonts_of_style(document, "Own", hAnsi="B", eastAsia="B", cs="B")
        document.styles.add_style("Filled", WD_STYLE_TYPE.CHARACTER)
        fonts_of_style(document, "Filled", eastAsia="C", cs="C")
        run = document.add_paragraph(style="Own").add_run("aé字", style="Filled")
        set_family(run._r, "D", ("cs",))

    docx = docx_with(write)
    assert first_run(docx) == {"ascii": "A", "hAnsi": "B", "eastAsia": "C", "cs": "D"}
    assert [a for a in typefaces(docx).asked() if a.style == "Own"] == [
        Asked(family, "Own", "word/document.xml", "aé字") for family in "ABC"
    ]


def test_a_theme_goes_before_a_name() -> None:
    """The East Asian face of a theme that leaves it open is the one for the document's script."""

    def write(document: Document) -> None:
        fonts_of_style(
            document, "Normal", ascii="A", asciiTheme="minorHAnsi", eastAsiaTheme="minorEastAsia"
        )
        settings = document.settings.element
        for language in settings.findall(qn("w:themeFontLang")):
            settings.remove(language)
        settings.append(parse_xml(f'<w:themeFontLang {nsdecls("w")} w:eastAsia="zh-CN"/>'))
        document.add_paragraph("字")

    found = first_run(docx_with(write))
    assert found["eastAsia"] == "宋体"
    assert found["ascii"] == "Cambria"  # of the theme in python-docx's empty document


def test_tables_margins_numbers_and_symbols_ask_too() -> None:
    """A family is found wherever it is named, with the style and the text it is for."""

    def write(document: Document) -> None:
        fonts_of_style(document, "Normal", ascii="A", hAnsi="A", eastAsia="A", cs="A")
        fonts_of_style(document, "Table Grid", eastAsia="T")
        for conditional in document.styles["Table Grid"].element.findall(qn("w:tblStylePr")):
            document.styles["Table Grid"].element.remove(conditional)
        document.styles["Table Grid"].element.append(
            parse_xml(
                f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:rPr>'
                '<w:rFonts w:eastAsia="R"/></w:rPr></w:tblStylePr>'
            )
        )
        table = document.add_table(1, 1, style="Table Grid")
        table.cell(0, 0).paragraphs[0].add_run("格")
        numbered(document, document.add_paragraph("条"), "●", "N")
        run: Any = document.add_paragraph().add_run()
        run._r.append(parse_xml(f'<w:sym {nsdecls("w")} w:font="S" w:char="F0FE"/>'))
        set_family(document.sections[0].header.paragraphs[0].add_run("眉")._r, "H", ("eastAsia",))

    docx = docx_with(write)
    found = {a.family: a for a in typefaces(docx).asked()}
    assert set(found) == {"A", "R", "N", "S", "H"}  # Normal itself names more than its table
    assert found["R"].paragraph == "格"
    assert found["N"].paragraph == "条"
    assert found["H"].part == "word/header1.xml"
    assert found["H"].style == "header"


def test_a_style_that_nothing_uses_asks_for_nothing() -> None:
    """Nor does a paragraph without text."""

    def write(document: Document) -> None:
        document.styles.add_style("Unused", WD_STYLE_TYPE.PARAGRAPH)
        fonts_of_style(document, "Unused", eastAsia="U")
        fonts_of_style(document, "Normal", ascii="A", hAnsi="A", eastAsia="A", cs="A")
        document.add_paragraph("字")
        document.add_paragraph(style="Unused")

    assert {family for family, _ in asked(docx_with(write))} == {"A"}


def test_styles_are_listed_with_what_draws_them() -> None:
    """One line for each style and face, with the names that were asked for."""

    def write(document: Document) -> None:
        fonts_of_style(
            document, "Normal", ascii="Arial", hAnsi="Arial", eastAsia="仿宋", cs="Arial"
        )
        set_family(document.add_paragraph("a字").add_run("书")._r, "隶书", ("eastAsia",))

    lines = [line.text() for line in style_lines("t.docx", docx_with(write), find_fonts(None))]
    assert lines == [
        "template t.docx",
        "  Normal: Arial, drawn by Noto Sans CJK SC",
        "  Normal: 仿宋, drawn by LXGW WenKai Light",
        "  Normal: 隶书, which is unknown; nothing is built from this file",
    ]


def test_what_is_no_document_has_no_styles() -> None:
    """Asking for the styles of a file that is no document is an error that names it."""
    with pytest.raises(TemplateError, match=r"t\.docx is not a Word document"):
        list(style_lines("t.docx", b"x", find_fonts(None)))


def test_what_a_run_may_have_holds_what_each_has() -> None:
    """By its own names, by any style, or by none."""

    def write(document: Document) -> None:
        fonts_of_style(document, "Normal", ascii="A", hAnsi="A", eastAsia="A", cs="A")
        document.add_paragraph("字")
        set_family(document.add_paragraph().add_run("字")._r, "B", ("eastAsia",))

    docx = docx_with(write)
    root = parsed(read_parts(docx)["word/document.xml"])
    found = typefaces(docx)
    assert {"A", "B", "Times New Roman"} < found.possible(root)
    for run in root.iter(f"{W}r"):
        assert found.possible(root).issuperset(found.of_run(run).values())
