"""The lane as long as it has nothing to do."""

from __future__ import annotations

from kefu_docs.fonts import FontSet
from kefu_docs.layout_reuse.on_demand import LayoutReuseOnDemand
from kefu_docs.scheduler.lane import Next
from tests.support.kinds import works
from tests.support.word import paragraph, run, word

TEMPLATE = word(paragraph(run("甲方：{{ a }}")))


def test_it_hands_on_until_there_once_were_enough(fonts: FontSet) -> None:
    """Few documents are for the next lane; a large group gets a sheet."""
    jobs = works(fonts, TEMPLATE, [{"a": value} for value in "甲乙丙"])
    lane = LayoutReuseOnDemand(least=3)
    assert lane.offer(jobs[:2], 1) == Next(returned=jobs[:2])
    assert (lane.laid_out(jobs[0], None), lane.kept_back()) == (Next(), Next())
    assert len(lane.offer(jobs, 1).tasks) == 1
