"""build/manifest.json: what was built from what, for programs and for audits."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import lru_cache
from typing import Any

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
        artifact |= {"pages": entry.pages, "fonts": _fonts(entry.fonts)}
    return artifact | {"inputs": dict(sorted(entry.inputs.items())), **_stale(entry)}


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


def _fonts(fonts: tuple[tuple[str, bool], ...]) -> list[dict[str, object]]:
    return [{"name": name, "embedded": embedded} for name, embedded in sorted(fonts)]


def read_manifest(text: str) -> Report:
    """Read what `manifest` wrote; an empty report where the text is anything else.

    A path that leads out of the build folder was not written by this program, and is left out:
    what a report names may be deleted.
    """
    try:
        content = json.loads(text, object_hook=_Shared().of)
        if content["version"] != VERSION:
            return Report()
        return Report(
            entries=tuple(map(_entry_of, filter(_is_inside, content["artifacts"]))),
            packets=tuple(map(_packet_of, filter(_is_inside, content["packets"]))),
            acknowledgements=tuple(Acknowledgement(**a) for a in content["acknowledgements"]),
            tools=tuple(content["tools"].items()),
            on=content.get("on", ""),
            unbuilt=tuple(Unbuilt(**u) for u in content.get("unbuilt", [])),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Report()


class _Shared:
    """Equal texts and fonts of a manifest as one object: most stand there many times."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._fonts: dict[tuple[str, bool], tuple[str, bool]] = {}
        self._inputs: Json = {}

    def of(self, read: Json) -> object:
        """An object of JSON as it is used: a font as name and whether it is embedded.

        Raises TypeError and ValueError where this program did not write it.
        """
        if len(read) == 2 and (font := self._font(read)):  # two of three objects
            return font
        for key, value in read.items():
            if not isinstance(value, _TYPES.get(key, object)):
                raise TypeError(key)
        if read.keys() == {"name", "embedded"}:
            font = (self._text(read["name"]), read["embedded"])
            return self._fonts.setdefault(font, font)
        shared = {
            self._text(key): self._text(value) if isinstance(value, str) else value
            for key, value in read.items()
        }
        if shared == self._inputs:  # those of a docx and its PDF, one after the other
            return self._inputs
        if "path" not in shared:
            self._inputs = shared
        return shared

    def _font(self, read: Json) -> tuple[str, bool] | None:
        """A font that was met before."""
        name, embedded = read.get("name"), read.get("embedded")
        if isinstance(name, str) and isinstance(embedded, bool):
            return self._fonts.get((name, embedded))
        return None

    def _text(self, read: str) -> str:
        known = self._texts.get(read)
        if known is None:
            read.encode()  # half a character in UTF-16, which JSON may hold, cannot be written
            known = self._texts[read] = read
        return known


def _is_inside(entry: Json) -> bool:
    """Whether an entry's path stays below the folder and is that of an output; of thousands."""
    path: str = entry["path"]
    name, point, ending = path.rpartition(".")
    is_below = not path.startswith("/") and ".." not in path.split("/")
    return is_below and name[-1:] not in {"", "/"} and point + ending in _SUFFIXES


def _entry_of(artifact: Json) -> ReportEntry:
    return ReportEntry(
        path=artifact["path"],
        kind=artifact["kind"],
        title=artifact["title"],
        person=artifact["person"],
        month=artifact["month"],
        digest=artifact["sha256"],
        size=artifact["bytes"],
        inputs=_inputs_of(artifact),
        pages=artifact.get("pages"),
        fonts=_fonts_of(artifact.get("fonts", [])),
        stale=_stale_of(artifact),
    )


def _packet_of(packet: Json) -> PacketReport:
    return PacketReport(
        path=packet["path"],
        title=packet["title"],
        digest=packet["sha256"],
        size=packet["bytes"],
        pages=packet["pages"],
        fonts=_fonts_of(packet["fonts"]),
        documents=_texts(packet["documents"]),
        inputs=_inputs_of(packet),
        stale=_stale_of(packet),
    )


def _inputs_of(entry: Json) -> dict[str, str]:
    inputs: dict[str, str] = entry["inputs"]
    _texts(inputs.values())
    return inputs


def _texts(items: Iterable[str]) -> tuple[str, ...]:
    """The items; raises TypeError or ValueError where one is no text that can be written."""
    texts = tuple(items)
    "".join(texts).encode()
    return texts


def _stale_of(entry: Json) -> Stale | None:
    return Stale(**entry["stale"]) if "stale" in entry else None


@lru_cache(maxsize=4096)
def _one_of(fonts: tuple[tuple[str, bool], ...]) -> tuple[tuple[str, bool], ...]:
    return fonts


def _fonts_of(fonts: list[tuple[str, bool]]) -> tuple[tuple[str, bool], ...]:
    return _one_of(tuple((name, embedded) for name, embedded in fonts))
