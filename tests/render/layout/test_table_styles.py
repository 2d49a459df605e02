"""Tables that say themselves what their style says, for LibreOffice to read them sooner."""

from __future__ import annotations

import io

import pikepdf
import pytest

from kefu_docs.render import for_libreoffice
from kefu_docs.render.layout.table_styles import body_with_own_borders
from kefu_docs.render.word.docx_zip import read_parts, stored
from tests.support.builds import Office
from tests.support.word import paragraph, run, table, word

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LINE = 'w:val="single" w:sz="4" w:space="0" w:color="auto"'
STYLE = '<w:tblStyle w:val="Grid"/>'
DEFAULT = (
    '<w:style w:type="table" w:default="1" w:styleId="Plain"><w:name w:val="Normal"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="108" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
FACE = '<w:rFonts w:ascii="宋体" w:hAnsi="宋体" w:eastAsia="宋体"/>'
SIZE = '<w:sz w:val="24"/>'
BORDERS = f"<w:tblBorders><w:top {LINE}/><w:insideH {LINE}/></w:tblBorders>"
OWN = (
    f"{BORDERS}<w:tblCellMar>"
    '<w:left w:w="300" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
)


def styles(
    more: str = "", *, base: str = "Plain", default: str = DEFAULT, look: str = FACE + SIZE
) -> bytes:
    """Styles of which Grid has borders, a wide left margin, and `more`; all text has a `look`."""
    margin = '<w:tblCellMar><w:left w:w="300" w:type="dxa"/></w:tblCellMar>'
    grid = (
        '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/>'
        f'<w:basedOn w:val="{base}"/>'
        f"<w:tblPr>{BORDERS}{margin}</w:tblPr>{more}</w:style>"
    )
    defaults = f"<w:rPrDefault><w:rPr>{look}</w:rPr></w:rPrDefault><w:pPrDefault/>"
    all_styles = f"<w:docDefaults>{defaults}</w:docDefaults>{default}{grid}"
    return f"<w:styles {W}>{all_styles}</w:styles>".encode()


def settings(mode: str = "15") -> bytes:
    """Settings that say which Word a document is laid out as."""
    name = 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    setting = f'<w:compatSetting {name} w:val="{mode}"/>'
    return f"<w:settings {W}><w:compat>{setting}</w:compat></w:settings>".encode()


def mended(style: bytes, body: str, said: bytes = settings()) -> str:
    """The body as LibreOffice reads it."""
    return body_with_own_borders({"word/styles.xml": style, "word/settings.xml": said}, body)


def test_borders_and_margins_of_a_style_are_the_tables_own() -> None:
    """Of the style and of its base, each side by the nearest; what stands beside stays."""
    look = '<w:tblW w:w="5000" w:type="pct"/>'
    body = table([paragraph(run("甲"))], form=STYLE + look)
    assert mended(styles(), body) == table([paragraph(run("甲"))], form=OWN + look)


@pytest.mark.parametrize(
    "more",
    [
        '<w:pPr><w:spacing w:after="0"/></w:pPr>',
        "<w:rPr><w:b/></w:rPr>",
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>',
        '<w:tcPr><w:vAlign w:val="center"/></w:tcPr>',
    ],
)
def test_a_style_that_says_more_stays(more: str) -> None:
    """What it says of text, of rows or of single cells is LibreOffice's to work out."""
    body = table([paragraph(run("甲"))], form=STYLE)
    assert mended(styles(more), body) == body


@pytest.mark.parametrize(
    "body",
    [
        table([paragraph(run("甲"))], form=f"{STYLE}<w:tblInd w:w='9' w:type='dxa'/>"),
        table([f"<w:tcPr><w:tcBorders><w:top {LINE}/></w:tcBorders></w:tcPr><w:p/>"], form=STYLE),
        table([paragraph(run("甲"))], form='<w:tblStyle w:val="Plain"/>'),
        table([paragraph(run("甲"))], form='<w:tblStyle w:val="Unknown"/>'),
        table([paragraph(run("甲"))]),
    ],
)
def test_a_table_that_overrules_its_style_stays(body: str) -> None:
    """So does one of the default style, of one that is not there, or of none."""
    assert mended(styles(), body) == body


def test_a_style_without_the_default_one_below_it_stays() -> None:
    """A table without a style would have margins that this one has not."""
    body = table([paragraph(run("甲"))], form=STYLE)
    assert mended(styles(base="Nothing"), body) == body
    assert mended(styles(default=""), body) == body


@pytest.mark.parametrize("said", [settings("14"), f"<w:settings {W}/>".encode()])
def test_a_style_in_a_document_of_an_older_word_stays(said: bytes) -> None:
    """LibreOffice 26.2 moves a table by its style's margin there, and not by its own."""
    body = table([paragraph(run("甲"))], form=STYLE)
    assert mended(styles(), body, said) == body


def pages(pdf: bytes) -> list[bytes]:
    """What LibreOffice draws."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [page.Contents.read_bytes() for page in document.pages]


def with_table(look: str = FACE + SIZE) -> bytes:
    """A document of a table over two pages."""
    rows = [[paragraph(run(f"甲{n}")), paragraph(run(f"{n * 1234.5}元"))] for n in range(60)]
    parts = read_parts(word(table(*rows, form=STYLE) + paragraph(run("完"))))
    own = {"word/styles.xml": styles(look=look), "word/settings.xml": settings()}
    return stored(parts | own)


def test_the_pages_are_the_same(office: Office) -> None:
    """LibreOffice draws a table that says so itself as one whose style says it."""
    docx = with_table()
    mended_docx = for_libreoffice(docx)
    assert b"tblStyle" not in read_parts(mended_docx)["word/document.xml"]
    drawn = pages(office(mended_docx))
    assert drawn == pages(office(docx))
    assert len(drawn) > 1


@pytest.mark.parametrize("look", [FACE, SIZE])
def test_a_size_that_is_left_open_is_the_styles(look: str) -> None:
    """LibreOffice takes another for text of a table that has a style: the table keeps it."""
    docx = with_table(look)
    assert for_libreoffice(docx) == docx
