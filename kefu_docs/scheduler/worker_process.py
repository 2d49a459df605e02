"""One worker process: it does one call after another, each within its limit of time."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from traceback import clear_frames
from typing import TypeVar, cast

from kefu_docs.diagnostics.collector import collector_off
from kefu_docs.scheduler.answer import Answer
from kefu_docs.scheduler.messages import Call, CallTooLongError, OneCall, Workplace

R = TypeVar("R")

START_SECONDS = 120.0
"""Time to open the fonts, on a slow disk."""


class WorkerProcess:
    """A process that runs, with a pipe of its own.

    Each has its own pipe, and not one queue for all: a process that is killed or stopped while it
    holds a shared queue's lock, or has written half a result, takes the others with it. With
    concurrent.futures (CPython 3.11 to 3.13) all results are lost then, or nobody ever wakes
    (test_a_worker_that_is_killed_amid_its_answer_loses_that_call_alone).
    """

    def __init__(self, workplace: Workplace, prepare: Call[None] | None) -> None:
        # A fork has the libraries loaded; elsewhere than on Linux they are not safe to fork.
        context = (
            multiprocessing.get_context("fork")
            if sys.platform == "linux"
            else multiprocessing.get_context("spawn")
        )
        self._pipe, theirs = context.Pipe()
        arguments = theirs, workplace, prepare
        self._process: BaseProcess = context.Process(target=_work, args=arguments, daemon=True)
        with warnings.catch_warnings():
            # CPython 3.12 and later warn where a process with threads forks. Those of this program
            # hold no lock that a worker asks for.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._process.start()
        # The worker has the last one: reading ends when it ends.
        theirs.close()
        self._is_ready = False

    @property
    def pid(self) -> int:
        """The process's number."""
        assert self._process.pid is not None
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Whether it still runs; a stopped one does."""
        return self._process.is_alive()

    def perform(self, call: Call[R]) -> R:
        """Do a call; what it raises is passed on.

        Raises BrokenExecutor where the process ends before it is done, CallTooLongError where the
        call's time is over. Either way the process is gone.
        """
        if not self._is_ready:
            self._within(START_SECONDS, None)
            self._is_ready = True
        return cast(R, self._within(call.seconds, call).taken())

    def end(self) -> None:
        """End it, whatever it does, also while another thread is in `perform`, which then raises.

        SIGKILL, as a stopped process hears nothing else. A worker leaves nothing half done: it
        writes no file but a large packet, in one step.
        """
        self._process.kill()
        self._process.join()

    def _within(self, seconds: float, call: OneCall | None) -> Answer:
        late = threading.Event()
        try:
            with _killed_after(seconds, self._process, late):
                if call is not None:
                    self._pipe.send(call)
                answer: Answer = self._pipe.recv()
                return answer
        except (EOFError, OSError) as error:
            # Else the error holds the call as it was sent, which Python 3.13 tells when that goes.
            clear_frames(error.__traceback__)
            self.end()
            if late.is_set():
                raise CallTooLongError(seconds) from error
            raise BrokenExecutor("a worker process ended before its call was done") from error


@contextmanager
def _killed_after(seconds: float, process: BaseProcess, late: threading.Event) -> Iterator[None]:
    """Kill a process if the block takes longer, and say so by `late`."""

    def kill() -> None:
        late.set()
        process.kill()

    watch = threading.Timer(seconds, kill)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _work(pipe: Connection, workplace: Workplace, prepare: Call[None] | None) -> None:
    """What a worker process does until it is ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with collector_off():
        if prepare:
            prepare.run(workplace)
    with suppress(EOFError, BrokenPipeError):
        pipe.send(Answer())
        while True:
            _answer(pipe, pipe.recv(), workplace)


def _answer(pipe: Connection, call: OneCall, workplace: Workplace) -> None:
    answer = Answer.of(partial(call.run, workplace))
    try:
        pipe.send(answer)
    except (BrokenPipeError, EOFError):
        raise
    except Exception as error:  # what cannot be pickled, of which nothing was sent
        pipe.send(Answer.failed(TypeError(str(error))))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)
