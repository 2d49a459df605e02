"""Calls over a cluster: results, errors, refusals, fonts, back-pressure, and no cluster."""

from __future__ import annotations

import pickle
import socket
import subprocess
import threading
import time
from concurrent.futures import BrokenExecutor, Future
from pathlib import Path

import dask
import pytest

from kefu_docs.cluster import connection
from kefu_docs.cluster.connection import RemoteScheduler
from kefu_docs.cluster.dask_settings import security, settle
from kefu_docs.cluster.equipment import Equipment
from kefu_docs.cluster.executor import FETCHED, TRIES
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.collector import collector_off
from kefu_docs.diagnostics.errors import ClusterError
from kefu_docs.diagnostics.fault_log import FaultLog
from kefu_docs.fonts import FontFile, FontSet
from kefu_docs.scheduler.messages import Call, CallTooLongError, Workplace
from tests.support.cluster_stations import (
    OURS,
    StartedScheduler,
    ThreadStations,
    answering,
    done,
    executor_of,
)

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def _settled() -> None:
    """Dask behaves as in a build."""
    settle()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cluster that is not there is given up after half a second."""
    monkeypatch.setattr(connection, "WAIT_SECONDS", 0.5)
    monkeypatch.setattr(connection, "LOOK_SECONDS", 0.1)


def halve(_: Workplace, number: int) -> int:
    """Half an even number."""
    if number % 2:
        raise ValueError(number)
    return number // 2


def half_of(number: int) -> Call[int]:
    """The call that halves a number."""
    return Call(__name__, "halve", (number,))


def test_calls_are_done_and_what_they_raise_comes_back(tmp_path: Path) -> None:
    """With the line where it was raised, for the log of the program's own faults."""
    with executor_of(StartedScheduler(ThreadStations(), tmp_path)) as executor:
        assert executor.jobs == 2
        assert [executor.submit(half_of(n)).result() for n in (2, 4)] == [1, 2]
        error = executor.submit(half_of(3)).exception()
    assert isinstance(error, ValueError)
    FaultLog(tmp_path / "log").told(error, "contracts/E001")
    assert "in halve" in (tmp_path / "log").read_text("utf-8")


def test_a_refused_call_is_given_out_again(tmp_path: Path) -> None:
    """A worker whose tools were replaced refuses; the call counts as lost where all do."""
    stations = ThreadStations(refusals=2)
    with executor_of(StartedScheduler(stations, tmp_path)) as executor:
        assert executor.submit(half_of(2)).result() == 1
        stations.refusals = TRIES
        assert isinstance(executor.submit(half_of(2)).exception(), BrokenExecutor)
        assert executor.submit(half_of(2)).result() == 1


def test_ones_own_fonts_travel(tmp_path: Path) -> None:
    """Each call comes with them, the font's name and bytes; the set's own files stay away."""
    file = tmp_path / "Shop.ttf"
    file.write_bytes(b"glyphs")
    members = FontFile(tmp_path / "Noto.ttc", ("Noto",), "1")
    own = FontFile(file, ("Shop",), "2", {"Shop": "Shop"})
    stations = ThreadStations()
    with executor_of(StartedScheduler(stations, tmp_path), FontSet((own, members))) as executor:
        for future in [executor.submit(half_of(2)) for _ in range(3)]:
            assert future.result() == 1
    assert stations.fonts == [(("Shop.ttf", b"glyphs"),)] * 3


def test_results_that_nobody_takes_wait_on_their_workers(tmp_path: Path) -> None:
    """At most FETCHED are in this process, until some are taken."""
    with executor_of(StartedScheduler(ThreadStations(), tmp_path)) as executor:
        futures = [executor.submit(half_of(2 * n)) for n in range(3 * FETCHED)]
        end = time.monotonic() + 30
        while done(futures) < FETCHED and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(0.5)
        assert done(futures) == FETCHED
        taken = []
        while futures:
            ready: Future[int] = next(future for future in futures if future.done())
            futures.remove(ready)
            taken.append(ready.result())
            del ready
            while futures and not done(futures) and time.monotonic() < end:
                time.sleep(0.01)
    assert sorted(taken) == list(range(3 * FETCHED))


def length(_: Workplace, data: bytes) -> int:
    """The bytes that a call came with."""
    return len(data)


