"""Files written in one step."""

from __future__ import annotations

import filecmp
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO


def publish(path: Path, data: bytes | bytearray | Path, *, durable: bool = False) -> bool:
    """Write `data`, or a copy of a file, to `path` in one step; False where just that is there.

    A reader sees the old file or the new one and never a part; an interrupted build leaves the old.
    So does a loss of power where the write is `durable`, which takes milliseconds for each file:
    without, ext4 and XFS may show a file of no bytes then, because a rename is written before the
    bytes of what is renamed.
    """
    with suppress(FileNotFoundError):
        if _is_same(path, data):
            return False
    temporary = path.with_name(f".new-{os.urandom(8).hex()}")
    try:
        file = temporary.open("xb")
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = temporary.open("xb")
    try:
        with file:
            _write(file, data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return True


def _is_same(path: Path, data: bytes | bytearray | Path) -> bool:
    if isinstance(data, Path):
        return filecmp.cmp(path, data, shallow=False)
    return path.stat().st_size == len(data) and path.read_bytes() == data


def _write(file: BinaryIO, data: bytes | bytearray | Path) -> None:
    if isinstance(data, Path):
        with data.open("rb") as source:
            shutil.copyfileobj(source, file)
    else:
        file.write(data)
