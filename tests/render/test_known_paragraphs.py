"""Paragraphs that came before are told as they are when all of a document is read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kefu_docs.model import ShownText
from kefu_docs.render import expected_text, shown_text
from kefu_docs.render.known_paragraphs import known_paragraphs
from kefu_docs.render.word_xml import PREFIXES
from tests.support.word import TAB, field, paragraph, run, simple_field, table, word

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
    table([paragraph(run("格")), paragraph(run("子"))], [paragraph(), paragraph(run("二"))]),
    table([paragraph(run("头")), paragraph()]).replace("<w:tr>", f"<w:tr>{_HEAD}"),
    table([paragraph(run("上"))], [_COVERED + paragraph(run("遮"))], widths=[3000]),
    "<w:sdt><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>",
)


def read_whole(docx: bytes) -> ShownText:
    """What a docx shows, every paragraph read where it stands."""
    with mock.patch.object(expected_text, "known_paragraphs", return_value={}):
        return shown_text(docx)


@given(st.lists(st.sampled_from(BLOCKS), max_size=8), st.booleans())
def test_what_is_known_is_what_would_be_read(blocks: Sequence[str], anew: bool) -> None:
    """In any order: fields that go on in later paragraphs, hidden text, labels, tables."""
    section = '<w:pgNumType w:start="7"/>' if anew else ""
    docx = word("".join(blocks), section=section)
    assert shown_text(docx) == read_whole(docx)


def known(xml: str) -> Mapping[etree._Element, object]:
    """What is known of the paragraphs in a body."""
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in PREFIXES.items())
    data = f"<w:body {declared}>{xml}</w:body>".encode()
    looks = expected_text.looks_of({})
    return known_paragraphs(data, etree.fromstring(data), looks, numbered_anew=False)


def test_a_paragraph_that_leaves_a_field_open_is_not_known() -> None:
    """What follows in its field may show nothing, so it is read where it stands."""
    begun = paragraph(run("前"), _CHAR.format("begin"))
    assert len(known(begun + paragraph(run("后")))) == 1


@pytest.mark.parametrize(
    "xml",
    [
        "<w:p><w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r></w:p>",
        "<!-- <w:p/> --><w:p/>",
        "<w:p><w:ins><w:p/></w:ins></w:p>",
    ],
)
def test_nothing_is_known_where_bytes_do_not_tell_the_paragraphs(xml: str) -> None:
    """Text boxes hold paragraphs within paragraphs; a comment may look like one."""
    assert known(xml) == {}
