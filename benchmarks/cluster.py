"""Builds over a cluster against builds with this machine's own workers: `make bench-cluster`.

Hosts are network namespaces on this machine (tests/support/cluster_hosts.py). First the same
contracts are built by turns with local workers and by one worker with as many cores; then once more
over four hosts, of which one is killed, one cut off and put back and one has another font, while
the scheduler is started anew. Prints processor seconds of all processes, which a busy machine
leaves as they are, and bytes on the network.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.memory import Usage, descendants, run
from benchmarks.people import TEMPLATES, write_people
from tests.support.cluster_hosts import OTHER_FONTS, Cluster, Namespaces, cluster

DOCUMENTS, ROUNDS = 500, 3
COMMAND = Path(sys.executable).with_name("kefu-docs")
_TICK = os.sysconf("SC_CLK_TCK")
_PAUSE = 0.1  # seconds between two looks


@dataclass
class Rounds:
    """What one way of building took, round by round."""

    processor: list[float] = field(default_factory=list)
    usage: list[Usage] = field(default_factory=list)

    def row(self, name: str, count: int) -> str:
        """A line of the table."""
        seconds, memory = median(self.processor), max(used.main for used in self.usage)
        wall = median(used.seconds for used in self.usage)
        each = seconds / count * 1000
        return f"| {name} | {seconds:.1f} | {each:.1f} | {wall:.1f} | {memory:.0f} |"


def main() -> int:
    """Measure, and print; 1 where a document is lost or differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", nargs="?", type=int, default=DOCUMENTS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = _Bench(Path(folder), arguments.documents)
        for line in bench.overhead(arguments.rounds):
            print(line, flush=True)
        return bench.faults()


class _Bench:
    def __init__(self, folder: Path, count: int) -> None:
        self._folder = folder
        self._count = count
        self._jobs = os.cpu_count() or 1
        write_people(folder / "data", count)

    def overhead(self, rounds: int) -> Iterator[str]:
        """Local workers and the cluster by turns, the worker's own processes counted in."""
        local, spread = Rounds(), Rounds()
        with cluster(self._folder, 1) as hosts:
            hosts.start_scheduler()
            hosts.start_worker(1, jobs=self._jobs)
            hosts.wait_for("w1", "at once for")
            for _ in range(rounds):
                self._build("local", local)
                before = _traffic(hosts)
                self._build("spread", spread, hosts)
                after = _traffic(hosts)
        head = f"{self._count} contracts, {self._jobs} cores"
        yield f"| {head} | processor s | ms each | wall s | MiB, build |"
        yield "|---|---|---|---|---|"
        yield local.row("local workers", self._count)
        yield spread.row("cluster", self._count)
        ratios = (
            there / here for here, there in zip(local.processor, spread.processor, strict=True)
        )
        yield f"cluster / local, processor time: {median(ratios):.3f}"
        for name, there, here in zip(("scheduler", "worker"), after, before, strict=True):
            received, sent = (
                (a - b) / self._count / 1000 for a, b in zip(there, here, strict=True)
            )
            yield f"{name}: {received:.1f} kB received, {sent:.1f} kB sent for each document"

    def faults(self) -> int:
        """Build over four hosts that fail; 1 where a document is lost or differs."""
        expected = self._documents("local")
        with cluster(self._folder, 4) as hosts:
            hosts.start_scheduler()
            hosts.start_worker(4, code=OTHER_FONTS.format(folder=str(self._folder / "fonts4")))
            for number in (1, 2, 3):
                hosts.start_worker(number)
            for number in (1, 2, 3, 4):
                hosts.wait_for(f"w{number}", "at once for")
            disturber = threading.Thread(target=self._disturb, args=(hosts,), daemon=True)
            disturber.start()
            self._build("disturbed", Rounds(), hosts)
            disturber.join()
        made = self._documents("disturbed")
        lost = expected.keys() - made.keys()
        different = [name for name in made if made[name] != expected.get(name)]
        told = f"{len(made)} documents, lost {len(lost)}, different {len(different)}"
        print(f"while hosts failed: {told}")
        return 1 if lost or different else 0

    def _disturb(self, hosts: Cluster) -> None:
        """Make one thing after another fail, each when another sixth of the contracts is there."""
        done = self._folder / "disturbed" / "contracts"
        steps: list[Callable[[], object]] = [
            partial(hosts.kill, "w1"),
            partial(hosts.cut, 2),
            hosts.restart_scheduler,
            partial(hosts.join, 2),
        ]
        for number, step in enumerate(steps, 1):
            while len(list(done.glob("*.pdf"))) < self._count * number / 6:
                time.sleep(0.05)
            step()

    def _build(self, name: str, rounds: Rounds, hosts: Cluster | None = None) -> None:
        build = self._folder / name
        shutil.rmtree(build, ignore_errors=True)
        command = [COMMAND, "--data", self._folder / "data", "--templates", TEMPLATES]
        command += ["--build", build, "contracts", "--jobs", self._jobs]
        if hosts:
            command += ["--executor", hosts.address, "--insecure"]
        # Those of a cluster are below this process, too.
        clock = _Clock()
        rounds.usage.append(run([str(word) for word in command]))
        rounds.processor.append(clock.stop())

    def _documents(self, name: str) -> dict[str, bytes]:
        return {
            path.name: path.read_bytes() for path in (self._folder / name).glob("contracts/*.pdf")
        }


class _Clock:
    """Processor seconds of all that this process has started, looked at again and again.

    What the kernel adds up of ended children (getrusage(2)) lacks LibreOffice: bubblewrap is killed
    together with it, and has not waited for it.
    """

    def __init__(self) -> None:
        self._last: dict[int, int] = {}
        self._look()
        self._before = dict(self._last)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> float:
        """End the looking, and give the seconds since the beginning."""
        self._ended.set()
        self._thread.join()
        ticks = sum(last - self._before.get(pid, 0) for pid, last in self._last.items())
        return ticks / _TICK

    def _watch(self) -> None:
        while not self._ended.wait(_PAUSE):
            self._look()

    def _look(self) -> None:
        for pid in descendants(os.getpid()):
            with suppress(OSError):
                # The 14th and 15th field: in user mode and in the kernel (proc_pid_stat(5)).
                numbers = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                self._last[pid] = int(numbers[11]) + int(numbers[12])


def _traffic(hosts: Cluster) -> list[tuple[int, int]]:
    """Bytes that the scheduler and the first worker have received and sent."""
    network = hosts.network
    return [network.traffic(host) if isinstance(network, Namespaces) else (0, 0) for host in (0, 1)]


if __name__ == "__main__":
    sys.exit(main())
