"""A look at the office processes of a test."""

from __future__ import annotations

import os
import time
from pathlib import Path


def office_processes(state_dir: Path) -> list[int]:
    """Find the processes that were started with a slot below `state_dir`.

    Zombies are not counted, nor is bubblewrap, which waits beside a process that it started.
    """
    found = []
    for entry in Path("/proc").iterdir():
        try:
            name = (entry / "comm").read_bytes()
            command = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if (
            name != b"bwrap\n"
            and entry.name.isdigit()
            and os.fsencode(state_dir / "slot-") in command
        ):
            found.append(int(entry.name))
    return found


def wait_for_end(state_dir: Path) -> list[int]:
    """Wait until no office process is left, a minute at most; give those that are."""
    end = time.monotonic() + 60
    while (left := office_processes(state_dir)) and time.monotonic() < end:
        time.sleep(0.02)
    return left
