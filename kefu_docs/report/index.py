"""build/index.html: the build on one page, to be opened from the folder it lies in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined, Template
from msgspec import Struct

from kefu_docs.diagnostics import (
    Diagnostic,
    Message,
    Severity,
    Translate,
    in_order,
    untranslated,
)
from kefu_docs.model import Kinds
from kefu_docs.model.document_kind import DocumentKind, dropped_kind
from kefu_docs.report.entries import SHEET_KIND, Acknowledgement, Report, ReportEntry

_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}

_SHEETS = DocumentKind(
    SHEET_KIND, "team", "", "", "excel/{month}", "", manifest=SHEET_KIND, heading="Excel 表格"
)
"""Workbooks are listed like documents, those of a month under it."""


class _Row(Struct, frozen=True):
    """A document: the values of its PDF where there is one, and a link per file."""

    name: str
    first: ReportEntry
    kind: DocumentKind
    pages: int | None
    links: tuple[tuple[str, str], ...]


class _Gap(Struct, frozen=True):
    """What is not there, or older than its records: its name, why, and the files of before."""

    title: str
    person: str
    reason: str
    built_on: str = ""
    links: tuple[tuple[str, str], ...] = ()


def index_html(
    title: str,
    report: Report,
    diagnostics: Iterable[Diagnostic] = (),
    translate: Translate = untranslated,
    kinds: Kinds | None = None,
) -> Iterator[str]:
    """Write the page, headed `title`, piece by piece; the rest comes from report and findings.

    `kinds` are those of the documents: a document of any other is listed under the kind's name.
    Links are relative, nothing is loaded from elsewhere, and the same arguments give the same text.
    What a record answers with a reason is no open finding. Of the others errors come first, for
    they stop documents; then those with the most yuan at stake, then warnings before notices.
    """
    rows = _rows(report.entries, kinds or {})
    found = in_order(diagnostics)
    still_open = sorted((d for d in found if d.reason is None), key=_rank)
    return page_template().generate(
        title=title,
        packets=sorted(report.packets, key=lambda packet: packet.path),
        sections=_sections(rows, kinds or {}),
        people=len({row.first.person for row in rows if row.kind.is_personal}),
        pages=sum(row.pages or 0 for row in rows),
        gaps=_gaps(report, rows),
        acknowledgements=_acknowledged(report, found, translate),
        findings=[(_SEVERITIES[d.severity], d, d.message.text(translate)) for d in still_open],
        has_errors=any(d.severity is Severity.ERROR for d in still_open),
        tools=sorted(report.tools),
    )


@cache
def page_template() -> Template:
    """The page's template. To compile it takes 12 ms: whoever has to wait may ask for it before."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"link": _link, "size": _size}
    source = files("kefu_docs.report").joinpath("index.html.j2").read_text(encoding="utf-8")
    return environment.from_string(source)


def _rank(finding: Diagnostic) -> tuple[bool, Decimal, int]:
    is_error = finding.severity is Severity.ERROR
    return not is_error, -(finding.yuan or Decimal(0)), -finding.severity


def _sections(
    rows: Sequence[_Row], kinds: Kinds
) -> list[tuple[str, int, list[tuple[str, list[_Row]]]]]:
    """Headings, how many documents, and these in groups.

    Months are groups, the latest first, and so is each kind of the papers of one's own. The
    sections of kinds with folders of their own are there even where they are empty.
    """
    there = (k for k in kinds.values() if not k.is_own and k.subject != "packet")
    by_heading: dict[str, list[_Row]] = {kind.heading: [] for kind in there}
    for row in rows:
        by_heading.setdefault(row.kind.heading, []).append(row)
    sections = []
    for heading, found in by_heading.items():
        groups: dict[str, list[_Row]] = {}
        for row in found:
            month = row.first.month if row.kind.is_monthly else ""
            groups.setdefault(row.kind.name if row.kind.is_own else month, []).append(row)
        is_by_month = any(row.kind.is_monthly and not row.kind.is_own for row in found)
        sections.append((heading, len(found), sorted(groups.items(), reverse=is_by_month)))
    return sections


def _gaps(report: Report, rows: Sequence[_Row]) -> list[_Gap]:
    """What this build could not make, and what an earlier one could not and is as it was."""
    gaps = {unbuilt.name: _Gap(unbuilt.name, "", unbuilt.reason) for unbuilt in report.unbuilt}
    for row in rows:
        if stale := row.first.stale:
            name, first = row.name, row.first
            gaps[name] = _Gap(first.title, first.person, stale.reason, stale.built_on, row.links)
    for packet in report.packets:
        if stale := packet.stale:
            links = (("PDF", packet.path),)
            name = packet.path.rpartition(".")[0]
            gaps[name] = _Gap(packet.title, "", stale.reason, stale.built_on, links)
    return [gap for _, gap in sorted(gaps.items())]


def _acknowledged(
    report: Report, found: Sequence[Diagnostic], translate: Translate
) -> list[tuple[Acknowledgement, str]]:
    """The findings that records answer, each with what it says."""
    said: dict[tuple[str, str, int], str] = {}
    for d in found:
        finding = d.message.values.get("finding")
        if d.reason is not None and isinstance(finding, Message):
            said[d.rule, d.location.file, d.location.line] = finding.text(translate)
    ordered = sorted(report.acknowledgements, key=lambda a: (a.file, a.line, a.rule))
    return [(a, said.get((a.rule, a.file, a.line), "")) for a in ordered]


def _rows(entries: Sequence[ReportEntry], kinds: Kinds) -> list[_Row]:
    """Put the files of one document, which differ in their suffix, into one row."""
    reported = {kind.manifest: kind for kind in (*kinds.values(), _SHEETS)}
    documents: dict[str, list[ReportEntry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.path):
        documents.setdefault(entry.path.rpartition(".")[0], []).append(entry)
    return [
        _Row(
            name,
            found[0],
            # A manifest of earlier may tell of a kind that is gone.
            reported.get(found[0].kind) or dropped_kind(found[0].kind, ""),
            next((entry.pages for entry in found if entry.pages is not None), None),
            tuple((entry.path.rpartition(".")[2].upper(), entry.path) for entry in found),
        )
        for name, found in sorted(documents.items())
    ]


def _link(path: str) -> str:
    """Percent-encode a path for a relative link (RFC 3986, section 4.2)."""
    return quote(path, safe="/")


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, count // 1000)} KB"
