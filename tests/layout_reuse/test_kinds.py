"""Patterns: which documents LibreOffice lays out, and which are set after these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from kefu_docs.fonts import FontSet
from kefu_docs.layout_reuse import kinds
from kefu_docs.layout_reuse.kinds import Order, Patterns, Sheet, Sorted
from kefu_docs.layout_reuse.lines import Item, Run, Setting
from kefu_docs.model.jobs import PdfJob
from tests.support.kinds import END, paragraph, run, word, works

CLIP = b"0 0 595 842"
TEMPLATE = word(paragraph(run("甲方：{{ a }}")) + paragraph(run("乙方：{{ b }}")))
A, B = 0, 1
"""The numbers of the paragraphs."""


@pytest.fixture
def found() -> Patterns:
    """Nothing met yet."""
    return Patterns()


def contracts(fonts: FontSet, *values: str, template: bytes = TEMPLATE) -> list[PdfJob]:
    """Contracts of these two parties, a character each."""
    return works(fonts, template, [{"a": value[0], "b": value[1]} for value in values])


def sheet_of(found: Patterns, documents: Sequence[PdfJob]) -> Sheet:
    """The sheet of these documents."""
    sheet, _ = found.sheet(documents)
    assert sheet
    return sheet


def setting(text: str, size: bytes = b"12") -> Setting:
    """A paragraph of one line."""
    item = Item(CLIP, (b"", b""), b"700", b"90", (Run("Song", size, (1,), (text,)),), text)
    return Setting(((item,),), CLIP)


def settings(sheet: Sheet, large: str = "") -> list[Setting]:
    """How the sheet's paragraphs come out; those with a character of `large` in another size."""
    return [setting(text, b"20" if set(text) & set(large) else b"12") for text in sheet.texts]


def told(result: Sorted) -> tuple[list[PdfJob], list[tuple[PdfJob, ...]]]:
    """What is to be laid out, and what to be set."""
    return result.laid_out, [order.works for order in result.orders]


def test_a_sheet_has_each_paragraph_once(found: Patterns, fonts: FontSet) -> None:
    """Those by which documents differ from the first, and how the first has them."""
    documents = contracts(fonts, "子丑", "寅丑", "寅丑", "卯丑")
    sheet, laid_out = found.sheet(documents)
    assert sheet
    assert sheet.texts == ["甲方：寅", "甲方：子", "甲方：卯"]
    assert laid_out == documents[:2] == list(sheet.examples)
    assert sheet.waiting == documents[2:]


def test_what_is_known_is_not_put_on_the_next_sheet(found: Patterns, fonts: FontSet) -> None:
    """The first document's wording is once enough."""
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰巳")
    sheet = sheet_of(found, documents[:2])
    found.sort(sheet, settings(sheet))
    assert sorted(sheet_of(found, documents[2:]).texts) == [
        "乙方：丑",
        "乙方：巳",
        "甲方：卯",
        "甲方：辰",
    ]


def test_others_are_set_once_two_are_laid_out(found: Patterns, fonts: FontSet) -> None:
    """Each with the paragraphs in which it differs from the model, and the model's own."""
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰巳")
    sheet = sheet_of(found, documents)
    assert told(found.sort(sheet, settings(sheet))) == ([], [])
    assert told(found.made(documents[0], b"model")) == ([], [])
    (order,) = found.made(documents[1], b"witness").orders
    assert order.works == tuple(documents[2:])
    assert (order.pattern.model, order.pattern.witness) == (b"model", b"witness")
    assert order.pattern.changes.keys() == {A}
    assert [changes.keys() for changes in order.changes] == [{A}, {A, B}]
    change = order.changes[0][A]
    assert (change.now, change.was) == (setting("甲方：卯"), setting("甲方：子"))


def test_examples_may_be_laid_out_before_their_kind_is_known(
    found: Patterns, fonts: FontSet
) -> None:
    """They are laid out beside the sheet."""
    documents = contracts(fonts, "子丑", "寅丑", "卯丑")
    sheet = sheet_of(found, documents)
    for work in documents[:2]:
        assert told(found.made(work, b"pdf")) == ([], [])
    assert told(found.sort(sheet, settings(sheet))) == ([], [(documents[2],)])


def test_those_that_come_later_follow_at_once(found: Patterns, fonts: FontSet) -> None:
    """The pattern is there."""
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑")
    first = sheet_of(found, documents[:2])
    found.sort(first, settings(first))
    for work in documents[:2]:
        found.made(work, b"pdf")
    second = sheet_of(found, documents[2:])
    assert told(found.sort(second, settings(second))) == ([], [tuple(documents[2:])])


def test_examples_of_a_lost_sheet_are_forgotten(found: Patterns, fonts: FontSet) -> None:
    """Documents of a later sheet stand in for them."""
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑", "巳丑")
    found.lost(sheet_of(found, documents[:2]))
    assert told(found.made(documents[0], b"%PDF")) == ([], [])
    sheet = sheet_of(found, documents[2:])
    assert sheet.examples == ()
    assert told(found.sort(sheet, settings(sheet))) == (documents[2:4], [])


