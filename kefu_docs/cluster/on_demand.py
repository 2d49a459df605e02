"""A cluster that is connected to when there is something to do: a store may have all there is."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import AbstractContextManager, ExitStack
from functools import cached_property
from typing import TYPE_CHECKING, Self, TypeVar

from kefu_docs.diagnostics import Message

if TYPE_CHECKING:  # Dask takes half a second to load, and this module is there without it
    from kefu_docs.cluster.executor import ClusterExecutor
    from kefu_docs.scheduler.messages import Call

R = TypeVar("R")


class ClusterOnDemand:
    """An executor that calls `connect` when it is first asked for anything, by one thread.

    That raises what `connect` raises. A context manager: leaving it disconnects.
    """

    def __init__(self, connect: Callable[[], AbstractContextManager[ClusterExecutor]]) -> None:
        self._connect = connect
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @cached_property
    def _executor(self) -> ClusterExecutor:
        return self._stack.enter_context(self._connect())

    @property
    def jobs(self) -> int:
        """See Executor."""
        return self._executor.jobs

    def submit(self, call: Call[R]) -> Future[R]:
        """See Executor."""
        return self._executor.submit(call)

    @property
    def told(self) -> list[Message]:
        """What the user should know of the workers; nothing where none was asked for."""
        return self._executor.told if "_executor" in self.__dict__ else []
