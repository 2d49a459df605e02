"""What a night of many documents takes, from measured figures: `python -m benchmarks.scale`.

A discrete-event simulation of builds over clusters (docs/scale.md). One build stands for all: they
share nothing but the store. It renders the documents of a task after another on one core, gives
them to the scheduler, which hands them to the workers' cores, and takes finished PDFs back on that
same core; what is under way is bounded, as the program bounds it. Then it binds packets on all its
cores. `--measure` takes the figure of the scheduler anew: how many tasks a second it hands out.
"""

from __future__ import annotations

import argparse
import dataclasses
import math
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import simpy
from distributed import Client, LocalCluster

HOUR = 3600.0
MOST = 20_000


@dataclass(frozen=True)
class Figures:
    """What was measured: processor milliseconds, and bytes on the network, for each document.

    Contracts and summaries of varied people by halves, a packet for each person; docs/scale.md says
    which command gives each.
    """

    main_ms: float = 12.0
    """The build's own process: reading, checking, rendering, and keeping what comes back."""
    worker_ms: float = 48.0
    """A worker: LibreOffice, finishing and proof."""
    packet_ms: float = 30.0
    """Binding a person's packet, of two documents."""
    start_s: float = 3.0
    """What the first task of a worker's core waits for: LibreOffice, and a page of its own."""
    there_kb: float = 39.0
    back_kb: float = 144.0
    task: int = 9
    """Documents in a task."""
    tasks_a_second: float = 890.0
    """That one scheduler hands out and takes back."""
    spread: float = 0.3
    """Of a task's time, as share of it: standard deviation."""


@dataclass(frozen=True)
class Machines:
    """What there is to work with."""

    builds: int = 1
    cores: int = 8
    """Of workers, for each build."""
    build_cores: int = 4
    gigabits: float = 1.0
    """Between a build and its workers."""
    failures_a_day: float = 0.05
    """For each worker machine of eight cores; what it had under way is made once more."""


@dataclass
class Night:
    """What came of it, for one of the builds."""

    documents: int
    hours: float = 0.0
    made_again: int = 0
    worker_busy: float = 0.0
    """Share of the workers' time that is work."""
    main_busy: float = 0.0
    most_under_way: int = 0


