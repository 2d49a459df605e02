"""The processes of a build that runs: what each is for, what it holds; one is killed (Linux)."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from benchmarks.memory import descendants

KINDS = ("main", "worker", "LibreOffice")
_SHARES = {"main": 1, "worker": 3, "LibreOffice": 3}
"""How often each kind is killed: main is started again from the beginning."""
_PAUSE = 0.25  # seconds between two looks


def processes(main: int) -> dict[int, str]:
    """The processes of a build by number, each with its kind."""
    return {main: "main"} | {pid: kind for pid in descendants(main) if (kind := _kind(pid))}


def _kind(pid: int) -> str:
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return ""
    is_office = b"convert.worker" in command or b"soffice" in command
    return "LibreOffice" if is_office else "worker"


def _resident(pid: int) -> float:
    """MB that a process holds; 0 where it has ended."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0.0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


@dataclass
class Recording:
    """What was seen of builds, one after another; times are seconds since the first began.

    `memory` has the MB of each process, by its kind and number; `published` the PDFs that were
    there.
    """

    build: Path
    memory: dict[tuple[str, int], list[tuple[float, float]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    published: list[tuple[float, int]] = field(default_factory=list)
    kills: list[tuple[float, str]] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)

    @property
    def now(self) -> float:
        """Seconds since the first build began."""
        return time.monotonic() - self._began

    def watch(self, process: subprocess.Popen[bytes]) -> threading.Thread:
        """Look at a build until it ends."""
        thread = threading.Thread(target=self._watch, args=(process,))
        thread.start()
        return thread

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        while process.poll() is None:
            for pid, kind in processes(process.pid).items():
                if held := _resident(pid):
                    self.memory[kind, pid].append((self.now, held))
            self.published.append((self.now, sum(1 for _ in self.build.glob("[a-z]*/**/*.pdf"))))
            time.sleep(_PAUSE)

    def peak(self, kind: str) -> float:
        """The most MB that a process of a kind held."""
        seen = [mb for (k, _), points in self.memory.items() if k == kind for _, mb in points]
        return max(seen, default=0.0)


@dataclass
class Killer:
    """Kills a process of a build at random, `left` times, every `seconds` on average."""

    random: Random
    left: int
    seconds: float

    def follow(self, process: subprocess.Popen[bytes], recording: Recording) -> None:
        """Kill until the build ends or there is no kill left."""
        while self.left and process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(self.random.expovariate(1 / self.seconds))
                return
            running = processes(process.pid)
            kind = self.random.choices(KINDS, [_SHARES[kind] for kind in KINDS])[0]
            if pids := [pid for pid, its in running.items() if its == kind]:
                with suppress(ProcessLookupError):
                    os.kill(self.random.choice(pids), signal.SIGKILL)
                    self.left -= 1
                    recording.kills.append((recording.now, kind))
