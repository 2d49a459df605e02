"""The digest of the files that a build reads, without reading them again where none changed.

What is known of files is known by the place, size, times and number (inode) of each, so that of
thousands those alone are read that have changed. A file that
was written a moment ago may be written once more without any of these changing, as clocks of file
systems tick every few milliseconds, on some every two seconds. So nothing is kept of files that are
younger; they are read again the next time.

What cannot be read counts as that, and is tried again each time: rights and disks are mended
without a file being changed.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from kefu_docs.store import Store, digest

_KIND, _FILES = "input-states", "input-files"
_SETTLED = 2_500_000_000
"""Nanoseconds after which a file's times tell whether it was written since: FAT counts two seconds.
"""
_LARGEST = 64 << 20
"""Bytes of a file that is read. Of a larger one, which no record may name, the state counts."""
_RECORD_FOLDERS = re.compile(r"pay|employees|months(/[^/]+)?")
_State = tuple[str, int, int, int, int]
"""Path, size in bytes, last change of the content and of anything in nanoseconds, inode."""


@dataclass(frozen=True)
class Inputs:
    """The digest of all inputs, and those of them that the system does not let us read.

    `states` is the digest of what the system said of the files before they were read.
    """

    digest: str
    unread: frozenset[str]
    states: str
    _contents: Callable[[], Mapping[str, str]] = field(compare=False, repr=False)

    @property
    def contents(self) -> Mapping[str, str]:
        """The SHA-256 of files by path, as far as it is known; where all is known, looked up now.

        A command that finds nothing to do need not know it.
        """
        return self._contents()


def input_digest(store: Store, *folders: Path) -> Inputs:
    """The digest of name and bytes of every file below the folders.

    What was found out is kept in `store` under the states of all files.
    """
    started = time.time_ns()
    states = list(_states(folders))
    key = _digest_of(states)
    if (before := _known(store, key)) is not None:
        read, unread_before = before
        return Inputs(
            read, unread_before, key, lambda: _Contents(store, folders, started).known(states)
        )
    contents = _Contents(store, folders, started - _SETTLED)
    found = [(path, *contents.of(path, state), _size(state)) for path, *state in states]
    contents.keep()
    unread = [(path, number) for path, _, number, _ in found if number]
    read = digest(*(str(part) for of_file in found for part in of_file))
    newest = max((max(changed, altered) for _, _, changed, altered, _ in states), default=0)
    if newest < started - _SETTLED and states == list(_states(folders)):
        store.keep(_KIND, key, json.dumps([read, unread]))
    known = {path: content for path, content, _, _ in found if content}
    return Inputs(read, frozenset(path for path, _ in unread), key, lambda: known)


class _Contents:
    """The digests of single files, which are not read again while they are as they were.

    Nothing is kept of files that are newer than `settled`, nor of what cannot be read.
    """

    def __init__(self, store: Store, folders: Iterable[Path], settled: int) -> None:
        self._store = store
        self._settled = settled
        self._key = digest(*map(str, folders))
        known = store.facts_once(_FILES, [self._key]).get(self._key)
        self._before: dict[str, str] = {} if known is None else json.loads(known)
        self._now: dict[str, str] = {}

    def of(self, path: str, state: list[int]) -> tuple[str, int]:
        """See _content."""
        if known := self._as_before(path, state):
            self._now[path] = self._before[path]
            return known, 0
        read, fault = _content(path, state)
        if read and max(state[1:3]) < self._settled:
            self._now[path] = _told(state) + read
        return read, fault

    def known(self, states: Iterable[_State]) -> dict[str, str]:
        """Those of the files that are as they were, by path; none is read."""
        found = {path: self._as_before(path, state) for path, *state in states}
        return {path: content for path, content in found.items() if content}

    def _as_before(self, path: str, state: list[int]) -> str:
        told, known = _told(state), self._before.get(path, "")
        return known.removeprefix(told) if known.startswith(told) else ""

    def keep(self) -> None:
        """Keep what is known for later builds."""
        if self._now != self._before:
            self._store.keep(_FILES, self._key, json.dumps(self._now))


def _told(state: list[int]) -> str:
    return f"{' '.join(map(str, state))} "


def states_digest(*folders: Path) -> str:
    """The digest of the states of all files, of which none is read."""
    return _digest_of(_states(folders))


def _digest_of(states: Iterable[_State]) -> str:
    return digest(*(f"{path}\0{' '.join(map(str, state))}" for path, *state in states))


def _known(store: Store, key: str) -> tuple[str, frozenset[str]] | None:
    """The digest kept under a key, and what was not read.

    None where what could not be read now can, or fails otherwise.
    """
    fact = store.fact(_KIND, key)
    if fact is None:
        return None
    read, unread = json.loads(fact)
    if any(_fault(path) != number for path, number in unread):
        return None
    return read, frozenset(path for path, _ in unread)


def _content(path: str, state: list[int]) -> tuple[str, int]:
    """The SHA-256 of a file, and 0; where it cannot be read, the number of the system's reason."""
    if path.endswith("/"):
        return "", _fault(path)
    if state[0] > _LARGEST:
        return "", 0
    try:
        return _digest(path), 0
    except OSError as error:  # whoever needs it tells why
        return "", error.errno or errno.EIO


def _size(state: list[int]) -> str:
    """What counts of a file beside its content: of one too large to be read, its state."""
    return repr(state) if state[0] > _LARGEST else ""


def _digest(path: str) -> str:
    # Opened without waiting: a pipe to which nobody writes would hold the command for ever.
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:  # noqa: PTH123
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), path)
        return hashlib.sha256(file.read(_LARGEST)).hexdigest()


def _fault(path: str) -> int:
    """The number of the reason why a file or folder cannot be read; 0 where it can."""
    try:
        if path.endswith("/"):
            os.scandir(path).close()
        else:
            _digest(path)
    except OSError as error:
        return error.errno or errno.EIO
    return 0


def _states(folders: Iterable[Path]) -> Iterator[_State]:
    for folder in folders:
        yield from _states_below(str(folder), os.path.realpath(folder), "", frozenset())


def _states_below(folder: str, root: str, inside: str, above: frozenset[str]) -> Iterator[_State]:
    """The state of every file below a folder, in order, and of each folder that cannot be read or
    has none: a month's counts, whatever is in it.

    A link that leads back up is not followed, nor one that leads out of `root`, unless records are
    read there: `inside` is the folder's path from there. `above` are the folders around it.
    """
    here = os.path.realpath(folder)
    is_outside = here != root and not here.startswith(f"{root}/")
    if here in above or (is_outside and not _RECORD_FOLDERS.fullmatch(inside)):
        return
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        yield f"{folder}/", 0, 0, 0, 0
        return
    is_empty = True
    for state in _states_of(entries, root, inside, above | {here}):
        is_empty = False
        yield state
    if is_empty:
        yield f"{folder}/", 1, 0, 0, 0


def _states_of(
    entries: Iterable[os.DirEntry[str]], root: str, inside: str, above: frozenset[str]
) -> Iterator[_State]:
    """The states of what stands in one folder; see _states_below."""
    for entry in entries:
        if _is_folder(entry):
            below = f"{inside}/{entry.name}".lstrip("/")
            yield from _states_below(entry.path, root, below, above)
        elif state := _state(entry):
            yield entry.path, *state


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _state(entry: os.DirEntry[str]) -> tuple[int, int, int, int] | None:
    """The state of what is no folder; None where it has gone meanwhile."""
    try:
        try:
            state = entry.stat()
        except OSError:  # a link that leads nowhere, or where we may not look
            state = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino
