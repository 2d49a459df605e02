"""What a document shows by the forms of its paragraphs is what it shows when all is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from unittest import mock

import pytest
from docx.document import Document
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from kefu_docs.model import ShownText
from kefu_docs.render import shown_text
from kefu_docs.render.expected import expected_text
from kefu_docs.render.expected.drawn_paragraphs import DrawnParagraphs
from kefu_docs.render.expected.known_paragraphs import filled, with_stand_ins
from kefu_docs.render.word.word_xml import PREFIXES, W
from tests.support.word import (
    TAB,
    docx_with,
    elements,
    field,
    paragraph,
    run,
    simple_field,
    table,
    word,
)

BREAK_PAGE = '<w:r><w:br w:type="page"/></w:r>'
_STYLES = (
    '<w:style w:type="paragraph" w:styleId="Capitals"><w:rPr><w:caps/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kept"><w:pPr><w:keepNext/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Begins"><w:pPr><w:pageBreakBefore/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Framed"><w:pPr><w:framePr w:w="9"/></w:pPr></w:style>'
)
_CHAR = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_LEADER = '<w:tabs><w:tab w:val="left" w:leader="dot" w:pos="2000"/></w:tabs>'
_NUMBER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_COVERED = "<w:tcPr><w:vMerge/></w:tcPr>"
_HEAD = "<w:trPr><w:tblHeader/></w:trPr>"
BLOCKS = (
    paragraph(run("甲 乙")),
    "<w:p/>",
    paragraph(),
    paragraph(run("藏", "<w:vanish/>"), run("见")),
    paragraph(run("abc", "<w:caps/>")),
    paragraph(run("目录"), TAB, run("1"), form=_LEADER),
    paragraph(run("项"), form=_NUMBER),
    paragraph(run("第"), field("PAGE", run("1")), run("页")),
    paragraph(simple_field("NUMPAGES", "3")),
    paragraph(run("前"), _CHAR.format("begin"), "<w:r><w:instrText>TOC</w:instrText></w:r>"),
    paragraph(_CHAR.format("separate"), run("目")),
    paragraph(run("尾"), _CHAR.format("end"), run("后")),
    paragraph(run("a&lt;b&gt;c")),
    paragraph(run("一 "), run(" "), run("\u3000二")),
    paragraph(run("软\u00ad连")),
    paragraph("<w:r><w:noBreakHyphen/></w:r>"),
    paragraph(run("abc"), form='<w:pStyle w:val="Capitals"/>'),
    paragraph(run("框"), form='<w:pStyle w:val="Framed"/>'),
    paragraph(form=_NUMBER),
    paragraph(BREAK_PAGE),
    paragraph(run("章"), form="<w:pageBreakBefore/>"),
    paragraph(run("题"), form="<w:keepNext/>"),
    paragraph(run("题"), form='<w:pStyle w:val="Kept"/>'),
    paragraph(run("文"), form='<w:pStyle w:val="Begins"/>'),
    paragraph(run("节"), form='<w:sectPr><w:type w:val="oddPage"/></w:sectPr>'),
    paragraph(run("注"), '<w:r><w:footnoteReference w:id="5"/></w:r>'),
    '<w:p w:rsidR="00A1"/>',
    '<w:p w:rsidR="00A1"><w:r><w:t>属</w:t></w:r></w:p>',
    table([paragraph(run("格")), paragraph(run("子"))], [paragraph(), paragraph(run("二"))]),
    table([paragraph(run("头")), paragraph()]).replace("<w:tr>", f"<w:tr>{_HEAD}"),
    table([paragraph(run("上"))], [_COVERED + paragraph(run("遮"))], widths=[3000]),
    "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>",
)


def read_whole(docx: bytes) -> ShownText:
    """What a docx shows, every paragraph read where it stands."""

    def unchanged(
        parts: Mapping[str, bytes], *_: object
    ) -> tuple[Mapping[str, bytes], Mapping[str, str]]:
        return parts, {}

    with mock.patch.object(expected_text, "with_stand_ins", unchanged):
        return shown_text(docx)


_Blocks = st.lists(st.sampled_from(BLOCKS), max_size=8)


@given(_Blocks, _Blocks, st.booleans())
def test_what_is_known_is_what_would_be_read(
    blocks: Sequence[str], header: Sequence[str], anew: bool
) -> None:
    """In any order: fields that go on in later paragraphs, hidden text, labels, tables, breaks."""
    section = '<w:pgNumType w:start="7"/>' if anew else ""
    docx = word("".join(blocks), header="".join(header), section=section, styles=_STYLES)
    assert shown_text(docx) == read_whole(docx)


@pytest.mark.parametrize(
    "default",
    [
        "<w:rPr><w:vanish/></w:rPr>",
        f"<w:pPr>{_NUMBER}</w:pPr>",
        "<w:pPr><w:keepNext/></w:pPr>",
        "<w:pPr><w:pageBreakBefore/></w:pPr>",
    ],
)
def test_nothing_stands_in_where_all_paragraphs_are_hidden_or_numbered(default: str) -> None:
    """Or are kept with the next, or begin a page: a stand-in has no style, so it would, too."""

    def write(document: Document) -> None:
        document.styles["Normal"].element.extend(elements(default))
        for text in ("文", "", "字"):
            document.add_paragraph(text)

    docx = docx_with(write)
    assert shown_text(docx) == read_whole(docx)


@pytest.mark.parametrize("look", ["caps", "smallCaps"])
def test_nothing_stands_in_where_all_text_is_in_capitals(look: str) -> None:
    """A form has no letters, so it would not show that they are written otherwise."""

    def write(document: Document) -> None:
        document.add_paragraph("abc")
        document.sections[0].header.paragraphs[0].text = "def"
        default = next(document.styles.element.iter(f"{W}rPrDefault"))
        default[0].extend(elements(f"<w:{look}/>"))

    docx = docx_with(write)
    told = shown_text(docx)
    assert told == read_whole(docx)
    assert (told.body, told.margins) == (("ABC",), ("DEF",))


def test_a_note_that_looks_like_a_symbol_is_shown() -> None:
    """Notes have no stand-ins, so that nothing is put in its place."""
    shown = read_whole(word(paragraph(run("文"))))
    noted = replace(shown, unseen=("\ufdd90\ufdd9",))
    assert filled(noted, {}) == noted


def test_a_document_of_known_form_is_not_parsed() -> None:
    """Its own texts are put into what another of its form shows: body, table's head, header."""
    head = table(["<w:p><w:r><w:t>{0}</w:t></w:r></w:p>"]).replace("<w:tr>", f"<w:tr>{_HEAD}")
    form = paragraph(run("{0}")) + head + paragraph()
    first, second = (
        word(form.format(name), header=paragraph(run(name), run("号"))) for name in ("甲", "乙 丙")
    )
    shown_text(first)
    with mock.patch.object(expected_text, "parsed", side_effect=AssertionError):
        told = shown_text(second)
    assert (told.body, told.heads, told.margins) == (("乙丙", "乙丙"), ("乙丙",), ("乙丙号",))


