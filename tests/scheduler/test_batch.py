"""What is done with documents that the proof refuses, without LibreOffice."""

from __future__ import annotations

import re
from functools import partial
from types import SimpleNamespace
from typing import Any, cast

import pytest
from msgspec.structs import replace

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import ConversionError
from kefu_docs.finish.text_grid import TENTH, TWIP
from kefu_docs.model import PdfFacts
from kefu_docs.model.fault_kind import FaultKind
from kefu_docs.model.jobs import PdfJob
from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.word_package import DOCUMENT
from kefu_docs.scheduler.batch import FOREIGN, LARGEST, LONGEST, Batch, Batches
from kefu_docs.scheduler.lane import Next
from kefu_docs.scheduler.layout_habits import Habits
from kefu_docs.scheduler.messages import ProvedPdf, RefusedPdf
from kefu_docs.scheduler.other_layouts import SMALLER, layouts
from tests.support.word import paragraph, run, table, word

PLAIN = word(paragraph(run("甲")) + paragraph(run("乙")))
LACKS_A_MARK = RefusedPdf(Message("a comma is missing"), FaultKind.MARKS)
OTHERWISE_WRONG = RefusedPdf(Message("text is missing"))
WORDS = Message("LibreOffice crashed")
RIGHT = ProvedPdf(b"%PDF-", PdfFacts(1, ()))


def batch(lane: Batches, count: int) -> Batch:
    """Documents of one template in a batch."""
    jobs = (
        SimpleNamespace(
            key=str(number),
            document=SimpleNamespace(template="t"),
            alone=False,
            rendering=SimpleNamespace(docx=PLAIN, paragraphs=2),
        )
        for number in range(count)
    )
    return Batch(lane, tuple(cast(PdfJob, job) for job in jobs))


def test_a_long_document_is_converted_by_itself() -> None:
    """LibreOffice ends some of its pages elsewhere in a batch."""
    first, second, third = batch(Batches(), 3).jobs
    long = cast(Any, second)
    long.rendering = SimpleNamespace(docx=PLAIN, paragraphs=LONGEST + 1)
    cast(Any, third).rendering = SimpleNamespace(docx=PLAIN, paragraphs=LONGEST)
    tasks = Batches().offer([first, second, third], LARGEST).tasks
    cut = [(keys(task.jobs), task.composed) for task in tasks if isinstance(task, Batch)]
    assert cut == [(["0", "2"], True), (["1"], False)]


def keys(jobs: tuple[PdfJob, ...] | list[PdfJob]) -> list[str]:
    """The documents' numbers."""
    return [job.key for job in jobs]


def margins(docx: bytes) -> list[int]:
    """The right margins of all sections, in twips."""
    return [int(m) for m in re.findall(rb'w:right="(\d+)"', read_parts(docx)[DOCUMENT])]


def test_documents_that_lack_marks_are_converted_together() -> None:
    """They are kept back, and are no models for others at once; then they are one batch on smaller
    pages, and a second where that did not help.
    """
    lane = Batches()
    following = batch(lane, 4).done([LACKS_A_MARK, RIGHT, LACKS_A_MARK, LACKS_A_MARK])
    assert [result.job.key for result in following.results] == ["1"]
    assert following.tasks == []
    assert keys(following.no_models) == ["0", "2", "3"]
    (again,) = lane.kept_back().tasks
    assert isinstance(again, Batch)
    assert keys(again.jobs) == ["0", "2", "3"]
    before, after = margins(batch(lane, 3).docx()), margins(again.docx())
    # Pages in front belong to nobody; they keep what they have.
    assert [b - a for a, b in zip(before, after, strict=True)][-3:] == [SMALLER[0]] * 3
    following = again.done([RIGHT, LACKS_A_MARK, LACKS_A_MARK])
    assert [result.is_plain for result in following.results] == [False]
    (last,) = lane.kept_back().tasks
    assert isinstance(last, Batch)
    assert keys(last.jobs) == ["2", "3"]
    assert last.tried == 2
    assert lane.kept_back() == Next()


def test_one_that_lacks_marks_is_composed_as_with_others() -> None:
    """Whether another lacks some decides on nothing; what lacks marks then has none hang."""
    lane = Batches()
    assert batch(lane, 1).done([LACKS_A_MARK]).tasks == []
    for tried in (1, 2):
        (again,) = lane.kept_back().tasks
        assert isinstance(again, Batch)
        assert (again.composed, again.tried) == (True, tried)
        following = again.done([LACKS_A_MARK])
    (last,) = following.tasks
    assert isinstance(last, Batch)
    assert (last.composed, last.tried) == (False, layouts(PLAIN, FaultKind.MARKS))
    refused = last.done([OTHERWISE_WRONG])
    assert [str(result.outcome) for result in refused.results] == ["a comma is missing"]


