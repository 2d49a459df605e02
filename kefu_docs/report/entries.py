"""What a build reports: its files, packets and acknowledgements, as values.

Paths are relative to build/, with `/`; digests are SHA-256 in hexadecimal, sizes in bytes.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

SHEET_KIND = "sheet"
"""The kind of an entry that is a workbook; those of documents are DocumentKinds."""


class Stale(Struct, frozen=True):
    """Why files are older than their records: the build that made them, what stops a newer one.

    `built_on` is that build's date, YYYY-MM-DD; empty where a manifest does not tell.
    """

    built_on: str
    reason: str


class ReportEntry(Struct, frozen=True):
    """One file of one document; a docx has no `pages` and `fonts`, which a proof finds in a PDF.

    `kind` is the name of a DocumentKind or SHEET_KIND, `month` is YYYY-MM; `inputs` maps what went
    in (record, template, font set…) to its digest.
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
    stale: Stale | None = None


class PacketReport(Struct, frozen=True):
    """One packet; `documents` are the paths of the PDFs in it, in their order."""

    path: str
    title: str
    digest: str
    size: int
    pages: int
    fonts: tuple[tuple[str, bool], ...]
    documents: tuple[str, ...]
    inputs: Mapping[str, str]
    stale: Stale | None = None


class Acknowledgement(Struct, frozen=True):
    """A finding that a record acknowledges, where it does so, and the reason given."""

    rule: str
    file: str
    line: int
    reason: str


class Unbuilt(Struct, frozen=True):
    """A document or packet that a build did not make, by its name below build/, and why."""

    name: str
    reason: str


class Report(Struct, frozen=True):
    """All of one build; `tools` maps each tool and library to its version.

    `on` is the build date, YYYY-MM-DD, from which notices count. `unbuilt` is what this build
    did not make, whether files of an earlier one are there or not.
    """

    entries: tuple[ReportEntry, ...] = ()
    packets: tuple[PacketReport, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    tools: tuple[tuple[str, str], ...] = ()
    on: str = ""
    unbuilt: tuple[Unbuilt, ...] = ()