def simulate(documents: int, figures: Figures, machines: Machines, seed: int = 1) -> Night:
    """A night of one of the builds, which has its share of all documents.

    After the first minutes nothing changes any more, so that MOST documents stand for all.
    """
    share = -(-documents // machines.builds)
    night = Night(min(share, MOST))
    world = simpy.Environment()
    build = _Build(world, figures, machines, night, Random(seed))  # noqa: S311
    world.run(until=world.process(build.run()))
    longer = share / night.documents
    night.documents, night.made_again = share, round(night.made_again * longer)
    night.hours = world.now * longer / HOUR
    return night


class _Build:
    """One build, its scheduler and its workers' cores, as processes and resources of SimPy."""

    def __init__(
        self,
        world: simpy.Environment,
        figures: Figures,
        machines: Machines,
        night: Night,
        chance: Random,
    ) -> None:
        self._world, self._figures, self._machines = world, figures, machines
        self._night, self._chance = night, chance
        self._main = simpy.Resource(world)
        self._scheduler = simpy.Resource(world)
        self._line = simpy.Resource(world)
        self._workers = simpy.Resource(world, machines.cores)
        self._room = simpy.Container(world, 2 * machines.cores, 2 * machines.cores)
        self._cold = machines.cores
        self._busy = {self._main: 0.0, self._workers: 0.0}

    def run(self) -> Iterator[simpy.Event]:
        """Make all documents, then the packets."""
        tasks = []
        left = self._night.documents
        while left:
            size = min(left, self._figures.task)
            left -= size
            yield self._room.get(1)
            tasks.append(self._world.process(self._task(size)))
            yield from self._use(self._main, size * self._figures.main_ms / 2000)
            under_way = self._room.capacity - int(self._room.level)
            self._night.most_under_way = max(self._night.most_under_way, under_way)
        yield simpy.AllOf(self._world, tasks)
        made = self._world.now
        bound = self._night.documents / 2 * self._figures.packet_ms / 1000
        yield self._world.timeout(bound / self._machines.build_cores)
        self._night.main_busy = self._busy[self._main] / made
        self._night.worker_busy = self._busy[self._workers] / (made * self._machines.cores)

    def _task(self, size: int) -> Iterator[simpy.Event]:
        """From the scheduler to a worker and back; anew where the worker is lost meanwhile."""
        figures = self._figures
        while True:
            yield from self._use(self._scheduler, 1 / figures.tasks_a_second)
            yield from self._travel(size * figures.there_kb)
            lost = yield from self._work(size)
            if not lost:
                break
            self._night.made_again += size
        yield from self._travel(size * figures.back_kb)
        yield from self._use(self._main, size * figures.main_ms / 2000)
        yield self._room.put(1)

    def _work(self, size: int) -> Iterator[simpy.Event]:
        mean = size * self._figures.worker_ms / 1000
        spread = math.sqrt(math.log(1 + self._figures.spread**2))
        seconds = self._chance.lognormvariate(math.log(mean) - spread**2 / 2, spread)
        if self._cold:
            self._cold -= 1
            seconds += self._figures.start_s
        yield from self._use(self._workers, seconds)
        return self._chance.random() < seconds / (24 * HOUR) * self._machines.failures_a_day

    def _travel(self, kilobytes: float) -> Iterator[simpy.Event]:
        yield from self._use(self._line, kilobytes * 8 / (self._machines.gigabits * 1e6))

    def _use(self, resource: simpy.Resource, seconds: float) -> Iterator[simpy.Event]:
        with resource.request() as turn:
            yield turn
            yield self._world.timeout(seconds)
        if resource in self._busy:
            self._busy[resource] += seconds


def plan(documents: int, figures: Figures, hours: float) -> tuple[Machines, Night]:
    """The fewest cores with which a night is long enough; ValueError where no number is.

    A tenth more builds than there have to be are tried, for a build that is just enough has cores
    that wait.
    """
    each_ms = figures.main_ms + figures.packet_ms / 2 / Machines.build_cores
    least = math.ceil(documents * each_ms / 1000 / HOUR / hours)
    enough = []
    for builds in range(least, least + least // 10 + 2):
        for cores in range(8, 65, 8):
            machines = Machines(builds, cores)
            night = simulate(documents, figures, machines)
            if night.hours <= hours:
                enough.append((machines, night))
                break
    if not enough:
        raise ValueError("no number of machines is enough")
    return min(enough, key=lambda found: found[0].builds * (found[0].cores + found[0].build_cores))


def scheduler_tasks_a_second(tasks: int = 5000) -> float:
    """Empty tasks that a scheduler in a process of its own hands out and takes back, a second."""
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=4, processes=True, dashboard_address=None
        ) as cluster,
        Client(cluster) as client,
    ):
        client.gather(client.map(_nothing, range(100), pure=False))
        begun = time.perf_counter()
        client.gather(client.map(_nothing, range(tasks), pure=False))
        return tasks / (time.perf_counter() - begun)


def _nothing(_: int) -> bytes:
    return b""


def main() -> int:
    """Print the plans, and how far one build goes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true", help="the scheduler's tasks a second")
    parser.add_argument("--hours", type=float, default=8.0, help="of the night")
    parser.add_argument("--yuan", type=float, default=0.3, help="what a core costs an hour")
    for item in dataclasses.fields(Figures):
        kind = int if item.type == "int" else float
        parser.add_argument(f"--{item.name.replace('_', '-')}", type=kind, default=item.default)
    arguments = vars(parser.parse_args())
    if arguments["measure"]:
        print(f"{scheduler_tasks_a_second():.0f} tasks a second")
        return 0
    names = [item.name for item in dataclasses.fields(Figures)]
    figures = Figures(**{name: arguments[name] for name in names})
    for line in _tables(figures, arguments["hours"], arguments["yuan"]):
        print(line, flush=True)
    return 0


def _tables(figures: Figures, hours: float, yuan: float) -> Iterator[str]:
    yield "| worker cores | 10,000 documents, minutes | workers busy | build's process busy |"
    yield "|---|---|---|---|"
    for cores in (2, 4, 8, 16, 32, 64):
        night = simulate(10_000, figures, Machines(cores=cores))
        minutes = night.hours * 60
        yield f"| {cores} | {minutes:.1f} | {night.worker_busy:.0%} | {night.main_busy:.0%} |"
    yield ""
    yield "| documents | builds | worker cores, all | hours | made again | core hours | yuan |"
    yield "|---|---|---|---|---|---|---|"
    for documents in (10_000, 1_000_000, 100_000_000):
        machines, night = plan(documents, figures, hours)
        cores = machines.builds * machines.cores
        core_hours = (cores + machines.builds * (machines.build_cores + 1)) * night.hours
        again = night.made_again * machines.builds
        yield (
            f"| {documents:,} | {machines.builds} | {cores} | {night.hours:.1f} | {again:,} | "
            f"{core_hours:,.0f} | {core_hours * yuan:,.0f} |"
        )


if __name__ == "__main__":
    sys.exit(main())
