"""How many documents lanes are offered at once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from kefu_docs.scheduler.groups import LARGE_GROUP, MOST_PARAGRAPHS, Group
from kefu_docs.scheduler.scheduler import Scheduler

TWO: Any = SimpleNamespace(jobs=2)


def job(paragraphs: int, size: int) -> Any:
    """A document of template a."""
    rendering = SimpleNamespace(paragraphs=paragraphs, size=size)
    return SimpleNamespace(document=SimpleNamespace(template="a"), rendering=rendering)


@pytest.mark.parametrize(
    ("count", "paragraphs", "size", "sizes"),
    [
        (9, 80, 11_000, [5, 4]),
        (200, 80, 11_000, [25, 50, 64, 61]),
        (2000, 80, 11_000, [32, 64, 128, *[250] * 7, 26]),
        (4000, 80, 11_000, [32, 64, 128, *[256] * 14, 192]),
        (2000, 160, 11_000, [32, 64, *[128] * 14, 112]),
        (2000, 1000, 11_000, [32, *[64] * 30, 48]),
        (2000, 12, 161_000, [32, *[64] * 30, 48]),  # with a photo each
        (2000, 12, 80_000, [32, 64, *[105] * 18, 14]),
    ],
)
def test_groups_are_the_larger_the_more_documents_there_are(
    count: int, paragraphs: int, size: int, sizes: list[int]
) -> None:
    """A sheet of many takes less time for each; few would wait for the last group."""
    jobs = [job(paragraphs, size)] * count
    groups = Scheduler(None, TWO, [], TWO)._groups(jobs, {"a": count})
    assert [len(group) for group, _ in groups if group] == sizes


def test_a_large_group_is_as_heavy_as_all_of_its_documents() -> None:
    """Whichever is the last of them, and however large groups may be."""
    group = Group()
    while not group.is_whole(1000):
        group.add(job(20 if len(group.jobs) % 32 == 31 else 900, 11_000))
    assert len(group.jobs) == LARGE_GROUP
    assert group.paragraphs > MOST_PARAGRAPHS
