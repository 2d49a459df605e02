"""What LibreOffice's walls cost a build: bubblewrap against limits alone, in turns.

Run as root from the repository: python -m benchmarks.confinement [PEOPLE] [ROUNDS] [KIND]…

A round builds contracts, then summaries, of people whose texts are of any length, in a new build
folder each. Told is the processor time of all processes, which a control group counts: sums of
/proc miss what bubblewrap waited for. A user cannot turn the walls off; this program can.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.people import TEMPLATES, write_people

GROUPS = Path("/sys/fs/cgroup/cpuacct")
MONTH = "2026-04"
WALLS = ("bubblewrap", "limits")
_LIMITS_ALONE = """\
from kefu_docs.convert.confinement import Confinement
from kefu_docs.pipeline import toolchain
toolchain.find_confinement = lambda *_: Confinement()
"""
_BUILD = "from kefu_docs.cli.commands import main\nmain()\n"


def seconds_of(command: Sequence[str]) -> float:
    """Seconds of processor time that a command and all it starts take."""
    group = GROUPS / f"kefu-docs-{os.getpid()}"
    group.mkdir()
    try:

        def enter() -> None:
            (group / "cgroup.procs").write_text(str(os.getpid()), encoding="ascii")

        quiet = subprocess.DEVNULL
        ended = subprocess.run(command, check=False, preexec_fn=enter, stdout=quiet, stderr=quiet)
        if ended.returncode:
            raise subprocess.CalledProcessError(ended.returncode, command)
        return int((group / "cpuacct.usage").read_text(encoding="ascii")) / 1e9
    finally:
        group.rmdir()


def main(people: int = 200, rounds: int = 5, kinds: Sequence[str] = ()) -> None:
    """Measure and print each round, then medians and their ratio."""
    taken: dict[tuple[str, str], list[float]] = defaultdict(list)
    wanted = list(kinds) or ["contracts", "summaries"]
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        write_people(data, people, [MONTH], varied=True)
        for number in range(rounds):
            for kind in wanted:
                order = WALLS if number % 2 == 0 else WALLS[::-1]
                for walls in order:
                    program = (_LIMITS_ALONE if walls == "limits" else "") + _BUILD
                    with tempfile.TemporaryDirectory() as build:
                        places = ["--data", str(data), "--build", build]
                        places += ["--templates", str(TEMPLATES), kind]
                        seconds = seconds_of([sys.executable, "-c", program, *places])
                    taken[kind, walls].append(seconds)
                    print(f"round {number + 1}, {kind}, {walls}: {seconds:.2f} s", flush=True)
    for kind in wanted:
        apart, alone = (median(taken[kind, walls]) for walls in WALLS)
        pairs = zip(taken[kind, "bubblewrap"], taken[kind, "limits"], strict=True)
        ratio = median(one / other for one, other in pairs)
        print(f"{people} {kind}: bubblewrap {apart:.2f} s, limits {alone:.2f} s; {ratio:.3f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]), kinds=sys.argv[3:])
