"""Files written in one step."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from errno import ELOOP, ENOENT
from functools import partial
from pathlib import Path
from typing import BinaryIO

_PIECE = 1 << 20
"""Bytes of a file that are compared at once, or copied."""
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


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
    if _is_same(place, data):
        return False
    # Of thousands of files a Path for each step, or a file with a buffer, would take half the time.
    folder = os.path.dirname(place) or "."  # noqa: PTH120
    temporary = f"{folder}/.new-{os.urandom(8).hex()}"
    try:
        file = _new_file(temporary)
        try:
            _write(file, data)
            if durable:
                os.fsync(file)
        finally:
            os.close(file)
        os.replace(temporary, place)  # noqa: PTH105
    except BaseException as error:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        if isinstance(error, OSError) and error.errno:  # a full disk names no file
            error.filename, error.filename2 = place, None
        raise
    return True


def _new_file(path: str) -> int:
    """A file to write into, in a folder that may have to be made."""
    try:
        return os.open(path, _NEW, 0o666)
    except FileNotFoundError:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, _NEW, 0o666)


def _is_same(place: str, data: bytes | bytearray | BinaryIO) -> bool:
    size = len(data) if isinstance(data, bytes | bytearray) else os.fstat(data.fileno()).st_size
    try:
        if os.stat(place).st_size != size:  # noqa: PTH116
            return False
        with Path(place).open("rb") as there:
            return all(there.read(_PIECE) == piece for piece in _pieces(data))
    except OSError as error:
        if error.errno not in (ENOENT, ELOOP):  # none, or none any more; a link to itself
            raise
        return False


def _pieces(data: bytes | bytearray | BinaryIO) -> Iterator[bytes | memoryview]:
    """The same piece by piece: a report of ten thousand people has 24 MB."""
    if isinstance(data, bytes | bytearray):
        whole = memoryview(data)
        yield from (whole[at : at + _PIECE] for at in range(0, len(data), _PIECE))
    else:
        data.seek(0)
        yield from iter(partial(data.read, _PIECE), b"")


def _write(file: int, data: bytes | bytearray | BinaryIO) -> None:
    for piece in (data,) if isinstance(data, bytes | bytearray) else _pieces(data):
        left = memoryview(piece)
        while left:  # a disk that is nearly full takes a part, and then tells
            left = left[os.write(file, left) :]
