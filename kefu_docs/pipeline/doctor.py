"""What `kefu-docs doctor` tells of the machine: what documents are made with, and what is amiss.

Nothing is built and nothing is left behind but what a build would keep, too.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from importlib import metadata
from pathlib import Path

from msgspec import Struct

from kefu_docs import __version__
from kefu_docs.convert.confinement import NOT_INSTALLED, Confinement, find_confinement
from kefu_docs.convert.probe import Office, find_office, office_version
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import (
    ConversionError,
    KefuError,
    MissingToolError,
    ProofError,
)
from kefu_docs.diagnostics.machine_faults import machine_error
from kefu_docs.diagnostics.system_reasons import system_reason
from kefu_docs.fonts import set_lines
from kefu_docs.pipeline.office_habits import known_habits, told_of
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.toolchain import Toolchain, fonts_of
from kefu_docs.pipeline.trial_page import try_a_page
from kefu_docs.store import Store

LEAST_ROOM = 1 << 30
"""Bytes of disk that are told when there are less: a build of a thousand people takes as many."""


_NEWER = Message(
    "LibreOffice 7.4, 25.2 and 26.2 are known; on Ubuntu 24.04: "
    "apt install -t noble-backports libreoffice-writer-nogui"
)


class Symptom(Struct, frozen=True):
    """A line of the report: what was found and, where it is amiss, the exit code it asks for."""

    message: Message
    exit_code: int = 0
    hint: Message | None = None


def examine(settings: Settings) -> Iterator[Symptom]:
    """Look at the program, LibreOffice, confinement, fonts, a test page, store and disk."""
    yield from _program()
    with Store(settings.store) as store:
        try:
            office = find_office()
            yield _office(office, settings)
        except KefuError as error:
            yield _amiss(error)
        else:
            yield from confinement_lines(find_confinement(office, store))
            yield from _habits(store, settings)
        try:
            for line in set_lines(fonts_of(settings, store)):
                yield Symptom(Message("font: {font}", {"font": line}))
        except KefuError as error:
            yield _amiss(error)
        yield from _trial(store, settings)
    yield _store(settings.store)
    yield _room(settings.build)


def exit_code(found: list[Symptom]) -> int:
    """0 where nothing is amiss, else the highest that a symptom asks for.

    4 and 5: the test page cannot be converted, or read back; 3: a tool or a font is missing.
    """
    return max((symptom.exit_code for symptom in found), default=0)


def _amiss(error: KefuError) -> Symptom:
    return Symptom(error.message, error.exit_code, error.hint)


def _program() -> Iterator[Symptom]:
    """The program's and Python's version, those of the libraries that it asks for."""
    values = {"version": __version__, "python": platform.python_version(), "path": sys.executable}
    yield Symptom(Message("kefu-docs {version}, Python {python}: {path}", values))
    found, missing = [], []
    for requirement in metadata.requires("kefu-docs") or []:
        name = re.split(r"[^\w.-]", requirement)[0]
        if "extra ==" in requirement:
            continue
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            missing.append(name)
    yield Symptom(Message("libraries: {libraries}", {"libraries": ", ".join(found)}))
    if missing:
        yield Symptom(
            Message("libraries are missing: {libraries}", {"libraries": ", ".join(missing)}),
            MissingToolError.exit_code,
            Message("Run make setup"),
        )


def _office(office: Office, settings: Settings) -> Symptom:
    """LibreOffice's version, folder and engine; raises MissingToolError."""
    values = {
        "version": office_version(office),
        "engine": office.engine(settings.engine),
        "folder": office.folder,
    }
    return Symptom(Message("{version}, engine {engine}: {folder}", values))


def _habits(store: Store, settings: Settings) -> Iterator[Symptom]:
    """What a build has seen of how LibreOffice lays out, where that makes builds slower."""
    try:
        tools = Toolchain.found(settings, store)
    except KefuError:
        return  # a font is missing, which is told by itself
    habits = known_habits(store, tools)
    if habits and (told := told_of(habits, tools.versions["office"])):
        yield Symptom(told, 1, _NEWER)


