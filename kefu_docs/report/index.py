"""build/index.html: the build on one page, to be opened from the folder it lies in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined

from kefu_docs.diagnostics import Diagnostic, Severity, Translate, in_order, untranslated
from kefu_docs.report.entries import Report, ReportEntry

_SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}


@dataclass(frozen=True)
class _Row:
    """A document: the values of its PDF where there is one, and a link per file."""

    first: ReportEntry
    pages: int | None
    links: tuple[tuple[str, str], ...]


def index_html(
    title: str,
    report: Report,
    diagnostics: Iterable[Diagnostic] = (),
    translate: Translate = untranslated,
) -> str:
    """Write the page, headed `title`; everything else comes from the report and the findings.

    Links are relative, nothing is loaded from elsewhere, and the same arguments give the same text.
    """
    rows = _rows(report.entries)
    summaries = [row for row in rows if row.first.kind != "contract"]
    found = in_order(diagnostics)
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"link": _link, "size": _size}
    source = files("kefu_docs.report").joinpath("index.html.j2").read_text(encoding="utf-8")
    return environment.from_string(source).render(
        title=title,
        packets=sorted(report.packets, key=lambda packet: packet.path),
        contracts=[row for row in rows if row.first.kind == "contract"],
        months=[
            (month, [row for row in summaries if row.first.month == month])
            for month in sorted({row.first.month for row in summaries}, reverse=True)
        ],
        people=len({row.first.person for row in rows if row.first.kind != "team"}),
        pages=sum(row.pages or 0 for row in rows),
        acknowledgements=sorted(report.acknowledgements, key=lambda a: (a.file, a.line, a.rule)),
        findings=[(_SEVERITIES[d.severity], d, d.message.text(translate)) for d in found],
        tools=sorted(report.tools),
    )


def _rows(entries: Sequence[ReportEntry]) -> list[_Row]:
    """Put the files of one document, which differ in their suffix, into one row."""
    documents: dict[str, list[ReportEntry]] = {}
    for entry in sorted(entries, key=lambda entry: entry.path):
        documents.setdefault(entry.path.rpartition(".")[0], []).append(entry)
    return [
        _Row(
            found[0],
            next((entry.pages for entry in found if entry.pages is not None), None),
            tuple((entry.path.rpartition(".")[2].upper(), entry.path) for entry in found),
        )
        for _, found in sorted(documents.items())
    ]


def _link(path: str) -> str:
    """Percent-encode a path for a relative link (RFC 3986, section 4.2)."""
    return quote(path, safe="/")


def _size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, count // 1000)} KB"
