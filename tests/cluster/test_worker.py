"""A worker while there is no scheduler."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from pathlib import Path
from typing import cast

import pytest

from kefu_docs.cluster import worker
from kefu_docs.cluster.dask_settings import settle
from kefu_docs.cluster.station import Stations
from kefu_docs.cluster.worker import WorkerPlace
from kefu_docs.diagnostics import Message
from tests.support.cluster_stations import ThreadStations

pytestmark = pytest.mark.slow


def test_trying_again_leaves_nothing_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scheduler may be away for days: each try has as many files open as the one before."""
    monkeypatch.setattr(worker, "AGAIN_SECONDS", (0.01, 0.3))
    settle()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens
        url = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        counts = asyncio.run(_open_files(url, tmp_path, tries=4))
    assert counts[-1] <= counts[1]


def test_a_worker_that_waits_for_a_scheduler_can_be_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever listens there says nothing, and would be waited for an hour."""
    monkeypatch.setattr(worker, "AGAIN_SECONDS", (0.01, 3600.0))
    settle()
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        asyncio.run(_stopped_while_waiting(url, tmp_path))


async def _stopped_while_waiting(url: str, state: Path) -> None:
    stations = cast(Stations, ThreadStations())
    service = worker._Service(url, None, stations, WorkerPlace(2, state), lambda _: None)
    running = asyncio.ensure_future(service.run())
    await asyncio.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.wait_for(running, 60)


async def _open_files(url: str, state: Path, tries: int) -> list[int]:
    """How many files are open after each try."""
    counts: list[int] = []

    def say(_: Message) -> None:
        counts.append(len(list(Path("/proc/self/fd").iterdir())))

    stations = cast(Stations, ThreadStations())
    service = worker._Service(url, None, stations, WorkerPlace(2, state), say)
    for _ in range(tries):
        assert not await service._served()
    return counts
