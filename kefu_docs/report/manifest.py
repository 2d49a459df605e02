"""build/manifest.json: what was built from what, for programs and for audits."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import TypeVar

from msgspec import MsgspecError, Struct
from msgspec.json import Decoder
from msgspec.structs import asdict

from kefu_docs.report.entries import (
    Acknowledgement,
    PacketReport,
    Report,
    ReportEntry,
    Stale,
    Unbuilt,
)

VERSION = 1
_SUFFIXES = {".docx", ".pdf", ".xlsx"}
_PREPARED = 10_000
"""Entries whose lines are held at most; one has some 600 bytes."""
_JSON = json.JSONEncoder(ensure_ascii=False)


def manifest(report: Report) -> str:
    """Write the manifest as JSON, sorted by path; the same report gives the same text.

    Each artifact, packet and acknowledgement has a line of its own, for diffs. It holds no time and
    no path outside the build and data folders.
    """
    return "".join(manifest_pieces(report))


class EntryLines:
    """The lines of entries in a manifest, some of which are known before it is written."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[ReportEntry, str]] = {}

    def prepare(self, entries: Iterable[ReportEntry]) -> None:
        """Work some out; of thousands of people no more than take some megabytes."""
        for entry in entries if len(self._known) < _PREPARED else ():
            self._known[entry.path] = entry, _artifact(entry)

    def of(self, entry: ReportEntry) -> str:
        """The line of an entry, known or not."""
        known = self._known.pop(entry.path, None)
        return known[1] if known and known[0] is entry else _artifact(entry)


def manifest_pieces(report: Report, lines: EntryLines | None = None) -> Iterator[str]:
    """The same, piece by piece: of thousands of people it has tens of megabytes."""
    of_entry = EntryLines().of if lines is None else lines.of
    acknowledged = sorted(report.acknowledgements, key=lambda a: (a.file, a.line, a.rule))
    yield f'{{\n"version": {VERSION}'
    yield f',\n"on": {_line(report.on)}'
    yield f',\n"tools": {_line(dict(sorted(report.tools)))}'
    unbuilt = sorted(report.unbuilt, key=lambda u: u.name)
    yield from _listed("artifacts", map(of_entry, sorted(report.entries, key=_path)))
    yield from _listed("packets", (_line(_packet(p)) for p in sorted(report.packets, key=_path)))
    yield from _listed("acknowledgements", (_line(asdict(a)) for a in acknowledged))
    yield from _listed("unbuilt", (_line(asdict(u)) for u in unbuilt))
    yield "\n}\n"


def _listed(name: str, lines: Iterable[str]) -> Iterator[str]:
    yield f',\n"{name}": ['
    before = "\n"
    for line in lines:
        yield before + line
        before = ",\n"
    yield "]" if before == "\n" else "\n]"


def _line(item: object) -> str:
    return _JSON.encode(item)


def _path(entry: ReportEntry | PacketReport) -> str:
    return entry.path


def _artifact(entry: ReportEntry) -> str:
    """The line of an entry. It takes half the time that a dict would, and there are thousands."""
    text = (
        f'{{"path": {_line(entry.path)}, "kind": {_line(entry.kind)}, '
        f'"title": {_line(entry.title)}, "person": {_line(entry.person)}, '
        f'"month": {_line(entry.month)}, "sha256": {_line(entry.digest)}, "bytes": {entry.size}'
    )
    if entry.pages is not None:
        text += f', "pages": {entry.pages}, "fonts": {_fonts_text(entry.fonts)}'
    text += f', "inputs": {_line(dict(sorted(entry.inputs.items())))}'
    if entry.stale is not None:
        text += f', "stale": {_line(asdict(entry.stale))}'
    return f"{text}}}"


def _packet(packet: PacketReport) -> dict[str, object]:
    return {
        "path": packet.path,
        "title": packet.title,
        "sha256": packet.digest,
        "bytes": packet.size,
        "pages": packet.pages,
        "fonts": _fonts(packet.fonts),
        "documents": list(packet.documents),
        "inputs": dict(sorted(packet.inputs.items())),
        **_stale(packet),
    }


def _stale(entry: ReportEntry | PacketReport) -> dict[str, object]:
    return {} if entry.stale is None else {"stale": asdict(entry.stale)}


@lru_cache(maxsize=4096)
def _fonts(fonts: tuple[tuple[str, bool], ...]) -> list[dict[str, object]]:
    return [{"name": name, "embedded": embedded} for name, embedded in sorted(fonts)]


