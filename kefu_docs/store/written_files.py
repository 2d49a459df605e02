"""What builds have written below build/ and no manifest names yet.

A build writes the manifest last. What one has written that was killed before is a file that nobody
lists; its name is kept here, so that it goes when its record does. Each line of the file is a
SHA-256 and a name; a line that a full disk cut off is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from kefu_docs.store.atomic_write import publish

_LINE = re.compile(r"([0-9a-f]{64}) (.+)")


class WrittenFiles:
    """Names and digests of written files, kept in the folder `root`."""

    def __init__(self, root: Path) -> None:
        self._file = root / "written"

    def note(self, name: str, digest: str) -> None:
        """Note that a file of this SHA-256 will be written; two builds may do so at once."""
        with suppress(OSError):  # a full disk: should the build be killed, the file may stay
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("ab", buffering=0) as file:
                file.write(f"{digest} {name}\n".encode(errors="surrogateescape"))

    def known(self) -> Iterator[tuple[str, str]]:
        """Name and digest of each file that was noted, by any build."""
        lines: list[str] = []
        with suppress(OSError):
            lines = self._file.read_text("utf-8", "surrogateescape").split("\n")
        found = map(_LINE.fullmatch, lines)
        yield from ((line[2], line[1]) for line in found if line)

    def keep(self, names: Iterable[tuple[str, str]]) -> None:
        """Keep these names and digests of all that were noted: the manifest tells of the others."""
        lines = [f"{digest} {name}\n" for name, digest in names]
        with suppress(OSError):
            if lines:
                publish(self._file, "".join(lines).encode(errors="surrogateescape"))
            else:
                self._file.unlink(missing_ok=True)
