"""The report over what lies in build/: of this run, and of earlier ones what is left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec.structs import replace

from kefu_docs.diagnostics import Diagnostic, Message
from kefu_docs.diagnostics.errors import MachineError
from kefu_docs.diagnostics.language import translator
from kefu_docs.model import Dataset
from kefu_docs.model.path_segment import folded
from kefu_docs.pipeline import plan, plan_packets
from kefu_docs.pipeline.outcome import Failure, Outcome
from kefu_docs.pipeline.output_files import OutputFiles
from kefu_docs.pipeline.stopped_files import unread_files
from kefu_docs.report import (
    Acknowledgement,
    EntryLines,
    PacketReport,
    Report,
    ReportEntry,
    Stale,
    Unbuilt,
    index_html,
    manifest_pieces,
)

# Documents are Chinese whatever the terminal speaks.
CHINESE = translator({"LANG": "zh_CN.UTF-8"})

E = TypeVar("E", ReportEntry, PacketReport)


def write_report(
    files: OutputFiles,
    before: Report,
    now: Report,
    dataset: Dataset,
    outcome: Outcome,
    lines: EntryLines,
) -> None:
    """Write manifest.json and index.html: the report of this run, completed by the last one's.

    `now` has what this run built, its tools and its day; of entries that stay `lines` may know how
    they are written.
    """
    files.flush()  # the manifest tells of files that are on the disk
    unbuilt = dict(_unbuilt(outcome))
    stale = dict(_unread(before, dataset, outcome)) | unbuilt
    keep = _Remaining(files, before.on, stale)
    report = replace(
        now,
        entries=(*now.entries, *keep.of(before.entries, now.entries)),
        packets=(*now.packets, *keep.of(before.packets, now.packets)),
        acknowledgements=tuple(_acknowledgements(outcome.diagnostics)),
        unbuilt=tuple(Unbuilt(name, reason) for name, reason in unbuilt.items()),
    )
    title = dataset.company.value.name if dataset.company else "kefu-docs"
    page = index_html(title, report, outcome.diagnostics, CHINESE, dataset.kinds)
    for name, pieces in (("manifest.json", manifest_pieces(report, lines)), ("index.html", page)):
        try:
            outcome.report[name] = files.write(name, pieces)
        except MachineError as error:  # a folder in the place of one keeps not the other
            outcome.failures.append(Failure(name, error))
    files.keep_digests()


def without_orphans(files: OutputFiles, before: Report, now: Report, outcome: Outcome) -> Report:
    """Delete what the last run reported and this one, which built everything, has no use for, and
    what a run wrote that was killed; gives what is left of the last report.

    A file that is not what a run wrote is somebody else's, and stays.
    """
    unbuilt = {name for name, _ in _unbuilt(outcome)}
    fresh = {path for path, _ in _names(now)}

    def is_asked_for(path: str) -> bool:
        return path in fresh or _name(path) in unbuilt

    entries: tuple[ReportEntry | PacketReport, ...] = (*before.entries, *before.packets)
    written = [(entry.path, entry.digest) for entry in entries]
    orphans = [each for each in (*written, *files.unreported()) if not is_asked_for(each[0])]
    # An id of another case, e001 for E001, names the same file on macOS and Windows.
    called = {folded(path): path for path in fresh} if orphans else {}
    for path, digest in orphans:
        if files.holds(path, digest) and not files.is_same(path, called.get(folded(path), "")):
            files.remove(path)
    return replace(
        before,
        entries=tuple(entry for entry in before.entries if is_asked_for(entry.path)),
        packets=tuple(packet for packet in before.packets if is_asked_for(packet.path)),
    )


def forget_written(files: OutputFiles, now: Report, outcome: Outcome, *, complete: bool) -> None:
    """Forget what builds noted of files that the written report has, and not of what waits."""
    names = {path for path, _ in _names(now)}
    files.reported(names, {name for name, _ in _unbuilt(outcome)}, complete=complete)


class _Remaining:
    """Chooses what stays of an earlier report: whatever still has its file.

    `stale` says of names why they are not current, `on` is the day of the report they are from.
    """

    def __init__(self, files: OutputFiles, on: str, stale: Mapping[str, str]) -> None:
        self._files = files
        self._on = on
        self._stale = stale

    def of(self, before: Iterable[E], now: Iterable[E]) -> Iterator[E]:
        fresh = {entry.path for entry in now}
        left = [entry for entry in before if entry.path not in fresh]
        present = self._files.present(entry.path for entry in left)
        for entry in left:
            if entry.path not in present:
                continue
            reason = self._stale.get(_name(entry.path))
            if reason is None:
                yield entry
            else:
                built_on = entry.stale.built_on if entry.stale else self._on
                yield replace(entry, stale=Stale(built_on, reason))


def _name(path: str) -> str:
    """The name of the document or packet whose file this is."""
    return path.rpartition(".")[0]


def _names(report: Report) -> Iterator[tuple[str, str]]:
    """Every path of a report, and the name of the document or packet it belongs to."""
    yield from ((entry.path, _name(entry.path)) for entry in report.entries)
    yield from ((packet.path, _name(packet.path)) for packet in report.packets)


def _unbuilt(outcome: Outcome) -> Iterator[tuple[str, str]]:
    """What was not made, by name, and why."""
    for name, files in outcome.blocked.items():
        yield name, _because_of(files)
    for failure in outcome.failures:
        yield failure.name, failure.error.message.text(CHINESE)


def _unread(before: Report, dataset: Dataset, outcome: Outcome) -> Iterator[tuple[str, str]]:
    """What an earlier run made and no record asks for, while there are files nobody can read.

    Each may be one of theirs, so it is not taken for current.
    """
    unread = sorted(unread_files(dataset, outcome.diagnostics))
    if not unread:
        return
    documents = plan.everything(dataset)
    asked = {document.name for document in documents}
    asked |= {
        f"packets/{packet.name}" for packet in plan_packets.packets(dataset, documents, unread)
    }
    yield from ((name, _because_of(unread)) for _, name in _names(before) if name not in asked)


def _because_of(files: Iterable[str]) -> str:
    why = Message("not built because of {files}", {"files": ", ".join(files)})
    return why.text(CHINESE)


def _acknowledgements(diagnostics: Iterable[Diagnostic]) -> Iterator[Acknowledgement]:
    """The findings that a record answers."""
    for d in diagnostics:
        if d.reason is not None:
            yield Acknowledgement(d.rule, d.location.file, d.location.line, d.reason)
