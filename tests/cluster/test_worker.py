"""A worker while there is no scheduler."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import threading
from pathlib import Path
from typing import cast

import pytest
from distributed import Scheduler

from kefu_docs.cluster import worker
from kefu_docs.cluster.dask_settings import settle
from kefu_docs.cluster.station import Stations
from kefu_docs.cluster.worker import WorkerPlace, worker_of
from kefu_docs.diagnostics import Message
from tests.support.cluster_stations import ThreadStations, answering

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


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_a_worker_listens_where_it_is_told(host: str, tmp_path: Path) -> None:
    """By IPv6 as well, which Dask wants written in three ways."""
    settle()
    assert asyncio.run(_listens_at(host, tmp_path)) == host


def test_the_way_to_a_scheduler_is_found_by_either_kind_of_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Dask's own search knows IPv4 alone; loopback stands for another machine here."""
    monkeypatch.setattr(worker, "is_loopback", lambda _: False)
    assert worker._own_host("tcp://[::1]:8786") == "::1"
    assert worker._own_host("tls://127.0.0.1:8786") == "127.0.0.1"


def test_whoever_answers_and_is_not_dask_is_told(tmp_path: Path) -> None:
    """A web server, for example; the worker would try again, as its scheduler may come yet."""
    settle()
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=answering, args=(server, b"HTTP/1.1 400"), daemon=True).start()
        url = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        told: list[str] = []
        stations, place = cast(Stations, ThreadStations()), WorkerPlace(2, tmp_path)
        service = worker._Service(url, None, stations, place, lambda m: told.append(m.text()))
        assert not asyncio.run(service._served())
    assert told == [f"what answers at {url} is no Dask scheduler"]


async def _listens_at(host: str, folder: Path) -> str:
    stations = cast(Stations, ThreadStations())
    async with Scheduler(host=f"[{host}]" if ":" in host else host, port=0, dashboard=False) as at:
        started = worker_of(at.address, stations, folder=str(folder), name="w", host=host)
        async with started:
            return str(started.address).rpartition(":")[0].partition("://")[2].strip("[]")


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
