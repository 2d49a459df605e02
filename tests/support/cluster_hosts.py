"""A cluster of several hosts on one machine, whose workers and network can be made to fail.

Hosts are network namespaces on one bridge (ip-netns(8)) where they can be made, which needs root.
Elsewhere they are processes with loopback addresses of their own, and what is cut off the network
there is stopped instead: its peers cannot tell, either, why it does not answer.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

PORT = 8786
QUICK = {
    # Half a minute and five minutes in life. Dask takes no less than 12 s for a connection.
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__TCP": "12s",
    "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "4s",
    "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "8s",
    "DASK_DISTRIBUTED__ADMIN__TICK__INTERVAL": "1s",
    "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__INTERVAL": "10s",
}
"""How long Dask waits before it gives a connection up."""
OTHER_FONTS = """
from pathlib import Path
from kefu_docs.fonts import fontset
found = fontset.find_fonts(None).files[0].path
folder = Path({folder!r})
folder.mkdir()
(folder / found.name).write_bytes(found.read_bytes() + b"0000")
fontset.find_fonts.__defaults__ = ((str(folder), *fontset.SEARCH_FOLDERS), fontset.NO_NOTES)
"""
"""Code before a worker starts: one font of the set is another file than on the other hosts."""


class Network(Protocol):
    """Where hosts are."""

    def address(self, host: int) -> str:
        """The address of a host; number 0 is the scheduler's."""

    def command(self, host: int, command: Sequence[str], /) -> list[str]:
        """The command that runs another on a host."""

    def cut(self, host: int, process: subprocess.Popen[bytes], /) -> None:
        """Cut a host off."""

    def join(self, host: int, process: subprocess.Popen[bytes], /) -> None:
        """Let it be reached again."""


@dataclass(frozen=True)
class Loopback:
    """Hosts by address alone: 127.0.1.10 and on, where the subnet is 1."""

    subnet: int

    def address(self, host: int) -> str:
        """See Network."""
        return f"127.0.{self.subnet}.{10 + host}"

    def command(self, _host: int, command: Sequence[str]) -> list[str]:
        """See Network."""
        return list(command)

    def cut(self, _host: int, process: subprocess.Popen[bytes]) -> None:
        """See Network."""
        process.send_signal(signal.SIGSTOP)

    def join(self, _host: int, process: subprocess.Popen[bytes]) -> None:
        """See Network."""
        process.send_signal(signal.SIGCONT)


@dataclass(frozen=True)
class Namespaces:
    """Hosts with a network each; `name` is theirs and the bridge's, at most ten characters."""

    name: str
    subnet: int

    def address(self, host: int) -> str:
        """See Network."""
        return f"10.213.{self.subnet}.{10 + host}"

    def command(self, host: int, command: Sequence[str]) -> list[str]:
        """See Network."""
        return ["ip", "netns", "exec", self._of(host), *command]

    def cut(self, host: int, _process: subprocess.Popen[bytes]) -> None:
        """See Network: its end of the cable is pulled."""
        _ip("link", "set", f"{self._of(host)}", "down")

    def join(self, host: int, _process: subprocess.Popen[bytes]) -> None:
        """See Network."""
        _ip("link", "set", f"{self._of(host)}", "up")

    def traffic(self, host: int) -> tuple[int, int]:
        """Bytes that a host has received and sent; its cable's other end has them the other way."""
        counts = Path(f"/sys/class/net/{self._of(host)}/statistics")
        return int((counts / "tx_bytes").read_text()), int((counts / "rx_bytes").read_text())

    def make(self, hosts: int) -> None:
        """Make the bridge and the hosts on it; raises CalledProcessError where that is refused."""
        _ip("link", "add", self.name, "type", "bridge")
        _ip("address", "add", f"10.213.{self.subnet}.1/24", "dev", self.name)
        _ip("link", "set", self.name, "up")
        for host in range(hosts):
            there = self._of(host)
            _ip("netns", "add", there)
            _ip("link", "add", there, "type", "veth", "peer", "name", "eth0", "netns", there)
            _ip("link", "set", there, "master", self.name, "up")
            _ip("-n", there, "address", "add", f"{self.address(host)}/24", "dev", "eth0")
            _ip("-n", there, "link", "set", "eth0", "up")
            _ip("-n", there, "link", "set", "lo", "up")

    def remove(self, hosts: int) -> None:
        """Take all of it away, as far as it is there."""
        for host in range(hosts):
            _ip("netns", "delete", self._of(host), check=False)
            _ip("link", "delete", self._of(host), check=False)
        _ip("link", "delete", self.name, check=False)

    def _of(self, host: int) -> str:
        return f"{self.name}-{host}"


