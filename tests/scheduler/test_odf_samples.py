"""When samples are taken for batches as OpenDocument, without LibreOffice."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import cast

import pytest

from kefu_docs.model.jobs import PdfJob
from kefu_docs.render.composing.compose import Canonical
from kefu_docs.render.composing.odf_blocks import blocks_of
from kefu_docs.render.composing.odf_pattern import Form, NotUnderstoodError, PageForm, Pattern
from kefu_docs.render.composing.shared_parts import shared_digest
from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.word_package import STYLES
from kefu_docs.scheduler.batch import Batches
from kefu_docs.scheduler.layout_habits import Habits
from kefu_docs.scheduler.odf_lane import LearnPattern, OdfBatch, OdfBatches
from kefu_docs.scheduler.sampled_template import FEWEST, LEAST, LEAST_IN_ALL
from tests.support.word import BREAK, paragraph, run, word

PLAIN = word(paragraph(run("甲")) + paragraph(run("乙")))
OTHER = word(paragraph(run("甲")) + paragraph(run("乙", "<w:b/>")))
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


class Kept:
    """Keeps patterns in memory."""

    def __init__(self) -> None:
        self.patterns: dict[str, list[Pattern]] = {}

    def known(self, shared: str) -> list[Pattern]:
        """What was kept."""
        return self.patterns.get(shared, [])

    def keep(self, shared: str, patterns: Sequence[Pattern]) -> None:
        """Keep these."""
        self.patterns[shared] = list(patterns)


def lane(*, composes: bool = True, kept: Kept | None = None) -> OdfBatches:
    """The lane of a LibreOffice of these habits."""
    return OdfBatches(Batches(lambda: Habits(0, composes)), kept)


def pattern_of(docx: bytes) -> Pattern:
    """A pattern that knows all that a document holds."""
    blocks = blocks_of(Canonical(docx), docx)
    assert blocks
    form = Form(("",), ())
    forms = {block.markup: form for block in blocks.body}
    return Pattern("", "", "", "", {blocks.frame: PageForm(form, form, form)}, forms)


@pytest.fixture
def kept() -> Kept:
    """A pattern of the plain document, from an earlier build."""
    kept = Kept()
    kept.keep(shared_digest(PLAIN), [pattern_of(PLAIN)])
    return kept


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


def test_what_an_earlier_build_learned_is_used_at_once(kept: Kept) -> None:
    """Of a single document, too; other markup is handed on where it is rare."""
    some = lane(kept=kept)
    (task,) = some.offer(jobs(1), 8).tasks
    assert isinstance(task, OdfBatch)
    assert some.offer(jobs(1, OTHER), 8).returned


def test_more_is_learned_where_much_is_unknown(kept: Kept) -> None:
    """Samples are taken of what is unknown alone; the rest does not wait for them."""
    following = lane(kept=kept).offer([*jobs(2), *jobs(LEAST, OTHER)], LEAST)
    known, learning = sorted(following.tasks, key=lambda task: isinstance(task, LearnPattern))
    assert isinstance(known, OdfBatch)
    assert len(known.cuts) == 2
    assert isinstance(learning, LearnPattern)
    assert len(following.returned) == 1


def test_another_template_knows_nothing_of_it(kept: Kept) -> None:
    """Its styles are others."""
    parts = read_parts(PLAIN)
    styled = stored({**parts, STYLES: parts[STYLES] + b"<!-- other -->"})
    assert len(lane(kept=kept).offer(jobs(1, styled), 8).returned) == 1


def test_what_fails_is_forgotten(kept: Kept) -> None:
    """LibreOffice could not read it, or its PDF is not understood: later builds do not try."""
    some = lane(kept=kept)
    (task,) = some.offer(jobs(3), 8).tasks
    assert len(task.failed(NotUnderstoodError()).returned) == 3
    assert list(kept.patterns.values()) == [[]]
    assert len(some.offer(jobs(3), 8).returned) == 3
