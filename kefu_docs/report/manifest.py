"""build/manifest.json: what was built from what, for programs and for audits."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from typing import Any

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
_TYPES = {
    **dict.fromkeys(("path", "kind", "title", "person", "month", "sha256", "name"), str),
    **dict.fromkeys(("file", "rule", "reason", "built_on", "on"), str),
    **dict.fromkeys(("bytes", "pages", "line"), int),
    **dict.fromkeys(("inputs", "tools"), dict),
    "documents": list,
    "embedded": bool,
}
"""What stands under the keys of a manifest: of anything else no other could be written."""
_PREPARED = 10_000
"""Entries whose lines are held at most; one has some 600 bytes."""
_JSON = json.JSONEncoder(ensure_ascii=False)
Json = dict[str, Any]
"""An object of JSON whose keys are looked up; what is missing or of another type is an error."""


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
            self._known[entry.path] = entry, _line(_artifact(entry))

    def of(self, entry: ReportEntry) -> str:
        """The line of an entry, known or not."""
        known = self._known.pop(entry.path, None)
        return known[1] if known and known[0] is entry else _line(_artifact(entry))


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


def _artifact(entry: ReportEntry) -> dict[str, object]:
    artifact: dict[str, object] = {
        "path": entry.path,
        "kind": entry.kind,
        "title": entry.title,
        "person": entry.person,
        "month": entry.month,
        "sha256": entry.digest,
        "bytes": entry.size,
    }
    if entry.pages is not None:
        artifact["pages"], artifact["fonts"] = entry.pages, _fonts(entry.fonts)
    artifact["inputs"] = dict(sorted(entry.inputs.items()))
    artifact.update(_stale(entry))
    return artifact


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


def read_manifest(text: str, without: Collection[str] = ()) -> Report:
    """Read what `manifest` wrote; an empty report where the text is anything else.

    A path that leads out of the build folder was not written by this program, and is left out:
    what a report names may be deleted. So are entries of the paths `without`.
    """
    try:
        content = json.loads(text)
        if content["version"] != VERSION:
            return Report()
        _require_text(text, content)
        shared = _Shared()
        return Report(
            entries=tuple(map(shared.entry, _inside(content["artifacts"], without))),
            packets=tuple(map(shared.packet, _inside(content["packets"], without))),
            acknowledgements=tuple(
                Acknowledgement(**_typed(a)) for a in content["acknowledgements"]
            ),
            tools=tuple(_texts(_typed(content)["tools"]).items()),
            on=content.get("on", ""),
            unbuilt=tuple(Unbuilt(**_typed(u)) for u in content.get("unbuilt", [])),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Report()


def _require_text(text: str, content: Json) -> None:
    """Raise ValueError where there is half a character, which JSON may hold and nobody can write.

    Those of UTF-16 stand as escapes in a text that was read from a file.
    """
    if "\\ud" in text or "\\uD" in text:
        _JSON.encode(content).encode()


@lru_cache
def _types_of(keys: tuple[str, ...]) -> tuple[type, ...]:
    return tuple(_TYPES.get(key, object) for key in keys)


def _typed(read: Json) -> Json:
    """An object of JSON; raises TypeError where a value is of another type than its key asks for.

    Of thousands most have the keys of one before.
    """
    if not all(map(isinstance, read.values(), _types_of(tuple(read)))):
        raise TypeError(read)
    return read


class _Shared:
    """Equal texts and fonts of a manifest as one object: most stand there many times."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._inputs: dict[str, str] = {}

    def entry(self, artifact: Json) -> ReportEntry:
        """The entry of a file; raises as read_manifest expects where it cannot be one."""
        of = self._texts.setdefault
        read = _typed(artifact)
        digest = read["sha256"]
        return ReportEntry(
            path=read["path"],
            kind=of(read["kind"], read["kind"]),
            title=of(read["title"], read["title"]),
            person=of(read["person"], read["person"]),
            month=of(read["month"], read["month"]),
            digest=of(digest, digest),
            size=read["bytes"],
            inputs=self._inputs_of(read),
            pages=read.get("pages"),
            fonts=_fonts_of(read.get("fonts", [])),
            stale=_stale_of(read),
        )

    def packet(self, packet: Json) -> PacketReport:
        """The same of a packet."""
        of = self._texts.setdefault
        read = _typed(packet)
        return PacketReport(
            path=read["path"],
            title=read["title"],
            digest=read["sha256"],
            size=read["bytes"],
            pages=read["pages"],
            fonts=_fonts_of(read["fonts"]),
            documents=tuple(of(path, path) for path in map(_text, read["documents"])),
            inputs=self._inputs_of(read),
            stale=_stale_of(read),
        )

    def _inputs_of(self, read: Json) -> dict[str, str]:
        """What went into it; those of a docx and its PDF, one after the other, are one object."""
        inputs = _texts(read["inputs"])
        if inputs != self._inputs:
            of = self._texts.setdefault
            self._inputs = {of(name, name): of(key, key) for name, key in inputs.items()}
        return self._inputs


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _texts(read: Json) -> dict[str, str]:
    """An object of texts."""
    for value in read.values():
        _text(value)
    return read


def _inside(read: Iterable[Json], without: Collection[str]) -> Iterator[Json]:
    return (each for each in read if _is_inside(each) and each["path"] not in without)


def _is_inside(entry: Json) -> bool:
    """Whether an entry's path stays below the folder and is that of an output; of thousands."""
    path: str = entry["path"]
    name, point, ending = path.rpartition(".")
    is_below = not path.startswith("/") and ".." not in path.split("/")
    return is_below and name[-1:] not in {"", "/"} and point + ending in _SUFFIXES


def _stale_of(read: Json) -> Stale | None:
    return Stale(**_typed(read["stale"])) if "stale" in read else None


def _acknowledged(read: Iterable[Json]) -> Iterator[Acknowledgement]:
    return (Acknowledgement(**_typed(each)) for each in read)


def _fonts_of(fonts: list[Json]) -> tuple[tuple[str, bool], ...]:
    return _one_of(tuple(tuple(font.items()) for font in fonts))


@lru_cache(maxsize=4096)
def _one_of(fonts: tuple[tuple[tuple[str, object], ...], ...]) -> tuple[tuple[str, bool], ...]:
    """Fonts by what JSON has of them; of thousands of documents most have the same."""
    typed = [_typed(dict(font)) for font in fonts]
    return tuple((font["name"], font["embedded"]) for font in typed)
