"""What is known of this machine, beside the store: a new build folder need not find it out again.

LibreOffice's version, how it can be confined and how it lays out follow from programs and kernel,
by whose digests they are known; digests, names and characters of fonts from their files. All that
lies in the user's cache folder (XDG Base Directory Specification, `XDG_CACHE_HOME`), one file each,
and names nobody. What is not the user's own, what others may write, and what does not fit its
digest, counts as not there.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from kefu_docs.store.digests import digest
from kefu_docs.store.store import Store

_MOST = 1 << 16
_OTHERS = 0o077


class MachineNotes:
    """Facts of a store and, where it has none, of the user's cache folder."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._folder = _cache_folder()

    def fact(self, kind: str, key: str) -> str | None:
        """The text kept under `key`; None where there is none."""
        known = self._store.fact(kind, key)
        if known is not None or self._folder is None:
            return known
        text = _read(self._folder, kind, key)
        if text is not None:
            self._store.keep(kind, key, text)
        return text

    def keep(self, kind: str, key: str, text: str) -> None:
        """Keep a text under `key` in both."""
        self._store.keep(kind, key, text)
        if self._folder is not None:
            with suppress(OSError):  # no home, a full disk: it is found out again
                _write(self._folder, kind, key, text)


def _cache_folder() -> Path | None:
    named = os.environ.get("XDG_CACHE_HOME", "")
    with suppress(RuntimeError):  # a user without a home
        base = Path(named) if os.path.isabs(named) else Path.home() / ".cache"  # noqa: PTH117
        return None if _is_anothers(base) else base / "kefu-docs" / "machine"
    return None


def _is_anothers(folder: Path) -> bool:
    """Whether root, which may write anywhere, is in another's home, as by `sudo` with `HOME` kept.

    What root made there, such as `.cache` itself, its owner could not use any more.
    """
    if os.geteuid() != 0:
        return False
    for place in (folder, *folder.parents):
        with suppress(OSError):
            return place.stat().st_uid != 0
    return False


def _read(folder: Path, kind: str, key: str) -> str | None:
    with suppress(OSError, UnicodeDecodeError):
        if not _is_own(folder.lstat()):
            return None
        file = os.open(folder / digest(kind, key), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(file, "rb") as opened:  # noqa: PTH123
            state = os.fstat(file)
            if not (stat.S_ISREG(state.st_mode) and _is_own(state)):
                return None
            sealed, _, text = opened.read(_MOST).decode().partition("\n")
        if sealed == digest(kind, key, text):
            return text
    return None


def _is_own(state: os.stat_result) -> bool:
    return state.st_uid == os.geteuid() and not state.st_mode & _OTHERS


def _write(folder: Path, kind: str, key: str, text: str) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _is_own(folder.lstat()):
        return
    new = folder / f".new-{os.urandom(8).hex()}"
    try:
        file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(file, "wb") as opened:  # noqa: PTH123
            opened.write(f"{digest(kind, key, text)}\n{text}".encode())
        new.replace(folder / digest(kind, key))
    except OSError:
        new.unlink(missing_ok=True)
        raise
