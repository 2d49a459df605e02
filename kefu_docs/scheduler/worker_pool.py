"""Processes of this program for work that keeps a core busy."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from functools import partial
from importlib import import_module
from typing import Any, Literal, TypeVar

from kefu_docs.fonts import FontSet
from kefu_docs.model.collector import collector_off

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4
"""Tasks that wait in a queue, so that no process idles and memory stays flat."""


def worker_processes(
    count: int, prepare: Callable[[], object] | None = None
) -> ProcessPoolExecutor:
    """Start `count` processes; each calls `prepare` first.

    They leave Ctrl-C to the main process and end when it ends, however it does.
    """
    # A fork has the libraries loaded; elsewhere than on Linux they are not safe to fork.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    made = ProcessPoolExecutor(count, context, initializer=_begin, initargs=(prepare,))
    made.submit(int)  # forks all of them
    return made


def each_in(
    processes: ProcessPoolExecutor, tasks: Iterable[T], call: Callable[[T], Callable[[], R]]
) -> Iterator[tuple[T, R | Exception]]:
    """Give each task with the result of what `call` makes of it, or with the error it raised."""
    waiting: dict[Future[R], T] = {}
    for task in tasks:
        waiting[processes.submit(call(task))] = task
        if len(waiting) > AHEAD:
            yield from _done(waiting)
    while waiting:
        yield from _done(waiting)


def _done(waiting: dict[Future[R], T]) -> Iterator[tuple[T, R | Exception]]:
    for future in wait(waiting, return_when=FIRST_COMPLETED).done:
        task = waiting.pop(future)
        error = future.exception()
        if error is None:
            yield task, future.result()
        elif isinstance(error, Exception):
            yield task, error
        else:
            raise error


def _begin(prepare: Callable[[], object] | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with collector_off():
        if prepare:
            prepare()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


Task = Literal["bind_packet", "finish_documents", "open_fonts", "read_settings", "set_documents"]
"""A function of one of the modules named `tasks`."""

_REUSE = {"read_settings", "set_documents"}


def finishers(count: int, fonts: FontSet) -> ProcessPoolExecutor:
    """Start `count` processes, which load `finishing` and open the fonts."""
    return worker_processes(count, partial(perform, "open_fonts", fonts))


def perform(task: Task, *values: Any) -> Any:
    """Do a task in one of these processes."""
    room = "layout_reuse" if task in _REUSE else "scheduler"
    return getattr(import_module(f"kefu_docs.{room}.tasks"), task)(*values)
