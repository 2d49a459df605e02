"""Standard input, output and error where they are closed, full or broken."""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from io import TextIOWrapper
from traceback import walk_tb
from typing import TextIO


def open_closed_streams() -> None:
    """Open /dev/null in place of streams that the shell closed (`>&-`).

    Otherwise the next file that is opened takes the number, and what LibreOffice writes to its
    standard output goes into that file: it would be the store's.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free


def print_every_character() -> None:
    """Print a character that a stream's encoding lacks as its number.

    GBK has no 䶮, which stands in names; Python would end amid a message.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


def came_from_printing(error: OSError) -> bool:
    """Whether it was raised by click, which opens no files here: it prints."""
    frames = [frame.f_globals.get("__name__", "") for frame, _ in walk_tb(error.__traceback__)]
    return bool(frames) and frames[-1].partition(".")[0] == "click"


def drop_what_waits() -> None:
    """Throw away what waits in a broken stream.

    Python would try again when it ends, and put its own words and exit code 120 in place of ours.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            _flush_or_drop(stream)


def end_at_once() -> Callable[[int], None]:
    """Have the program end without tidying up its memory, once it is told its exit code.

    Python would take apart whatever is there, 0.1 s for thousands of records. What else wants to
    happen at the end comes before, for it is asked for later; then what waits is printed. Where
    that fails, and where no code was told, Python ends as ever.
    """
    codes: list[int] = []

    def end() -> None:
        with suppress(OSError, ValueError):
            for code in codes:
                for stream in filter(None, (sys.stdout, sys.stderr)):
                    stream.flush()
                os._exit(code)

    atexit.register(end)
    return codes.append


def _flush_or_drop(stream: TextIO) -> None:
    try:
        stream.flush()
    except OSError:
        with suppress(OSError, ValueError):  # the stream of a test has no number
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, stream.fileno())
            os.close(null)
            stream.flush()
