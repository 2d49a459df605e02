"""What a template may take of the machine: time, text, numbers, paragraphs.

A template comes from anybody. One that loops without end, or makes a text of a billion characters,
is told at its paragraph after a few seconds, before it has taken the machine's memory. Text is
measured before it is made: Python cannot be interrupted while it makes it.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import FrameType

from jinja2 import TemplateRuntimeError

from kefu_docs.diagnostics import Message

SECONDS = 5.0
"""For one part of a document; the longest of the sample's takes two milliseconds."""
CHARACTERS = 1_000_000
"""Of one text; the longest that Word shows in a paragraph is shorter."""
OUTPUT = 32_000_000
"""Characters of XML that a template may print, about 20,000 paragraphs of a contract."""
PARAGRAPHS = 20_000
"""Of a document's body; LibreOffice 25.2 takes a minute to lay these out."""
BITS = 4096
"""Of a whole number."""
WIDTH = 10_000
"""The largest number that a filter takes, such as the width of `center`."""


LATE = 3
"""How often a template may take too long before it is printed for nobody else."""


class LimitError(TemplateRuntimeError):
    """A template takes more than it may; `told` says of what."""

    def __init__(self, told: Message) -> None:
        super().__init__(told.text())
        self.told = told


class TooLongError(LimitError):
    """It takes too long: on a machine that has much else to do, perhaps for that alone."""


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


def limited(chunks: Iterable[str]) -> str:
    """Join what a template prints. Raises LimitError where that is too much."""
    kept = []
    left = OUTPUT
    for chunk in chunks:
        left -= len(chunk)
        if left < 0:
            values = {"count": OUTPUT}
            raise LimitError(Message("it prints more than {count} characters", values))
        kept.append(chunk)
    return "".join(kept)


@contextmanager
def limited_time() -> Iterator[None]:
    """Raise TooLongError inside, where that takes too long.

    Only the main thread gets signals; documents are rendered there.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _too_long(_number: int, _frame: FrameType | None) -> None:
    raise TooLongError(Message("it takes more than {count:.0f} seconds", {"count": SECONDS}))


def _check_bits(bits: int) -> None:
    if bits > BITS:
        raise LimitError(Message("it makes a number of more than {count} bits", {"count": BITS}))
