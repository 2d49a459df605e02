"""From YAML to proved PDFs, against its peers and against itself: `make bench`.

Prints the tables of docs/performance.md. Contracts and summaries of the project's own templates, of
synthetic people whose duties, addresses and summaries are free text of any length; builds run as a
user runs them, in a process of their own.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import changes, kinds, papers, peers
from benchmarks.memory import Usage, run
from benchmarks.people import TEMPLATES, write_people
from kefu_docs.convert.confinement import try_confinement
from kefu_docs.convert.pool import Pool
from kefu_docs.convert.probe import find_office
from kefu_docs.fonts import find_fonts, fontconfig_xml
from kefu_docs.render import compose

FEW, MANY = 200, 2000
ROUNDS, ROUNDS_OF_MANY = 5, 3
SOFFICE_FILES = 10
PEER_FILES = 100
"""Files that the pool converts; its time for all is taken to be in proportion."""
BATCH = 32
MONTH = "2026-04"
KINDS = {"contracts": "contracts", "summaries": f"summaries/{MONTH}"}
"""Commands, and where below the build folder their files are."""
PARTS = ("peers", "kinds", "papers", "conversion", "scale", "changes")
COMMAND = Path(sys.executable).with_name("kefu-docs")


def main() -> None:
    """Measure what was asked for, or everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("part", nargs="*", default=[*PARTS])
    parts = parser.parse_args().part
    with tempfile.TemporaryDirectory() as folder:
        bench = _Bench(Path(folder))
        for part in parts:
            for line in getattr(bench, part)():
                print(line, flush=True)


class _Bench:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.jobs = os.cpu_count() or 1
        self.projects = 0
        self.fontconfig = folder / "fonts.conf"
        xml = fontconfig_xml(find_fonts(None), folder / "cache")
        self.fontconfig.write_text(xml, encoding="utf-8")

    def peers(self) -> Iterator[str]:
        """The same documents by a warm unoserver pool, and by soffice once for each."""
        for kind in KINDS:
            yield from self._against_peers(kind)

    def _against_peers(self, kind: str) -> Iterator[str]:
        ours, theirs = [], []
        for _ in range(ROUNDS):
            project = self._project(FEW, kind)
            ours.append(project.build().seconds)
            files = project.documents()
            some = files[:: max(1, len(files) // PEER_FILES)]
            taken = peers.unoserver_pool(some, self.jobs, self.fontconfig)
            theirs.append(taken / len(some) * len(files))
        each = peers.soffice_each(files[:SOFFICE_FILES], self.fontconfig) / SOFFICE_FILES * FEW
        mine = _median(ours)
        yield f"| {FEW} {kind}, {self.jobs} workers | seconds | times ours |"
        yield "|---|---|---|"
        yield f"| `kefu-docs {kind}`, YAML to proved PDFs | {mine:.1f} | 1 |"
        pool = f"warm unoserver pool, docx to PDF ({len(some)} measured)"
        yield _row(pool, _median(theirs), mine)
        yield _row(f"`soffice --convert-to` each ({SOFFICE_FILES} measured)", each, mine)

    def kinds(self) -> Iterator[str]:
        """A kind of one's own, with a photo, a table and numbers (benchmarks/kinds.py)."""
        return kinds.measured(self.folder, self.jobs)

    def papers(self) -> Iterator[str]:
        """Contracts with a cover, a watermark and the like (benchmarks/papers.py)."""
        return papers.measured(self.folder)

    def conversion(self) -> Iterator[str]:
        """Batches, against one docx of all documents, in one LibreOffice."""
        project = self._project(FEW)
        project.build()
        documents = [file.read_bytes() for file in project.documents()]
        whole = [compose(documents)]
        batches = [compose(documents[i : i + BATCH]) for i in range(0, FEW, BATCH)]
        one, many = [], []
        apart = try_confinement(find_office())
        with Pool(1, "auto", self.fontconfig, self.folder / "convert", apart) as pool:
            pool.submit(batches[0]).result()
            for _ in range(ROUNDS):
                one.append(_converted(pool, whole))
                many.append(_converted(pool, batches))
        yield f"| {FEW} contracts, one LibreOffice | seconds | ratio |"
        yield "|---|---|---|"
        yield f"| one composed docx | {_median(one):.1f} | 1 |"
        yield _row(f"{len(batches)} batches", _median(many), _median(one))

    def changes(self) -> Iterator[str]:
        """Builds with little or nothing to do (benchmarks/changes.py)."""
        return changes.measured(self.folder)

    def scale(self) -> Iterator[str]:
        """Two thousand documents of each kind, all new, and a pool on some of them."""
        for kind in KINDS:
            yield from self._at_scale(kind)

    def _at_scale(self, kind: str) -> Iterator[str]:
        few = _middle([self._project(FEW, kind).build() for _ in range(ROUNDS)])
        usages, theirs = [], []
        for _ in range(ROUNDS_OF_MANY):
            project = self._project(MANY, kind)
            usages.append(project.build())
            files = project.documents()
            some = files[:: max(1, len(files) // PEER_FILES)]
            taken = peers.unoserver_pool(some, self.jobs, self.fontconfig)
            theirs.append(taken / len(some) * len(files))
            shutil.rmtree(project.folder)
        many = _middle(usages)
        yield f"| {kind} | seconds | a document | main process | largest worker |"
        yield "|---|---|---|---|---|"
        yield _usage(f"{FEW} new", FEW, few)
        yield _usage(f"{MANY} new", MANY, many)
        yield f"\n{MANY} cost {many.seconds / few.seconds:.1f} times {FEW}; a warm unoserver pool"
        yield f"takes {_median(theirs) / many.seconds:.1f} times as long ({len(some)} measured)."

    def _project(self, count: int, kind: str = "contracts") -> _Project:
        """A project of so many people in which one document was built before, and no other."""
        self.projects += 1
        project = _Project(self.folder / str(self.projects), kind)
        write_people(project.folder / "data", count, [MONTH], varied=True)
        project.build("P00001")
        return project


@dataclass(frozen=True)
class _Project:
    folder: Path
    kind: str

    def build(self, *ids: str) -> Usage:
        """Build its contracts, or its summaries."""
        places = ["--data", str(self.folder / "data"), "--build", str(self.folder / "build")]
        places += ["--templates", str(TEMPLATES)]
        return run([str(COMMAND), *places, self.kind, *ids])

    def documents(self) -> list[Path]:
        """The docx files that were built."""
        return sorted((self.folder / "build" / KINDS[self.kind]).glob("P*.docx"))


def _converted(pool: Pool, documents: Sequence[bytes]) -> float:
    start = time.perf_counter()
    for future in [pool.submit(document) for document in documents]:
        future.result()
    return time.perf_counter() - start


def _row(name: str, seconds: float, ours: float) -> str:
    return f"| {name} | {seconds:.1f} | {seconds / ours:.1f} |"


def _usage(name: str, count: int, usage: Usage) -> str:
    return (
        f"| {name} | {usage.seconds:.2f} | {usage.seconds / count * 1000:.1f} ms "
        f"| {usage.main:.0f} MiB | {usage.worker:.0f} MiB |"
    )


def _median(seconds: Sequence[float]) -> float:
    return sorted(seconds)[len(seconds) // 2]


def _middle(usages: Sequence[Usage]) -> Usage:
    return sorted(usages, key=lambda usage: usage.seconds)[len(usages) // 2]


if __name__ == "__main__":
    main()
