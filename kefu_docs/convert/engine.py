"""What both engines need of the operating system: a closed environment, processes by group."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Protocol

from kefu_docs.convert.profile_slot import Slot
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import ConversionError
from kefu_docs.diagnostics.system_reasons import system_reason

_ENDING_SECONDS = 1.0
_GONE_SECONDS = 10
"""Within which a killed process is gone, unless a disk does not answer."""


class EngineDiedError(Exception):
    """The office process ended, hung, or was ended; the document may be tried once more.

    `crashed` says that it ended by a fault of its own, and nobody killed it.
    """

    def __init__(self, reason: Message, *, crashed: bool = False) -> None:
        super().__init__(reason.text())
        self.reason = reason
        self.crashed = crashed


class ToSave(bytes):
    """A docx that is wanted as flat OpenDocument text instead of as PDF; the kit can do that."""


class Engine(Protocol):
    """Converts one document at a time; owns its slot and every process it starts."""

    def launch(self) -> None:
        """Begin to start what can be started ahead of a document, without waiting for it."""

    def warm(self) -> None:
        """Start what can be started ahead of a document. Raises EngineDiedError."""

    def convert(self, docx: bytes, timeout: float) -> bytes:
        """Give the PDF of a docx within `timeout` seconds.

        Raises ConversionError where LibreOffice refuses the document, EngineDiedError where the
        process ends or the time is over; the next call starts afresh.
        """

    def rest(self) -> None:
        """End what was started and empty the slot; the next `convert` starts afresh."""

    def close(self) -> None:
        """End the processes, also while another thread is in `convert`, which then raises."""

    def release(self) -> None:
        """Remove the temp folder and free the slot, after `close` and the last `convert`."""


class OfficeGroup:
    """A started process and all that it started, which are ended together.

    The process is LibreOffice's, or bubblewrap's, whose child it is then.
    """

    def __init__(self, process: subprocess.Popen[bytes], alive: int) -> None:
        """Take the reading end of a pipe whose other end the processes inherited, and nobody else.

        It tells when the last of them has gone.
        """
        self.process = process
        self._alive = alive
        self._lock = threading.Lock()
        self._is_ended = False

    def end(self) -> None:
        """Kill them all and wait until they are gone; may be called again, from any thread.

        `soffice` is a script that starts oosplash, which starts soffice.bin: to kill the first
        alone leaves the last at work, with the profile locked
        (test_an_interruption_ends_everything).
        """
        with self._lock:
            if self._is_ended:
                return
            if self.process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            # Of bubblewrap's group the leader goes first; until the last is gone the slot is taken.
            poll = select.poll()
            poll.register(self._alive, 0)  # the end of a pipe is always reported
            poll.poll(_GONE_SECONDS * 1000)
            os.close(self._alive)
            self._is_ended = True

    def status(self) -> int | None:
        """How it ended, which is known a moment after its pipes have closed; None if it goes on."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self.process.wait(_ENDING_SECONDS)
        return None

    def pids(self) -> list[int]:
        """The leader and its children, where the kernel tells."""
        leader = self.process.pid
        children = Path(f"/proc/{leader}/task/{leader}/children")
        with contextlib.suppress(OSError):
            return [leader, *map(int, children.read_text(encoding="ascii").split())]
        return [leader]


_UNREAD = "loadComponentFromURL returned an empty reference"


