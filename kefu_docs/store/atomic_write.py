"""Files written in one step."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import BinaryIO

_PIECE = 1 << 20
"""Bytes of a file that are compared at once."""


def publish(path: Path, data: bytes | bytearray | BinaryIO, *, durable: bool = False) -> bool:
    """Write `data`, or what an open file holds, to `path` in one step; False where that is there.

    The file is closed afterwards.

    A reader sees the old file or the new one and never a part; an interrupted build leaves the old.
    So does a loss of power where the write is `durable`, which takes milliseconds for each file:
    without, ext4 and XFS may show a file of no bytes then, because a rename is written before the
    bytes of what is renamed.
    """
    if not isinstance(data, bytes | bytearray):
        with data:
            return _published(path, data, durable=durable)
    return _published(path, data, durable=durable)


def _published(path: Path, data: bytes | bytearray | BinaryIO, *, durable: bool) -> bool:
    place = os.fspath(path)
    with suppress(FileNotFoundError):
        if _is_same(place, data):
            return False
    # A Path for each step would take a third of the time, of thousands of files.
    folder = os.path.dirname(place)  # noqa: PTH120
    temporary = os.path.join(folder, f".new-{os.urandom(8).hex()}")  # noqa: PTH118
    try:
        file = open(temporary, "xb")  # noqa: PTH123, SIM115
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = open(temporary, "xb")  # noqa: PTH123, SIM115
    try:
        with file:
            _write(file, data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.replace(temporary, place)  # noqa: PTH105
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True


def _is_same(place: str, data: bytes | bytearray | BinaryIO) -> bool:
    size = len(data) if isinstance(data, bytes | bytearray) else os.fstat(data.fileno()).st_size
    if os.stat(place).st_size != size:  # noqa: PTH116
        return False
    with Path(place).open("rb") as there:
        return all(there.read(_PIECE) == piece for piece in _pieces(data))


def _pieces(data: bytes | bytearray | BinaryIO) -> Iterator[bytes | memoryview]:
    """The same piece by piece: a report of ten thousand people has 24 MB."""
    if isinstance(data, bytes | bytearray):
        whole = memoryview(data)
        yield from (whole[at : at + _PIECE] for at in range(0, len(data), _PIECE))
    else:
        data.seek(0)
        yield from iter(partial(data.read, _PIECE), b"")


def _write(file: BinaryIO, data: bytes | bytearray | BinaryIO) -> None:
    if isinstance(data, bytes | bytearray):
        file.write(data)
    else:
        data.seek(0)
        shutil.copyfileobj(data, file, _PIECE)
