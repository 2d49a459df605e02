"""The lane: which documents LibreOffice lays out, and which are set after these."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import partial

import pytest
from msgspec.structs import replace

from kefu_docs.finish.text_grid import TENTH, TWIP
from kefu_docs.fonts import FontSet
from kefu_docs.layout_reuse import kinds, lane
from kefu_docs.layout_reuse.kinds import SetDocuments
from kefu_docs.layout_reuse.lane import LayoutReuse, ReadSheet
from kefu_docs.layout_reuse.lines import GlyphRun, Item, TypesetParagraph
from kefu_docs.layout_reuse.sheet import TypesetSheet
from kefu_docs.model.jobs import PdfJob
from kefu_docs.records import shipped_kinds
from kefu_docs.scheduler.lane import Next
from kefu_docs.scheduler.layout_habits import Habits
from tests.support.kinds import END, word, works
from tests.support.word import paragraph, run, table

CLIP = b"0 0 595 842"
TEMPLATE = word(paragraph(run("甲方：{{ a }}")) + paragraph(run("乙方：{{ b }}")))
A, B = 0, 1
"""The numbers of the paragraphs."""


@pytest.fixture
def found() -> LayoutReuse:
    """Nothing met yet; two documents are worth a sheet."""
    return LayoutReuse(least=2)


SUMMARY = shipped_kinds()["summary"]


def contracts(fonts: FontSet, *values: str, template: bytes = TEMPLATE) -> list[PdfJob]:
    """Contracts of these two parties, a character each."""
    return works(fonts, template, [{"a": value[0], "b": value[1]} for value in values])


def offer(found: LayoutReuse, documents: Sequence[PdfJob]) -> tuple[ReadSheet, list[PdfJob]]:
    """Offer documents: the task that reads their sheet, and those that LibreOffice lays out."""
    following = found.offer(documents, len(documents))
    (task,) = following.tasks
    assert isinstance(task, ReadSheet)
    return task, following.returned


def sheet_of(found: LayoutReuse, documents: Sequence[PdfJob]) -> ReadSheet:
    """The task that reads the sheet of these documents."""
    return offer(found, documents)[0]


def setting(text: str, size: bytes = b"12") -> TypesetParagraph:
    """A paragraph of one line."""
    item = Item(CLIP, (b"", b""), b"700", b"90", (GlyphRun("Song", size, b"\0\1", text),), text)
    return TypesetParagraph(((item,),), CLIP)


def settings(task: ReadSheet, large: str = "") -> TypesetSheet:
    """How the sheet's paragraphs come out; those with a character of `large` in another size."""
    sizes = (b"20" if set(text) & set(large) else b"12" for text in task.sheet.texts)
    return TypesetSheet(list(map(setting, task.sheet.texts, sizes)), [])


def told(result: Next) -> tuple[list[PdfJob], list[tuple[PdfJob, ...]]]:
    """What is to be laid out, and what to be set."""
    return result.returned, [task.jobs for task in setting_tasks(result)]


def setting_tasks(result: Next) -> list[SetDocuments]:
    """The tasks, all of which set documents."""
    tasks = [task for task in result.tasks if isinstance(task, SetDocuments)]
    assert len(tasks) == len(result.tasks)
    return tasks


def only_task(result: Next) -> SetDocuments:
    """The one task that sets documents."""
    (task,) = setting_tasks(result)
    return task


def test_a_sheet_has_each_paragraph_once(found: LayoutReuse, fonts: FontSet) -> None:
    """A sheet has the paragraphs by which documents differ from the first, and the first
    one's, once each.
    """
    documents = contracts(fonts, "子丑", "寅丑", "寅丑", "卯丑")
    task, laid_out = offer(found, documents)
    sheet = task.sheet
    assert sheet.texts == ["甲方：寅", "甲方：子", "甲方：卯"]
    assert laid_out == documents[:2] == list(sheet.examples)
    assert sheet.waiting == documents[2:]


def test_what_is_known_is_not_put_on_the_next_sheet(found: LayoutReuse, fonts: FontSet) -> None:
    """What the first sheet showed of the model's wording is not on the second."""
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰巳")
    sheet = sheet_of(found, documents[:2])
    sheet.done(settings(sheet))
    assert sorted(sheet_of(found, documents[2:]).sheet.texts) == [
        "乙方：丑",
        "乙方：巳",
        "甲方：卯",
        "甲方：辰",
    ]


