"""What a template may take of the machine: time, text, numbers, paragraphs.

A template comes from anybody. One that loops without end, or makes a text of a billion characters,
is told at its paragraph after a few seconds, before it has taken the machine's memory. Text is
measured before it is made: Python cannot be interrupted while it makes it.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from itertools import islice
from types import FrameType

from jinja2 import TemplateRuntimeError, TemplateSyntaxError

from kefu_docs.diagnostics import Message

SECONDS = 5.0
"""Of processor time for one part of a document; the longest of the sample's takes two milliseconds.

Not on the clock: a machine with twenty other jobs takes seconds to compile a sound template.
"""
CHARACTERS = 1_000_000
"""Of one text; the longest that Word shows in a paragraph is shorter."""
OUTPUT = 32_000_000
"""Characters of XML that a template may print, about 20,000 paragraphs of a contract."""
PARAGRAPHS = 20_000
"""Of a document's body; LibreOffice 25.2 takes a minute to lay these out."""
BITS = 4096
"""Of a whole number."""
DIGITS = 1000
"""Of a decimal, before the point or behind it."""
WIDTH = 10_000
"""The largest number that a filter takes, such as the width of `center`."""


NESTED = 1_000_000
"""Entries of lists within lists, counted as often as they stand there."""
MEGABYTES = 300
"""By which the process may grow while a part is printed."""
_COUNTED = 16
"""Pieces of what a template prints that are counted together; none has more than CHARACTERS."""
_LOOK = 0.02
"""Seconds between two looks at what it takes: long before it has taken much."""
_PAGE = resource.getpagesize() / 1e6
"""Megabytes in which the system counts memory."""
LATE = 3
"""How often a template may take too long before it is printed for nobody else."""


class LimitError(TemplateRuntimeError):
    """A template takes more than it may; `told` says of what."""

    def __init__(self, told: Message) -> None:
        super().__init__(told.text())
        self.told = told


class MachineLimitError(LimitError):
    """It takes too much time or memory; on another machine, or with less beside it, perhaps not."""


class TooLongError(MachineLimitError):
    """It takes too long."""


def check_length(characters: int) -> None:
    """Raise LimitError for a text, or a list, that is too long."""
    if characters > CHARACTERS:
        values = {"count": CHARACTERS}
        raise LimitError(Message("it makes a text of more than {count} characters", values))


def check_width(value: object) -> None:
    """Raise LimitError for a number that is too large for a filter."""
    if isinstance(value, int) and abs(value) > WIDTH:
        raise LimitError(Message("{number} is too large here", {"number": value}))


def check_product(left: object, right: object) -> None:
    """Raise LimitError where `left * right` is too long a text or list, or too large a number."""
    if isinstance(left, int) and isinstance(right, int):
        _check_bits(left.bit_length() + right.bit_length())
    for one, other in (left, right), (right, left):
        if isinstance(one, str | tuple | list) and isinstance(other, int):
            check_length(len(one) * other)


def check_power(base: object, exponent: object) -> None:
    """Raise LimitError where `base ** exponent` is too large a number."""
    if isinstance(base, int) and isinstance(exponent, int):
        _check_bits(base.bit_length() * abs(exponent))


def check_sum(left: object, right: object) -> None:
    """Raise LimitError where `left + right` is too long a text or list."""
    if isinstance(left, str | tuple | list) and isinstance(right, str | tuple | list):
        check_length(len(left) + len(right))


def check_replaced(text: str, old: str, new: str) -> None:
    """Raise LimitError where replacing makes too long a text."""
    check_length(len(text) + text.count(old) * len(new))


def check_bits(number: object) -> None:
    """Raise LimitError for too large a number."""
    if isinstance(number, int):
        _check_bits(number.bit_length())


def check_amount(number: object) -> None:
    """Raise LimitError for a decimal of many digits: a whole number of it takes hours to make."""
    if isinstance(number, Decimal) and abs(number.adjusted()) > DIGITS:
        raise LimitError(
            Message("it makes a number of more than {count} digits", {"count": DIGITS})
        )


def check_nested(value: object) -> None:
    """Raise LimitError for lists within lists that unfold to too many entries.

    Twenty steps of `[a, a]` make a million, and Python compares, or hashes, each of them without
    being interrupted.
    """
    left = NESTED
    waiting = [value]
    while waiting:
        inner = waiting.pop()
        entries = (*inner, *inner.values()) if isinstance(inner, dict) else inner
        if isinstance(entries, list | tuple):
            left -= len(entries)
            if left < 0:
                values = {"count": NESTED}
                raise LimitError(Message("it nests lists of more than {count} entries", values))
            waiting += [entry for entry in entries if isinstance(entry, list | tuple | dict)]


def limited(chunks: Iterable[str]) -> str:
    """Join what a template prints. Raises LimitError where that is too much."""
    kept: list[str] = []
    left = OUTPUT
    coming = iter(chunks)
    while some := list(islice(coming, _COUNTED)):
        kept += some
        left -= sum(map(len, some))
        if left < 0:
            values = {"count": OUTPUT}
            raise LimitError(Message("it prints more than {count} characters", values))
    return "".join(kept)


@contextmanager
def limited_time() -> Iterator[None]:
    """Raise TooLongError inside, where that takes too long, MachineLimitError where memory."""
    # Only the main thread gets signals; documents are rendered there.
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    told: list[LimitError] = []
    before = signal.signal(signal.SIGALRM, _look(told))
    signal.setitimer(signal.ITIMER_REAL, _LOOK, _LOOK)
    try:
        try:
            yield
        except TemplateSyntaxError:  # Jinja makes one of any error in a string (Lexer.wrap, 3.1)
            if not told:
                raise
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:  # also where the last look came between the two
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    # Jinja takes any error in a constant for one to be met again when it is printed, and goes on
    # (nodes.Filter.as_const, 3.1; without this test_a_limit_that_jinja_passes_over_holds fails).
    if told:
        raise told[0]


def _look(told: list[LimitError]) -> Callable[[int, FrameType | None], None]:
    """The handler that raises what is told from now on, and puts it into `told`."""
    last, most = time.thread_time() + SECONDS, _megabytes() + MEGABYTES

    def look(_number: int, _frame: FrameType | None) -> None:
        if _megabytes() > most:
            message = Message("it takes more than {count} MB", {"count": MEGABYTES})
            told.append(MachineLimitError(message))
        elif time.thread_time() > last:
            message = Message("it takes more than {count:.0f} seconds", {"count": SECONDS})
            told.append(TooLongError(message))
        if told:
            raise told[0]

    return look


def _megabytes() -> float:
    """What the process holds now.

    Not what it has held at most: a template that was refused has raised that, and the next could
    take as much again on top of it (test_memory_stays_small_for_everybody).
    """
    if sys.platform == "linux":
        with suppress(OSError):  # no file handles left
            file = os.open("/proc/self/statm", os.O_RDONLY)
            try:
                return int(os.read(file, 100).split()[1]) * _PAGE
            finally:
                os.close(file)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / (1e6 if sys.platform == "darwin" else 1e3)


def _check_bits(bits: int) -> None:
    if bits > BITS:
        raise LimitError(Message("it makes a number of more than {count} bits", {"count": BITS}))
