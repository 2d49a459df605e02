"""Short texts by kind and key in one SQLite file: read in bulk, written in batches.

The file is a cache. What cannot be read is not known, what cannot be written is not kept, and a
file that is damaged or of another version is replaced. Each fact carries a digest over its kind,
key and text: one that was altered in the file, or put under another key, is not known either.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import math
import sqlite3
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from kefu_docs.store.entry import DAY, USED, StoreEntry

_VERSION = 2
_BATCH = 500
_SECONDS = 1.0
"""How long a fact waits at most while others come: a killed build has lost no more than that."""
_HELD = 1 << 23
"""Characters of texts that are held until they are asked for one by one."""
_PATIENCE = 30.0
"""Seconds to wait for another build's batch to be written."""
_TABLE = """
    PRAGMA auto_vacuum = FULL;
    CREATE TABLE facts (
        kind TEXT, key TEXT, text TEXT NOT NULL, digest BLOB NOT NULL, used INTEGER NOT NULL,
        PRIMARY KEY (kind, key)
    );
    PRAGMA user_version = 2;
"""
Name = tuple[str, str]
"""Kind and key."""


class Facts:
    """The facts in `file`, which is opened at the first use."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._open: sqlite3.Connection | None = None
        self._lock = Lock()
        self._written = time.monotonic()
        self._new: dict[Name, str] = {}
        self._read: dict[Name, str] = {}  # those of a query, the oldest first
        self._held = 0  # their characters
        self._used: set[int] = set()  # hashes of names: of 10,000 people 200,000 are used
        self._marked: set[Name] = set()

    def one(self, kind: str, key: str) -> str | None:
        """The text of a key; None where it is not known."""
        name = (kind, key)
        with self._lock:
            for held in (self._new, self._read):
                if name in held:
                    return held[name]
            rows = self._ask(
                "SELECT key, text, digest, used FROM facts WHERE kind = ? AND key = ?", (kind, key)
            )
            return self._noted(kind, rows).get(key)

    def many(self, kind: str, keys: Collection[str], *, is_held: bool = True) -> dict[str, str]:
        """The texts of the keys that are known, by one query; a key holds no NUL.

        They are held for `one` to give again, unless `is_held` is False.
        """
        with self._lock:
            found = {key: self._new[kind, key] for key in keys if (kind, key) in self._new}
            rows = self._ask(
                "SELECT key, text, digest, used FROM facts"
                " WHERE kind = ? AND key IN (SELECT value FROM json_each(?))",
                (kind, json.dumps([key for key in keys if key not in found])),
            )
            found |= self._noted(kind, rows)
            if is_held:
                self._hold(kind, found)
            return found

    def _hold(self, kind: str, found: Mapping[str, str]) -> None:
        """Hold texts until they are asked for one by one; those of long ago are let go."""
        for key, text in found.items():
            self._held += len(text) - len(self._read.pop((kind, key), ""))
            self._read[kind, key] = text
        while self._held > _HELD:
            self._held -= len(self._read.pop(next(iter(self._read))))

    def _let_go(self, name: Name) -> None:
        self._held -= len(self._read.pop(name, ""))

    def _noted(self, kind: str, rows: Collection[tuple[str, str, bytes, int]]) -> dict[str, str]:
        """The texts by key of rows that are as they were written; they are counted as used."""
        old = time.time() - DAY
        whole = [row for row in rows if row[2] == _digest(kind, row[0], row[1])]
        self._used.update(hash((kind, key)) for key, *_ in whole)
        self._mark((kind, key) for key, *_, used in whole if used < old)
        return {key: text for key, text, *_ in whole}

    def _mark(self, names: Iterable[Name]) -> None:
        """Note that facts were used which the file takes for unused; by batches, as texts."""
        self._marked.update(names)
        if len(self._marked) >= 10 * _BATCH:
            self._write()

    def keep(self, kind: str, key: str, text: str) -> None:
        """Note a text; it is written with the batch it fills, each second, or by `close`."""
        with self._lock:
            self._new[kind, key] = text
            self._let_go((kind, key))
            self._used.add(hash((kind, key)))
            if len(self._new) >= _BATCH or time.monotonic() - self._written >= _SECONDS:
                self._write()

    def close(self) -> None:
        """Write what was noted and close the file; it opens again where it is asked again."""
        with self._lock:
            self._write()
            if self._open is not None:
                self._open.close()
                self._open = None

    def size(self) -> int:
        """Bytes of the file, and of what waits beside it to be written to it."""
        files = (self._file, self._file.with_name(f"{self._file.name}-wal"))
        return sum(file.stat().st_size for file in files if file.is_file())

    def entries(self) -> Iterator[StoreEntry]:
        """Every fact; what it takes in the file beside its text is estimated."""
        sizes = "used, length(CAST(text AS BLOB)) + 2 * length(key)"
        for kind, key, last, size in self._all(sizes):
            is_used = hash((kind, key)) in self._used
            yield StoreEntry(USED if is_used else last, size, (kind, key))

    def unused(self, newest: float) -> list[Name]:
        """The facts that were last used until `newest` (Unix seconds), and not by this build."""
        names = self._all("used", newest)
        return [(kind, key) for kind, key, _ in names if hash((kind, key)) not in self._used]

    def _all(self, columns: str, newest: float = math.inf) -> Iterator[tuple[Any, ...]]:
        """Kind, key and these columns of the facts last used until `newest`.

        They are read a few at a time, for there may be many.
        """
        with self._lock:
            self._write()
        last = -1
        while True:
            with self._lock:
                rows = self._ask(
                    f"SELECT rowid, kind, key, {columns} FROM facts"  # noqa: S608 - our own words
                    " WHERE rowid > ? AND used <= ? ORDER BY rowid LIMIT ?",
                    (last, newest, _BATCH),
                )
            if not rows:
                return
            last = rows[-1][0]
            yield from (row[1:] for row in rows)

    def use(self, kind: str, keys: Collection[str]) -> frozenset[str]:
        """Count those of the keys that are written as used, without reading their texts.

        They come back; whether their texts are what was written is not looked at.
        """
        with self._lock:
            old = time.time() - DAY
            rows = self._ask(
                "SELECT key, used FROM facts"
                " WHERE kind = ? AND key IN (SELECT value FROM json_each(?))",
                (kind, json.dumps(list(keys))),
            )
            self._used.update(hash((kind, key)) for key, _ in rows)
            self._mark((kind, key) for key, used in rows if used < old)
            return frozenset(key for key, _ in rows)

    def drop(self, names: Iterable[Name]) -> None:
        """Forget these facts, and leave nothing of them in the file."""
        with self._lock:
            dropped = list(names)
            for name in dropped:
                self._let_go(name)
            if dropped:
                # SQLite leaves the bytes of what is deleted where they are, by default.
                self._ask("PRAGMA secure_delete = ON")
                self._change([("DELETE FROM facts WHERE kind = ? AND key = ?", dropped)])
                self._ask("PRAGMA secure_delete = OFF")

    def _write(self) -> None:
        now = int(time.time())
        new = [(*name, text, _digest(*name, text), now) for name, text in self._new.items()]
        marked = [(now, *name) for name in self._marked]
        self._new, self._marked = {}, set()
        self._written = time.monotonic()
        self._change(
            [
                ("INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?, ?)", new),
                ("UPDATE facts SET used = ? WHERE kind = ? AND key = ?", marked),
            ]
        )

    def _change(self, statements: list[tuple[str, Sequence[tuple[object, ...]]]]) -> None:
        """Run the statements over their rows in one transaction."""
        if not any(rows for _, rows in statements):
            return
        try:
            with self._connection() as transaction:
                transaction.execute("BEGIN IMMEDIATE")
                for sql, rows in statements:
                    transaction.executemany(sql, rows)
        except sqlite3.OperationalError:
            return  # locked for longer than our patience, or the disk is full
        except sqlite3.DatabaseError:
            self._replace()

    def _ask(self, sql: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._connection().execute(sql, values).fetchall()
        except sqlite3.OperationalError:
            return []
        except sqlite3.DatabaseError:
            self._replace()
            return []

    def _connection(self) -> sqlite3.Connection:
        if self._open is None:
            self._open = _opened(self._file)
        return self._open

    def _replace(self) -> None:
        """Open the file anew, which has proved damaged; another build may have replaced it."""
        if self._open is not None:
            self._open.close()
        self._open = _opened(self._file, thoroughly=True)


def _digest(kind: str, key: str, text: str) -> bytes:
    """What a fact's row carries, so that a changed one is told from one that was written.

    Of a text that is no text any more, such as a number, it is that of other characters.
    """
    joined = f"{kind}\0{key}\0{text}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=12).digest()


def _opened(file: Path, *, thoroughly: bool = False) -> sqlite3.Connection:
    """Open the file, make it where it is missing or unfit; in memory where nothing can be written.

    Two programs never make it at once: the lock is held until it is whole. `thoroughly` reads all
    of it first.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            try:
                return _connected(str(file), thoroughly=thoroughly)
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                for ending in ("", "-wal", "-shm"):
                    file.with_name(file.name + ending).unlink(missing_ok=True)
                return _connected(str(file))
    except (OSError, sqlite3.OperationalError):
        return _connected(":memory:")


def _connected(name: str, *, thoroughly: bool = False) -> sqlite3.Connection:
    """Connect, with the table in place; DatabaseError where the file is none of ours."""
    connection = sqlite3.connect(
        name, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
    )
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if not tables:
            connection.executescript(_TABLE)
        elif version != _VERSION:
            raise sqlite3.DatabaseError(f"version {version}")
        elif thoroughly and connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("damaged")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection
