"""A cluster within the test's process, whose worker does calls without LibreOffice."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AsyncExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from distributed import Client, Scheduler, Security

from kefu_docs.cluster.connection import RemoteScheduler, SchedulerPlace
from kefu_docs.cluster.equipment import Equipment
from kefu_docs.cluster.executor import ClusterExecutor
from kefu_docs.cluster.order import Order, OwnFonts, Refusal, packed_answer
from kefu_docs.cluster.station import Stations
from kefu_docs.cluster.worker import worker_of
from kefu_docs.fonts import FontSet
from kefu_docs.scheduler.answer import Answer
from kefu_docs.scheduler.messages import Workplace

OURS = Equipment("program", "LibreOffice 7.4 kit", "fonts")


@dataclass
class ThreadStations:
    """Does calls in the worker's thread; refuses the first `refusals` of them."""

    offered: tuple[str, ...] = (OURS.resource,)
    refusals: int = 0
    is_outdated: bool = False
    jobs: int = 2
    fonts: list[OwnFonts] = field(default_factory=list)

    def perform(self, data: bytes, own: OwnFonts, _on_outdated: Callable[[], object]) -> bytes:
        """See Stations."""
        self.fonts.append(own)
        if self.refusals:
            self.refusals -= 1
            return packed_answer(Refusal("another"))
        call = Order.unpacked(data).call
        workplace = Workplace(FontSet(()), Path("no store"))
        return packed_answer(Answer.of(lambda: call.run(workplace)))


@dataclass
class StartedScheduler:
    """A scheduler on loopback and its worker, started by the first who connects."""

    stations: ThreadStations
    folder: Path
    certificates: Security | None = None
    url: str = ""
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def connect(self) -> Client:
        """See SchedulerPlace."""
        if not self.url:
            started = Scheduler(
                protocol="tls" if self.certificates else "tcp",
                host="127.0.0.1",
                port=0,
                security=self.certificates,
                dashboard=False,
                dashboard_address=":0",
            )
            self.url = (await self.stack.enter_async_context(started)).address
            worker = worker_of(
                self.url,
                cast(Stations, self.stations),
                folder=str(self.folder),
                name="w",
                host="127.0.0.1",
                security=self.certificates,
            )
            await self.stack.enter_async_context(worker)
        return await RemoteScheduler(self.url, self.certificates).connect()

    async def close(self) -> None:
        """See SchedulerPlace."""
        await self.stack.aclose()


@contextmanager
def executor_of(
    scheduler: SchedulerPlace, fonts: FontSet | None = None
) -> Iterator[ClusterExecutor]:
    """An executor whose build has OURS."""
    with ClusterExecutor(scheduler, OURS, fonts or FontSet(())) as executor:
        yield executor


def done(futures: list[Future[int]]) -> int:
    """How many of them are done."""
    return sum(future.done() for future in futures)


def answering(server: socket.socket, answer: bytes) -> None:
    """Say one thing to whoever comes, until the server is closed."""
    with suppress(OSError):
        while True:
            comer, _ = server.accept()
            comer.sendall(answer)
