"""The simulation of large builds keeps to what can be worked out without it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.scale import HOUR, Figures, Machines, plan, simulate

FIGURES = Figures()
QUIET = Machines(failures_a_day=0)


@pytest.mark.parametrize("cores", [1, 3, 16])
def test_no_build_is_faster_than_its_slowest_part(cores: int) -> None:
    """Neither workers nor the build's own process do more than a second's work in a second."""
    night = simulate(900, FIGURES, replace(QUIET, cores=cores))
    seconds = night.hours * HOUR
    assert seconds >= 900 * FIGURES.main_ms / 1000
    assert night.worker_busy <= 1
    assert night.main_busy <= 1


def test_what_is_under_way_is_bounded() -> None:
    """Two tasks for each core, however slow the workers are."""
    slow = replace(FIGURES, worker_ms=10_000)
    assert simulate(900, slow, replace(QUIET, cores=4)).most_under_way == 8


def test_cores_help_until_the_builds_process_is_busy() -> None:
    """Twice the cores halve the time of workers; beyond, the build's own process decides."""
    few, more, many = (
        simulate(9000, FIGURES, replace(QUIET, cores=cores)).hours for cores in (1, 2, 64)
    )
    assert few / more == pytest.approx(2, rel=0.1)
    bound = 9000 / 2 * FIGURES.packet_ms / 1000 / QUIET.build_cores
    assert many * HOUR == pytest.approx(9000 * FIGURES.main_ms / 1000 + bound, rel=0.1)


def test_what_a_lost_worker_had_is_made_again() -> None:
    """Failures cost time and are counted; every document is made."""
    failing = replace(QUIET, failures_a_day=20_000)
    assert simulate(9000, FIGURES, failing).made_again > 0
    assert simulate(9000, FIGURES, failing).hours > simulate(9000, FIGURES, QUIET).hours


def test_a_plan_is_done_in_the_night() -> None:
    """What is too much for one build is split."""
    machines, night = plan(5_000_000, FIGURES, hours=8)
    assert machines.builds > 1
    assert night.hours <= 8
