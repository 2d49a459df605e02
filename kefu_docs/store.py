"""Digests, the store of finished PDFs, and the atomic publishing of outputs.

An object's name is the digest of everything that went into it, so a hit needs no further check.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path


def digest(*parts: bytes | str) -> str:
    """SHA-256, in hex, over the parts and their lengths: no two lists of parts run together."""
    state = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()


def publish(path: Path, data: bytes) -> bool:
    """Write `data` to `path` in one step; False where the file holds just that already.

    A reader sees the old file or the new one and never a part; an interrupted build leaves the old.
    """
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


class Store:
    """Objects by key in a folder; an object never changes, so two builds may use it at once."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def _path(self, key: str, kind: str) -> Path:
        return self.root / "objects" / key[:2] / f"{key[2:]}.{kind}"

    def get(self, key: str, kind: str) -> bytes | None:
        """The object under `key`, of a `kind` such as pdf; None where there is none."""
        try:
            return self._path(key, kind).read_bytes()
        except FileNotFoundError:
            return None

    def put(self, key: str, kind: str, data: bytes) -> None:
        """Keep `data` under `key`."""
        publish(self._path(key, kind), data)
