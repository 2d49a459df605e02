"""What is known of font files, kept between builds: digests, names and character maps.

Reading 200 MB of fonts takes a second. A file is taken for the one that was read while its path,
inode, size and both its times to the nanosecond are the same: no write leaves the change time.
What is in a file is kept under the digest of its content.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

from kefu_docs.fonts.code_points import CodePoints


class Notes(Protocol):
    """Where short texts are kept by kind and key, such as the store."""

    def fact(self, kind: str, key: str) -> str | None:
        """The text that was kept, if any."""

    def keep(self, kind: str, key: str, text: str) -> None:
        """Keep a text."""


class NoNotes:
    """Nothing is kept: every file is read."""

    def fact(self, kind: str, key: str) -> str | None:
        """Nothing."""

    def keep(self, kind: str, key: str, text: str) -> None:
        """Forget it."""


NO_NOTES = NoNotes()


def digests(files: Sequence[Path], notes: Notes) -> list[str]:
    """SHA-256 of the content of each file."""
    keys = [_identity(file) for file in files]
    known = {key: notes.fact("font-digest", key) for key in keys}
    unread = [(key, file) for key, file in zip(keys, files, strict=True) if known[key] is None]
    # hashlib lets go of the interpreter lock: 200 MB take 60 ms on two cores.
    with ThreadPoolExecutor(2) as threads:
        read = threads.map(_sha256, [file for _, file in unread])
        for (key, _), digest in zip(unread, read, strict=True):
            notes.keep("font-digest", key, digest)
            known[key] = digest
    return [str(known[key]) for key in keys]


def names(file: Path, digest: str, notes: Notes) -> dict[str, str]:
    """What documents may call the families in a file; UsageError where it is not a font."""
    known = notes.fact("font-names", digest)
    if known is None:
        from kefu_docs.fonts.font_file import names_in

        known = json.dumps(names_in(file))
        notes.keep("font-names", digest, known)
    found: dict[str, str] = json.loads(known)
    return found


def characters(file: Path, digest: str, family: str, notes: Notes) -> CodePoints:
    """The code points that a family in a file draws."""
    key = f"{digest} {family}"
    known = notes.fact("font-characters", key)
    if known is None:
        from kefu_docs.fonts.font_file import characters_in

        known = characters_in(file, family).text
        notes.keep("font-characters", key, known)
    return CodePoints.read(known)


def variants(file: Path, digest: str, family: str, notes: Notes) -> frozenset[tuple[int, int]]:
    """The variation sequences (base, selector) that a family in a file knows."""
    key = f"{digest} {family}"
    known = notes.fact("font-variants", key)
    if known is None:
        from kefu_docs.fonts.font_file import variants_in

        known = json.dumps(sorted(variants_in(file, family)))
        notes.keep("font-variants", key, known)
    return frozenset((base, selector) for base, selector in json.loads(known))


def _identity(file: Path) -> str:
    state = file.stat()
    return f"{file} {state.st_ino} {state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}"


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