@lru_cache(maxsize=4096)
def _fonts_text(fonts: tuple[tuple[str, bool], ...]) -> str:
    return _line(_fonts(fonts))


def read_manifest(data: bytes, without: Collection[str] = ()) -> Report:
    """Read what `manifest` wrote, as UTF-8; an empty report where the bytes are anything else.

    A path that leads out of the build folder was not written by this program, and is left out:
    what a report names may be deleted. So are entries of the paths `without`.
    """
    try:
        read = _DECODER.decode(data)
    except (MsgspecError, UnicodeDecodeError, RecursionError):
        return Report()
    if read.version != VERSION:
        return Report()
    shared = _Shared()
    return Report(
        entries=tuple(map(shared.entry, _inside(read.artifacts, without))),
        packets=tuple(map(shared.packet, _inside(read.packets, without))),
        acknowledgements=tuple(read.acknowledgements),
        tools=tuple(read.tools.items()),
        on=read.on,
        unbuilt=tuple(read.unbuilt),
    )


class _FontJson(Struct, frozen=True):
    name: str
    embedded: bool


class _ArtifactJson(Struct):
    path: str
    kind: str
    title: str
    person: str
    month: str
    sha256: str
    bytes: int
    inputs: dict[str, str]
    pages: int | None = None
    fonts: tuple[_FontJson, ...] = ()
    stale: Stale | None = None


class _PacketJson(Struct):
    path: str
    title: str
    sha256: str
    bytes: int
    pages: int
    fonts: tuple[_FontJson, ...]
    documents: list[str]
    inputs: dict[str, str]
    stale: Stale | None = None


class _ManifestJson(Struct):
    """What a manifest holds; of anything else no other could be written."""

    version: int
    artifacts: list[_ArtifactJson]
    packets: list[_PacketJson]
    acknowledgements: list[Acknowledgement]
    tools: dict[str, str]
    on: str = ""
    unbuilt: list[Unbuilt] = []


_DECODER = Decoder(_ManifestJson)
_Listed = TypeVar("_Listed", _ArtifactJson, _PacketJson)


class _Shared:
    """Equal texts and fonts of a manifest as one object: most stand there many times."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._inputs: dict[str, str] = {}

    def entry(self, read: _ArtifactJson) -> ReportEntry:
        """The entry of a file."""
        of = self._texts.setdefault
        return ReportEntry(
            path=read.path,
            kind=of(read.kind, read.kind),
            title=of(read.title, read.title),
            person=of(read.person, read.person),
            month=of(read.month, read.month),
            digest=of(read.sha256, read.sha256),
            size=read.bytes,
            inputs=self._inputs_of(read),
            pages=read.pages,
            fonts=_fonts_of(read.fonts),
            stale=read.stale,
        )

    def packet(self, read: _PacketJson) -> PacketReport:
        """The same of a packet."""
        of = self._texts.setdefault
        return PacketReport(
            path=read.path,
            title=read.title,
            digest=read.sha256,
            size=read.bytes,
            pages=read.pages,
            fonts=_fonts_of(read.fonts),
            documents=tuple(of(path, path) for path in read.documents),
            inputs=self._inputs_of(read),
            stale=read.stale,
        )

    def _inputs_of(self, read: _ArtifactJson | _PacketJson) -> dict[str, str]:
        """What went into it; those of a docx and its PDF, one after the other, are one object."""
        if read.inputs != self._inputs:
            of = self._texts.setdefault
            self._inputs = {of(name, name): of(key, key) for name, key in read.inputs.items()}
        return self._inputs


def _inside(read: Iterable[_Listed], without: Collection[str]) -> Iterator[_Listed]:
    return (each for each in read if _is_inside(each.path) and each.path not in without)


def _is_inside(path: str) -> bool:
    """Whether an entry's path stays below the folder and is that of an output; of thousands."""
    name, point, ending = path.rpartition(".")
    is_below = not path.startswith("/") and ".." not in path.split("/")
    return is_below and name[-1:] not in {"", "/"} and point + ending in _SUFFIXES


@lru_cache(maxsize=4096)
def _fonts_of(fonts: tuple[_FontJson, ...]) -> tuple[tuple[str, bool], ...]:
    """Fonts as a report has them, as one object: of thousands of documents most have the same."""
    return tuple((font.name, font.embedded) for font in fonts)