def test_a_header_that_shows_a_heading_shows_the_documents_own() -> None:
    """It asks for the style of paragraphs, which a stand-in does not have."""
    header = paragraph(simple_field("STYLEREF 1"))
    heading = '<w:pStyle w:val="Heading1"/>'
    for name in ("总则", "附则"):
        docx = word(paragraph(run(name), form=heading) + paragraph(run("文")), header=header)
        assert name in shown_text(docx).margins


def test_a_paragraph_of_known_form_is_not_parsed() -> None:
    """As when documents are compared before they are laid out: an address stands in each."""
    looks = expected_text.looks_of({})
    texts = (paragraph(run("甲"), run(" 路一号")), paragraph(run("乙"), run("路 二号")))
    expected_text.shown_paragraphs(texts[:1], looks)
    with mock.patch.object(expected_text, "_wrapped", side_effect=AssertionError):
        assert expected_text.shown_paragraphs(texts[1:], looks) == ["乙路二号"]


@pytest.mark.parametrize("xml", [block for block in BLOCKS if block.count("<w:p") == 1])
def test_a_paragraph_shows_by_itself_what_is_read_of_it(xml: str) -> None:
    """Where its form does not tell, it is read."""
    looks = expected_text.looks_of({})
    read = DrawnParagraphs(looks)
    read.read(*elements(f"<w:x>{xml}</w:x>"))
    assert expected_text.shown_paragraphs([xml], looks) == read.found


def stand_ins(xml: str) -> Iterable[str]:
    """The texts of the paragraphs in a body for which others stand in."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())
    parts = {"body": f"<w:body {declared}>{xml}</w:body>".encode()}
    _, texts = with_stand_ins(parts, parts, expected_text.looks_of({}), frozenset())
    return texts.values()


def test_a_paragraph_that_leaves_a_field_open_has_the_whole_part_read() -> None:
    """What follows in its field may show nothing, so it is read where it stands."""
    before, after = paragraph(run("前")), paragraph(run("后"))
    assert [*stand_ins(before + after)] == ["前", "后"]
    assert not stand_ins(before + paragraph(_CHAR.format("begin")) + after)


@pytest.mark.parametrize(
    "xml",
    [
        "<w:p><w:r><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></w:r></w:p>",
        "{0}<w:p><!-- <w:p> --></w:p>",
        "{0}<w:p><?x <w:p> ?></w:p>",
        "<w:p><w:ins>{0}</w:ins></w:p>",
        "{0}<w:p><w:r><w:t>\ufdd90\ufdd9</w:t></w:r></w:p>",
        "{0}<w:p><w:r><w:t>&#xFDD9;0&#64985;</w:t></w:r></w:p>",
        "{0}<w:p><w:r><w:t>]]></w:t></w:r></w:p>",
        "{0}<w:p><w:r><w:t></w:p>",
        "{0}</w:p>",
    ],
)
def test_nothing_stands_in_where_bytes_do_not_tell_the_paragraphs(xml: str) -> None:
    """Text boxes hold paragraphs within paragraphs; a comment may look like one."""
    plain = paragraph(run("文"))
    assert stand_ins(plain)
    assert not stand_ins(xml.format(plain))


@pytest.mark.parametrize("encoding", ["GBK", "US-ASCII", "iso-8859-1"])
def test_nothing_stands_in_where_a_part_has_another_encoding(encoding: str) -> None:
    """Stand-ins are written in UTF-8."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())
    body = f"<w:body {declared}>{paragraph(run('text'))}</w:body>"
    looks = expected_text.looks_of({})
    for named, is_ours in (("UTF-8", True), (encoding, False)):
        parts = {"body": f"<?xml version='1.0' encoding='{named}'?>{body}".encode()}
        assert bool(with_stand_ins(parts, parts, looks, frozenset())[1]) == is_ours


@pytest.mark.parametrize("start", ['<w:t w:x="a>b">', '<w:t xmlns:w="urn:other">'])
def test_a_text_whose_tag_is_written_otherwise_is_read_by_a_parser(start: str) -> None:
    """An attribute is no text, nor is another language's t."""
    assert [*stand_ins(paragraph("<w:r><w:t>文</w:t></w:r>"))] == ["文"]
    assert not stand_ins(paragraph(f"<w:r>{start}文</w:t></w:r>"))