def _ip(*words: str, check: bool = True) -> None:
    subprocess.run(["ip", *words], check=check, capture_output=True)


@contextmanager
def network(hosts: int) -> Iterator[Network]:
    """Namespaces where this machine allows them, else addresses of its own.

    Either way this process has a subnet to itself: another may run tests beside it.
    """
    subnet = os.getpid() % 256
    if os.geteuid() != 0 or shutil.which("ip") is None:
        yield Loopback(subnet)
        return
    made = Namespaces(f"kd{os.getpid() % 100_000}", subnet)
    try:
        made.make(hosts)
    except subprocess.CalledProcessError:  # a container without the right to
        made.remove(hosts)
        yield Loopback(subnet)
        return
    try:
        yield made
    finally:
        made.remove(hosts)


@dataclass
class Cluster:
    """A scheduler and workers; `folder` has their logs, and the state of each worker."""

    network: Network
    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict)
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """What a build is told."""
        return f"dask://{self.network.address(0)}:{PORT}"

    def start_scheduler(self) -> None:
        """Start the scheduler, or start it again."""
        host = self.network.address(0)
        program = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--no-dashboard"]
        self._start("scheduler", 0, [*program, "--host", host, "--port", str(PORT)])

    def restart_scheduler(self) -> None:
        """Nobody is told that it ends, and the new one knows nothing."""
        self.kill("scheduler")
        self.start_scheduler()

    def start_worker(self, number: int, *, code: str = "", jobs: int = 1) -> None:
        """Start `kefu-docs worker` on a host of its own, after some Python `code`."""
        run = "from kefu_docs.cli.commands import main; main(prog_name='kefu-docs')"
        options = ["--host", self.network.address(number), "--name", f"w{number}"]
        options += ["--jobs", str(jobs), "--state", str(self.folder / f"state{number}")]
        program = [sys.executable, "-c", f"{code}\n{run}", "worker", self.address, "--insecure"]
        self._start(f"w{number}", number, [*program, *options])

    def kill(self, name: str) -> None:
        """SIGKILL: the process says no word to anybody."""
        self.processes[name].kill()
        self.processes[name].wait()

    def cut(self, number: int) -> None:
        """Take a worker's host off the network."""
        self.network.cut(number, self.processes[f"w{number}"])

    def join(self, number: int) -> None:
        """Put it back."""
        self.network.join(number, self.processes[f"w{number}"])

    def log(self, name: str) -> str:
        """What a process has printed."""
        return (self.folder / f"{name}.log").read_text("utf-8")

    def wait_for(self, name: str, words: str, times: int = 1) -> None:
        """Wait until a process has printed this, two minutes at most."""
        end = time.monotonic() + 120
        while self.log(name).count(words) < times:
            assert time.monotonic() < end, f"{name}: {self.log(name)}"
            time.sleep(0.1)

    def _start(self, name: str, host: int, command: list[str]) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                self.network.command(host, command),
                env={**os.environ, **QUICK, **self.settings},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )


@contextmanager
def cluster(
    folder: Path, workers: int, settings: Mapping[str, str] | None = None
) -> Iterator[Cluster]:
    """A network for a scheduler and so many workers; whatever was started in it ends with it."""
    with ExitStack() as stack:
        made = Cluster(stack.enter_context(network(workers + 1)), folder, settings or {})
        try:
            yield made
        finally:
            for process in made.processes.values():
                process.send_signal(signal.SIGCONT)
                process.kill()
                process.wait()
