"""Outputs to build/: documents, packets, and the report over what is there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from kefu_docs.diagnostics import Diagnostic, Severity
from kefu_docs.diagnostics.language import translator
from kefu_docs.model import Dataset, Document, PacketPlan
from kefu_docs.model.jobs import RenderedDocument
from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.output_digests import Outputs
from kefu_docs.report import (
    Acknowledgement,
    PacketReport,
    Report,
    ReportEntry,
    index_html,
    manifest,
    read_manifest,
)
from kefu_docs.store import Store, publish
from kefu_docs.store.pdf_files import StoredPdf

# Documents are Chinese whatever the terminal speaks.
CHINESE = translator({"LANG": "zh_CN.UTF-8"})

E = TypeVar("E", ReportEntry, PacketReport)


@dataclass(frozen=True)
class BuiltDocument:
    """A finished document; the bytes stay in the store."""

    document: Document
    rendering: RenderedDocument
    pdf: StoredPdf


class Publisher:
    """Writes into one build folder and notes in `outcome` what it wrote.

    `before` is what the last build reported.
    """

    def __init__(self, build: Path, store: Store, outcome: Outcome) -> None:
        self.build = build
        self._outputs = Outputs(build, store)
        self.outcome = outcome
        self.before = self._read_report()
        self.entries: list[ReportEntry] = []
        self.packets: list[PacketReport] = []

    def inputs_before(self, name: str) -> Mapping[str, str] | None:
        """What the last build made this document or packet from; None where it made none."""
        return self._inputs_before.get(f"{name}.pdf")

    @cached_property
    def _inputs_before(self) -> dict[str, Mapping[str, str]]:
        entries: Iterable[ReportEntry | PacketReport] = (*self.before.entries, *self.before.packets)
        return {entry.path: entry.inputs for entry in entries}

    def document(self, built: BuiltDocument, pdf: Callable[[], bytes]) -> None:
        """Publish a document's docx and PDF; `pdf` reads the PDF."""
        document, rendering = built.document, built.rendering
        entry = ReportEntry(
            path=f"{document.name}.docx",
            kind=document.kind.name,
            title=document.title,
            person=document.person,
            month=str(document.month),
            digest=rendering.digest,
            size=rendering.size,
            inputs={"rendering": rendering.key},
        )
        facts = built.pdf.facts
        file = replace(
            entry,
            path=f"{document.name}.pdf",
            digest=built.pdf.digest,
            size=built.pdf.size,
            pages=facts.pages,
            fonts=facts.fonts,
        )
        self._ensure(entry.path, entry.digest, lambda: rendering.docx)
        self._ensure(file.path, file.digest, pdf)
        self.entries += [entry, file]
        self.outcome.built.append(document.name)

    def packet(
        self,
        plan: PacketPlan,
        file: StoredPdf,
        pdf: Callable[[], bytes],
        documents: Sequence[BuiltDocument],
    ) -> None:
        """Publish a packet of these documents; `pdf` reads it."""
        name = f"packets/{plan.name}"
        report = PacketReport(
            path=f"{name}.pdf",
            title=plan.title,
            digest=file.digest,
            size=file.size,
            pages=file.facts.pages,
            fonts=file.facts.fonts,
            documents=tuple(f"{built.document.name}.pdf" for built in documents),
            inputs={f"{b.document.name}.pdf": b.pdf.digest for b in documents},
        )
        self._ensure(report.path, report.digest, pdf)
        self.packets.append(report)
        self.outcome.built.append(name)

    def report(self, dataset: Dataset, tools: Mapping[str, str], *, complete: bool) -> None:
        """Publish the manifest and the page.

        What an earlier run published and this one did not touch stays, unless this run was
        `complete`: then an output that no record asks for any more is deleted.
        """
        before = self.before
        report = Report(
            entries=(*self.entries, *self._kept(before.entries, self.entries, complete)),
            packets=(*self.packets, *self._kept(before.packets, self.packets, complete)),
            acknowledgements=tuple(_acknowledgements(self.outcome.diagnostics)),
            tools=tuple(tools.items()),
        )
        title = dataset.company.value.name if dataset.company else "kefu-docs"
        page = index_html(title, report, self.outcome.diagnostics, CHINESE)
        for name, text in (("manifest.json", manifest(report)), ("index.html", page)):
            data = text.encode()
            self._write(name, data, hashlib.sha256(data).hexdigest())
        self._outputs.keep()

    def _read_report(self) -> Report:
        file = self.build / "manifest.json"
        return read_manifest(file.read_text("utf-8")) if file.is_file() else Report()

    def _kept(self, before: Iterable[E], now: Iterable[E], complete: bool) -> list[E]:
        """The earlier entries whose files still stand for something."""
        fresh = {entry.path for entry in now}
        kept = []
        for entry in before:
            path = self.build / entry.path
            if entry.path in fresh or not path.is_file():
                continue
            if complete and entry.path.rpartition(".")[0] not in self.outcome.unbuilt:
                path.unlink()
                self.outcome.removed.append(entry.path)
            else:
                kept.append(entry)
        return kept

    def _ensure(self, name: str, digest: str, read: Callable[[], bytes]) -> None:
        """Write what `read` gives, unless the file has that digest already."""
        if self._outputs.digest(name) != digest:
            self._write(name, read(), digest)

    def _write(self, name: str, data: bytes, digest: str) -> None:
        if publish(self.build / name, data):
            self.outcome.written.append(name)
        self._outputs.wrote(name, digest)


def _acknowledgements(diagnostics: Iterable[Diagnostic]) -> Iterable[Acknowledgement]:
    """The findings that a record answers: notices that carry a reason."""
    for d in diagnostics:
        if d.severity is Severity.NOTICE and "reason" in d.message.values:
            reason = str(d.message.values["reason"])
            yield Acknowledgement(d.rule, d.location.file, d.location.line, reason)
