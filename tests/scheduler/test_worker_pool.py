"""Processes for work: results, errors, crashes, and no process left."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor
from pathlib import Path

import pytest

from kefu_docs.fonts import FontSet
from kefu_docs.scheduler.calls_under_way import each_done
from kefu_docs.scheduler.messages import Call, Workplace
from kefu_docs.scheduler.worker_pool import WorkerProcesses


@pytest.fixture
def workplace(fonts: FontSet, tmp_path: Path) -> Workplace:
    """Fonts, and a store that stays empty."""
    return Workplace(fonts, tmp_path)


def halve(_: Workplace, number: int) -> int:
    """Half an even number; 0 kills the process."""
    if number == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    if number % 2:
        raise ValueError(number)
    return number // 2


def half_of(number: int) -> Call[int]:
    """The call that halves a number."""
    return Call(__name__, "halve", (number,))


def collector(_: Workplace) -> tuple[bool, int]:
    """Whether the garbage collector runs, and how many objects it leaves alone."""
    return gc.isenabled(), gc.get_freeze_count()


def test_every_call_comes_back_with_its_result_or_error(workplace: Workplace) -> None:
    """Nineteen calls on two processes: even numbers are halved, odd ones raise their own error."""
    with WorkerProcesses(2, workplace, None) as processes:
        calls = [(number, half_of(number)) for number in range(1, 20)]
        found = dict(each_done(processes, calls))
    assert found.keys() == set(range(1, 20))
    assert all(found[n].result() == n // 2 for n in range(2, 20, 2))
    assert all(isinstance(found[n].exception(), ValueError) for n in range(1, 20, 2))


def test_rubbish_is_collected_though_the_main_process_collects_none(workplace: Workplace) -> None:
    """A worker starts the collector that the main process has stopped; what it forked stays."""
    gc.disable()
    try:
        with WorkerProcesses(1, workplace, None) as processes:
            is_enabled, frozen = processes.submit(
                Call[tuple[bool, int]](__name__, "collector")
            ).result()
    finally:
        gc.enable()
    assert is_enabled
    assert frozen > 1000


def test_only_the_culprit_is_lost(workplace: Workplace) -> None:
    """A call that kills its process loses itself; those beside it are done again."""
    with WorkerProcesses(2, workplace, None) as processes:
        calls = [(number, half_of(number)) for number in (2, 0, 4, 6, 8)]
        found = dict(each_done(processes, calls))
    assert isinstance(found[0].exception(), BrokenExecutor)
    assert [found[number].result() for number in (2, 4, 6, 8)] == [1, 2, 3, 4]


def test_processes_end_with_a_killed_program(tmp_path: Path) -> None:
    """Worker processes of a program that was killed end by themselves."""
    file = tmp_path / "pids"
    program = f"""
import os, signal
from pathlib import Path
from kefu_docs.fonts import find_fonts
from kefu_docs.scheduler.messages import Workplace
from kefu_docs.scheduler.worker_pool import WorkerProcesses
with WorkerProcesses(3, Workplace(find_fonts(None), Path("unused"))) as processes:
    Path({str(file)!r}).write_text(" ".join(map(str, processes.ids)))
    os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert done.returncode == -signal.SIGKILL
    pids = [int(pid) for pid in file.read_text().split()]
    assert len(pids) == 3
    end = time.monotonic() + 60
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < end:
        time.sleep(0.02)
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []
