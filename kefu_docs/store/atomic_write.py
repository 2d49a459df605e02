"""Files written in one step."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def publish(path: Path, data: bytes, *, durable: bool = False) -> bool:
    """Write `data` to `path` in one step; False where the file holds just that already.

    A reader sees the old file or the new one and never a part; an interrupted build leaves the old.
    So does a loss of power where the write is `durable`, which takes milliseconds for each file:
    without, ext4 and XFS may show a file of no bytes then, because a rename is written before the
    bytes of what is renamed.
    """
    with suppress(FileNotFoundError):
        if path.stat().st_size == len(data) and path.read_bytes() == data:
            return False
    temporary = path.with_name(f".new-{os.urandom(8).hex()}")
    try:
        file = temporary.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = temporary.open("xb")
    try:
        with file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return True
