"""The executor of this machine: processes of this program, which keep its cores busy."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Self, TypeVar

from kefu_docs.model.collector import collector_off
from kefu_docs.scheduler.messages import Call, Workplace

R = TypeVar("R")

OPEN_FONTS = Call[None]("kefu_docs.scheduler.tasks", "open_fonts")
"""What a worker does before anything else."""


class WorkerProcesses:
    """`count` processes that do calls at `workplace`; after a crash there are new ones.

    A context manager: entering starts them, leaving ends them. They leave Ctrl-C to the main
    process and end when it ends, however it does.
    """

    def __init__(self, count: int, workplace: Workplace, prepare: Call[None] | None = OPEN_FONTS):
        self._count = count
        self._workplace = workplace
        self._prepare = prepare

    def __enter__(self) -> Self:
        self._pool = self._started()
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)

    def submit(self, call: Call[R]) -> Future[R]:
        """Do a call; the future raises BrokenProcessPool where a process ended before it was done.

        That is any process: all calls under way are lost together.
        """
        try:
            return self._pool.submit(_perform, call)
        except BrokenProcessPool:
            # Wait for the pool's thread: new processes are forks and would inherit what it locked.
            self._pool.shutdown()
            self._pool = self._started()
            return self._pool.submit(_perform, call)

    @property
    def ids(self) -> list[int]:
        """The processes' numbers."""
        return list(self._pool._processes)

    def _started(self) -> ProcessPoolExecutor:
        # A fork has the libraries loaded; elsewhere than on Linux they are not safe to fork.
        context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        pool = ProcessPoolExecutor(
            self._count, context, initializer=_begin, initargs=(self._workplace, self._prepare)
        )
        # The first call forks all processes: now, while this one has no other threads.
        pool.submit(int)
        return pool


_workplaces: list[Workplace] = []  # this process's, where it is a worker


def _begin(workplace: Workplace, prepare: Call[None] | None) -> None:
    """Get a worker process ready."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _workplaces.append(workplace)
    with collector_off():
        if prepare:
            prepare.run(workplace)


def _perform(call: Call[R]) -> R:
    return call.run(_workplaces[-1])


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
