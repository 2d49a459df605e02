"""Processes for work: results, errors, crashes, and no process left."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import BrokenExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from traceback import walk_tb
from typing import Any

import pytest

from kefu_docs.fonts import FontSet
from kefu_docs.scheduler import messages
from kefu_docs.scheduler.calls_under_way import each_done
from kefu_docs.scheduler.messages import Call, CallTooLongError, Workplace
from kefu_docs.scheduler.worker_pool import WorkerProcesses

pytestmark = pytest.mark.slow


@pytest.fixture
def workplace(fonts: FontSet, tmp_path: Path) -> Workplace:
    """Fonts, and a store that stays empty."""
    return Workplace(fonts, tmp_path)


def halve(_: Workplace, number: int) -> int:
    """Half an even number; 0 kills the process."""
    if number == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    if number % 2:
        raise ValueError(number)
    return number // 2


def half_of(number: int) -> Call[int]:
    """The call that halves a number."""
    return Call(__name__, "halve", (number,))


def once(_: Workplace, mark: str, number: int) -> int:
    """Half a number; the first time the process ends itself by the signal of this number."""
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), number)
    return number // 2


def hung(_: Workplace) -> None:
    """Stop the process, always."""
    os.kill(os.getpid(), signal.SIGSTOP)


def half_an_answer(_: Workplace, mark: str) -> bytes:
    """A result of which the first time only the beginning is sent: the process is killed amid it.

    A pipe holds 64 KB, and the one that reads it is slower than the thread that kills.
    """
    if not Path(mark).exists():
        Path(mark).touch()
        write = Connection._send  # type: ignore[attr-defined]

        def killed(self: Connection, data: bytes) -> None:
            write(self, bytes(data)[: len(data) // 2])
            os.kill(os.getpid(), signal.SIGKILL)

        Connection._send = killed  # type: ignore[attr-defined]
    return bytes(1 << 20)


def too_big_a_thing(_: Workplace) -> object:
    """What cannot be sent."""
    return lambda: 0


def collector(_: Workplace) -> tuple[bool, int]:
    """Whether the garbage collector runs, and how many objects it leaves alone."""
    return gc.isenabled(), gc.get_freeze_count()


def test_every_call_comes_back_with_its_result_or_error(workplace: Workplace) -> None:
    """Nineteen calls on two processes: even numbers are halved, odd ones raise their own error."""
    with WorkerProcesses(2, workplace, None) as processes:
        calls = [(number, half_of(number)) for number in range(1, 20)]
        found = dict(each_done(processes, calls))
    assert found.keys() == set(range(1, 20))
    assert all(found[n].result() == n // 2 for n in range(2, 20, 2))
    assert all(isinstance(found[n].exception(), ValueError) for n in range(1, 20, 2))


def test_rubbish_is_collected_though_the_main_process_collects_none(workplace: Workplace) -> None:
    """A worker starts the collector that the main process has stopped; what it forked stays."""
    gc.disable()
    try:
        with WorkerProcesses(1, workplace, None) as processes:
            is_enabled, frozen = processes.submit(
                Call[tuple[bool, int]](__name__, "collector")
            ).result()
    finally:
        gc.enable()
    assert is_enabled
    assert frozen > 1000


def test_only_the_culprit_is_lost(workplace: Workplace) -> None:
    """A call that kills its process loses itself; those beside it are done again."""
    with WorkerProcesses(2, workplace, None) as processes:
        calls = [(number, half_of(number)) for number in (2, 0, 4, 6, 8)]
        found = dict(each_done(processes, calls))
    assert isinstance(found[0].exception(), BrokenExecutor)
    assert [found[number].result() for number in (2, 4, 6, 8)] == [1, 2, 3, 4]


def results(workplace: Workplace, *calls: Call[Any]) -> list[Any]:
    """What calls give that two processes do."""
    with WorkerProcesses(2, workplace, None) as processes:
        found = dict(each_done(processes, enumerate(calls)))
    return [found[number].result() for number in range(len(calls))]


def test_others_start_when_there_are_more_calls(workplace: Workplace) -> None:
    """Of three places one is taken; as many processes are added as calls wait, and no more."""
    with WorkerProcesses(3, workplace, None, ready=1) as processes:
        assert len(processes.ids) == 1
        assert [processes.submit(half_of(n)).result() for n in (2, 4)] == [1, 2]
        assert len(processes.ids) == 1
        waiting = [processes.submit(half_of(n)) for n in range(2, 12, 2)]
        assert len(processes.ids) == 3
        assert [future.result() for future in waiting] == [1, 2, 3, 4, 5]


def noted(_: Workplace, mark: str) -> None:
    """Say that this process was here."""
    Path(mark).write_text(str(os.getpid()), "ascii")


def own_number(_: Workplace) -> int:
    """The number of the process."""
    return os.getpid()


def test_the_worker_that_looked_ahead_does_the_call(workplace: Workplace, tmp_path: Path) -> None:
    """No other starts for the call that follows, though there is room for one."""
    mark = tmp_path / "mark"
    with WorkerProcesses(2, workplace, None, ready=1) as processes:
        processes.look_ahead(Call(__name__, "noted", (str(mark),)))
        number = processes.submit(Call[int](__name__, "own_number")).result()
        assert len(processes.ids) == 1
    assert int(mark.read_text("ascii")) == number


def test_who_has_calls_to_do_does_not_look_ahead(workplace: Workplace, tmp_path: Path) -> None:
    """Nor does anybody where there is no worker."""
    mark = tmp_path / "mark"
    with WorkerProcesses(1, workplace, None, ready=0) as processes:
        processes.look_ahead(Call(__name__, "noted", (str(mark),)))
        call = processes.submit(half_of(2))
        processes.look_ahead(Call(__name__, "noted", (str(mark),)))
        assert [call.result(), processes.submit(half_of(4)).result()] == [1, 2]
    assert not mark.exists()


def test_a_call_outlives_a_worker_that_died_of_looking_ahead(workplace: Workplace) -> None:
    """What crashes a worker beforehand is found out by the call itself."""
    with WorkerProcesses(1, workplace, None) as processes:
        processes.look_ahead(Call(__name__, "halve", (0,)))
        assert dict(each_done(processes, [("x", half_of(2))]))["x"].result() == 1


def test_processes_that_are_killed_while_idle_are_replaced(workplace: Workplace) -> None:
    """All processes are killed between calls, three times: every call comes back."""
    with WorkerProcesses(2, workplace, None) as processes:
        for _ in range(3):
            for pid in processes.ids:
                os.kill(pid, signal.SIGKILL)
            found = dict(each_done(processes, [(n, half_of(n)) for n in (2, 4, 6)]))
            assert [found[n].result() for n in (2, 4, 6)] == [1, 2, 3]


def test_a_call_whose_process_is_killed_is_done_again(workplace: Workplace, tmp_path: Path) -> None:
    """Four calls that lose their process the first time, on two processes, come back."""
    killed = [
        Call[int](__name__, "once", (str(tmp_path / str(n)), signal.SIGKILL)) for n in range(4)
    ]
    assert results(workplace, *killed) == [signal.SIGKILL // 2] * 4


def test_a_call_that_is_lost_alone_is_tried_three_times(
    workplace: Workplace, tmp_path: Path
) -> None:
    """One that loses its process four times is lost; its processes wrote four marks."""
    marks = tmp_path / "marks"
    with WorkerProcesses(1, workplace, None) as processes:
        call = Call[None](__name__, "marked_and_killed", (str(marks),))
        ((_, future),) = each_done(processes, [("call", call)])
    assert isinstance(future.exception(), BrokenExecutor)
    assert marks.read_text() == "xxxx"


def marked_and_killed(_: Workplace, marks: str) -> None:
    """Leave a mark, and kill the process."""
    with Path(marks).open("a") as file:
        file.write("x")
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_stopped_process_is_replaced(
    workplace: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A call whose process is stopped is over at its limit, and done again in a new process.

    The call beside it is not lost.
    """
    monkeypatch.setattr(messages, "BASE_SECONDS", 5.0)
    stopped = Call[int](__name__, "once", (str(tmp_path / "mark"), signal.SIGSTOP), 0.0)
    beside = Call[int](__name__, "halve", (8,), 100.0)
    assert results(workplace, stopped, beside) == [signal.SIGSTOP // 2, 4]


def test_a_process_that_was_stopped_while_idle_is_replaced(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large call to a process that hears nothing: sending it is limited, too."""
    with WorkerProcesses(1, workplace, None) as processes:
        assert processes.submit(half_of(2)).result() == 1
        monkeypatch.setattr(messages, "BASE_SECONDS", 5.0)
        os.kill(processes.ids[0], signal.SIGSTOP)
        large = Call[int](__name__, "size", (bytes(1 << 20),), 0.0)
        ((_, future),) = each_done(processes, [("call", large)])
        assert future.result() == 1 << 20


def test_a_call_that_could_not_be_sent_is_let_go(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error that tells of it holds no copy of it."""
    with WorkerProcesses(1, workplace, None) as processes:
        assert processes.submit(half_of(2)).result() == 1
        monkeypatch.setattr(messages, "BASE_SECONDS", 2.0)
        os.kill(processes.ids[0], signal.SIGSTOP)
        error = processes.submit(Call[int](__name__, "size", (bytes(1 << 20),), 0.0)).exception()
    assert isinstance(error, CallTooLongError)
    assert error.__cause__
    held = [f.f_locals.values() for f, _ in walk_tb(error.__cause__.__traceback__)]
    assert not any(isinstance(value, memoryview) for values in held for value in values)


def size(_: Workplace, data: bytes) -> int:
    """Count bytes."""
    return len(data)


def test_a_call_that_always_hangs_is_told(
    workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is tried once more, alone, and then given as one that takes too long."""
    monkeypatch.setattr(messages, "BASE_SECONDS", 2.0)
    with WorkerProcesses(1, workplace, None) as processes:
        ((_, future),) = each_done(processes, [("call", Call[None](__name__, "hung", (), 0.0))])
    error = future.exception()
    assert isinstance(error, CallTooLongError)
    assert error.seconds == 2


def test_a_worker_that_is_killed_amid_its_answer_loses_that_call_alone(
    workplace: Workplace, tmp_path: Path
) -> None:
    """Half a result is no result: the call is done again, and the one beside it is delivered."""
    torn = Call[bytes](__name__, "half_an_answer", (str(tmp_path / "mark"),))
    assert results(workplace, torn, half_of(4)) == [bytes(1 << 20), 2]


def test_what_cannot_be_sent_is_an_error_of_its_call(workplace: Workplace) -> None:
    """A result that cannot be pickled, and an argument: the process goes on."""
    with WorkerProcesses(1, workplace, None) as processes:
        pids = processes.ids
        result = processes.submit(Call[object](__name__, "too_big_a_thing")).exception()
        argument = processes.submit(Call[int](__name__, "halve", (lambda: 0,))).exception()
        assert processes.submit(half_of(2)).result() == 1
        assert processes.ids == pids
    assert isinstance(result, TypeError)
    assert argument is not None


def test_leaving_ends_a_stopped_process(workplace: Workplace) -> None:
    """Nobody waits for a process that cannot hear that it is to end, nor for its call."""
    with WorkerProcesses(2, workplace, None) as processes:
        processes.submit(Call[None](__name__, "hung"))
        idle, busy = processes.ids
        os.kill(idle, signal.SIGSTOP)
    assert not any(Path(f"/proc/{pid}").exists() for pid in (idle, busy))


def test_processes_end_with_a_killed_program(tmp_path: Path) -> None:
    """Worker processes of a program that was killed end by themselves."""
    file = tmp_path / "pids"
    program = f"""
import os, signal
from pathlib import Path
from kefu_docs.fonts import find_fonts
from kefu_docs.scheduler.messages import Workplace
from kefu_docs.scheduler.worker_pool import WorkerProcesses
with WorkerProcesses(3, Workplace(find_fonts(None), Path("unused"))) as processes:
    Path({str(file)!r}).write_text(" ".join(map(str, processes.ids)))
    os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", program], check=False)
    assert done.returncode == -signal.SIGKILL
    pids = [int(pid) for pid in file.read_text().split()]
    assert len(pids) == 3
    end = time.monotonic() + 60
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < end:
        time.sleep(0.02)
    assert [pid for pid in pids if Path(f"/proc/{pid}").exists()] == []