class OfficeProcess:
    """The process of an engine, one at a time; once it is closed no other is started.

    It leads a group of its own and inherits the slot's lock.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], slot: Slot) -> None:
        self.running: OfficeGroup | None = None
        self._command = command
        self._environment = environment
        self._slot = slot
        self._closed = False
        self._lock = threading.Lock()  # between starting a process and closing

    def start(self, stdin: int, stdout: int, stderr: int | IO[bytes]) -> OfficeGroup:
        """Start it with these files, as subprocess takes them. Raises EngineDiedError if closed."""
        with self._lock:
            if self._closed:
                raise EngineDiedError(Message("the build was stopped"))
            alive, held = os.pipe()
            try:
                process = subprocess.Popen(
                    self._command,
                    env=self._environment,
                    cwd=self._slot.temp,
                    stdin=stdin,
                    stdout=stdout,
                    stderr=stderr,
                    start_new_session=True,
                    pass_fds=(self._slot.lock, held),
                )
            except OSError as error:
                os.close(alive)
                reason = {"reason": system_reason(error)}
                raise EngineDiedError(
                    Message("LibreOffice does not start: {reason}", reason)
                ) from error
            finally:
                os.close(held)
            self.running = OfficeGroup(process, alive)
            return self.running

    def close(self) -> None:
        """End it, also while another thread waits for it."""
        with self._lock:
            self._closed = True
            if self.running:
                self.running.end()


def environment(slot: Slot, fontconfig: Path) -> dict[str, str]:
    """Give office processes our fonts, no display, and no settings of the user's desktop."""
    # FONTCONFIG_FILE closes the font set: LibreOffice finds every face through fontconfig, and
    # would draw a missing character from any font of the machine
    # (test_text_arrives_in_the_closed_fonts). HOME and TMPDIR: what LibreOffice leaves there goes
    # with the slot's temp folder. XDG_CACHE_HOME: fontconfig keeps there what it read of the fonts.
    # LC_ALL: the user's locale would be the language of text that names none, and with it decide
    # on fonts and line breaks.
    kept = {key: os.environ[key] for key in ("PATH", "LD_LIBRARY_PATH") if key in os.environ}
    return {
        **kept,
        "FONTCONFIG_FILE": str(fontconfig.absolute()),
        "HOME": str(slot.temp),
        "TMPDIR": str(slot.temp),
        "XDG_CACHE_HOME": str(slot.cache),
        "LC_ALL": "C.UTF-8",
        # Draws in memory. The other plug-ins ask for a display, and gtk3 for a session bus.
        "SAL_USE_VCLPLUGIN": "svp",
    }


_FAULTS = {signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGFPE}


def crashed(status: int | None) -> bool:
    """Whether a process that ended with this status was ended by a fault of its own.

    The kernel kills with SIGKILL what takes the machine's memory, as users do. bubblewrap and a
    shell tell of signals by a status above 128.
    """
    if status is None:
        return False
    return (-status if status < 0 else status - 128) in _FAULTS


def pipes_of(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    """The pipes to a process and from it; ValueError where it was started without them."""
    if process.stdin is None or process.stdout is None:
        raise ValueError(process.args)
    return process.stdin, process.stdout


def no_answer(seconds: float) -> Message:
    """Say that an office process was ended for taking too long."""
    return Message("LibreOffice gave no answer within {seconds} seconds", {"seconds": int(seconds)})


def ended(words: str) -> Message:
    """Say that an office process ended by itself; `words` is what it printed, which is quoted."""
    lines = [line for line in words.splitlines() if line.strip()]
    if not lines:
        return Message("LibreOffice ended unexpectedly")
    return Message("LibreOffice ended unexpectedly; it printed “{words}”", {"words": lines[-1]})


def refused(words: str) -> ConversionError:
    """The error of a document that LibreOffice read and did not convert; it may say why."""
    if not words:
        return ConversionError(
            Message("LibreOffice did not convert the document, and says not why")
        )
    # What LibreOfficeKit (7.4 and 25.2) says where no filter of its reads the file.
    if _UNREAD in words:
        unopened = ConversionError(
            Message(
                "LibreOffice cannot open the document; open its template in Word and save it "
                "again, and if that is not enough, paste its charts as pictures"
            )
        )
        unopened.lasts = True
        return unopened
    message = Message(
        "LibreOffice did not convert the document; it says “{words}”", {"words": words}
    )
    return ConversionError(message)
