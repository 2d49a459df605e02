"""A build over four workers on hosts of their own while workers, network and scheduler fail."""

from __future__ import annotations

import datetime as dt
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import dask
import pytest

from benchmarks.people import write_people
from kefu_docs.model import PdfFacts
from kefu_docs.pipeline.settings import Settings, Silent
from kefu_docs.scheduler import batch
from kefu_docs.store.pdf_files import StoredPdf, StoredPdfs
from tests.support.builds import SAMPLE_TEMPLATES, build_contracts
from tests.support.cluster_hosts import OTHER_FONTS, cluster

pytestmark = pytest.mark.office

ON = dt.date(2026, 4, 30)
PEOPLE = 24


@dataclass
class Faults(Silent):
    """Watches a build, and makes something fail when so many documents are done."""

    by_count: dict[int, Callable[[], None]]
    count: int = 0

    def done(self) -> None:
        """See Watcher."""
        self.count += 1
        for number in [number for number in self.by_count if number <= self.count]:
            self.by_count.pop(number)()


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two documents a batch, so that workers are amid one whenever something fails."""
    monkeypatch.setattr(batch, "LARGEST", 2)


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often a PDF was put into the store, by its key."""
    keep = StoredPdfs.keep
    times: Counter[str] = Counter()

    def counted(self: StoredPdfs, key: str, pdf: bytes, facts: PdfFacts) -> StoredPdf:
        times[key] += 1
        return keep(self, key, pdf, facts)

    monkeypatch.setattr(StoredPdfs, "keep", counted)
    return times


def pdfs(build: Path) -> dict[str, bytes]:
    """The contracts of a build."""
    return {path.name: path.read_bytes() for path in sorted(build.glob("contracts/*.pdf"))}


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A build on this machine alone, and how to do it again."""
    folder = tmp_path_factory.mktemp("local")
    write_people(folder / "data", PEOPLE)
    settings = Settings(
        folder / "data", SAMPLE_TEMPLATES, folder / "build", ON, jobs=2, layout_reuse=False
    )
    assert build_contracts(settings).exit_code == 0
    return settings


BUILD = """
import sys
from kefu_docs.cli.commands import main
from kefu_docs.scheduler import batch
batch.LARGEST = 2
main(sys.argv[1:], prog_name="kefu-docs")
"""


def stored(build: Path) -> set[str]:
    """The keys of the PDFs that a build's store knows."""
    facts = f"file:{build}/.store/facts.sqlite3?mode=ro"
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(facts, uri=True)) as opened:
        return {key for (key,) in opened.execute("SELECT key FROM facts WHERE kind = 'pdf'")}
    return set()


def killed_amid(command: list[str], build: Path) -> set[str]:
    """Start a build, kill it when its store knows some PDFs, and give their keys."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and len(stored(build)) < 2:
        time.sleep(0.05)
    process.kill()
    process.wait()
    return stored(build)


def test_a_build_that_was_killed_goes_on_where_it_was(
    tmp_path: Path, small_batches: None, local: Settings, kept: Counter[str]
) -> None:
    """What had arrived is in the store; the next build has the rest made, with the same bytes."""
    build = tmp_path / "build"
    with cluster(tmp_path, 1) as hosts:
        hosts.start_scheduler()
        hosts.start_worker(1)
        hosts.wait_for("w1", "at once for")
        words = ["--data", local.data, "--templates", local.templates, "--build", build]
        words += ["contracts", "--executor", hosts.address, "--insecure", "--no-layout-reuse"]
        before = killed_amid([sys.executable, "-c", BUILD, *map(str, words)], build)
        again = replace(local, build=build, executor=hosts.address, insecure=True)
        assert build_contracts(again).exit_code == 0
    assert 0 < len(before) < PEOPLE
    assert len(kept) == PEOPLE - len(before)
    assert not before & kept.keys()
    assert set(kept.values()) == {1}
    assert pdfs(build) == pdfs(local.build)


def test_whatever_fails_each_document_arrives_once(
    tmp_path: Path, small_batches: None, local: Settings, kept: Counter[str]
) -> None:
    """One worker is killed amid a batch, one is cut off the network and comes back, one has another
    font, the scheduler is started anew: each document is stored once, with a local build's bytes.
    """
    with cluster(tmp_path, 4) as hosts:
        hosts.start_scheduler()
        hosts.start_worker(4, code=OTHER_FONTS.format(folder=str(tmp_path / "fonts4")))
        for number in (1, 2, 3):
            hosts.start_worker(number)
        for number in (1, 2, 3, 4):
            hosts.wait_for(f"w{number}", "at once for")
        faults = Faults(
            {
                1: lambda: hosts.kill("w1"),
                5: lambda: hosts.cut(2),
                9: hosts.restart_scheduler,
                13: lambda: hosts.join(2),
            }
        )
        spread = replace(
            local,
            build=tmp_path / "spread",
            executor=hosts.address,
            insecure=True,
            watcher=faults,
        )
        with dask.config.set({"distributed.comm.timeouts": {"tcp": "12s", "connect": "4s"}}):
            outcome = build_contracts(spread)
        # It is back where the new scheduler is, by itself.
        hosts.wait_for("w2", "at once for", times=2)
    assert outcome.exit_code == 0
    assert not faults.by_count
    assert pdfs(tmp_path / "spread") == pdfs(local.build)
    assert len(kept) == PEOPLE
    assert set(kept.values()) == {1}
    (told,) = (message.text() for message in outcome.told if "worker" in message.pattern)
    assert told.startswith("the worker w4 ")
    assert "its fonts are " in told
