"""A fault of the program itself, told without its traceback, which goes into a file.

>>> faults = FaultLog(settings.store / "log")
>>> try: ...
... except Exception as error: failed(document, faults.told(error, document.name))
"""

from __future__ import annotations

import os
import re
import traceback
from contextlib import suppress
from pathlib import Path

from kefu_docs.diagnostics.diagnostic import Diagnostic, Location, Message, Severity
from kefu_docs.diagnostics.errors import InternalError
from kefu_docs.diagnostics.printable import masked

_LASTING = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, NameError),
    *(NotImplementedError, RecursionError, TypeError, ValueError),
)
"""What a fault in the program's own steps raises, whatever the machine does."""

_PASSING = (MemoryError, OSError, EOFError, ImportError)
"""What the machine has a hand in, if only as what came before."""
_PASSING_NAMES = re.compile(
    r"^(?:MemoryError|EOFError|ImportError|ModuleNotFoundError|\w*(?:OS|IO|Permission|Timeout|"
    r"Interrupted|BlockingIO|BrokenPipe|Connection\w*|FileNotFound|FileExists|IsADirectory|"
    r"NotADirectory|ChildProcess|ProcessLookup)Error)\b",
    re.MULTILINE,
)

# A frame of a traceback in this package; of another process there is nothing but the text.
_FRAME = re.compile(r'File ".*?(kefu_docs/[^"]+)", line (\d+)')


class FaultLog:
    """Tracebacks in `file`, which the user can send; the messages name it and hold no values.

    A record's text may stand in an exception, so nobody but the owner can read the file, and
    private numbers are masked in it, too.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def told(self, error: Exception, subject: str) -> InternalError:
        """The error to report for `subject`, such as a document's name; its traceback is kept."""
        text = "".join(traceback.format_exception(error))
        self._append(masked(f"{subject}\n{text}\n"))
        message = Message(
            "a fault of kefu-docs itself, {kind} in {place}",
            {"kind": type(error).__name__, "place": _place(error)},
        )
        hint = Message(
            "please report it together with the file {file}, after looking whether it holds "
            "anything personal",
            {"file": self._file.as_posix()},
        )
        fault = InternalError(message, hint)
        fault.lasts = _lasts(error)
        return fault

    @property
    def exists(self) -> bool:
        """Whether the file is there, which messages name."""
        return self._file.exists()

    def finding(self, error: Exception, place: Location, subject: str) -> Diagnostic:
        """The same as an error at a place in a record, which stops the documents made from it."""
        told = self.told(error, subject)
        message = Message("{fault}; what to do: {hint}", {"fault": told.message, "hint": told.hint})
        return Diagnostic(place, Severity.ERROR, told.slug, message, lasts=told.lasts)

    def _append(self, text: str) -> None:
        # A disk that is full must not hide the fault.
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)


def _lasts(error: BaseException | None) -> bool:
    """Whether the same program on the same inputs meets this error again."""
    if not isinstance(error, _LASTING):
        return False
    while error is not None:
        is_remote = type(error).__name__.endswith("RemoteTraceback")
        if isinstance(error, _PASSING) or (is_remote and _PASSING_NAMES.search(str(error))):
            return False
        error = error.__cause__ or error.__context__
    return True


def _place(error: BaseException) -> str:
    """The package's innermost line: `kefu_docs/render/composing/compose.py:71`.

    The traceback of another process is the text of the cause, in concurrent.futures as in ours.
    """
    remote = error.__cause__
    is_remote = type(remote).__name__.endswith("RemoteTraceback")
    text = str(remote) if is_remote else "".join(traceback.format_tb(error.__traceback__))
    frames = _FRAME.findall(text)
    return ":".join(frames[-1]) if frames else "kefu_docs"