def test_others_are_set_once_two_are_laid_out(found: LayoutReuse, fonts: FontSet) -> None:
    """When model and witness are laid out the others are set, each by the paragraphs in
    which it differs.
    """
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰巳")
    sheet = sheet_of(found, documents)
    assert told(sheet.done(settings(sheet))) == ([], [])
    assert told(found.laid_out(documents[0], b"model")) == ([], [])
    order = only_task(found.laid_out(documents[1], b"witness"))
    assert order.jobs == tuple(documents[2:])
    assert (order.pair.model, order.pair.witness) == (b"model", b"witness")
    assert order.pair.changes.keys() == {A}
    assert [changes.keys() for changes in order.changes] == [{A}, {A, B}]
    change = order.changes[0][A]
    assert (change.now, change.was) == (setting("甲方：卯"), setting("甲方：子"))


def test_examples_may_be_laid_out_before_their_kind_is_known(
    found: LayoutReuse, fonts: FontSet
) -> None:
    """Model and witness that come before the sheet has been read serve all the same."""
    documents = contracts(fonts, "子丑", "寅丑", "卯丑")
    sheet = sheet_of(found, documents)
    for work in documents[:2]:
        assert told(found.laid_out(work, b"pdf")) == ([], [])
    assert told(sheet.done(settings(sheet))) == ([], [(documents[2],)])


def test_those_that_come_later_follow_at_once(found: LayoutReuse, fonts: FontSet) -> None:
    """A document of a kind whose model is known is set at once."""
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑")
    first = sheet_of(found, documents[:2])
    first.done(settings(first))
    for work in documents[:2]:
        found.laid_out(work, b"pdf")
    second = sheet_of(found, documents[2:])
    assert told(second.done(settings(second))) == ([], [tuple(documents[2:])])


def test_examples_of_a_lost_sheet_are_forgotten(found: LayoutReuse, fonts: FontSet) -> None:
    """After a sheet that was lost, documents of a later sheet are model and witness."""
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑", "巳丑")
    sheet_of(found, documents[:2]).failed(ValueError())
    assert told(found.laid_out(documents[0], b"%PDF")) == ([], [])
    sheet = sheet_of(found, documents[2:])
    assert sheet.sheet.examples == ()
    assert told(sheet.done(settings(sheet))) == (documents[2:4], [])


def test_another_shape_is_another_kind(found: LayoutReuse, fonts: FontSet) -> None:
    """Documents of another shape have a model and a witness of their own."""
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑", "午丑", "未丑")
    sheet = sheet_of(found, documents)
    assert told(sheet.done(settings(sheet, large="卯辰午"))) == (documents[2:4], [])
    assert told(found.laid_out(documents[2], b"pdf")) == ([], [])
    order = only_task(found.laid_out(documents[3], b"pdf"))
    assert order.jobs == (documents[4],)
    assert order.pair.key == documents[2].key
    assert order.changes[0][A].was == setting("甲方：卯", b"20")


@pytest.mark.parametrize("failed", [0, 1])
def test_another_takes_the_place_of_an_example_that_fails(
    found: LayoutReuse, fonts: FontSet, failed: int
) -> None:
    """Where the model or the witness fails, another of its kind is laid out instead."""
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑")
    sheet = sheet_of(found, documents)
    sheet.done(settings(sheet))
    results = [
        found.laid_out(work, None if n == failed else b"pdf")
        for n, work in enumerate(documents[:2])
    ]
    assert told(results[failed]) == ([documents[2]], [])
    assert told(results[1 - failed]) == ([], [])
    order = only_task(found.laid_out(documents[2], b"pdf"))
    assert order.jobs == (documents[3],)
    assert order.pair.key == documents[1 if failed == 0 else 0].key


