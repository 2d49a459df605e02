"""The store of a build folder: objects and facts under the digest of all that went into them.

A key is the digest of every input, so a hit needs no further check. Nothing in here is needed:
what is missing is made again, so the folder can be carried between machines or thrown away.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Collection, Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from kefu_docs.store.entry import USED, StoreEntry
from kefu_docs.store.facts import Facts
from kefu_docs.store.leftovers import is_half_written
from kefu_docs.store.objects import Objects
from kefu_docs.store.written_files import WrittenFiles

if TYPE_CHECKING:  # it is loaded where one is used
    from kefu_docs.store.second_level import SecondLevel

_COUNTER = "put-since-pruned"

LIMIT = 2 * 1024**3
"""Bytes that a store may hold where nothing else is said."""


class Store:
    """Objects (bytes) and facts (short texts) below `root`.

    Two builds may use one folder at once, each with a Store of its own; so does a process that was
    forked. Leaving the `with` block, or `close`, writes the facts.

    What it does not have may be in one of the stores `beside` it, or in the `second` level, where
    whoever asks looks for it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.beside: tuple[Store, ...] = ()
        self.second: SecondLevel | None = None
        self._objects = Objects(root / "objects")
        self._facts = Facts(root / "facts.sqlite3")
        self._put = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @cached_property
    def written(self) -> WrittenFiles:
        """What builds wrote before this is first asked for, and no manifest names."""
        return WrittenFiles(self.root)

    def get(self, key: str, kind: str) -> bytes | None:
        """The object under `key`, of a `kind` such as pdf; None where there is none."""
        return self._objects.get(key, kind)

    def path(self, key: str, kind: str) -> Path:
        """The file of an object, for what is too large to be held in memory."""
        return self._objects.path(key, kind)

    def size(self, key: str, kind: str) -> int:
        """The bytes of an object, -1 where there is none; it is counted as used."""
        return self._objects.size(key, kind)

    def drop(self, key: str, kind: str) -> None:
        """Take an object away that is not what was put there."""
        self._objects.drop(key, kind)

    def put(self, key: str, kind: str, data: bytes) -> None:
        """Keep `data` under `key`."""
        self._objects.put(key, kind, data)
        self._put += len(data)

    def fact(self, kind: str, key: str) -> str | None:
        """The text kept under `key`; None where there is none."""
        return self._facts.one(kind, key)

    def facts(self, kind: str, keys: Collection[str]) -> dict[str, str]:
        """The texts of those keys that are known, by one query."""
        return self._facts.many(kind, keys)

    def facts_once(self, kind: str, keys: Collection[str]) -> dict[str, str]:
        """The same where none of the texts is asked for again: they are not held."""
        return self._facts.many(kind, keys, is_held=False)

    def keep(self, kind: str, key: str, text: str) -> None:
        """Keep a text under `key`; it can be read at once and is written by batches."""
        self._facts.keep(kind, key, text)
        self._put += len(text)

    def close(self) -> None:
        """Write the facts that wait for their batch; the store can be used again."""
        self._facts.close()

    def use(self, kind: str, keys: Collection[str]) -> frozenset[str]:
        """Count the facts that are there under these keys as used by this build, and name them."""
        return self._facts.use(kind, keys)

    def forget_unused(self, kinds: Collection[str], seconds: float) -> None:
        """Remove objects, and facts of these kinds, that nobody used for so long.

        What this build used stays. For no seconds it is all that this build did not use, whatever
        the clock said when it was used.
        """
        newest = time.time() - seconds if seconds else sys.float_info.max
        for entry in self._objects.entries():
            if entry.last_used <= newest and not is_half_written(str(entry.name)):
                Path(str(entry.name)).unlink(missing_ok=True)
        self._facts.drop(name for name in self._facts.unused(newest) if name[0] in kinds)

    def prune(self, limit: int = LIMIT) -> int:
        """Remove what was used least recently until at most `limit` bytes are left.

        What this build used stays, even above the limit. The bytes removed come back. Nothing is
        looked at until a hundredth of the limit has been put since the last time.
        """
        if not self._has_grown(limit):
            return 0
        size, unused = _unused(self._objects.entries())
        if size + self._facts.size() <= limit:
            return 0
        more, facts_unused = _unused(self._facts.entries())
        excess = size + more - limit
        entries = sorted([*unused, *facts_unused], key=lambda entry: entry.last_used)
        removed = 0
        facts = []
        for entry in entries:
            if removed >= excess:
                break
            removed += entry.size
            if isinstance(entry.name, tuple):
                facts.append(entry.name)
            else:
                Path(entry.name).unlink(missing_ok=True)
        self._facts.drop(facts)
        return removed

    def _has_grown(self, limit: int) -> bool:
        """Count what was put since the store was last held to `limit`; if that is not known, yes.

        Of two builds at once one may go uncounted: the store is looked through later.
        """
        counter = self.root / _COUNTER
        put = limit
        with suppress(OSError, ValueError):
            held, before = map(int, counter.read_text("ascii").split())
            if held == limit:
                put = self._put + before
        has_grown = put >= limit // 100
        self._put = 0
        with suppress(OSError):
            counter.write_text(f"{limit} {0 if has_grown else put}", "ascii")
        return has_grown


def _unused(entries: Iterable[StoreEntry]) -> tuple[int, list[StoreEntry]]:
    """The bytes of all entries, and those that this build did not use."""
    size, unused = 0, []
    for entry in entries:
        size += entry.size
        if entry.last_used != USED:
            unused.append(entry)
    return size, unused
