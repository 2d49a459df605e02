"""Processes for work: results, errors, crashes, and no process left."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path

from kefu_docs.scheduler.worker_pool import each_in, worker_processes


def halve(number: int) -> int:
    """Half an even number; 0 kills the process."""
    if number == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    if number % 2:
        raise ValueError(number)
    return number // 2


def test_every_task_comes_back_with_its_result_or_error() -> None:
    """Whatever the order."""
    with worker_processes(2) as processes:
        found = dict(each_in(processes, range(1, 20), lambda n: partial(halve, n)))
    assert found.keys() == set(range(1, 20))
    assert {n: r for n, r in found.items() if not n % 2} == {n: n // 2 for n in range(2, 20, 2)}
    assert all(isinstance(r, ValueError) for n, r in found.items() if n % 2)


def test_rubbish_is_collected_though_the_main_process_collects_none() -> None:
    """As while it loads; what it had loaded is left alone."""
    gc.disable()
    try:
        with worker_processes(1) as processes:
            assert processes.submit(gc.isenabled).result()
            assert processes.submit(gc.get_freeze_count).result() > 1000
    finally:
        gc.enable()


def test_a_crash_is_told() -> None:
    """The pool is broken, and says so for what it was working on."""
    with worker_processes(1) as processes:
        ((_, result),) = each_in(processes, [0], lambda n: partial(halve, n))
    assert isinstance(result, BrokenProcessPool)


def test_processes_end_with_a_killed_program(tmp_path: Path) -> None:
    """Nobody is left to end them, so they end themselves."""
    file = tmp_path / "pids"
    program = f"""
import os, signal
from pathlib import Path
from kefu_docs.scheduler.worker_pool import worker_processes
processes = worker_processes(3)
Path({str(file)!r}).write_text(" ".join(map(str, processes._processes)))
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