def test_a_kind_whose_examples_fail_is_given_up(
    found: LayoutReuse, fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where examples fail again and again, LibreOffice lays out the others, also later ones."""
    monkeypatch.setattr(kinds, "MOST_FAILED", 1)
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑", "午丑")
    sheet = sheet_of(found, documents[:4])
    sheet.done(settings(sheet))
    assert told(found.laid_out(documents[0], None)) == ([documents[2]], [])
    assert told(found.laid_out(documents[1], None)) == ([documents[3]], [])
    later = sheet_of(found, documents[4:])
    assert told(later.done(settings(later))) == ([documents[4]], [])


def test_sheets_are_sorted_in_the_order_in_which_they_were_made(
    found: LayoutReuse, fonts: FontSet
) -> None:
    """A sheet that is read before an earlier one waits for it, whether that is read or lost."""
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑")
    first, second = sheet_of(found, documents[:2]), sheet_of(found, documents[2:])
    assert told(second.done(settings(second))) == ([], [])
    assert told(first.done(settings(first))) == ([], [])
    found.laid_out(documents[0], b"pdf")
    order = only_task(found.laid_out(documents[1], b"pdf"))
    assert order.jobs == tuple(documents[2:])


def test_a_sheet_that_is_lost_holds_up_no_other(found: LayoutReuse, fonts: FontSet) -> None:
    """Documents of the second sheet go on where the first is lost."""
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑")
    first, second = sheet_of(found, documents[:2]), sheet_of(found, documents[2:])
    assert told(second.done(settings(second))) == ([], [])
    assert told(first.failed(ValueError())) == (documents[2:], [])


def test_a_pattern_that_is_refused_is_given_up(found: LayoutReuse, fonts: FontSet) -> None:
    """A model that is refused gives all documents that came since to LibreOffice."""
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑")
    sheet = sheet_of(found, documents[:3])
    sheet.done(settings(sheet))
    found.laid_out(documents[0], b"pdf")
    order = only_task(found.laid_out(documents[1], b"pdf"))
    assert told(order.done([None])) == ([documents[2]], [])
    later = sheet_of(found, documents[3:])
    assert told(later.done(settings(later))) == ([documents[3]], [])


def test_so_many_kinds_are_kept(
    found: LayoutReuse, fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A document of one kind more than are kept is laid out by LibreOffice."""
    monkeypatch.setattr(lane, "KINDS", 1)
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑")
    sheet = sheet_of(found, documents)
    assert told(sheet.done(settings(sheet, large="卯辰"))) == (documents[2:], [])
    for work in documents[2:]:
        assert told(found.laid_out(work, b"pdf")) == ([], [])


def test_so_many_frames_are_kept(
    found: LayoutReuse, fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Documents of one frame more than are kept are laid out without a sheet."""
    monkeypatch.setattr(lane, "KINDS", 1)
    documents = contracts(fonts, "子丑", "寅丑")
    other = contracts(fonts, "子丑", template=word(paragraph(run("{{ a }}")) + END))
    task, laid_out = offer(found, [*documents, *other])
    assert task.sheet.jobs == tuple(documents)
    assert laid_out == [*documents, *other]


def test_documents_of_very_many_paragraphs_are_laid_out(
    found: LayoutReuse, fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A month's cover with a thousand rows is taken apart for no sheet."""
    documents = contracts(fonts, "子丑", "寅丑")
    paragraphs = documents[0].rendering.paragraphs
    assert paragraphs
    monkeypatch.setattr(lane, "LONGEST", paragraphs - 1)
    assert told(found.offer(documents, 2)) == (documents, [])
    monkeypatch.setattr(lane, "LONGEST", paragraphs)
    assert sheet_of(LayoutReuse(least=2), documents)


def test_another_template_has_frames_and_kinds_of_its_own(
    found: LayoutReuse, fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Free text, of which no two documents are of a kind, leaves the others their room."""
    monkeypatch.setattr(lane, "KINDS", 1)
    sheet = sheet_of(found, contracts(fonts, "子丑", "寅丑"))
    sheet.done(settings(sheet))
    others = [
        replace(work, document=dataclasses.replace(work.document, kind=SUMMARY), key=f"{number}")
        for number, work in enumerate(
            contracts(fonts, "子丑", "寅丑", "卯丑", template=word(paragraph(run("{{ a }}")) + END))
        )
    ]
    sheet = sheet_of(found, others)
    assert sheet.sheet.jobs == tuple(others)
    assert told(sheet.done(settings(sheet))) == ([], [])
    found.laid_out(others[0], b"pdf")
    assert told(found.laid_out(others[1], b"pdf")) == ([], [(others[2],)])


def test_documents_of_another_page_or_without_a_form_get_no_sheet(
    found: LayoutReuse, fonts: FontSet
) -> None:
    """A document of another page width, or without a form, is not on the sheet of the others."""
    body = paragraph(run("甲方：{{ a }}"))
    documents = contracts(fonts, "子丑", "寅丑")
    wide = contracts(fonts, "子丑", template=word(body, section='<w:pgSz w:w="15000" w:h="9000"/>'))
    first = contracts(fonts, "子丑", template=word(body, section="<w:titlePg/>"))
    task, laid_out = offer(found, [*documents, *wide, *first])
    assert task.sheet.jobs == tuple(documents)
    assert laid_out == [*documents, *wide, *first]


def test_documents_that_say_the_same_need_no_sheet(found: LayoutReuse, fonts: FontSet) -> None:
    """Documents without a difference get no sheet; LibreOffice lays out all."""
    documents = contracts(fonts, "子丑", "子丑")
    assert told(found.offer(documents, 2)) == (documents, [])


def test_sheets_that_help_few_are_made_no_more(
    found: LayoutReuse, fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template whose sheets left most documents to LibreOffice gets no more after a while."""
    monkeypatch.setattr(lane, "TRIED", 4)
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑", "巳丑")
    sheet = sheet_of(found, documents[:4])
    sheet.done(settings(sheet, large="卯辰"))
    assert told(found.offer(documents[4:], 1)) == (documents[4:], [])


def test_many_are_set_in_several_tasks(
    found: LayoutReuse, fonts: FontSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three documents in tasks of at most two: the last task is smaller, their pair is the same."""
    monkeypatch.setattr(kinds, "CHUNK", 2)
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑", "巳丑")
    sheet = sheet_of(found, documents)
    sheet.done(settings(sheet))
    found.laid_out(documents[0], b"pdf")
    tasks = setting_tasks(found.laid_out(documents[1], b"pdf"))
    assert [task.jobs for task in tasks] == [tuple(documents[2:4]), tuple(documents[4:])]
    assert [len(task.changes) for task in tasks] == [2, 1]
    assert tasks[0].pair is tasks[1].pair


def test_a_template_whose_sheets_are_not_understood_gets_no_more(
    found: LayoutReuse, fonts: FontSet
) -> None:
    """After a sheet that was not understood, all documents of the next group are handed on."""
    documents = contracts(fonts, "子丑", "寅丑", "卯丑", "辰丑")
    assert told(sheet_of(found, documents[:3]).done(None)) == ([documents[2]], [])
    assert told(found.offer(documents[3:], 1)) == (documents[3:], [])


def test_too_few_documents_are_handed_on(fonts: FontSet) -> None:
    """Few documents are handed on without a sheet."""
    documents = contracts(fonts, "子丑", "寅丑")
    assert told(LayoutReuse(least=3).offer(documents, 2)) == (documents, [])


def test_documents_that_cannot_be_composed_have_no_series(fonts: FontSet) -> None:
    """By itself a document's pages may end by how many paragraphs there are."""
    template = word(
        paragraph(run("{%p for n in a %}"))
        + paragraph(run("{{ n }}"), form='<w:spacing w:after="0"/>')
        + paragraph(run("{%p endfor %}"))
    )
    records = [{"a": ["甲" * 30] * 2}, {"a": ["乙" * 60]}]
    documents = works(fonts, template, records)
    assert LayoutReuse(least=2).offer(documents, 2).tasks
    alone = [replace(job, alone=True) for job in documents]
    assert told(LayoutReuse(least=2).offer(alone, 2)) == (alone, [])
    same = works(fonts, template, [{"a": ["甲" * 30]}, {"a": ["乙" * 30]}])
    assert LayoutReuse(least=2).offer([replace(job, alone=True) for job in same], 2).tasks


def test_what_no_batch_takes_is_handed_on(fonts: FontSet) -> None:
    """A table begins these, by which LibreOffice on twips parts the documents of a batch."""
    template = word(table([paragraph(run("{{ b }}"))]) + paragraph(run("甲方：{{ a }}")))
    documents = contracts(fonts, "子丑", "寅丑", template=template)
    for grid, is_taken in ((TENTH, True), (TWIP, False)):
        found = LayoutReuse(2, partial(Habits, grid, composes=True))
        following = found.offer(documents, 2)
        assert bool(following.tasks) == is_taken
        assert is_taken or following.returned == documents


def lines(fonts: FontSet, *counts: int) -> list[PdfJob]:
    """Documents of so many paragraphs."""
    template = word(
        paragraph(run("{%p for n in a %}"))
        + paragraph(run("第{{ n }}条"))
        + paragraph(run("{%p endfor %}"))
        + paragraph(run("乙方：{{ b }}"))
    )
    return works(fonts, template, [{"a": list(range(n)), "b": f"{n}"} for n in counts])


def test_documents_of_which_no_two_are_alike_get_no_sheet(
    found: LayoutReuse, fonts: FontSet
) -> None:
    """Where the first documents of a template share no frame, it is given up."""
    documents = lines(fonts, 1, 2, 3)
    assert told(found.offer(documents, 3)) == (documents, [])
    assert told(found.offer(lines(fonts, 4, 4, 4), 3))[1] == []


def test_a_document_unlike_all_others_is_not_on_their_sheet(
    found: LayoutReuse, fonts: FontSet
) -> None:
    """A sheet holds the paragraphs of documents that share a frame, and no others."""
    documents = contracts(fonts, "子丑", "寅丑")
    others = lines(fonts, 3, 4, 5)
    task, laid_out = offer(found, [documents[0], *others, documents[1]])
    assert task.sheet.jobs == tuple(documents)
    assert laid_out == [*documents, *others]


def test_where_most_are_alike_the_first_of_a_frame_is_an_example(
    found: LayoutReuse, fonts: FontSet
) -> None:
    """A document that is like no other so far is the model of those to come."""
    documents = contracts(fonts, "子丑", "寅丑")
    (other,) = lines(fonts, 3)
    task, laid_out = offer(found, [documents[0], other, documents[1]])
    assert set(laid_out) == set(task.sheet.examples) == {*documents, other}
