"""Outputs to build/: documents, packets, and the report over what is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from kefu_docs.model import Dataset, PacketPlan
from kefu_docs.pipeline.build_report import forget_written, without_orphans, write_report
from kefu_docs.pipeline.built_document import BuiltDocument, MadeDocument
from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.output_files import OutputFiles
from kefu_docs.report import (
    SHEET_KIND,
    EntryLines,
    PacketReport,
    Report,
    ReportEntry,
    page_template,
    read_manifest,
)
from kefu_docs.store import Store
from kefu_docs.store.pdf_files import StoredPdf

_STEP = 256
"""Entries of the last report that are looked at in one step; it takes some milliseconds."""


class PublishedSheet(Struct, frozen=True):
    """A workbook: its path without suffix, its SHA-256 and size, and the digest of its values."""

    file: str
    title: str
    month: str
    digest: str
    size: int
    values: str

    @property
    def path(self) -> str:
        """Its path below build/."""
        return f"{self.file}.xlsx"


class _Before:
    """What the last build reported: entries and packets by path, and `rest`, which is all else."""

    def __init__(self, report: Report) -> None:
        self.entries = {entry.path: entry for entry in report.entries}
        self.packets = {packet.path: packet for packet in report.packets}
        self.rest = replace(report, entries=(), packets=())

    def published(self, path: str) -> None:
        """Let go of what there is a newer one of."""
        self.entries.pop(path, None)
        self.packets.pop(path, None)

    def report(self) -> Report:
        """What is left of the report."""
        entries, packets = tuple(self.entries.values()), tuple(self.packets.values())
        return replace(self.rest, entries=entries, packets=packets)


class Publisher:
    """Writes into one build folder and notes in `outcome` what it wrote.

    Of what the last build reported it holds what this one has not published yet: of 10,000 people
    the whole would be 50 MB beside as much that is new.
    """

    def __init__(
        self, build: Path, store: Store, outcome: Outcome, *, verify: bool = False
    ) -> None:
        self._files = OutputFiles(build, store, outcome, verify=verify)
        self.outcome = outcome
        self.entries: list[ReportEntry] = []
        self.packets: list[PacketReport] = []
        self._lines = EntryLines()

    @cached_property
    def _before(self) -> _Before:
        """What the last build reported and this one has not published, read when asked for."""
        published = {entry.path for entry in self.entries} | {each.path for each in self.packets}
        return _Before(read_manifest(self._files.content("manifest.json"), published))

    def prepare(self) -> Iterator[None]:
        """Compile the page, and make what of the report follows from the last, a step at a time."""
        page_template()
        yield
        entries = list(self._before.entries.values())
        yield
        for number in range(0, len(entries), _STEP):
            self._lines.prepare(entries[number : number + _STEP])
            yield

    @property
    def tools_before(self) -> Mapping[str, str]:
        """The versions and digests of what the last build worked with."""
        return dict(self._before.rest.tools)

    def inputs_before(self, name: str) -> Mapping[str, str] | None:
        """What the last build made a document or packet from that is not published yet.

        None where it made none.
        """
        path = f"{name}.pdf"
        entry = self._before.entries.get(path) or self._before.packets.get(path)
        return entry.inputs if entry else None

    def document(self, built: MadeDocument, pdf: Callable[[], bytes]) -> None:
        """Publish a document's docx and PDF; `pdf` reads the PDF."""
        document, rendering, facts = built.document, built.rendering, built.pdf.facts
        about = document.kind.manifest, document.title, document.person, str(document.month)
        inputs = {"rendering": rendering.key}
        entry = ReportEntry(
            f"{document.name}.docx", *about, rendering.digest, rendering.size, inputs
        )
        file = ReportEntry(
            f"{document.name}.pdf",
            *about,
            built.pdf.digest,
            built.pdf.size,
            inputs,
            facts.pages,
            facts.fonts,
        )
        self._files.ensure(entry.path, entry.digest, lambda: rendering.docx)
        self._files.ensure(file.path, file.digest, pdf)
        self._publish(entry)
        self._publish(file)
        self.outcome.built.append(document.name)

    def packet(
        self,
        plan: PacketPlan,
        file: StoredPdf,
        pdf: Callable[[], bytes | BinaryIO],
        documents: Sequence[BuiltDocument],
    ) -> None:
        """Publish a packet of these documents; `pdf` reads it."""
        name = f"packets/{plan.name}"
        paths = tuple(f"{built.document.name}.pdf" for built in documents)
        report = PacketReport(
            path=f"{name}.pdf",
            title=plan.title,
            digest=file.digest,
            size=file.size,
            pages=file.facts.pages,
            fonts=file.facts.fonts,
            documents=paths,
            inputs=dict(zip(paths, (built.pdf.digest for built in documents), strict=True)),
        )
        self._files.ensure(report.path, report.digest, pdf)
        self.packets.append(report)
        self._is_published(report.path)
        self.outcome.built.append(name)

    def sheets_before(self) -> frozenset[str]:
        """The workbooks that the last build reported and that are there still."""
        return frozenset(
            entry.path
            for entry in self._before.entries.values()
            if entry.kind == SHEET_KIND and self._files.has(entry.path)
        )

    def has_sheet(self, sheet: PublishedSheet) -> bool:
        """Whether a workbook lies there as it would be written."""
        return self._files.holds(sheet.path, sheet.digest)

    def sheet(self, sheet: PublishedSheet, data: bytes) -> None:
        """Publish a workbook; `data` is not looked at where it lies there already."""
        self._files.ensure(sheet.path, sheet.digest, lambda: data)
        self._publish(
            ReportEntry(
                path=sheet.path,
                kind=SHEET_KIND,
                title=sheet.title,
                person="",
                month=sheet.month,
                digest=sheet.digest,
                size=sheet.size,
                inputs={"values": sheet.values},
            )
        )
        self.outcome.built.append(sheet.file)

    def _publish(self, entry: ReportEntry) -> None:
        self.entries.append(entry)
        self._is_published(entry.path)

    def _is_published(self, path: str) -> None:
        if "_before" in self.__dict__:  # what is read later leaves it out by itself
            self._before.published(path)

    def report(
        self, dataset: Dataset, tools: Mapping[str, str], *, on: dt.date, complete: bool
    ) -> bool:
        """Publish the manifest and the page of the build of the day `on`.

        What an earlier run published and this one did not touch stays, unless this run was
        `complete`: then an output that no record asks for any more is deleted. What could not be
        made is said, and that what lies there of it is old. Gives whether there was such an output.
        """
        now = Report(
            entries=tuple(self.entries),
            packets=tuple(self.packets),
            tools=tuple(tools.items()),
            on=on.isoformat(),
        )
        before = left = self._before.report()
        if complete:
            left = without_orphans(self._files, before, now, self.outcome)
        write_report(self._files, left, now, dataset, self.outcome, self._lines)
        if "manifest.json" in self.outcome.report:
            forget_written(self._files, now, self.outcome, complete=complete)
        return left != before or bool(self.outcome.removed)
