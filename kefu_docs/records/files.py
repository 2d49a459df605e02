"""The files of a data folder: which are records, and which only look like them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from kefu_docs.diagnostics import Diagnostic, Location, Message, Severity
from kefu_docs.diagnostics.machine_faults import leads_nowhere
from kefu_docs.diagnostics.printable import visible
from kefu_docs.diagnostics.system_reasons import system_reason
from kefu_docs.model.path_segment import folded, segment_fault
from kefu_docs.records.file_names import (
    TEAM,
    folder_name,
    record_name,
    team_name,
    template_name,
    unread_name,
)

# Records under another ending, wherever they lie.
_LIKE_RECORDS = re.compile(r"\.(ya?ml(\.\w+)?|json)$", re.IGNORECASE)
# What office programs write, told only where records are looked for: beside attachments a document
# of Word may well lie.
_OFFICE = re.compile(r"\.(docx?|docm|xlsx?|xlsm|csv|wps|et)$", re.IGNORECASE)
_RECORD_FOLDERS = re.compile(r"(pay|employees|months(/[^/]+)?)?")

Report = Callable[[str, Severity, str, Message], None]
"""Notes a finding on a file as a whole: file, severity, rule, message."""


def record_files(folder: Path, report: Report) -> Iterator[str]:
    """The record files of a folder in the order of their names; names that are no ids are told."""
    ids = {TEAM: TEAM}
    found = entries(folder, report)
    names = {entry.name for entry in found}
    for entry in found:
        name = entry.name.removesuffix(".yaml")
        if entry.name.startswith(".") or name == entry.name:
            continue
        file = f"{folder.as_posix()}/{entry.name}"
        # An id becomes a file name in build/, a page label and an outline entry.
        misnamed = team_name(name, names) if folder.parent.name == "months" else None
        if misnamed := misnamed or record_name(name, names):
            report(file, Severity.ERROR, "file-name", misnamed)
        elif not is_file(entry):
            report(file, Severity.ERROR, "file-unreadable", no_file(file))
        elif fault := _fault_of_id(name, ids):
            report(file, Severity.ERROR, "file-name", fault)
        elif name != TEAM:
            yield file
        elif folder.name == "employees":
            message = Message("`team` names the team's month; give the person another id")
            report(file, Severity.ERROR, "file-name", message)


def _fault_of_id(name: str, ids: dict[str, str]) -> Message | None:
    """Why an id cannot name files in build/; `ids` are the folder's others, as they fold."""
    # Windows and macOS take e001 and E001, and 王 in two normal forms, for one file.
    other = ids.setdefault(folded(name), name)
    if other == name:
        return segment_fault(name)
    return Message(
        "the id differs from {other} in nothing but capital letters or the form of its "
        "characters; give one of them another id",
        {"other": other},
    )


def is_file(entry: os.DirEntry[str] | Path) -> bool:
    """Whether it is a regular file, or a link to one; not where the system does not say."""
    try:
        return entry.is_file()
    except OSError:
        return False


def is_folder(entry: os.DirEntry[str] | Path) -> bool:
    """Whether it is a folder, or a link to one; not where the system does not say."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def no_file(path: str) -> Message:
    """What is told of a record's name, or a folder's, that is neither file nor folder.

    It is no record that was deleted: a link may lead to a disk that is not there today.
    """
    if leads_nowhere(path):
        return Message(
            "this is a link that leads nowhere; make what it leads to available, or remove the link"
        )
    return Message("this is no file that can be read")


def entries(folder: Path, report: Report) -> list[os.DirEntry[str]]:
    """What is in a folder, by name; a folder that cannot be read is told."""
    try:
        with os.scandir(folder) as found:
            return sorted(found, key=lambda entry: entry.name)
    except FileNotFoundError:
        if leads_nowhere(folder.as_posix()):
            where = folder.as_posix()
            report(where, Severity.ERROR, "file-unreadable", no_file(where))
        return []
    except OSError as error:
        values = {"reason": system_reason(error)}
        message = Message("the folder cannot be read: {reason}", values)
        report(folder.as_posix(), Severity.ERROR, "file-unreadable", message)
        return []


def unread(root: Path, read: Iterable[str]) -> Iterator[Diagnostic]:
    """A warning for each file below `root` that looks like a record and is none that is read.

    `read` are the files that were read, and the files and folders that have a finding already.
    """
    known = frozenset(read)
    for folder, folders, names in os.walk(root):
        inside = os.path.relpath(folder, root).replace(os.sep, "/")
        place, is_outermost = Path(folder).as_posix(), inside == "."
        folders[:] = sorted(
            n for n in folders if n[0] != "." and visible(f"{place}/{n}") not in known
        )
        if is_outermost:
            for name, said in misnamed_folders(root, folders):
                folders.remove(name)
                yield _told(visible(f"{place}/{name}"), said)
        in_records = _RECORD_FOLDERS.fullmatch("" if is_outermost else inside)
        for name in sorted(names):
            like = _LIKE_RECORDS.search(name) or (in_records and _OFFICE.search(name))
            file = visible(f"{place}/{name}")
            if like and not name.startswith((".", "~$")) and file not in known:
                yield _told(file, unread_name(name, names, is_outermost=is_outermost))


def unread_templates(folder: Path) -> Iterator[Diagnostic]:
    """A warning for each file in the folder of templates that no document is printed from."""
    names = sorted(path.name for path in folder.iterdir()) if is_folder(folder) else []
    for name in names:
        if said := template_name(name, names):
            yield _told(visible(f"{folder.as_posix()}/{name}"), said)


def misnamed_folders(root: Path, names: Iterable[str]) -> list[tuple[str, Message]]:
    """The folders with records that are not read, each with what to do about its name."""
    taken = set(names)
    told = ((name, folder_name(name)) for name in sorted(taken))
    return [
        (name, said)
        for name, said in told
        if said and said.values["name"] not in taken and any((root / name).rglob("*.yaml"))
    ]


def _told(file: str, message: Message) -> Diagnostic:
    return Diagnostic(Location(file), Severity.WARNING, "file-name", message)
