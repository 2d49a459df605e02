"""A cluster is connected to when there is something to do, and not before."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from kefu_docs.cluster.executor import ClusterExecutor
from kefu_docs.cluster.on_demand import ClusterOnDemand
from tests.support.builds import SampleBuild, build_packets


class Counted:
    """Stands for an executor."""

    jobs = 3
    told = ("nothing",)


def test_it_connects_once_and_when_it_is_asked() -> None:
    """What the user is told of workers is no reason to."""
    events: list[str] = []

    @contextlib.contextmanager
    def connect() -> Iterator[ClusterExecutor]:
        events.append("connected")
        yield cast(ClusterExecutor, Counted())
        events.append("left")

    with ClusterOnDemand(connect) as cluster:
        assert not cluster.told
        assert not events
        assert [cluster.jobs, cluster.jobs] == [3, 3]
        assert cluster.told
        assert events == ["connected"]
    assert events == ["connected", "left"]


@pytest.mark.office
def test_a_build_whose_store_has_everything_needs_no_cluster(
    sample_build: SampleBuild, tmp_path: Path
) -> None:
    """Nobody listens on port 9; what was deleted is written again from the store."""
    project = tmp_path / "project"
    shutil.copytree(sample_build.root, project, symlinks=True)
    contracts = sorted((project / "build" / "contracts").glob("*.pdf"))
    before = [path.read_bytes() for path in contracts]
    for path in contracts:
        path.unlink()
    settings = replace(sample_build.settings, executor="tcp://127.0.0.1:9")
    with contextlib.chdir(project):
        outcome = build_packets(settings)
    assert before
    assert outcome.exit_code == 0
    assert [path.read_bytes() for path in contracts] == before
