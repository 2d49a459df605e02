"""A heading at a page's foot, away from its text, is told where a document was among others."""

from __future__ import annotations

import pytest

from kefu_docs.model import ShownText
from kefu_docs.model.document import ANYTHING
from kefu_docs.proof import Expected, prove
from kefu_docs.proof.parted_headings import parted_headings
from tests.support.pdf import text_pages

BODY = ("前言一段", "一、期限", "合同期限三年。", "二、岗位", "客服岗位。")


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        (["前言一段一、期限合同期限三年。二、岗位", "客服岗位。"], [(1, "二、岗位")]),
        (["前言一段一、期限", "合同期限三年。", "二、岗位客服岗位。"], [(1, "一、期限")]),
        (
            ["前言一段一、期限", "合同期限三年。二、岗位", "客服岗位。"],
            [(1, "一、期限"), (2, "二、岗位")],
        ),
        (["前言一段", "一、期限合同期限三年。", "二、岗位客服岗位。"], []),
        (["前言一段一、期限合同期限三", "年。二、岗位客服岗位。"], []),
        (["前言一段一、期限合同期限三年。二、岗", "位客服岗位。"], []),
        (["前言一段", "一、期限", "合同期限三年。二、岗位客服岗位。"], []),
        (["前言一段一、期限合同期限三年。二、岗位客服岗位。"], []),
        ([], []),
    ],
)
def test_a_heading_is_told_that_ends_a_page(pages: list[str], told: list[tuple[int, str]]) -> None:
    """Not where it stands with its text, nor where the page shows nothing else."""
    assert list(parted_headings(pages, ShownText(BODY, kept=(1, 3)))) == told
    assert list(parted_headings(pages, ShownText(BODY))) == []


def test_what_is_kept_together_is_one() -> None:
    """A chapter and its first section stand with their text; nobody asks that of many."""
    body = ("前言一段", "第一章", "第一节", "正文。")
    kept = ShownText(body, kept=(1, 2))
    assert list(parted_headings(["前言一段第一章第一节", "正文。"], kept)) == [(1, "第一节")]
    assert list(parted_headings(["第一章第一节", "正文。"], kept)) == []
    lines = tuple(f"第{n}行" for n in range(8))
    many = ShownText(lines, kept=tuple(range(7)))
    assert list(parted_headings(["".join(lines[:5]), "".join(lines[5:])], many)) == []


def test_labels_may_stand_before_both() -> None:
    """Numbers of lists are known on the pages alone."""
    body = ("前言" * 40, f"{ANYTHING}期限", f"{ANYTHING}合同期限三年。")
    shown = ShownText(body, kept=(1,))
    assert list(parted_headings([f"{body[0]}一、期限", "（一）合同期限三年。"], shown)) == [
        (1, body[1])
    ]
    assert list(parted_headings([body[0], "一、期限（一）合同期限三年。"], shown)) == []
    assert list(parted_headings(["一、期限", "（一）合同期限三年。"], shown)) == []


def test_by_itself_a_document_may_have_one() -> None:
    """LibreOffice lays it out so, and there is no other way to try."""
    shown = ShownText(("one", "two", "three"), kept=(1,))
    pdf = text_pages(["onetwo", "three"])
    for among_others in (False, True):
        expected = Expected(shown, among_others=among_others)
        told = [fault.text() for fault in prove(pdf, expected, "t").faults]
        assert any("“two” stands at the foot of page 1" in text for text in told) == among_others
