"""What a shared store and a split build cost and save, against an S3 server on loopback (moto's).

Run from the repository: python -m benchmarks.shared_store [PEOPLE] [ROUNDS]

Every build begins with an empty folder of its own, as a job of CI does. Told is the processor time
of all its processes, without the server's.
"""

from __future__ import annotations

import os
import re
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import Request, urlopen

from benchmarks.people import TEMPLATES, write_people

COMMAND = Path(sys.executable).with_name("kefu-docs")
PARTS = 4
SECRET = "0" * 64
MONTH = "2026-04"


@contextmanager
def bucket() -> Iterator[str]:
    """The address of a server on a free port, with an empty bucket."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(COMMAND.with_name("moto_server")), "-H", "127.0.0.1", "-p", str(port)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as server:
        try:
            _make_bucket(f"http://127.0.0.1:{port}/bucket")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def _make_bucket(address: str) -> None:
    while True:
        try:
            urlopen(Request(address, method="PUT")).close()  # noqa: S310
        except URLError:
            time.sleep(0.2)
        else:
            return


class Measured:
    """Builds of one set of records, and the seconds that they took by what they are called."""

    def __init__(self, folder: Path, people: int) -> None:
        self._folder = folder
        self._builds = 0
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.told: dict[str, str] = {}
        write_people(folder / "data", people, [MONTH])

    def build(self, name: str, endpoint: str, prefix: str, *options: str) -> None:
        """Build everything in a folder of its own."""
        self._builds += 1
        places = ("--data", self._folder / "data", "--templates", TEMPLATES)
        where = ("--build", self._folder / str(self._builds))
        store = ("--store", f"s3://bucket/{prefix}") if prefix else ()
        before = _used()
        done = subprocess.run(
            [COMMAND, *places, *where, "packets", *store, *options],
            env={**os.environ, **_environ(endpoint)},
            capture_output=True,
            text=True,
            check=True,
        )
        self.seconds[name].append(_used() - before)
        self.told[name] = " ".join(re.findall("s3://.*", done.stderr))


def _environ(endpoint: str) -> dict[str, str]:
    return {
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": endpoint,
        "KEFU_STORE_SECRET": SECRET,
        "LC_ALL": "C.UTF-8",
        "SOURCE_DATE_EPOCH": "1777550000",
    }


def _used() -> float:
    """Seconds of processor time of all processes that have ended and were waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(people: int = 400, rounds: int = 3) -> None:
    """Print a line for each kind of build: the median, its spread and what it moved."""
    with tempfile.TemporaryDirectory() as folder, bucket() as endpoint:
        measured = Measured(Path(folder), people)
        for number in range(rounds):
            whole, split = f"whole{number}", f"split{number}"
            measured.build("without a shared store", endpoint, "")
            measured.build("into an empty shared store", endpoint, whole)
            measured.build("from a full shared store", endpoint, whole)
            for part in range(1, PARTS + 1):
                name = f"part {part} of {PARTS}"
                measured.build(name, endpoint, split, "--shard", f"{part}/{PARTS}")
            measured.build("the join", endpoint, split, "--join")
        for name, seconds in measured.seconds.items():
            spread = f"{min(seconds):.1f} to {max(seconds):.1f}"
            print(f"{name}: {median(seconds):.1f} s ({spread}) {measured.told[name]}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
