"""Calls that workers do, each with who waits for it, and the recovery from a lost worker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, wait
from typing import Any, Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from kefu_docs.scheduler.messages import Call, CallTooLongError, Executor, OneCall

T = TypeVar("T")
R = TypeVar("R")

# Calls of several kinds are under way together; each owner knows what its own gives.
OneFuture = Future[Any]

AHEAD = 4
"""Calls that wait in a queue, so that no worker idles and memory stays flat."""

ALONE = 3
"""How often a call is done alone before it counts as what ends its worker.

A worker may be killed from outside, as the kernel does where memory is short. What takes too long
is not tried so often.
"""


class _Waiting(Struct, Generic[T], frozen=True):
    owner: T
    call: OneCall
    alone: bool
    left: int = ALONE

    @property
    def once_more(self) -> _Waiting[T]:
        return replace(self, alone=True, left=self.left - self.alone)

    def is_tried_again(self, error: BaseException | None) -> bool:
        """Whether the call, which was lost with this error, is done again, alone."""
        if not isinstance(error, BrokenExecutor):
            return False
        return not self.alone or (self.left > 1 and not isinstance(error, CallTooLongError))


class CallsUnderWay(Generic[T]):
    """Calls in `executor`, each for an owner.

    qpdf or PDFium may crash or hang on a PDF, and a worker may be killed or stopped from outside.
    A call that is lost with its worker is done again with nothing else under way, so that neither
    memory nor time is short for another's sake: one that is lost then, too, is given as lost.
    """

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._under_way: dict[OneFuture, _Waiting[T]] = {}
        self._suspects: list[_Waiting[T]] = []

    def __len__(self) -> int:
        return len(self._under_way)

    @property
    def futures(self) -> Iterable[OneFuture]:
        """To wait for one of them."""
        return self._under_way.keys()

    @property
    def has_suspects(self) -> bool:
        """Whether calls are to be done again when nothing else is under way."""
        return bool(self._suspects)

    def submit(self, owner: T, call: OneCall, *, alone: bool = False) -> None:
        """Do a call; `alone`: only when nothing else is under way (see retry)."""
        waiting = _Waiting(owner, call, alone)
        if alone:
            self._suspects.append(waiting)
        else:
            self._start(waiting)

    def retry(self) -> None:
        """Do one suspect's call; nothing else is under way."""
        self._start(self._suspects.pop())

    def done(self) -> Iterator[tuple[T, OneFuture, bool]]:
        """Give each owner whose call is done, and whether it was done alone.

        The future raises what the call raised, or BrokenExecutor where it was lost alone, which is
        CallTooLongError where it took too long.
        """
        for future in [future for future in self._under_way if future.done()]:
            waiting = self._under_way.pop(future)
            if waiting.is_tried_again(future.exception()):
                self._suspects.append(waiting.once_more)
            else:
                yield waiting.owner, future, waiting.alone

    def _start(self, waiting: _Waiting[T]) -> None:
        self._under_way[self._executor.submit(waiting.call)] = waiting


def each_done(
    executor: Executor, calls: Iterable[tuple[T, Call[R]]]
) -> Iterator[tuple[T, Future[R]]]:
    """Give each owner with the future of its call, as they are done."""
    under_way = CallsUnderWay[T](executor)
    new = iter(calls)
    is_more = True
    while True:
        yield from ((owner, future) for owner, future, _ in under_way.done())
        if is_more and len(under_way) <= AHEAD:
            following = next(new, None)
            if following is None:
                is_more = False
            else:
                under_way.submit(*following)
        elif under_way:
            wait(under_way.futures, return_when=FIRST_COMPLETED)
        elif under_way.has_suspects:
            under_way.retry()
        else:
            return
