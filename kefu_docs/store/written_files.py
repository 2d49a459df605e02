"""What builds have written below build/ and no manifest names yet.

A build writes the manifest last. What one has written that was killed before is a file that nobody
lists; its name is kept here, so that it goes when its record does. Each line of the file is a
SHA-256 and a name; a line that a full disk cut off is none.

What is noted later than a build began is another's, with a newer record perhaps: it says nothing
of that one's document.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from kefu_docs.store.atomic_write import publish

_LINE = re.compile(r"([0-9a-f]{64}) (.+)")


class WrittenFiles:
    """Names and digests of written files, kept in the folder `root`.

    `before` has those that were noted by any build before this one began.
    """

    def __init__(self, root: Path) -> None:
        self._file = root / "written"
        self.before = tuple(self._noted())

    def note(self, name: str, digest: str) -> None:
        """Note that a file of this SHA-256 will be written; two builds may do so at once."""
        with suppress(OSError):  # a full disk: should the build be killed, the file may stay
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("ab", buffering=0) as file:
                file.write(f"{digest} {name}\n".encode(errors="surrogateescape"))

    def _noted(self) -> Iterator[tuple[str, str]]:
        lines: list[str] = []
        with suppress(OSError):
            lines = self._file.read_text("utf-8", "surrogateescape").split("\n")
        found = map(_LINE.fullmatch, lines)
        yield from ((line[2], line[1]) for line in found if line)

    def reported(self, names: Collection[str], waiting: Collection[str], *, complete: bool) -> None:
        """Forget what the manifest tells of these names.

        A build of everything, which is `complete`, forgets all that was there before it, too; one
        of some knows the last of each name still, for another may write the manifest without it.
        What is `waiting`, by its name without suffix, is kept, and what another build has noted.
        """
        noted = tuple(self._noted())
        gone, last = frozenset(self.before), dict(noted)
        lines = [
            f"{digest} {name}\n"
            for name, digest in dict.fromkeys(noted)
            if name.rpartition(".")[0] in waiting
            or (name not in names and not (complete and (name, digest) in gone))
            or (not complete and digest == last[name])
        ]
        with suppress(OSError):
            if lines:
                publish(self._file, "".join(lines).encode(errors="surrogateescape"))
            else:
                self._file.unlink(missing_ok=True)
