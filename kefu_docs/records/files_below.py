"""Files that a record names are read below the data folder alone, and only if they are files.

Records come from many hands: a path may lead to a pipe that never ends, to a device, or out of the
folder through a link.
"""

from __future__ import annotations

import os
import stat
from enum import Enum
from pathlib import Path

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.system_reasons import system_reason


class FileFault(Enum):
    """Why a file is not read."""

    MISSING = "missing"
    OUTSIDE = "outside"
    NO_TEXT = "its name is not text"
    NO_FILE = "not a file"
    TOO_LARGE = "too large"
    UNREADABLE = "unreadable"


class UnreadFileError(Exception):
    """A file is not read: `fault` says why, `reason` what the system says, `size` its bytes."""

    def __init__(self, fault: FileFault, reason: Message | None = None, size: int = 0) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.reason = reason
        self.size = size


def read_below(root: Path, name: str, most: int) -> bytes:
    """The bytes of the file `name`, a path from `root`, if it lies below and has at most `most`.

    Raises UnreadFileError.
    """
    try:
        name.encode()
        path = root.joinpath(name).resolve()
        if not path.is_relative_to(root.resolve()):
            raise UnreadFileError(FileFault.OUTSIDE)
        return _read_regular(path, most)
    except FileNotFoundError:
        raise UnreadFileError(FileFault.MISSING) from None
    except UnicodeEncodeError:
        raise UnreadFileError(FileFault.NO_TEXT) from None
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links that go in a circle
        raise UnreadFileError(FileFault.UNREADABLE, system_reason(error)) from None


def shown(path: Path) -> str:
    """The path as it is shown; a name that is no text, a part of a UTF-16 pair, is escaped."""
    return path.as_posix().encode("utf-8", "backslashreplace").decode()


def _read_regular(path: Path, most: int) -> bytes:
    # Opened without waiting: a pipe to which nobody writes would hold the command for ever.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise UnreadFileError(FileFault.NO_FILE)
        if found.st_size > most:
            raise UnreadFileError(FileFault.TOO_LARGE, size=found.st_size)
        with os.fdopen(descriptor, "rb", closefd=False) as stream:
            return stream.read(most + 1)
    finally:
        os.close(descriptor)
