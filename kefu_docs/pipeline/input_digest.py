"""The digest of the files that a build reads, without reading them again where none changed.

What is known of files is known by the place, size, times and number (inode) of each. A file that
was written a moment ago may be written once more without any of these changing, as clocks of file
systems tick every few milliseconds, on some every two seconds. So nothing is kept of files that are
younger; they are read again the next time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from kefu_docs.store import Store, digest

_KIND = "inputs-read"
_SETTLED = 2_500_000_000
"""Nanoseconds after which a file's times tell whether it was written since: FAT counts two seconds.
"""
_State = tuple[str, int, int, int, int]
"""Path, size in bytes, last change of the content and of anything in nanoseconds, inode."""


def input_digest(store: Store, *folders: Path) -> str:
    """The digest of name and bytes of every file below the folders.

    What was found out is kept in `store` under the states of all files. A file that cannot be read
    is as one without bytes, and nothing is kept then.
    """
    started = time.time_ns()
    states = list(_states(folders))
    key = digest(*(f"{path}\0{' '.join(map(str, state))}" for path, *state in states))
    known = store.fact(_KIND, key)
    if known is not None:
        return known
    contents = {path: _bytes(path) for path, *_ in states}
    read = digest(*(part for path, data in contents.items() for part in (path, data or b"")))
    newest = max((max(changed, altered) for _, _, changed, altered, _ in states), default=0)
    is_settled = newest < started - _SETTLED and states == list(_states(folders))
    if is_settled and None not in contents.values():
        store.keep(_KIND, key, read)
    return read


def _bytes(path: str) -> bytes | None:
    try:
        return Path(path).read_bytes()
    except OSError:  # whoever needs it tells why
        return None


def _states(folders: Iterable[Path]) -> Iterator[_State]:
    for folder in folders:
        yield from _states_below(str(folder), frozenset())


def _states_below(folder: str, above: frozenset[str]) -> Iterator[_State]:
    """The state of every file below a folder, in order; a link that leads back up is not followed.

    `above` are the folders around it.
    """
    here = os.path.realpath(folder)
    if here in above:
        return
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        with suppress(OSError):  # it has gone meanwhile
            if entry.is_dir():
                yield from _states_below(entry.path, above | {here})
            elif entry.is_file():
                state = entry.stat()
                numbers = state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino
                yield entry.path, *numbers
