"""Records read and checked on one core, for the first time and again.

Run from the repository: python -m benchmarks.records [PEOPLE]
"""

from __future__ import annotations

import datetime as dt
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.people import TEMPLATES, write_people
from kefu_docs.pipeline.queries import check_records
from kefu_docs.pipeline.settings import Settings

ON = dt.date(2026, 11, 25)
ROUNDS = 3


def seconds(settings: Settings) -> tuple[float, float]:
    """Wall and processor time of reading and checking everything, as a command does."""
    wall, processor = time.perf_counter(), time.process_time()
    diagnostics = check_records(settings)
    taken = time.perf_counter() - wall, time.process_time() - processor
    if diagnostics:
        raise SystemExit(f"the synthetic records are not lawful: {diagnostics[0]}")
    return taken


def main(people: int = 10_000) -> None:
    """Print a line for each case; what is run more than once is told by its best round."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        write_people(data, people)
        settings = Settings(data, TEMPLATES, Path(folder) / "build", ON)
        taken = {"first": [seconds(settings)]}
        taken["nothing changed"] = [seconds(settings) for _ in range(ROUNDS)]
        person = data / "employees" / "P00001.yaml"
        text = person.read_text(encoding="utf-8")
        for number in range(ROUNDS):
            person.write_text(text.replace("路1号", f"路1号{number}室"), encoding="utf-8")
            taken.setdefault("one field changed", []).append(seconds(settings))
    for case, rounds in taken.items():
        wall, processor = min(rounds)
        print(f"{people} people, {case}: {wall:.2f} s ({processor:.2f} s of processor time)")
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
