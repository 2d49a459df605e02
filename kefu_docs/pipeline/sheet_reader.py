"""A foreign workbook is read in a process of its own, which may crash or want too much memory."""

from __future__ import annotations

import multiprocessing
import os
import sys
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import SheetError, UsageError
from kefu_docs.diagnostics.system_reasons import system_reason
from kefu_docs.excel.cells import ForeignSheet
from kefu_docs.excel.read_sheets import MOST_BYTES, read_sheets

_SECONDS: Final = 60.0  # 5,000 rows of 20 columns take 0.1
_MEMORY: Final = 2 << 30  # bytes of address space

Answer = tuple[ForeignSheet, ...] | SheetError


def sheets_of(path: Path) -> tuple[ForeignSheet, ...]:
    """The sheets of a file.

    Raises UsageError where there is no such file, SheetError where it cannot be read.
    """
    answer = _answer(path.name, _bytes(path))
    if answer is None:
        raise SheetError(
            Message("the workbook cannot be read: reading it takes too long, or too much memory"),
            Message("open it in Excel or WPS and save it as .xlsx"),
        )
    if isinstance(answer, SheetError):
        raise answer
    return answer


def _bytes(path: Path) -> bytes:
    try:
        if path.exists() and not path.is_file():  # a pipe or a device may never end
            raise UsageError(Message("{file} is not a file", {"file": path.as_posix()}))
        if path.stat().st_size > MOST_BYTES:
            raise SheetError(Message("the workbook is too large"))
        return path.read_bytes()
    except OSError as error:
        values = {"file": path.as_posix(), "reason": system_reason(error)}
        raise UsageError(Message("{file} cannot be read: {reason}", values)) from None


def _answer(name: str, data: bytes) -> Answer | None:
    """What the process sends; None where it crashed or took too long."""
    # Not forked: the main process may have threads, and what they hold would stay locked.
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_serve, args=(there, name, data), daemon=True)
    process.start()
    there.close()
    try:
        return here.recv() if here.poll(_SECONDS) else None
    except (EOFError, OSError):  # it crashed
        return None
    finally:
        here.close()
        process.kill()
        process.join()


def _serve(connection: Connection, name: str, data: bytes) -> None:
    """Read the workbook and send what is in it, or why it cannot be read."""
    _limit_memory()
    # A panic of Rust prints its stack on standard error, whatever Python makes of it.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    try:
        answer: Answer = read_sheets(name, data)
    except SheetError as error:
        answer = error
    except MemoryError:
        return
    connection.send(answer)


def _limit_memory() -> None:
    if sys.platform != "win32":
        import resource

        with suppress(ValueError, OSError):  # it is lower already
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
