"""Everything about a person taken out of build/, and what is left to delete by hand.

The store's keys are digests: which objects and facts were made from a person's records, of today or
of months ago, cannot be told from them. So the whole store goes; the next build makes what is
missing. Outputs that may name the person go as well, as they are made again without.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.diagnostics.nearest import id_meant
from kefu_docs.model import Dataset
from kefu_docs.model.document_kind import OWN_FOLDER
from kefu_docs.model.path_segment import folded, segment_fault
from kefu_docs.pipeline.settings import Settings
from kefu_docs.records import choose, load_dataset
from kefu_docs.report import SHEET_KIND, Report, manifest, read_manifest
from kefu_docs.store import publish, second_level

_OF_EVERYBODY = ("index.html", "due.ics", "gallery")
"""What may name anybody, and is written anew by the commands that write it."""


class Wiped(Struct, frozen=True):
    """What was removed below the build folder, and what of the person is left to delete by hand.

    `told` is what became of the store's second level, and that nothing was the person's.
    """

    employee: str
    removed: list[str] = []
    by_hand: list[str] = []
    told: list[Message] = []


def wipe(settings: Settings, person: str) -> Wiped:
    """Remove a person's outputs, the packets with them, and the store; `person` is an id or a name.

    The store's second level goes as well, and the other people's objects in it.

    The record may be gone already: then it is the id. Raises UsageError where it can be neither.
    """
    dataset = (
        load_dataset(settings.data, templates=settings.templates)[0]
        if settings.data.is_dir()
        else Dataset(None)
    )
    employee = _id_of(person, dataset)
    before = _report(settings.build)
    wiped = Wiped(employee)
    gone = set(_outputs(settings.build, employee, dataset.employees))
    gone |= {packet.path for packet in before.packets if gone.intersection(packet.documents)}
    for name in (*sorted(gone), *_OF_EVERYBODY, ".store"):
        if _remove(settings.build / name):
            wiped.removed.append(name)
    if before != Report():
        publish(
            settings.build / "manifest.json", manifest(_without(before, gone, employee)).encode()
        )
    if settings.shared is not None:
        wiped.told.append(second_level.wiped(settings.shared.address))
    wiped.by_hand.extend(_by_hand(settings, dataset, employee))
    bears_id = any(folded(employee) in folded(name) for name in gone)
    if not (employee in dataset.employees or wiped.by_hand or bears_id):
        wiped.told.append(_nobody(employee, dataset.employees))
    return wiped


def _nobody(employee: str, people: Iterable[str]) -> Message:
    """Where neither a record nor a file is the person's: is the id written right?"""
    return Message(
        "no record and no file bears the id {id}; look whether it is written right{hint}",
        {"id": employee, "hint": id_meant(employee, people)},
    )


def _id_of(person: str, dataset: Dataset) -> str:
    """The id of somebody with a record, by id or name; else what was given, if it can be an id."""
    names = {record.value.name for record in dataset.employees.values()}
    if person in names or person in dataset.employees:
        return choose((person,), dataset.employees)[0]
    if fault := segment_fault(person):
        raise UsageError(fault)
    return person


def _report(build: Path) -> Report:
    try:
        return read_manifest((build / "manifest.json").read_bytes())
    except OSError:
        return Report()


def _outputs(build: Path, employee: str, people: Iterable[str]) -> Iterator[str]:
    """The files below `build` that are named after the person, or are about whole teams.

    A packet is the person's if it bears their id; others are known by the manifest, and where
    there is none they all go. So do the sheets that the manifest knows, which name everybody, and
    documents of a shop's own kinds that bear no other person's id: their names are as they like.
    """
    others = "|".join(re.escape(folded(id_)) for id_ in people if id_ != employee)
    of_others = re.compile(rf"({others})(-\d+)?")
    own = re.compile(rf"(employee-)?{re.escape(folded(employee))}(-\d+)?|team")
    before = _report(build)
    known = bool(before.packets)
    sheets = {entry.path for entry in before.entries if entry.kind == SHEET_KIND}
    for path in sorted(build.rglob("*")):
        name = path.relative_to(build).as_posix()
        is_output = path.suffix in {".docx", ".pdf"} and not name.startswith((".", "gallery/"))
        is_packet = name.startswith("packets/")
        is_free = name.startswith(f"{OWN_FOLDER}/") and not of_others.fullmatch(folded(path.stem))
        if name in sheets or (
            is_output and (own.fullmatch(folded(path.stem)) or is_free or (is_packet and not known))
        ):
            yield name


def _remove(path: Path) -> bool:
    """Remove a file or a folder; whether there was one."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
        return True
    if path.is_symlink() or path.exists():
        path.unlink()
        return True
    return False


def _without(before: Report, gone: set[str], employee: str) -> Report:
    """The manifest's report without what was removed and what names the person's files."""

    def is_other(text: str) -> bool:
        return folded(employee) not in folded(text)

    return replace(
        before,
        entries=tuple(entry for entry in before.entries if entry.path not in gone),
        packets=tuple(packet for packet in before.packets if packet.path not in gone),
        acknowledgements=tuple(a for a in before.acknowledgements if is_other(a.file)),
        unbuilt=tuple(u for u in before.unbuilt if is_other(f"{u.name} {u.reason}")),
    )


def _by_hand(settings: Settings, dataset: Dataset, employee: str) -> Iterator[str]:
    """The files of the data folder that are about the person or name them, attachments among them.

    So are sheets below build/excel, which may hold what nobody has read back yet.
    """
    record = dataset.employees.get(employee)
    words = {employee, record.value.name} if record else {employee}
    for path in sorted(settings.data.rglob("*")):
        if path.is_file() and (path.stem == employee or _names(path, words)):
            yield path.as_posix()
    if record is not None:
        folder = settings.data / "employees"
        yield from ((folder / attachment).as_posix() for attachment in record.value.attachments)
    yield from (path.as_posix() for path in sorted((settings.build / "excel").glob("*.xlsx")))


def _names(path: Path, words: set[str]) -> bool:
    """Whether a record names one of the words; another kind of file is not looked into."""
    if path.suffix != ".yaml":
        return False
    try:
        text = path.read_text("utf-8", "replace")
    except OSError:
        return False
    return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in words)


def last_words() -> Message:
    """What no program can delete, for the user to think of."""
    return Message(
        "delete by hand as well: versions in git's history, backups, artifacts and caches of CI, "
        "a shared store (--store) that is not named here, and copies that were sent or printed; "
        "docs/privacy.md says how"
    )
