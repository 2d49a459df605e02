"""Outputs to build/: documents, packets, and the report over what is there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from kefu_docs.diagnostics import Diagnostic, Severity
from kefu_docs.language import translator
from kefu_docs.model import Dataset, PacketPlan, PdfFacts
from kefu_docs.outcome import Built, Outcome
from kefu_docs.report import (
    Acknowledgement,
    PacketReport,
    Report,
    ReportEntry,
    index_html,
    manifest,
    read_manifest,
)
from kefu_docs.store import publish

# Documents are Chinese whatever the terminal speaks.
CHINESE = translator({"LANG": "zh_CN.UTF-8"})

E = TypeVar("E", ReportEntry, PacketReport)


class Publisher:
    """Writes into one build folder and notes in `outcome` what it wrote."""

    def __init__(self, build: Path, outcome: Outcome, tools: Mapping[str, str]) -> None:
        self.build = build
        self.outcome = outcome
        self.tools = tools
        self.entries: list[ReportEntry] = []
        self.packets: list[PacketReport] = []

    def document(self, built: Built) -> None:
        """Publish a document's docx and PDF."""
        document = built.document
        is_contract = document.template != "summary"
        entry = ReportEntry(
            path=f"{document.name}.docx",
            kind="contract" if is_contract else "summary" if document.employee else "team",
            title=document.title,
            person=document.person,
            month=str(document.month),
            digest=_sha256(built.docx),
            size=len(built.docx),
            inputs={"rendered and tools": built.key},
        )
        pdf = replace(
            entry,
            path=f"{document.name}.pdf",
            digest=_sha256(built.pdf),
            size=len(built.pdf),
            pages=built.facts.pages,
            fonts=built.facts.fonts,
        )
        self._write(entry.path, built.docx)
        self._write(pdf.path, built.pdf)
        self.entries += [entry, pdf]
        self.outcome.built.append(document.name)

    def packet(
        self, plan: PacketPlan, pdf: bytes, facts: PdfFacts, documents: Sequence[Built]
    ) -> None:
        """Publish a packet of these documents."""
        name = f"packets/{plan.name}"
        report = PacketReport(
            path=f"{name}.pdf",
            title=plan.title,
            digest=_sha256(pdf),
            size=len(pdf),
            pages=facts.pages,
            fonts=facts.fonts,
            documents=tuple(f"{built.document.name}.pdf" for built in documents),
            inputs={f"{b.document.name}.pdf": _sha256(b.pdf) for b in documents},
        )
        self._write(report.path, pdf)
        self.packets.append(report)
        self.outcome.built.append(name)

    def report(self, dataset: Dataset, *, complete: bool) -> None:
        """Publish the manifest and the page.

        What an earlier run published and this one did not touch stays, unless this run was
        `complete`: then an output that no record asks for any more is deleted.
        """
        before = self._before()
        report = Report(
            entries=(*self.entries, *self._kept(before.entries, self.entries, complete)),
            packets=(*self.packets, *self._kept(before.packets, self.packets, complete)),
            acknowledgements=tuple(_acknowledgements(self.outcome.diagnostics)),
            tools=tuple(self.tools.items()),
        )
        title = dataset.company.value.name if dataset.company else "kefu-docs"
        self._write("manifest.json", manifest(report).encode())
        page = index_html(title, report, self.outcome.diagnostics, CHINESE)
        self._write("index.html", page.encode())

    def _before(self) -> Report:
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

    def _write(self, name: str, data: bytes) -> None:
        if publish(self.build / name, data):
            self.outcome.written.append(name)


def _acknowledgements(diagnostics: Iterable[Diagnostic]) -> Iterable[Acknowledgement]:
    """The findings that a record answers: notices that carry a reason."""
    for d in diagnostics:
        if d.severity is Severity.NOTICE and "reason" in d.message.values:
            reason = str(d.message.values["reason"])
            yield Acknowledgement(d.rule, d.location.file, d.location.line, reason)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
