"""A build in which processes are killed all the time, against one that is left alone: `make soak`.

Varied documents of synthetic people are built once undisturbed. Then they are built in another
folder, while the main process, workers and LibreOffice are killed at random; a build is started
again until it ends well, and from nothing until all kills are done. Nothing may be missing then,
and no byte may differ.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from random import Random
from shutil import rmtree

from benchmarks import memory_picture
from benchmarks.people import TEMPLATES, write_people
from benchmarks.processes import KINDS, Killer, Recording

COMMAND = Path(sys.executable).with_name("kefu-docs")
MONTHS = ("2026-04", "2026-05", "2026-06")
MOST_KILLS = 100
MOST_BUILDS = 20
"""Beside those that are killed, until what is missing counts as lost."""


@dataclass
class Result:
    """What became of a soak: builds that were started, files that were lost or differ.

    A round is a build from nothing, with as many starts as it takes.
    """

    rounds: int = 0
    builds: int = 0
    refused: int = 0
    files: int = 0
    lost: list[str] = field(default_factory=list)
    different: list[str] = field(default_factory=list)


def main() -> int:
    """Soak, print the figures, draw the memory; 1 where something is lost or differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", nargs="?", type=int, default=20_000)
    parser.add_argument("--kills", type=int, help="a kill for 20 documents, 6 to 100, by default")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, default=Path("build/soak"))
    arguments = parser.parse_args()
    folder: Path = arguments.folder.absolute()
    kills = arguments.kills or max(6, min(MOST_KILLS, arguments.documents // 20))
    rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    write_people(folder / "data", -(-arguments.documents // 4), MONTHS, varied=True)
    alone, disturbed = Recording(folder / "alone/build"), Recording(folder / "disturbed/build")
    if code := _start(alone).wait():
        sys.exit(f"left alone the build ends with {code}: {folder / 'alone/log'}")
    print(f"left alone: {alone.now:.0f} seconds", flush=True)
    seconds = alone.now
    killer = Killer(Random(arguments.seed), kills, seconds / kills)  # noqa: S311 - repeatable
    result = soak(alone.build, disturbed, killer)
    picture = folder / "memory.svg"
    memory_picture.write(picture, {"left alone": alone, "processes killed": disturbed})
    _print(result, alone, disturbed)
    print(f"picture: {picture}")
    return 1 if result.lost or result.different else 0


def soak(alone: Path, disturbed: Recording, killer: Killer) -> Result:
    """Build again and again until all kills are done; each round must give what was built alone."""
    result = Result()
    expected = _digests(alone)
    result.files = len(expected)
    while killer.left or not result.rounds:
        rmtree(disturbed.build, ignore_errors=True)
        result.rounds += 1
        _build_to_the_end(disturbed, killer, result)
        found = _digests(disturbed.build)
        result.lost += expected.keys() - found.keys()
        result.different += (name for name in found if found[name] != expected.get(name))
        print(f"round {result.rounds}: {len(disturbed.kills)} killed so far", flush=True)
    return result


def _build_to_the_end(disturbed: Recording, killer: Killer, result: Result) -> None:
    """Start builds until one ends well."""
    for _ in range(MOST_BUILDS + killer.left):
        result.builds += 1
        process = _start(disturbed)
        killer.follow(process, disturbed)
        code = process.wait()
        if code == 0:
            return
        result.refused += code > 0


def _start(recording: Recording) -> subprocess.Popen[bytes]:
    """Start a build of everything, which is watched until it ends."""
    recording.build.mkdir(parents=True, exist_ok=True)
    arguments = ["--data", "../data", "--templates", str(TEMPLATES), "--build", "build"]
    with (recording.build.parent / "log").open("ab") as log:
        process = subprocess.Popen(
            [COMMAND, *arguments, "packets"],
            cwd=recording.build.parent,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    recording.watch(process)
    return process


def _digests(build: Path) -> dict[str, str]:
    """The digest of each file that a build published, by its name."""
    return {
        path.relative_to(build).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in build.rglob("*")
        if path.is_file() and ".store" not in path.relative_to(build).parts
    }


def _rates(published: list[tuple[float, int]]) -> tuple[float, float]:
    """PDFs a second in the first and the last third of what was published."""
    least, most = published[0][1], published[-1][1]
    first, last = least + (most - least) / 3, least + (most - least) * 2 / 3
    begun = next(time for time, count in published if count > least)
    third = next(time for time, count in published if count >= first)
    two_thirds = next(time for time, count in published if count >= last)
    ended = next(time for time, count in published if count == most)
    share = (most - least) / 3
    return share / max(third - begun, 0.25), share / max(ended - two_thirds, 0.25)


def _print(result: Result, alone: Recording, disturbed: Recording) -> None:
    kills = Counter(kind for _, kind in disturbed.kills)
    told = ", ".join(f"{kills[kind]} of {kind}" for kind in KINDS)
    print(f"files: {result.files}; rounds: {result.rounds}; builds started: {result.builds}")
    print(f"killed: {told}")
    print(f"builds that ended with something refused: {result.refused}")
    print(f"lost: {len(result.lost)} {result.lost[:5]}")
    print(f"different: {len(result.different)} {result.different[:5]}")
    first, last = _rates(alone.published)
    print(f"seconds alone: {alone.published[-1][0]:.0f}, disturbed: {disturbed.now:.0f}")
    print(f"PDFs a second, left alone: {first:.0f} in the first third, {last:.0f} in the last")
    for kind in KINDS:
        print(f"MB at most, {kind}: alone {alone.peak(kind):.0f}, {disturbed.peak(kind):.0f}")


if __name__ == "__main__":
    sys.exit(main())
