"""The build's side: each call becomes one task of Dask, and a future of the standard library."""

from __future__ import annotations

import asyncio
import threading
import uuid
import weakref
from collections.abc import Coroutine
from concurrent.futures import BrokenExecutor, CancelledError, Future
from contextlib import suppress
from typing import Self, TypeVar

from distributed import Client, KilledWorker, wait
from distributed import Future as DaskFuture

from kefu_docs.cluster.connection import Connection, SchedulerPlace
from kefu_docs.cluster.equipment import Equipment
from kefu_docs.cluster.order import Order, Refusal, own_fonts, unpacked_answer
from kefu_docs.cluster.tasks import held, perform
from kefu_docs.diagnostics import Message
from kefu_docs.fonts import FontSet
from kefu_docs.scheduler.answer import Answer
from kefu_docs.scheduler.calls_under_way import OneFuture
from kefu_docs.scheduler.messages import Call, OneCall

R = TypeVar("R")
T = TypeVar("T")

TRIES = 6
"""How often a call is given out before it counts as lost: workers may refuse it, or go away."""
FETCHED = 8
"""Results that are in this process at once; the others wait on their workers."""


class ClusterExecutor:
    """Does calls on the workers of `scheduler` that have the build's own tools.

    A context manager: entering connects, and waits for a worker that fits. Raises ClusterError
    where there is none, and from `submit` where there is none any more. Dask gives a call to
    another worker where one is lost, and only a call on which several have ended is lost with them.
    What a scheduler knew when it ended is given to the next.
    """

    def __init__(self, scheduler: SchedulerPlace, equipment: Equipment, fonts: FontSet) -> None:
        self._equipment = equipment
        self._fonts = fonts
        self._own = own_fonts(fonts)
        self._held: tuple[Client, DaskFuture[object]] | None = None
        self._connection = Connection(scheduler, equipment, self._end)
        self._room = asyncio.Semaphore(FETCHED)
        self._lost: Exception | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True, name="dask")

    def __enter__(self) -> Self:
        self._thread.start()
        try:
            self._run(self._connection.first_worker())
        except BaseException:
            self.__exit__()
            raise
        self._loop.call_soon_threadsafe(self._keep, self._connection.watch())
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @property
    def jobs(self) -> int:
        """How many calls the workers that fit do at once, as was last seen."""
        return max(1, self._connection.members.jobs)

    @property
    def told(self) -> list[Message]:
        """What the user should know of workers that do nothing for this build."""
        return self._connection.members.told

    def submit(self, call: Call[R]) -> Future[R]:
        """Do a call; the future raises BrokenExecutor where it ends one worker after another."""
        if self._lost is not None:
            raise self._lost
        future: Future[R] = Future()
        self._loop.call_soon_threadsafe(self._begin, call, future)
        return future

    def _run(self, work: Coroutine[None, None, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def _begin(self, call: OneCall, future: OneFuture) -> None:
        if self._lost is not None:  # since it was submitted; nobody would end it any more
            future.set_exception(self._lost)
        else:
            self._keep(self._perform(call, future))

    def _keep(self, work: Coroutine[None, None, None]) -> None:
        task = self._loop.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _end(self, error: Exception) -> None:
        """The cluster is gone: nothing waits for it any more."""
        self._lost = error
        for task in self._tasks - {asyncio.current_task(self._loop)}:
            task.cancel()

    async def _close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._connection.close()

    async def _perform(self, call: OneCall, future: OneFuture) -> None:
        """Have a call done, and fill its future."""
        try:
            result = await self._result(call, future)
        except asyncio.CancelledError:
            future.set_exception(self._lost or BrokenExecutor("the build was stopped"))
        except Exception as error:
            future.set_exception(error)
        else:
            future.set_result(result)

    async def _result(self, call: OneCall, future: OneFuture) -> object:
        """What the call gives, whatever becomes of workers and of the scheduler meanwhile."""
        order = Order(call, self._equipment.resource, self._fonts.digest).packed()
        for _ in range(TRIES):
            client = await self._connection.client()
            task = self._given(client, order)
            try:
                answer = await self._fetched(task, future)
            except KilledWorker as error:
                raise BrokenExecutor("workers ended before a call was done") from error
            except (CancelledError, OSError):
                # The scheduler that knew the task is gone, or the worker with its result.
                continue
            finally:
                task.release()
            if not isinstance(answer, Refusal):
                return answer.taken()
        raise BrokenExecutor("a call was given out in vain")

    async def _fetched(self, task: DaskFuture[bytes], future: OneFuture) -> Answer | Refusal:
        """An answer, when there is room for it; a result has it until its future is dropped."""
        await wait(task)
        await self._room.acquire()
        answer = None
        try:
            answer = unpacked_answer(await task)
            return answer
        finally:
            if isinstance(answer, Answer) and answer.error is None:
                weakref.finalize(future, self._free)
            else:
                # An error's traceback leads back to its future, which then goes late or never.
                self._room.release()

    def _given(self, client: Client, order: bytes) -> DaskFuture[bytes]:
        """Give an order to the scheduler, for a worker that fits."""
        needs = {self._equipment.resource: 1}
        fonts: object = ()
        if self._own:
            if self._held is None or self._held[0] is not client:
                key = f"kefu-docs-fonts-{self._fonts.digest}"
                kept = client.submit(held, self._own, key=key, resources=needs)
                self._held = client, kept
            fonts = self._held[1]
        # A key of chance: what Dask logs and shows tells nothing of what is in it.
        key = f"kefu-docs-{uuid.uuid4().hex}"
        return client.submit(perform, order, fonts, key=key, pure=False, resources=needs)

    def _free(self) -> None:
        """A result is taken: there is room for another."""
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._room.release)