def test_another_shape_is_another_kind(found: Patterns, fonts: FontSet) -> None:
    """Its own two are laid out, and set after neither of the others."""
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑", "午丑", "未丑")
    sheet = sheet_of(found, documents)
    assert told(found.sort(sheet, settings(sheet, large="卯辰午"))) == (documents[2:4], [])
    assert told(found.made(documents[2], b"pdf")) == ([], [])
    (order,) = found.made(documents[3], b"pdf").orders
    assert order.works == (documents[4],)
    assert order.pattern.key == documents[2].key
    assert order.changes[0][A].was == setting("甲方：卯", b"20")


@pytest.mark.parametrize("failed", [0, 1])
def test_a_kind_whose_example_fails_is_given_up(
    found: Patterns, fonts: FontSet, failed: int
) -> None:
    """LibreOffice lays the others out, and those that come later."""
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑")
    sheet = sheet_of(found, documents[:3])
    found.sort(sheet, settings(sheet))
    results = [
        found.made(work, None if n == failed else b"pdf") for n, work in enumerate(documents[:2])
    ]
    assert told(results[failed]) == ([documents[2]], [])
    assert told(results[1 - failed]) == ([], [])
    later = sheet_of(found, documents[3:])
    assert told(found.sort(later, settings(later))) == ([documents[3]], [])


def test_a_pattern_that_is_refused_is_given_up(found: Patterns, fonts: FontSet) -> None:
    """Those that came since are laid out."""
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑")
    sheet = sheet_of(found, documents[:3])
    found.sort(sheet, settings(sheet))
    found.made(documents[0], b"pdf")
    (order,) = found.made(documents[1], b"pdf").orders
    assert told(found.refused(order)) == ([], [])
    later = sheet_of(found, documents[3:])
    assert told(found.sort(later, settings(later))) == ([documents[3]], [])


def test_so_many_kinds_are_kept(
    found: Patterns, fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is of yet another is laid out."""
    monkeypatch.setattr(kinds, "KINDS", 1)
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑")
    sheet = sheet_of(found, documents)
    assert told(found.sort(sheet, settings(sheet, large="卯辰"))) == (documents[2:], [])
    for work in documents[2:]:
        assert told(found.made(work, b"pdf")) == ([], [])


def test_so_many_frames_are_kept(
    found: Patterns, fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents of another are laid out without a sheet."""
    monkeypatch.setattr(kinds, "KINDS", 1)
    documents = contracts(fonts, "子丑", "寅丑")
    other = contracts(fonts, "子丑", template=word(paragraph(run("{{ a }}")) + END))
    sheet, laid_out = found.sheet([*documents, *other])
    assert sheet
    assert sheet.works == tuple(documents)
    assert laid_out == [*documents, *other]


def test_another_template_has_frames_and_kinds_of_its_own(
    found: Patterns, fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Free text, of which no two documents are of a kind, leaves the others their room."""
    monkeypatch.setattr(kinds, "KINDS", 1)
    sheet = sheet_of(found, contracts(fonts, "子丑", "寅丑"))
    found.sort(sheet, settings(sheet))
    others = [
        replace(work, document=replace(work.document, template="summary"), key=f"{number}")
        for number, work in enumerate(
            contracts(fonts, "子丑", "寅丑", "卯丑", template=word(paragraph(run("{{ a }}")) + END))
        )
    ]
    sheet = sheet_of(found, others)
    assert sheet.works == tuple(others)
    assert told(found.sort(sheet, settings(sheet))) == ([], [])
    found.made(others[0], b"pdf")
    assert told(found.made(others[1], b"pdf")) == ([], [(others[2],)])


def test_documents_of_another_page_or_without_a_form_get_no_sheet(
    found: Patterns, fonts: FontSet
) -> None:
    """Lines may break elsewhere, or more than one flow is shown."""
    body = paragraph(run("甲方：{{ a }}"))
    documents = contracts(fonts, "子丑", "寅丑")
    wide = contracts(fonts, "子丑", template=word(body, section='<w:pgSz w:w="15000" w:h="9000"/>'))
    first = contracts(fonts, "子丑", template=word(body, section="<w:titlePg/>"))
    sheet, laid_out = found.sheet([*documents, *wide, *first])
    assert sheet
    assert sheet.works == tuple(documents)
    assert laid_out == [*documents, *wide, *first]


def test_documents_that_say_the_same_need_no_sheet(found: Patterns, fonts: FontSet) -> None:
    """All are laid out."""
    documents = contracts(fonts, "子丑", "子丑")
    assert found.sheet(documents) == (None, documents)


def test_sheets_that_help_few_are_made_no_more(
    found: Patterns, fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a while."""
    monkeypatch.setattr(kinds, "TRIED", 4)
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑", "巳丑")
    sheet = sheet_of(found, documents[:4])
    found.sort(sheet, settings(sheet, large="卯辰"))
    assert found.sheet(documents[4:]) == (None, documents[4:])


def test_an_order_is_cut_into_parts(found: Patterns, fonts: FontSet) -> None:
    """Of which the last may be smaller."""
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑", "巳丑")
    sheet = sheet_of(found, documents)
    found.sort(sheet, settings(sheet))
    found.made(documents[0], b"pdf")
    (order,) = found.made(documents[1], b"pdf").orders
    parts: list[Order] = list(order.parts(2))
    assert [part.works for part in parts] == [tuple(documents[2:4]), tuple(documents[4:])]
    assert [part.changes for part in parts] == [order.changes[:2], order.changes[2:]]
    assert {part.pattern for part in parts} == {order.pattern}
