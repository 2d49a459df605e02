"""Files written in one step."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def publish(path: Path, data: bytes) -> bool:
    """Write `data` to `path` in one step; False where the file holds just that already.

    A reader sees the old file or the new one and never a part; an interrupted build leaves the old.
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
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return True