def _trial(store: Store, settings: Settings) -> Iterator[Symptom]:
    """Whether a page can be made with what was found, and what mends it where it cannot."""
    try:
        engine = find_office().engine(settings.engine)
        tools = Toolchain.found(settings, store)
    except KefuError:
        return  # what is missing is told by itself
    try:
        seconds = _tried(replace(settings, engine=engine), tools, store)
    except (ConversionError, ProofError) as error:
        message = Message(
            "the test page failed with engine {engine}: {reason}",
            {"engine": engine, "reason": error.message},
        )
        other = replace(settings, engine="soffice" if engine == "kit" else "kit")
        yield Symptom(message, error.exit_code, _mending(other, tools, store))
    except KefuError as error:
        yield _amiss(error)
    else:
        values = {"engine": engine, "seconds": f"{seconds:.1f}"}
        yield Symptom(
            Message(
                "test page: converted with engine {engine}, its text read back, in {seconds} s",
                values,
            )
        )


def _tried(settings: Settings, tools: Toolchain, store: Store) -> float:
    """The seconds that the test page takes; what the system refuses is a MachineError."""
    try:
        return try_a_page(settings, tools, store)
    except OSError as error:
        raise machine_error(error) from error


def _mending(other: Settings, tools: Toolchain, store: Store) -> Message:
    """What to do: the other engine, where the page can be made with it."""
    again = "apt install --reinstall libreoffice-writer-nogui libreoffice-core-nogui"
    try:
        _tried(other, tools, store)
    except KefuError:
        return Message("Install LibreOffice anew: {command}", {"command": again})
    values = {"engine": other.engine, "command": again}
    return Message("Use --engine {engine}, which works; or install it anew: {command}", values)


_IN_FORCE = {
    "bubblewrap": Message(
        "LibreOffice is confined by bubblewrap: no network, no files but fonts and the document, "
        "no other processes, no privileges"
    ),
    "namespaces, landlock": Message(
        "LibreOffice is confined by namespaces and Landlock: no network, no files but fonts and "
        "the document, no privileges"
    ),
    "namespaces": Message(
        "LibreOffice is confined by namespaces: no network, no privileges; files are not shut off"
    ),
    "landlock": Message(
        "LibreOffice is confined by Landlock: no files but fonts and the document; "
        "the network is not shut off in full"
    ),
}
_LIMITS = Message(
    "LibreOffice is not confined: its settings alone keep documents from network and files"
)
_SHUT = {"bubblewrap", "namespaces, landlock"}
"""What shuts network and files off in full."""


def confinement_lines(found: Confinement) -> Iterator[Symptom]:
    """What keeps LibreOffice apart, and why nothing more does; amiss where something is open."""
    name = found.name.removesuffix(", nobody")
    hint = Message(
        "Install bubblewrap (apt install bubblewrap); in a container, allow user namespaces"
    )
    if name in _SHUT:
        yield Symptom(_IN_FORCE[name])
    else:
        yield Symptom(_IN_FORCE.get(name, _LIMITS), 1, hint)
    if "nobody" in found.kinds:
        yield Symptom(
            Message("root becomes nobody, or gives up its privileges, before a document is read")
        )
    yield Symptom(Message("limits of memory, time, file size and processes are in force"))
    for wall, reason in found.refused:
        values = {"wall": wall, "reason": reason}
        if reason == NOT_INSTALLED:
            yield Symptom(Message("not in force: {wall}, which is not installed", values))
        else:
            yield Symptom(Message("not in force: {wall}, refused with “{reason}”", values))


def _store(folder: Path) -> Symptom:
    """Whether what is kept between builds can be written."""
    values: dict[str, object] = {"folder": folder.as_posix()}
    probe = folder / f".new-{os.urandom(8).hex()}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
    except OSError as error:
        message = Message(
            "{folder} cannot be written: {reason}", {**values, "reason": system_reason(error)}
        )
        return Symptom(message, 1, Message("Give yourself the right to write there, or use BUILD="))
    finally:
        with suppress(OSError):
            probe.unlink()
    return Symptom(Message("{folder} can be written", values))


def _room(folder: Path) -> Symptom:
    """How much room the disk has on which documents are written."""
    there = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.is_dir())
    free = shutil.disk_usage(there).free
    values = {"room": f"{free / (1 << 30):.1f}", "folder": folder.as_posix()}
    message = Message("{room} GiB are free for {folder}", values)
    if free < LEAST_ROOM:
        return Symptom(message, 1, Message("Make room, or put the folder elsewhere with BUILD="))
    return Symptom(message)
