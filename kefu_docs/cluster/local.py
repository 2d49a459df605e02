"""A cluster within this process, `dask://local`: scheduler, worker and build in one.

It opens no port, which every user of this machine could otherwise send pickles to.
"""

from __future__ import annotations

import tempfile
from contextlib import AsyncExitStack

from distributed import Client, Scheduler

from kefu_docs.cluster.station import Stations
from kefu_docs.cluster.worker import worker_of


class LocalCluster:
    """Starts a scheduler and a worker of `stations` in the event loop that connects to it."""

    def __init__(self, stations: Stations) -> None:
        self._stations = stations
        self._stack = AsyncExitStack()

    async def connect(self) -> Client:
        """Start both, once, and connect."""
        folder = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="kefu-docs-"))
        started = Scheduler(protocol="inproc", dashboard_address=":0", dashboard=False)
        scheduler = await self._stack.enter_async_context(started)
        worker = worker_of(scheduler.address, self._stations, folder=folder, name="local")
        await self._stack.enter_async_context(worker)
        return await Client(scheduler.address, asynchronous=True)

    async def close(self) -> None:
        """End both."""
        await self._stack.aclose()
