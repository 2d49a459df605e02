"""What shards made, put together by one build of everything.

A shard leaves a mark with the digest of all that went into it, in its own store and, when all its
objects are sent, in the shared one. The build that joins them wants the marks of all, of the very
inputs that it has itself, and then finds their PDFs in the stores beside its own or in the shared
one. What is not there it makes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import MissingShardError, UsageError
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.shard import Shard
from kefu_docs.pipeline.toolchain import Toolchain
from kefu_docs.store import Store, digest, program_digest

_KIND, _LAST = "shard", "last"
_FACTS = "facts.sqlite3"


class ShardMarks:
    """The marks of shards that were made from what `settings` and `tools` have."""

    def __init__(self, settings: Settings, store: Store, tools: Toolchain) -> None:
        self._store = store
        self._inputs = digest(
            program_digest(),
            *tools.versions.values(),
            *_contents(settings.data),
            *_contents(settings.templates),
        )

    def leave(self, shard: Shard) -> None:
        """Note that a shard was built; in the shared store, once all it made is there."""
        for key, text in self._marks(shard).items():
            self._store.keep(_KIND, key, text)
        self._store.keep(_KIND, _LAST, f"{shard} {self._inputs}")
        second = self._store.second
        if second is not None and second.wait():
            for key, text in self._marks(shard).items():
                second.send(_KIND, key, text.encode)

    def require_all(self) -> None:
        """Raise MissingShardError, which names them, where shards are missing."""
        missing = {count: self._missing(count) for count in set(self._counts())}
        # Of one number of parts all are there, or there is not even a number.
        if not missing or all(missing.values()):
            self._raise_general(is_any_there=bool(missing))
            fewest = min(missing.values(), key=len)
            raise MissingShardError(
                Message("missing shards: {shards}", {"shards": ", ".join(map(str, fewest))}),
                Message("build them with --shard {shard}", {"shard": str(fewest[0])}),
            )

    def _raise_general(self, *, is_any_there: bool) -> None:
        """Raise what is amiss with all shards, rather than with those that are missing."""
        second = self._store.second
        if second is not None and second.trouble:
            raise MissingShardError(
                Message(
                    "the shared store does not tell which shards there are: {why}",
                    {"why": second.trouble},
                )
            )
        if others := ", ".join(self._of_other_inputs()):
            raise MissingShardError(
                Message(
                    "shards of other records, templates, fonts, LibreOffice or of another version: "
                    "{shards}",
                    {"shards": others},
                ),
                Message("build all shards and join them from the same commit on equal machines"),
            )
        if not is_any_there:
            raise MissingShardError(
                Message("no shard of these records is there"),
                Message("name the shards' build folders, or the --store that they used"),
            )

    def _marks(self, shard: Shard) -> dict[str, str]:
        """What is kept: that the shard is there, and how many there are."""
        return {f"{self._inputs} {shard}": str(shard), self._inputs: str(shard.count)}

    def _stores(self) -> tuple[Store, ...]:
        return (self._store, *self._store.beside)

    def _known(self, key: str) -> Iterator[str]:
        """What the stores say under a key."""
        for store in self._stores():
            text = store.fact(_KIND, key)
            if text is not None:
                yield text
        if self._store.second is not None:
            data = self._store.second.ask(_KIND, key).wait()
            if data is not None:
                yield data.decode()

    def _counts(self) -> Iterator[int]:
        yield from map(int, self._known(self._inputs))

    def _missing(self, count: int) -> list[Shard]:
        shards = [Shard(number, count) for number in range(1, count + 1)]
        return [s for s in shards if not any(self._known(f"{self._inputs} {s}"))]

    def _of_other_inputs(self) -> Iterator[str]:
        for store in self._store.beside:
            shard, _, inputs = (store.fact(_KIND, _LAST) or "").partition(" ")
            if shard and inputs != self._inputs:
                yield f"{shard} ({store.root.as_posix()})"


def stores_of(folders: Sequence[Path], opened: ExitStack) -> tuple[Store, ...]:
    """The stores in build folders, or in folders that are such stores, as CI hands them over.

    Raises UsageError of a folder without one.
    """
    stores = []
    for folder in folders:
        root = folder / ".store" if (folder / ".store" / _FACTS).is_file() else folder
        if not (root / _FACTS).is_file():
            raise UsageError(
                Message("{folder} holds no shard's store", {"folder": folder.as_posix()}),
                Message("name the build folder of a shard, with its .store"),
            )
        stores.append(opened.enter_context(Store(root)))
    return tuple(stores)


def _contents(folder: Path) -> Iterator[bytes | str]:
    """Name, below the folder, and bytes of every file, in order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix()
            yield path.read_bytes()
