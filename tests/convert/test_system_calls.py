"""A filter of system calls that lets threads begin, and no process."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from kefu_docs.convert.worker import system_calls

PROGRAM = """
import os, subprocess, threading
from kefu_docs.convert.worker.system_calls import filter_calls
print(filter_calls())
def told(way, act):
    try:
        act()
    except OSError as error:
        print(way, error.strerror)
told("fork", os.fork)
told("exec", lambda: os.execv("/bin/true", ["true"]))
told("spawn", lambda: os.posix_spawn("/bin/true", ["true"], {}))
told("subprocess", lambda: subprocess.run(["true"]))
threads = [threading.Thread(target=lambda: told("fork in a thread", os.fork)) for _ in range(2)]
for thread in threads:
    thread.start()
    thread.join()
print("shell", os.system("exit 0"))
"""


def test_threads_begin_and_processes_do_not() -> None:
    """Whichever call is tried, in whichever thread."""
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    if told[0] == "False":  # a kernel or a processor without the filter, which does no harm
        assert not any("not permitted" in line for line in told)
        return
    refused = "Operation not permitted"
    ways = ("fork", "exec", "spawn", "subprocess", "fork in a thread", "fork in a thread")
    assert told[1:7] == [f"{way} {refused}" for way in ways]
    assert told[7] != "shell 0"


def test_an_unknown_processor_has_no_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its numbers of calls are others."""
    known = os.uname()
    other = os.uname_result((*known[:4], "riscv64"))
    monkeypatch.setattr(os, "uname", lambda: other)
    assert not system_calls.filter_calls()


SYNCING = """
import os
from kefu_docs.convert.worker.system_calls import filter_calls
print(filter_calls())
_, pipe = os.pipe()
for sync in os.fsync, os.fdatasync:
    try:
        print(sync(pipe))
    except OSError as error:
        print(error.strerror)
"""


def test_the_process_does_not_wait_for_the_disk() -> None:
    """A pipe cannot be synced, of which nothing is told where no file is synced at all."""
    told = subprocess.run(
        [sys.executable, "-c", SYNCING], capture_output=True, text=True, check=True
    ).stdout.split("\n")
    is_filtered, *of_syncing = told
    expected = "None" if is_filtered == "True" else "Invalid argument"
    assert of_syncing[:2] == [expected, expected]