def test_messages_that_were_sent_are_not_kept(tmp_path: Path) -> None:
    """Dask keeps the last thousand otherwise, each with its documents, at both ends."""
    with executor_of(StartedScheduler(ThreadStations(), tmp_path)) as executor:
        for number in range(50):
            call = Call[int](__name__, "length", (bytes(1000 + number),))
            assert executor.submit(call).result() == 1000 + number
        client = executor._connection._client
        assert client is not None
        assert client.scheduler_comm is not None
        assert len(client.scheduler_comm.recent_message_log) <= 10


def test_calls_that_fail_take_no_room(tmp_path: Path) -> None:
    """Their futures are in a circle with what was raised, which only the collector finds."""
    with executor_of(StartedScheduler(ThreadStations(), tmp_path)) as executor, collector_off():
        for _ in range(FETCHED + 1):
            assert isinstance(executor.submit(half_of(3)).exception(30), ValueError)


def test_a_call_that_was_under_way_to_a_lost_cluster_ends(tmp_path: Path) -> None:
    """Nobody looks after the workers any more, so nothing else would end it."""
    with executor_of(StartedScheduler(ThreadStations(), tmp_path)) as executor:
        lost = ClusterError(Message("gone"))
        executor._loop.call_soon_threadsafe(time.sleep, 0.5)
        executor._loop.call_soon_threadsafe(executor._end, lost)
        assert executor.submit(half_of(2)).exception(30) is lost


@pytest.mark.usefixtures("impatient")
def test_without_a_worker_that_fits_the_build_ends(tmp_path: Path) -> None:
    """The difference is named."""
    other = Equipment(OURS.program, OURS.office, "others")
    scheduler = StartedScheduler(ThreadStations(offered=(other.resource,)), tmp_path)
    told = r"no worker of the cluster fits: the worker w \(.*\) does nothing .* fonts are others"
    with pytest.raises(ClusterError, match=told), executor_of(scheduler):
        pass


@pytest.mark.usefixtures("impatient")
def test_without_a_scheduler_the_build_ends() -> None:
    """Nobody listens on port 9."""
    nobody = RemoteScheduler("tcp://127.0.0.1:9", None)
    with (
        dask.config.set({"distributed.comm.timeouts.connect": "0.3s"}),
        pytest.raises(ClusterError, match="no scheduler answers"),
        executor_of(nobody),
    ):
        pass


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("answer", [b"HTTP/1.1 400 Bad Request", b"\xff" * 16])
def test_whoever_answers_and_is_not_dask_is_told(answer: bytes) -> None:
    """A web server on the port, or a proxy: the first bytes are taken for a length."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=answering, args=(server, answer), daemon=True).start()
        url = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        told = "what answers at tcp://127.0.0.1:[0-9]+ is no Dask scheduler"
        with pytest.raises(ClusterError, match=told), executor_of(RemoteScheduler(url, None)):
            pass


def test_a_call_that_took_too_long_travels() -> None:
    """With its seconds, which the message names."""
    again = pickle.loads(pickle.dumps(CallTooLongError(62.0)))  # noqa: S301
    assert again.seconds == 62


def certificates(folder: Path) -> dict[str, str]:
    """A certificate authority and a machine's certificate, as docs/cluster.md makes them."""
    commands = (
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=ca -keyout ca.key -out ca.pem",
        "req -newkey rsa:2048 -nodes -subj /CN=worker1 -keyout machine.key -out machine.csr",
        "x509 -req -in machine.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 "
        "-out machine.pem",
    )
    for command in commands:
        subprocess.run(["openssl", *command.split()], cwd=folder, check=True, capture_output=True)
    own = {"cert": str(folder / "machine.pem"), "key": str(folder / "machine.key")}
    names = [f"distributed.comm.tls.{role}" for role in ("scheduler", "worker", "client")]
    each = {f"{name}.{part}": path for name in names for part, path in own.items()}
    return {"distributed.comm.tls.ca-file": str(folder / "ca.pem"), **each}


@pytest.mark.usefixtures("impatient")
def test_with_tls_whoever_has_no_certificate_stays_out(tmp_path: Path) -> None:
    """Scheduler, worker and build with certificates of one authority work; others are refused."""
    with dask.config.set(certificates(tmp_path)):
        scheduler = StartedScheduler(ThreadStations(), tmp_path, security())
        with executor_of(scheduler) as executor:
            assert scheduler.url.startswith("tls://")
            assert executor.submit(half_of(2)).result() == 1
            stranger = RemoteScheduler(scheduler.url.replace("tls:", "tcp:"), None)
            with pytest.raises(ClusterError, match="no scheduler answers"), executor_of(stranger):
                pass
            assert executor.submit(half_of(4)).result() == 2
