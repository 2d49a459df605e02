"""Paragraphs that may be set by themselves, and those that may not."""

from __future__ import annotations

import pytest

from benchmarks.papers import SEAL, WATERMARK
from kefu_docs.layout_reuse.plain_paragraph import (
    decorated_styles,
    has_floating,
    shown_by,
    without_floating,
    without_text,
)
from tests.support.word import BREAK, TAB, UNDERLINED, paragraph, run
from tests.support.word_xml import WORD

NONE: frozenset[str] = frozenset()
MARK = '<w:rFonts w:hint="eastAsia"/>'


@pytest.mark.parametrize(
    "xml",
    [
        "<w:p><w:r><w:t>甲</w:t></w:r></w:p>",
        '<w:p w:rsidR="1"><w:pPr/><w:proofErr w:type="x"/><w:r><w:rPr/><w:t>甲</w:t></w:r></w:p>',
        paragraph(run("甲方："), run("张三", MARK + "<w:b/>" + UNDERLINED), run(" 乙", MARK)),
        paragraph(run("甲"), TAB, TAB, run("乙"), BREAK, run("丙")),
        paragraph(run("　　甲方，乙方")),
        paragraph(run("甲"), form='<w:pStyle w:val="Party"/><w:shd w:fill="FFFF00"/>'),
        paragraph(run("甲"), form='<w:textAlignment w:val="baseline"/>'),
        paragraph(
            run("甲", "<w:b/><w14:textFill><w14:solidFill/></w14:textFill>" + UNDERLINED), run("乙")
        ),
    ],
)
def test_text_in_runs_is_plain(xml: str) -> None:
    """Whatever its form, its faces, and the lines under it."""
    empty = without_text(xml, NONE)
    assert empty is not None
    assert shown_by(empty) == ""
    assert empty.count("<") == xml.count("<")


@pytest.mark.parametrize(
    "look",
    [
        *('<w:highlight w:val="yellow"/>', '<w:shd w:fill="FFFF00"/>', '<w:bdr w:val="single"/>'),
        *('<w:position w:val="6"/>', '<w:vertAlign w:val="superscript"/>', '<w:em w:val="dot"/>'),
        *("<w:vanish/>", "<w:caps/>", "<w:outline/>", '<w:eastAsianLayout w:combine="1"/>'),
    ],
)
def test_a_look_that_draws_more_than_text_on_its_line_is_not_plain(look: str) -> None:
    """It may be as wide as the text, or make the line higher."""
    assert without_text(paragraph(run("甲"), run("乙", MARK + look)), NONE) is None


@pytest.mark.parametrize(
    "xml",
    [
        paragraph(),
        paragraph(run("")),
        paragraph(run("　")),
        paragraph(run("甲"), TAB),
        paragraph(run("甲"), run("　　", UNDERLINED)),
        paragraph(TAB, run("甲")),
        paragraph(run("　　Company")),
        paragraph(run(" " * 80 + "甲")),
        paragraph(run("甲"), BREAK, BREAK, run("乙")),
        paragraph(run("甲"), BREAK, run("　"), BREAK, run("乙")),
        paragraph(run("甲"), BREAK),
    ],
)
def test_a_line_that_may_show_nothing_is_not_plain(xml: str) -> None:
    """Nobody sees on a sheet where it ends."""
    assert without_text(xml, NONE) is None


@pytest.mark.parametrize(
    "xml",
    [
        paragraph(run("甲"), form='<w:numPr><w:numId w:val="1"/></w:numPr>'),
        paragraph(run("甲"), form='<w:framePr w:w="1"/>'),
        paragraph(run("甲"), form="<w:sectPr/>"),
        paragraph(run("甲"), form='<w:textAlignment w:val="center"/>'),
        paragraph(run("甲"), '<w:r><w:br w:type="page"/></w:r>'),
        paragraph(run("甲"), "<w:r><w:noBreakHyphen/></w:r>"),
        paragraph('<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'),
        paragraph(run("甲"), "<w:r><w:drawing/></w:r>"),
        paragraph(f'<w:hyperlink r:id="1">{run("甲")}</w:hyperlink>'),
        paragraph('<w:bookmarkStart w:id="0" w:name="b"/>', run("甲")),
    ],
)
def test_what_is_not_text_alone_is_not_plain(xml: str) -> None:
    """Labels, fields, pictures, links, breaks of pages and sections."""
    assert without_text(xml, NONE) is None


@pytest.mark.parametrize("anchor", [SEAL, WATERMARK], ids=["seal", "watermark"])
def test_what_floats_beside_text_is_no_part_of_it(anchor: str) -> None:
    """A paragraph with it is plain, and stands on a sheet without it."""
    xml = paragraph(run("甲"), anchor, run("乙"))
    assert without_text(xml, NONE) == paragraph(run(""), anchor, run(""))
    assert has_floating(xml)
    assert without_floating(xml) == paragraph(run("甲"), run("乙"))


@pytest.mark.parametrize(
    "anchor",
    [
        SEAL.replace('"column"', '"character"'),
        WATERMARK.replace("vertical-relative:margin", "vertical-relative:line"),
        WATERMARK.replace("position:absolute;", ""),
        SEAL.replace("wp:anchor", "wp:inline"),
    ],
    ids=["by a character", "by a line", "in the line", "inline"],
)
def test_what_moves_with_text_is_part_of_it(anchor: str) -> None:
    """Where it is drawn follows from the text in front."""
    assert without_text(paragraph(run("甲"), anchor), NONE) is None


def test_entities_are_one_character() -> None:
    """White space and its entities are left out."""
    assert shown_by(paragraph(run("甲 &amp;\u3000乙"), run("&lt;3"))) == "甲&乙<3"


def part(styles: str) -> bytes:
    """A styles part."""
    return f"<w:styles {WORD}>{styles}</w:styles>".encode()


def test_styles_decorate_what_they_name() -> None:
    """Directly, as a run's style, and through the style they are based on."""
    styles = """
        <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:b/></w:rPr></w:style>
        <w:style w:type="character" w:styleId="Marked">
          <w:rPr><w:b/>
            <w:highlight w:val="yellow"/></w:rPr></w:style>
        <w:style w:type="character" w:styleId="Child"><w:basedOn w:val="Marked"/></w:style>
        <w:style w:type="paragraph" w:styleId="Framed"><w:pPr><w:framePr w:w="9"/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Listed"><w:pPr><w:numPr/></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="Shaded"><w:pPr><w:shd w:fill="F"/></w:pPr></w:style>
    """
    decorated = decorated_styles(part(styles))
    assert decorated == {"Marked", "Child", "Framed", "Listed"}
    assert without_text(paragraph(run("甲", '<w:rStyle w:val="Child"/>')), decorated) is None
    assert without_text(paragraph(run("甲"), form='<w:pStyle w:val="Framed"/>'), decorated) is None
    assert without_text(paragraph(run("甲"), form='<w:pStyle w:val="Shaded"/>'), decorated)


@pytest.mark.parametrize(
    "styles",
    [
        "<w:docDefaults><w:rPrDefault><w:rPr><w:caps/></w:rPr></w:rPrDefault></w:docDefaults>",
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        "<w:rPr><w:caps/></w:rPr></w:style>",
    ],
)
def test_text_without_a_style_may_be_decorated(styles: str) -> None:
    """By the defaults, or by the style that it has then."""
    assert "" in decorated_styles(part(styles))
