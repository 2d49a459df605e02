"""`kefu-docs worker`: it serves a scheduler, and the next one where that is lost, until stopped."""

from __future__ import annotations

import asyncio
import signal
import socket
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from distributed import Security, Worker
from msgspec import Struct

from kefu_docs.cluster.address import ClusterAddress, is_loopback, refuse_unsafe
from kefu_docs.cluster.connection import NOT_DASK, not_dask
from kefu_docs.cluster.dask_settings import security, settle
from kefu_docs.cluster.plugin import StationPlugin
from kefu_docs.cluster.station import Stations
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.collector import collector_off
from kefu_docs.diagnostics.errors import MissingToolError, UsageError

AGAIN_SECONDS = 1.0, 30.0
"""After which a scheduler that is gone is tried again, at first and at last."""

Say = Callable[[Message], None]
"""Tells whoever started the worker."""


class WorkerPlace(Struct, frozen=True):
    """What a worker is started with: `jobs` calls at once, `state` for profiles and caches.

    `host` is the address it listens on; that by which it reaches the scheduler where none is given.
    """

    jobs: int
    state: Path
    name: str | None = None
    host: str | None = None


def serve(address: ClusterAddress, place: WorkerPlace, say: Say, *, is_insecure: bool) -> None:
    """Serve the scheduler at `address` until SIGTERM or SIGINT.

    Raises UsageError where the way there is not safe or `place` names an address of another
    machine, and MissingToolError where LibreOffice or a font is missing, or was replaced meanwhile.
    """
    _refuse_place(address, place)
    settle()
    certificates = security()
    refuse_unsafe(address, has_tls=certificates is not None, is_insecure=is_insecure)
    url = address.url(has_tls=certificates is not None)
    with ExitStack() as stack:
        # The command began this; a worker that never collected would grow. Processes are forked
        # before there is a loop with its threads.
        with collector_off():
            stations = stack.enter_context(Stations(place.state, place.jobs))
        asyncio.run(_Service(url, certificates, stations, place, say).run())
        if stations.is_outdated:
            raise MissingToolError(
                Message("LibreOffice or a font was replaced while the worker ran"),
                Message("Start the worker again"),
            )


def _refuse_place(address: ClusterAddress, place: WorkerPlace) -> None:
    if address.is_local:
        raise UsageError(
            Message("dask://local is a cluster within a build, which no worker joins"),
            Message("Write the scheduler's address like {address}", {"address": "dask://10.0.0.5"}),
        )
    if place.host is not None:
        try:
            with _socket_to(place.host, 0) as own:
                own.bind((place.host, 0))
        except OSError as error:
            raise UsageError(
                Message("{host} is no address of this machine", {"host": place.host}),
                Message("Leave --host out, and the address towards the scheduler is taken"),
            ) from error


class _Service:
    """One worker after another, each for as long as its scheduler is there."""

    def __init__(
        self,
        url: str,
        certificates: Security | None,
        stations: Stations,
        place: WorkerPlace,
        say: Say,
    ) -> None:
        self._url = url
        self._certificates = certificates
        self._stations = stations
        self._place = place
        self._say = say
        self._stopped = asyncio.Event()

    async def run(self) -> None:
        """Serve until a signal comes, or the machine's tools are replaced."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stopped.set)
        pause, longest = AGAIN_SECONDS
        while not (self._stopped.is_set() or self._stations.is_outdated):
            if await self._served():
                pause = AGAIN_SECONDS[0]
            try:
                await asyncio.wait_for(self._stopped.wait(), pause)
            except TimeoutError:
                pause = min(2 * pause, longest)

    async def _served(self) -> bool:
        """Whether there was a scheduler; comes back when it is gone or the worker is stopped."""
        with tempfile.TemporaryDirectory(prefix="kefu-docs-") as folder:
            try:
                worker = self._worker(folder)
                if not await self._started(worker):
                    return False
            except (OSError, RuntimeError) as error:
                self._say(self._why(error.__cause__ or error))
                return False
            values = {"address": worker.address, "jobs": self._place.jobs, "scheduler": self._url}
            self._say(
                Message(
                    "worker {address} does {jobs} {jobs:call|calls} at once for {scheduler}", values
                )
            )
            await self._until_gone(worker)
        return True

    def _worker(self, folder: str) -> Worker:
        return worker_of(
            self._url,
            self._stations,
            folder=folder,
            name=self._place.name,
            host=self._place.host or _own_host(self._url),
            security=self._certificates,
        )

    def _why(self, cause: BaseException) -> Message:
        """Why there is no scheduler; Dask says "failed to start" and has the reason in a cause."""
        if isinstance(cause, NOT_DASK):
            return not_dask(self._url).message
        reason = str(cause) or type(cause).__name__
        return Message("no scheduler answers: {reason}", {"reason": reason})

    async def _started(self, worker: Worker) -> bool:
        """Start a worker, which waits for a scheduler that is slow; False where it is stopped."""
        starting = asyncio.ensure_future(_start(worker))
        stopped = asyncio.ensure_future(self._stopped.wait())
        await asyncio.wait([starting, stopped], return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not starting.done():
            starting.cancel()
            await asyncio.wait([starting])
            await worker.close(timeout=1)
            return False
        await starting
        return True

    async def _until_gone(self, worker: Worker) -> None:
        waits = [
            asyncio.ensure_future(worker.finished()),
            asyncio.ensure_future(self._stopped.wait()),
        ]
        await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        for one in waits:
            one.cancel()
        await worker.close()


async def _start(worker: Worker) -> None:
    await worker


def worker_of(
    url: str,
    stations: Stations,
    *,
    folder: str,
    name: str | None,
    host: str | None = None,
    security: Security | None = None,
) -> Worker:
    """A worker of Dask that offers the tools of `stations`; `folder` is for Dask's own files."""
    is_ipv6 = host is not None and ":" in host
    return Worker(
        url,
        nthreads=stations.jobs,
        name=name,
        # Dask wants IPv6 in brackets here, and none at all below (distributed 2026.8).
        host=f"[{host}]" if is_ipv6 else host,
        security=security,
        resources=dict.fromkeys(stations.offered, stations.jobs),
        plugins=(StationPlugin(stations),),
        # So it ends itself; whoever cuts its start short from outside leaves it listening
        # (distributed 2026.8; without this test_trying_again_leaves_nothing_open fails).
        death_timeout=AGAIN_SECONDS[1],
        local_directory=folder,
        memory_limit=0,  # what LibreOffice and the processes take is limited where they are
        metrics={},
        dashboard_address=f"{'127.0.0.1' if host is None or is_ipv6 else host}:0",
        dashboard=False,
    )


def _own_host(url: str) -> str:
    """The address by which this machine reaches the scheduler: it listens on no other."""
    written, _, port = url.partition("://")[2].rpartition(":")
    host = written.strip("[]")
    if is_loopback(host):
        return "127.0.0.1"
    # Not Dask's get_ip, which knows addresses of IPv4 alone (distributed 2026.8).
    with _socket_to(host, int(port)) as way:
        way.connect((host, int(port)))  # sends nothing
        return str(way.getsockname()[0])


def _socket_to(host: str, port: int) -> socket.socket:
    """A datagram's socket of the family that a host's address is of; raises OSError."""
    family, kind, *_ = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[0]
    return socket.socket(family, kind)
