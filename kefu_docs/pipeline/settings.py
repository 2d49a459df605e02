"""What a build is asked to do, and who is told how far it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from msgspec import Struct

from kefu_docs.convert.probe import EngineName
from kefu_docs.diagnostics import Diagnostic
from kefu_docs.pipeline.shard import Shard

Ready = Callable[[Sequence[Diagnostic]], Iterator[None]]
"""Makes findings ready, see Watcher.found."""


def no_steps(_: Sequence[Diagnostic]) -> Iterator[None]:
    """Make nothing ready."""
    return iter(())


class Watcher(Protocol):
    """Is told what is found, how many steps a build has, and of each that is done."""

    def found(self, findings: Sequence[Diagnostic]) -> Iterator[None]:
        """Make these findings ready to be printed, by steps of some milliseconds.

        They are taken while the build waits, as many as there is time for.
        """

    def expect(self, steps: int) -> None:
        """So many more steps."""

    def done(self) -> None:
        """One step is done, or will not be."""


class Silent:
    """Watches and says nothing."""

    def found(self, findings: Sequence[Diagnostic]) -> Iterator[None]:
        """See Watcher."""
        return no_steps(findings)

    def expect(self, steps: int) -> None:
        """See Watcher."""

    def done(self) -> None:
        """See Watcher."""


class BuildRequest(Struct, frozen=True):
    """What to build: contracts, summaries or other documents, of these people or of all; or all.

    Before the ids of `documents` there may be the name of a kind. `month` is the month of summaries
    and documents; None for all.
    """

    scope: Literal["contracts", "summaries", "documents", "packets"]
    ids: tuple[str, ...] = ()
    month: str | None = None


@dataclass(frozen=True)
class SharedStore:
    """Where the store's second level is, as `place_at` reads it, and the secret that seals it."""

    address: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class Settings:
    """Where things are and how to build; `on` is the day that notices count from.

    `law` is the day whose law the records are judged by, where it is not `on`'s.

    `dry_run`: only say what would be built. `explain`: say why each is made anew. `layout_reuse`:
    set documents after others of their kind (docs/layout-reuse.md); the same bytes come out without
    it, slower. `verify`: read every output again, as one may have been altered and have its size
    and time still. `executor` is the address of a Dask scheduler whose workers make the PDFs;
    `insecure`: without encryption, too. `shared`: the store's second level. `shard`: build a part
    alone. `join`: build everything from what shards made, in these folders or in the shared store.
    """

    data: Path
    templates: Path
    build: Path
    on: dt.date
    jobs: int = 1
    engine: EngineName = "auto"
    dry_run: bool = False
    explain: bool = False
    layout_reuse: bool = True
    verify: bool = False
    executor: str | None = None
    insecure: bool = False
    law: dt.date | None = None
    shared: SharedStore | None = None
    shard: Shard | None = None
    join: tuple[Path, ...] | None = None
    watcher: Watcher = field(default_factory=Silent, compare=False)

    @property
    def gives_reasons(self) -> bool:
        """Whether it is said why each document is made anew: of 10,000 people a tenth of a GB."""
        return self.explain or self.dry_run

    @property
    def store(self) -> Path:
        """The folder of what is kept between builds."""
        return self.build / ".store"

    @property
    def log(self) -> Path:
        """The file of tracebacks of the program's own faults."""
        return self.store / "log"
