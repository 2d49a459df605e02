"""What a build's own process holds: `python -m benchmarks.own_memory 10000`.

Everything but LibreOffice and the worker processes is a build's: records, checks, rendering, store,
outputs, report. These two answer at once with made-up PDFs of the usual size, so that ten thousand
people take minutes instead of hours. People have texts of their own, and a month each.
Then the employer gets another address, and a second build makes every contract and packet anew.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from benchmarks.memory import run
from benchmarks.people import TEMPLATES, write_people
from kefu_docs.cli.commands import main as command
from kefu_docs.convert.pool import Pool
from kefu_docs.model import PdfFacts
from kefu_docs.pipeline import build
from kefu_docs.pipeline.office_habits import OfficeHabits
from kefu_docs.pipeline.settings import BuildRequest, Settings
from kefu_docs.pipeline.toolchain import Toolchain
from kefu_docs.scheduler.batch import Batches
from kefu_docs.scheduler.layout_habits import USUAL, Habits
from kefu_docs.scheduler.messages import Call, Executor, ProvedPdf
from kefu_docs.scheduler.scheduler import Scheduler
from kefu_docs.store import Store

T = TypeVar("T")
R = TypeVar("R")

DOCUMENT, PACKET = 40_000, 100_000
"""Bytes of a PDF; those of documents are of the size that a month's summary has."""


def _done(result: T) -> Future[T]:
    future: Future[T] = Future()
    future.set_result(result)
    return future


def _pdf(size: int) -> ProvedPdf:
    """Bytes like no others', and what a proof would have found in them."""
    fonts = (("BAAAAA+NotoSerifCJKsc-Regular", True), ("CAAAAA+NotoSansCJKsc-Bold", True))
    return ProvedPdf(b"%PDF-1.7 " + os.urandom(size), PdfFacts(3, fonts))


class _Office:
    """A pool that converts nothing."""

    started = 2

    def submit(self, _docx: bytes) -> Future[bytes]:
        return _done(b"")

    def start_another(self) -> None:
        pass


class _Workers:
    """Workers that finish, prove and bind nothing."""

    jobs = 2

    def submit(self, call: Call[R]) -> Future[R]:
        payloads = call.arguments[1] if call.function == "finish_documents" else ()
        assert isinstance(payloads, list | tuple)
        made: object = [_pdf(DOCUMENT) for _ in payloads] or _pdf(PACKET)
        return _done(made)  # type: ignore[arg-type]


class _Habits(OfficeHabits):
    """LibreOffice does as usual."""

    def __call__(self) -> Habits:
        return USUAL


@contextmanager
def _scheduler(
    settings: Settings,
    request: BuildRequest,
    store: Store,
    tools: Toolchain,
    pool: Pool | None,
    cluster: Executor | None,
) -> Iterator[tuple[Scheduler, OfficeHabits]]:
    del settings, request, cluster  # the made-up ones need nothing of them
    workers = _Workers()
    habits = _Habits(store, tools, pool, workers)
    lanes = [Batches(lambda: USUAL)]
    yield Scheduler(_Office(), workers, lanes, workers), habits  # type: ignore[arg-type]


def main() -> int:
    """Write people, build their packets in a process of its own, and print what it held."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", type=int, nargs="?", default=10_000)
    parser.add_argument("--folder", type=Path)
    if "packets" in sys.argv:  # this is the process that builds
        build._scheduler = _scheduler
        command(sys.argv[1:])
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        data = Path(folder) / "data"
        write_people(data, arguments.people, ["2026-04"], varied=True)
        where = ["--data", data, "--templates", TEMPLATES, "--build", Path(folder) / "build"]
        program = [sys.executable, "-m", "benchmarks.own_memory", *where, "packets"]
        for built in ("", ", all made anew"):
            used = run([str(word) for word in program])
            print(f"{arguments.people} people{built}: {used.main:.0f} MiB, {used.seconds:.0f} s")
            company = data / "company.yaml"
            company.write_text(company.read_text("utf-8").replace("18号", "19号"), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
