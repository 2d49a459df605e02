"""The most memory that a command and the processes it starts ever held, from /proc (Linux)."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PAUSE = 0.2  # seconds; a look takes some milliseconds, and the kernel keeps the highest mark


@dataclass
class Usage:
    """Wall seconds of a command, MiB of its main process at most, MiB of any worker at most."""

    seconds: float = 0.0
    main: float = 0.0
    worker: float = 0.0


def run(command: Sequence[str], *, may_fail: bool = False) -> Usage:
    """Run a command to its end; raises CalledProcessError where it fails and may not."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    usage = Usage()
    watch = threading.Thread(target=_watch, args=(process, usage))
    watch.start()
    failed = process.wait()
    usage.seconds = time.perf_counter() - start
    watch.join()
    if failed and not may_fail:
        raise subprocess.CalledProcessError(failed, command)
    return usage


def _watch(process: subprocess.Popen[bytes], usage: Usage) -> None:
    while process.returncode is None:
        usage.main = max(usage.main, _peak(process.pid))
        usage.worker = max([usage.worker, *map(_peak, descendants(process.pid))])
        time.sleep(_PAUSE)


def descendants(pid: int) -> list[int]:
    """The processes that a process started, and those that these did."""
    try:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        found = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []
    return [*found, *(deeper for child in found for deeper in descendants(child))]


def _peak(pid: int) -> float:
    """VmHWM in MiB."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(x.split()[1]) / 1024 for x in lines if x.startswith("VmHWM")), 0.0)
