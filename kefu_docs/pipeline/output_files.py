"""The files below build/: written where they differ, noted in the outcome, removed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.output_digests import Outputs
from kefu_docs.pipeline.output_path import output_path
from kefu_docs.store import Store, publish


class OutputFiles:
    """Writes below one build folder, and notes in `outcome` what it wrote and removed."""

    def __init__(self, build: Path, store: Store, outcome: Outcome) -> None:
        self._build = build
        self._digests = Outputs(build, store)
        self._outcome = outcome

    def has(self, name: str) -> bool:
        """Whether there is such a file."""
        return (self._build / name).is_file()

    def holds(self, name: str, digest: str) -> bool:
        """Whether a file has this SHA-256."""
        return self.has(name) and self._digests.digest(name) == digest

    def text(self, name: str) -> str | None:
        """What stands in a file; None where there is none, or no text."""
        try:
            return (self._build / name).read_text("utf-8") if self.has(name) else None
        except UnicodeDecodeError:
            return None

    def ensure(self, name: str, digest: str, read: Callable[[], bytes]) -> None:
        """Write what `read` gives, unless the file has that SHA-256 already."""
        if self._digests.digest(name) != digest:
            self._write(name, read(), digest)

    def write(self, name: str, text: str) -> None:
        """Write a text."""
        data = text.encode()
        self._write(name, data, hashlib.sha256(data).hexdigest())

    def remove(self, name: str) -> None:
        """Delete a file that nothing asks for any more."""
        (self._build / name).unlink()
        self._outcome.removed.append(name)

    def keep_digests(self) -> None:
        """Keep the digests for later runs, which then read no file twice."""
        self._digests.keep()

    def _write(self, name: str, data: bytes, digest: str) -> None:
        if publish(output_path(self._build, name), data):
            self._outcome.written.append(name)
        self._digests.wrote(name, digest)
