"""The connection to a scheduler: made, made again where it was lost, and looked after."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import NoReturn, Protocol, cast

from distributed import Client, Security
from distributed.comm.core import connect
from msgspec import Struct

from kefu_docs.cluster.equipment import Equipment
from kefu_docs.cluster.membership import Membership, ToldWorker
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import ClusterError

WAIT_SECONDS = 60.0
"""For a scheduler that does not answer, and for a worker that fits; a restart takes less."""
LOOK_SECONDS = 2.0
"""Between two looks at the workers."""
REACH_SECONDS = 2.0
"""For a worker to answer the build itself."""

NOT_DASK = MemoryError, OverflowError, ValueError
"""What Dask's client and worker raise where something else answers (distributed 2026.8): the first
bytes are taken for a length, and a web server's "HTTP/1.1" says that exabytes follow."""


class SchedulerPlace(Protocol):
    """A scheduler that can be connected to, again and again."""

    async def connect(self) -> Client:
        """Connect, or raise OSError."""

    async def close(self) -> None:
        """End what connecting has started, after the last client."""


class RemoteScheduler(Struct, frozen=True):
    """A scheduler at an address of Dask's, reached with these certificates."""

    url: str
    certificates: Security | None

    async def connect(self) -> Client:
        """See SchedulerPlace. Raises ClusterError where something else than Dask answers."""
        client = Client(self.url, security=self.certificates, asynchronous=True)
        try:
            return await client
        except NOT_DASK as error:
            await client.close(timeout=2)  # of other errors Dask takes care itself
            raise not_dask(self.url) from error

    async def close(self) -> None:
        """See SchedulerPlace: it is somebody else's."""


def not_dask(url: str) -> ClusterError:
    """What the user is told where something else than Dask answers."""
    return ClusterError(
        Message("what answers at {address} is no Dask scheduler", {"address": url}),
        Message("Look at the address and its port: Dask's is 8786 where nothing else is said"),
    )


class Connection:
    """Dask's client of the moment, and the workers there are for a build that needs `equipment`.

    Everything happens in one event loop. `on_lost` is told the error when the cluster is gone for
    good: no scheduler, or no worker that fits, for WAIT_SECONDS.
    """

    def __init__(
        self,
        scheduler: SchedulerPlace,
        equipment: Equipment,
        on_lost: Callable[[Exception], None],
    ) -> None:
        self.members = Membership(equipment)
        self._scheduler = scheduler
        self._on_lost = on_lost
        self._client: Client | None = None
        self._lock = asyncio.Lock()

    async def client(self) -> Client:
        """The client that runs; another one where the scheduler was lost. Raises ClusterError."""
        async with self._lock:
            if self._client is not None and self._client.status == "running":
                return self._client
            await self._leave()
            self._client = await self._connected()
            return self._client

    async def first_worker(self) -> None:
        """Wait for a worker that fits; raises ClusterError where none comes."""
        until = time.monotonic() + WAIT_SECONDS
        while not await self._look():
            if time.monotonic() > until:
                self._raise_no_worker()
            await asyncio.sleep(LOOK_SECONDS / 4)

    async def watch(self) -> None:
        """Look after the workers, until the cluster is gone."""
        seen = time.monotonic()
        try:
            while True:
                await asyncio.sleep(LOOK_SECONDS)
                if await self._look():
                    seen = time.monotonic()
                elif time.monotonic() > seen + WAIT_SECONDS:
                    self._raise_no_worker()
        except Exception as error:  # or a fault of Dask's, after which nobody looks, either
            self._on_lost(error)

    async def close(self) -> None:
        """Leave the scheduler, which then forgets what it was asked for."""
        await self._leave()
        await self._scheduler.close()

    async def _leave(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            with suppress(OSError, TimeoutError):  # it is gone already
                await client.close(timeout=2)

    async def _look(self) -> bool:
        """Whether there is a worker that fits."""
        try:
            client = await self.client()
            workers = await asyncio.wait_for(_workers(client), WAIT_SECONDS)
        except OSError:  # as is Dask's CommClosedError, and TimeoutError
            return False
        self.members.update(workers)
        if client.direct_to_workers is None and workers:
            client.direct_to_workers = await _is_reached(client, next(iter(workers)))
        return self.members.jobs > 0

    async def _connected(self) -> Client:
        until = time.monotonic() + WAIT_SECONDS
        while True:
            try:
                return await self._scheduler.connect()
            except OSError as error:
                if time.monotonic() > until:
                    raise ClusterError(
                        Message("no scheduler answers: {reason}", {"reason": str(error)}),
                        Message("Start one with dask scheduler, or look at the network"),
                    ) from error
            await asyncio.sleep(LOOK_SECONDS)

    def _raise_no_worker(self) -> NoReturn:
        hint = Message("Start one with kefu-docs worker, on a machine with the same versions")
        strangers = self.members.told
        if not strangers:
            raise ClusterError(Message("the cluster has no worker"), hint)
        message = Message("no worker of the cluster fits: {reason}", {"reason": strangers[0]})
        raise ClusterError(message, hint)


async def _workers(client: Client) -> Mapping[str, ToldWorker]:
    """What the scheduler tells of its workers, by their addresses."""
    if client.scheduler is None:
        raise OSError("the scheduler is gone")
    told = await client.scheduler.identity()
    return cast(Mapping[str, ToldWorker], told["workers"])


async def _is_reached(client: Client, worker: str) -> bool:
    """Whether results can come straight from the workers; else they come through the scheduler.

    A build may stand outside a network that has no other way in than the scheduler.
    """
    try:
        comm = await connect(worker, timeout=REACH_SECONDS, **client.connection_args)
    except OSError:
        return False
    await comm.close()
    return True
