"""How far a long build is: a bar for people, plain lines for logs."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Self

from kefu_docs.diagnostics import Message, Say
from kefu_docs.pipeline.settings import Ready, Watcher, no_steps

SECONDS_BETWEEN_LINES = 10.0


class Lines:
    """A line to standard error every ten seconds, for logs."""

    def __init__(
        self,
        say: Say,
        clock: Callable[[], float] = time.monotonic,
        ready: Ready = no_steps,
    ) -> None:
        self.found = ready
        self._say = say
        self._clock = clock
        self._start = self._last = clock()
        self._steps = self._done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def expect(self, steps: int) -> None:
        """See Watcher."""
        if not self._steps:
            self._start = self._last = self._clock()
        self._steps += steps

    def done(self) -> None:
        """See Watcher."""
        self._done += 1
        now = self._clock()
        if now - self._last < SECONDS_BETWEEN_LINES:
            return
        self._last = now
        rate = self._done / (now - self._start)
        message = Message(
            "{done} of {steps}, {rate:.0f} a second, {left:.0f} s left",
            {
                "done": self._done,
                "steps": self._steps,
                "rate": rate,
                "left": (self._steps - self._done) / rate,
            },
        )
        print(self._say(message), file=sys.stderr, flush=True)


def watching(say: Say, ready: Ready = no_steps) -> AbstractContextManager[Watcher]:
    """A bar where standard error is a terminal that can move its cursor, else lines.

    `ready` makes findings ready, see Watcher.found.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        return Lines(say, ready=ready)
    from kefu_docs.cli.progress_bar import Bar  # loading rich takes a while

    return Bar(say, ready=ready)
