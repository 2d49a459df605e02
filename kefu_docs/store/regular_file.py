"""A file that comes from anybody, read without waiting and without end."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

MOST = 128 << 20
"""Bytes of a file that is read: as many as all parts of a Word document may have."""


def read_regular(path: Path) -> bytes:
    """The bytes of a regular file, to which links may lead.

    OSError where it is a pipe, which waits for somebody who writes, a device, of which some have no
    end, or too large.
    """
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:  # noqa: PTH123
        state = os.fstat(file.fileno())
        if not stat.S_ISREG(state.st_mode) or state.st_size > MOST:
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
        return file.read(MOST)
