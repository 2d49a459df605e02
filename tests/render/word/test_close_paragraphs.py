"""How far lines of a paragraph are apart, and those of others of its form."""

from __future__ import annotations

import pytest

from kefu_docs.layout_reuse.plain_paragraph import LOOK_NAMES
from kefu_docs.render.word.close_paragraphs import has_exact_lines, may_repeat
from kefu_docs.render.word.styles import Styles
from tests.support.word import paragraph, run

PLAIN = Styles(None)
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SPACED = Styles(
    f'<w:styles {WORD}><w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:after="160"/></w:pPr>'
    '</w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:styleId="Close"><w:pPr>'
    '<w:spacing w:after="0"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Boxed">'
    '<w:basedOn w:val="Close"/><w:pPr><w:pBdr/></w:pPr></w:style></w:styles>'.encode()
)
FORMS = {
    "plain": "",
    "indented": '<w:ind w:firstLine="480"/><w:jc w:val="both"/>',
    "exact": '<w:spacing w:after="0" w:line="440" w:lineRule="exact"/>',
    "marked": "<w:rPr><w:b/></w:rPr>",
    "spaced": '<w:spacing w:before="60" w:after="60"/>',
    "by itself": '<w:spacing w:afterAutospacing="1"/>',
    "a twip apart": '<w:spacing w:after="1"/>',
    "hidden mark": "<w:rPr><w:vanish/></w:rPr>",
    "boxed": '<w:pBdr><w:top w:val="single" w:sz="4" w:space="1"/></w:pBdr>',
    "on a new page": "<w:pageBreakBefore/>",
}
APART = ("spaced", "by itself", "a twip apart", "hidden mark", "boxed", "on a new page")


@pytest.mark.parametrize("name", sorted(FORMS))
def test_paragraphs_repeat_where_nothing_is_between_them(name: str) -> None:
    """Space before or behind, and what is drawn around a paragraph, keep it out of a series."""
    found = may_repeat(paragraph(run(""), form=FORMS[name]), PLAIN, LOOK_NAMES)
    assert found is (name not in APART)


def test_space_is_what_the_nearest_style_says() -> None:
    """The document's own space holds where neither paragraph nor style says anything."""
    assert not may_repeat(paragraph(run("")), SPACED, LOOK_NAMES)
    assert may_repeat(paragraph(run(""), form='<w:pStyle w:val="Close"/>'), SPACED, LOOK_NAMES)
    assert not may_repeat(paragraph(run(""), form='<w:pStyle w:val="Boxed"/>'), SPACED, LOOK_NAMES)
    assert may_repeat(paragraph(run(""), form='<w:spacing w:after="0"/>'), SPACED, LOOK_NAMES)


LINED = Styles(
    f'<w:styles {WORD}><w:style w:type="paragraph" w:styleId="Lined"><w:pPr><w:spacing '
    'w:line="440" w:lineRule="exact"/></w:pPr></w:style></w:styles>'.encode()
)


@pytest.mark.parametrize(
    ("spacing", "is_exact"),
    [
        ("", True),
        ('<w:spacing w:before="60"/>', True),
        ('<w:spacing w:line="22pt" w:lineRule="exact"/>', True),
        ('<w:spacing w:line="440" w:lineRule="atLeast"/>', False),
        ('<w:spacing w:line="360"/>', False),
        ('<w:spacing w:lineRule="exact"/>', False),
        ('<w:spacing w:line="0" w:lineRule="exact"/>', False),
    ],
)
def test_lines_are_exact_where_the_nearest_that_tells_says_so(
    spacing: str, *, is_exact: bool
) -> None:
    """The paragraph's own spacing goes before its style's, if it says anything of lines."""
    form = f'<w:pStyle w:val="Lined"/>{spacing}'
    assert has_exact_lines(paragraph(run(""), form=form), LINED) is is_exact
    assert not has_exact_lines(paragraph(run("")), LINED)
