"""The executor of this machine: processes of this program, which keep its cores busy."""

from __future__ import annotations

import threading
from concurrent.futures import BrokenExecutor, Future
from queue import Empty, SimpleQueue
from typing import Any, Self, TypeVar

from kefu_docs.scheduler.messages import Call, OneCall, Workplace
from kefu_docs.scheduler.worker_process import WorkerProcess

R = TypeVar("R")

OPEN_FONTS = Call[None]("kefu_docs.scheduler.tasks", "open_fonts")
"""What a worker does before anything else."""

Waiting = tuple[OneCall, Future[Any]]
"""A call that waits for a worker; what calls give is known to those who wait for them."""


class WorkerProcesses:
    """`count` processes that do calls at `workplace`; one that is lost is replaced.

    A context manager: entering starts `ready` of them, or all, and the others start when there are
    more calls than processes; leaving ends them. They leave Ctrl-C to the main process and end when
    it ends, however it does. A thread stands by each, and ends with it.
    """

    def __init__(
        self,
        count: int,
        workplace: Workplace,
        prepare: Call[None] | None = OPEN_FONTS,
        *,
        ready: int | None = None,
    ) -> None:
        self._ready = count if ready is None else ready
        self._workplace = workplace
        self._prepare = prepare
        self._workers: list[WorkerProcess | None] = [None] * count
        self._threads: list[threading.Thread | None] = [None] * count
        self._calls: SimpleQueue[Waiting | None] = SimpleQueue()
        self._lock = threading.Lock()  # of the two lists, and of the queue without a worker
        self._undone: set[int] = set()  # ids of futures

    def __enter__(self) -> Self:
        with self._lock:
            self._start(self._ready)
        return self

    def __exit__(self, *_: object) -> None:
        self._empty()
        for _worker in self._workers:
            self._calls.put(None)
        for worker in filter(None, list(self._workers)):
            worker.end()
        for thread in filter(None, list(self._threads)):
            thread.join()

    @property
    def jobs(self) -> int:
        """How many calls are done at once."""
        return len(self._workers)

    def submit(self, call: Call[R]) -> Future[R]:
        """Do a call; the future raises BrokenExecutor where its process ended before it was done.

        That is CallTooLongError where the process was ended because the call took too long.
        """
        future: Future[R] = Future()
        self._undone.add(id(future))
        future.add_done_callback(lambda done: self._undone.discard(id(done)))
        with self._lock:
            self._start(len(self._undone))
            self._calls.put((call, future))
        return future

    def look_ahead(self, call: Call[None]) -> None:
        """See OwnExecutor. No worker starts for it, nor for the call that comes while it is done:
        that waits for this worker, which has read what it asks for."""
        with self._lock:
            if not self._undone and any(self._workers):
                self._calls.put((call, Future()))

    @property
    def ids(self) -> list[int]:
        """The processes' numbers."""
        return [worker.pid for worker in self._workers if worker]

    def _start(self, wanted: int) -> None:
        """Start processes until so many run, in the caller's thread and before their threads.

        A fork inherits locks as they are: the caller's thread, which also renders and keeps the
        store, holds none of a library's.
        """
        lost = [place for place, worker in enumerate(self._workers) if worker is None]
        lost = lost[: max(wanted - (self.jobs - len(lost)), 0)]
        try:
            for place in lost:
                self._workers[place] = WorkerProcess(self._workplace, self._prepare)
        finally:  # those that could be started are served
            for place in lost:
                if self._workers[place]:
                    thread = threading.Thread(target=self._serve, args=(place,), daemon=True)
                    self._threads[place] = thread
                    thread.start()

    def _serve(self, place: int) -> None:
        """Give a worker one call after another, until it is lost or there are no more."""
        worker = self._workers[place]
        while worker and (waiting := self._calls.get()):
            if not worker.is_alive:  # it was killed while it had nothing to do
                self._calls.put(waiting)
                break
            call, future = waiting
            try:
                result = worker.perform(call)
            except BrokenExecutor as error:
                self._retire(place)
                future.set_exception(error)
                return
            except Exception as error:
                future.set_exception(error)
            else:
                future.set_result(result)
        self._retire(place)

    def _retire(self, place: int) -> None:
        """A worker is lost; without any, the calls that wait are lost, too."""
        with self._lock:
            self._workers[place] = None
            if not any(self._workers):
                self._empty()

    def _empty(self) -> None:
        while True:
            try:
                waiting = self._calls.get_nowait()
            except Empty:
                return
            if waiting:
                waiting[1].set_exception(BrokenExecutor("no worker process is left"))
