"""Numbers of pages between dashes have these as text."""

from __future__ import annotations

import pytest
from lxml import etree

from kefu_docs.render.preparing.dashed_pages import takes_dashes, write_dashes
from kefu_docs.render.word.word_xml import W
from tests.support.word_features import field, paragraph, run, tree

DASHED = '<w:sectPr><w:pgNumType w:fmt="numberInDash"/></w:sectPr>'


def written(root: etree._Element) -> str:
    """The texts and instructions of a part."""
    elements = root.iter(f"{W}t", f"{W}instrText", f"{W}fldSimple")
    parts = [str(e.text or e.get(f"{W}instr") or "").strip(" \n") for e in elements]
    return "|".join(filter(None, parts))


def test_all_sections_have_to_want_them() -> None:
    """Where one does not, the same footer may stand in both."""
    root = tree(DASHED)
    assert takes_dashes(root)
    assert root.find(f".//{W}pgNumType").get(f"{W}fmt") is None  # type: ignore[union-attr]
    assert not takes_dashes(tree(DASHED + "<w:sectPr/>"))
    assert not takes_dashes(tree(DASHED.replace("numberInDash", "decimal")))


@pytest.mark.parametrize(
    ("footer", "shown"),
    [
        (field("PAGE", "1"), "-|PAGE|1|-"),
        (field("PAGE \\* MERGEFORMAT", "1"), "-|PAGE \\* MERGEFORMAT|1|-"),
        (field("PAGE \\* ArabicDash", "1"), "-|PAGE|1|-"),
        (f'<w:fldSimple w:instr="PAGE">{run("1")}</w:fldSimple>', "-|PAGE|1|-"),
        (field("PAGE \\* ROMAN", "I"), "PAGE \\* ROMAN|I"),
        (field("NUMPAGES", "1"), "NUMPAGES|1"),
    ],
)
def test_numbers_of_pages_get_them(footer: str, shown: str) -> None:
    """Others have the form that they ask for."""
    root = tree(paragraph(footer))
    assert write_dashes(root, of_sections=True) == shown.startswith("-")
    assert written(root) == shown


def test_the_pages_of_a_section_get_them() -> None:
    """Where the field asks for them."""
    root = tree(paragraph(field("SECTIONPAGES \\* ArabicDash", "3")))
    assert write_dashes(root, of_sections=False)
    assert written(root) == "-|SECTIONPAGES|3|-"


def test_a_switch_asks_for_them_by_itself() -> None:
    """Whatever the sections want, and where text stands in the field's run."""
    plain = tree(paragraph(field("PAGE", "1")))
    assert not write_dashes(plain, of_sections=False)
    one = "<w:r>{}</w:r>".format(
        '<w:t>第</w:t><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE \\* ArabicDash'
        '</w:instrText><w:fldChar w:fldCharType="end"/><w:t>页</w:t>'
    )
    root = tree(paragraph(one))
    assert write_dashes(root, of_sections=False)
    assert written(root) == "第|-|PAGE|-|页"