def test_what_lacks_marks_on_all_pages_is_tried_with_room_first() -> None:
    """In batches, by its boxes and rows of exact height."""
    lane, docx = Batches(), word(table((paragraph(run("甲")),)) + paragraph(run("乙")))
    parts = read_parts(docx)
    exact = b'<w:tr><w:trPr><w:trHeight w:val="400" w:hRule="exact"/></w:trPr>'
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"<w:tr>", exact)
    tight = batch(lane, 1)
    cast(Any, tight.jobs[0]).rendering.docx = stored(parts)
    assert replace(tight, tried=len(SMALLER)).done([LACKS_A_MARK]).tasks == []
    (trial,) = lane.kept_back().tasks
    assert isinstance(trial, Batch)
    assert (trial.composed, trial.tried, trial.is_trial) == (True, len(SMALLER) + 1, True)


def test_what_is_not_understood_changes_no_other_document() -> None:
    """Those that are understood without it come out as they would have without it."""
    lane = Batches()
    alone = batch(lane, 3).done(None).tasks
    assert [(keys(a.jobs), a.composed) for a in alone if isinstance(a, Batch)] == [
        (["0"], True),
        (["1"], True),
        (["2"], True),
    ]
    (result,) = alone[0].done([RIGHT]).results
    assert result.is_plain
    for task in alone[1:] * FOREIGN:
        (single,) = task.done(None).tasks
        assert isinstance(single, Batch)
        assert not single.composed
    (both,) = lane.offer(batch(lane, 2).jobs, 2).tasks
    assert isinstance(both, Batch)
    assert both.composed


def test_a_template_of_which_nothing_is_understood_is_not_composed() -> None:
    """After some documents that is known."""
    lane = Batches()
    for task in batch(lane, FOREIGN).done(None).tasks:
        task.done(None)
    tasks = lane.offer(batch(lane, 2).jobs, 2).tasks
    assert [t.composed for t in tasks if isinstance(t, Batch)] == [False, False]


def test_what_is_otherwise_wrong_is_converted_by_itself() -> None:
    """At once, first on pages of its own size; from smaller pages it goes on with these."""
    lane = Batches()
    (alone,) = batch(lane, 2).done([OTHERWISE_WRONG, RIGHT]).tasks
    assert isinstance(alone, Batch)
    assert (alone.composed, alone.tried) == (False, 0)
    batch(lane, 2).done([LACKS_A_MARK, LACKS_A_MARK])
    (again,) = lane.kept_back().tasks
    (alone,) = again.done([OTHERWISE_WRONG, RIGHT]).tasks
    assert isinstance(alone, Batch)
    assert (alone.composed, alone.tried) == (False, 1)


def test_what_is_wrong_alike_alone_is_tried_in_batches_in_other_layouts() -> None:
    """Whom a layout helps is converted in it by itself, the others are tried in the next."""
    lane = Batches()
    alone = batch(lane, 3).done([OTHERWISE_WRONG] * 3).tasks
    for task in alone:
        assert task.done([OTHERWISE_WRONG]).tasks == []  # kept back
    (trial,) = lane.kept_back().tasks
    assert isinstance(trial, Batch)
    assert (keys(trial.jobs), trial.composed, trial.tried) == (["0", "1", "2"], True, 1)
    following = trial.done([OTHERWISE_WRONG, RIGHT, OTHERWISE_WRONG])
    assert following.results == []
    (single,) = following.tasks
    assert isinstance(single, Batch)
    assert (keys(single.jobs), single.composed, single.tried) == (["1"], False, 1)
    assert [result.outcome for result in single.done([RIGHT]).results] == [RIGHT]
    (last,) = lane.kept_back().tasks
    assert isinstance(last, Batch)
    assert (keys(last.jobs), last.tried) == (["0", "2"], len(SMALLER))
    refused = last.done([OTHERWISE_WRONG, OTHERWISE_WRONG])
    assert [str(result.outcome) for result in refused.results] == ["text is missing"] * 2
    assert (refused.tasks, lane.kept_back()) == ([], Next())


