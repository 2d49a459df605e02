"""Several files written all or none."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kefu_docs.store.atomic_write import publish


def publish_all(files: Mapping[Path, bytes]) -> None:
    """Write each file in one step; where one cannot be written, all are as they were.

    Raises OSError. What a loss of power interrupts may be written in part: a second import writes
    the rest.
    """
    before: dict[Path, bytes | None] = {}
    try:
        for path, data in files.items():
            before[path] = path.read_bytes() if path.exists() else None
            _publish_as_it_was(path, data)
    except BaseException:
        for path, old in before.items():
            with suppress(OSError):
                if old is None:
                    path.unlink(missing_ok=True)
                else:
                    _publish_as_it_was(path, old)
        raise


def _publish_as_it_was(path: Path, data: bytes) -> None:
    """Write a file that stays readable for whom it was: the command's own files are the owner's."""
    mode = path.stat().st_mode if path.exists() else None
    publish(path, data)
    if mode is not None:
        path.chmod(mode)
