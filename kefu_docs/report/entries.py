"""What a build reports: its files, packets and acknowledgements, as values.

Paths are relative to build/, with `/`; digests are SHA-256 in hexadecimal, sizes in bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ReportEntry:
    """One file of one document; a docx has no `pages` and `fonts`, which a proof finds in a PDF.

    `kind` is the name of a DocumentKind, `month` is YYYY-MM; `inputs` maps what went in (record,
    template, font set…) to its digest.
    """

    path: str
    kind: str
    title: str
    person: str
    month: str
    digest: str
    size: int
    inputs: Mapping[str, str]
    pages: int | None = None
    fonts: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True)
class PacketReport:
    """One packet; `documents` are the paths of the PDFs in it, in their order."""

    path: str
    title: str
    digest: str
    size: int
    pages: int
    fonts: tuple[tuple[str, bool], ...]
    documents: tuple[str, ...]
    inputs: Mapping[str, str]


@dataclass(frozen=True)
class Acknowledgement:
    """A finding that a record acknowledges, where it does so, and the reason given."""

    rule: str
    file: str
    line: int
    reason: str


@dataclass(frozen=True)
class Report:
    """All of one build; `tools` maps each tool and library to its version."""

    entries: tuple[ReportEntry, ...] = ()
    packets: tuple[PacketReport, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    tools: tuple[tuple[str, str], ...] = ()