def test_a_document_that_no_layout_helps_is_told_what_is_wrong_with_it_as_it_is() -> None:
    """On smaller pages a heading may part from its text, which nobody can mend."""
    other = RefusedPdf(Message("a heading stands at the foot of page 4"))
    lane = Batches()
    (alone,) = batch(lane, 1).done([other]).tasks
    task, wrong = alone, [OTHERWISE_WRONG]
    while not (following := task.done(wrong)).results:
        (task,), wrong = following.tasks or lane.kept_back().tasks, [other]
    assert [str(result.outcome) for result in following.results] == ["text is missing"]


def test_a_mark_that_no_layout_brings_is_told() -> None:
    """Pages were smaller in all that followed."""
    lane = Batches()
    batch(lane, 1).done([LACKS_A_MARK])
    (task,) = lane.kept_back().tasks
    while not (following := task.done([OTHERWISE_WRONG])).results:
        (task,) = following.tasks or lane.kept_back().tasks
    assert [str(result.outcome) for result in following.results] == ["a comma is missing"]


def test_what_is_parted_in_a_trial_alone_is_converted_by_itself() -> None:
    """A batch parts a heading from its text by whom else it holds; by itself it comes right."""
    lane = Batches()
    parted = RefusedPdf(Message("a heading at the foot"), FaultKind.PARTED)
    trial = replace(batch(lane, 2), tried=1, is_trial=True)
    following = trial.done([parted, OTHERWISE_WRONG])
    (single,) = following.tasks
    assert isinstance(single, Batch)
    assert (keys(single.jobs), single.composed, single.tried) == (["0"], False, 1)
    assert following.results == []


def test_what_a_batch_shows_otherwise_is_tried_by_itself() -> None:
    """A batch tells nothing of how it comes out then."""
    lane = Batches()
    (alone,) = batch(lane, 1).done([OTHERWISE_WRONG]).tasks
    (again,) = alone.done([RefusedPdf(Message("page 1 lacks its header"))]).tasks
    assert isinstance(again, Batch)
    assert (again.composed, again.tried, again.is_trial) == (False, 1, False)
    (last,) = again.done([OTHERWISE_WRONG]).tasks
    assert isinstance(last, Batch)
    assert (last.composed, last.tried, last.is_trial) == (False, 2, False)


@pytest.mark.parametrize("composed", [True, False])
def test_what_a_document_has_in_every_layout_is_told_at_once(*, composed: bool) -> None:
    """A value that it prints where nothing is shown, say."""
    wrong = RefusedPdf(Message("a value does not appear"), FaultKind.OF_THE_DOCUMENT)
    following = replace(batch(Batches(), 1), composed=composed).done([wrong])
    assert following.tasks == []
    assert [str(result.outcome) for result in following.results] == ["a value does not appear"]


def test_a_trial_that_fails_is_no_refusal() -> None:
    """The document is converted by itself in the same layout."""
    trial = replace(batch(Batches(), 1), tried=1, is_trial=True)
    (single,) = trial.failed(ConversionError(WORDS)).tasks
    assert isinstance(single, Batch)
    assert (single.composed, single.tried, single.is_trial) == (False, 1, False)


def test_not_more_are_kept_back_than_a_batch_holds() -> None:
    """Of thousands many lack marks: they are converted as soon as there is a batch of them."""
    lane = Batches()
    count = LARGEST + 1
    (full,) = batch(lane, count).done([LACKS_A_MARK] * count).tasks
    assert isinstance(full, Batch)
    assert len(full.jobs) == LARGEST
    assert len(lane.kept_back().tasks) == 1


def test_what_has_kept_rows_is_converted_by_itself_where_batches_part_them() -> None:
    """So it is on smaller pages; other documents come into batches all the same."""
    tables = word(table([paragraph(run("甲"), form="<w:keepNext/>")]) + paragraph(run("乙")))
    for grid, expected in ((TENTH, [["0", "1", "2"]]), (TWIP, [["0", "2"], ["1"]])):
        lane = Batches(partial(Habits, grid, composes=True))
        jobs = batch(lane, 3).jobs
        cast(Any, jobs[1].rendering).docx = tables
        made = [task for task in lane.offer(jobs, 8).tasks if isinstance(task, Batch)]
        assert [keys(task.jobs) for task in made] == expected
        assert [task.composed for task in made] == [True, False][: len(expected)]
        assert Batch(lane, jobs).done([LACKS_A_MARK] * 3).tasks == []
        again = [task for task in lane.kept_back().tasks if isinstance(task, Batch)]
        assert [(keys(task.jobs), task.tried) for task in again] == [(k, 1) for k in expected]
