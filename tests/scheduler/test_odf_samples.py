"""When samples are taken for batches as OpenDocument, without LibreOffice."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

from kefu_docs.model.jobs import PdfJob
from kefu_docs.scheduler.batch import Batches
from kefu_docs.scheduler.layout_habits import Habits
from kefu_docs.scheduler.odf_lane import FEWEST, LEAST, LEAST_IN_ALL, LearnPattern, OdfBatches
from tests.support.word import BREAK, paragraph, run, word

PLAIN = word(paragraph(run("甲")) + paragraph(run("乙")))
BROKEN = word(paragraph(run("甲"), BREAK) + paragraph(run("乙")))


def jobs(count: int, docx: bytes = PLAIN) -> list[PdfJob]:
    """Documents of one template."""
    return [
        cast(
            PdfJob,
            SimpleNamespace(
                key=str(number),
                alone=False,
                document=SimpleNamespace(template="t"),
                rendering=SimpleNamespace(docx=docx, paragraphs=2),
            ),
        )
        for number in range(count)
    ]


def lane(*, composes: bool = True) -> OdfBatches:
    """The lane of a LibreOffice of these habits."""
    return OdfBatches(Batches(lambda: Habits(0, composes)))


def test_samples_are_taken_of_many_documents() -> None:
    """One is handed on as sample and saved; the others wait for what comes of it."""
    following = lane().offer(jobs(LEAST), 8)
    assert len(following.returned) == 1
    (task,) = following.tasks
    assert isinstance(task, LearnPattern)


def test_samples_are_taken_where_few_come_often() -> None:
    """Few documents at once are handed on, until there were many in all."""
    some = lane()
    for _ in range(LEAST_IN_ALL // FEWEST - 1):
        following = some.offer(jobs(FEWEST), 8)
        assert len(following.returned) == FEWEST
        assert following.tasks == []
    assert len(some.offer(jobs(FEWEST), 8).tasks) == 1


def test_what_is_not_plain_is_handed_on() -> None:
    """Documents with line breaks, and any of a LibreOffice whose batches cannot be relied on."""
    some = lane()
    for _ in range(2):
        assert len(some.offer(jobs(LEAST, BROKEN), 8).returned) == LEAST
    assert len(lane(composes=False).offer(jobs(LEAST), 8).returned) == LEAST


def test_what_was_not_understood_lets_all_go() -> None:
    """Those that wait are handed on, and those to come."""
    some = lane()
    (task,) = some.offer(jobs(LEAST), 8).tasks
    assert len(task.done(None).returned) == LEAST - 1
    assert len(some.offer(jobs(LEAST), 8).returned) == LEAST
