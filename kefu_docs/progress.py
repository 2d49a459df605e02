"""How far a long build is: a bar with rate and time left, plain lines where nobody watches."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Protocol, Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from kefu_docs.diagnostics import Message

SECONDS_BETWEEN_LINES = 10.0
PATIENCE = 1.0
"""Seconds a build takes before a bar is shown."""

Say = Callable[[Message], str]


class Watcher(Protocol):
    """Is told how many steps a build has, and of each that is done."""

    def expect(self, steps: int) -> None:
        """So many more steps."""

    def done(self) -> None:
        """One step is done, or will not be."""


class Silent:
    """Watches and says nothing."""

    def expect(self, steps: int) -> None:
        """See Watcher."""

    def done(self) -> None:
        """See Watcher."""


class Lines:
    """A line to standard error every ten seconds, for logs."""

    def __init__(self, say: Say, clock: Callable[[], float] = time.monotonic) -> None:
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


class Bar:
    """A bar on the terminal, gone when the build is done."""

    def __init__(self, say: Say, console: Console | None = None) -> None:
        self._say = say
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(say),
            TimeRemainingColumn(),
            console=console or Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task(say(Message("Building")), total=0)
        self._began = time.monotonic()
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._shown:
            self._progress.stop()

    def expect(self, steps: int) -> None:
        """See Watcher."""
        total = self._progress.tasks[self._task].total or 0
        self._progress.update(self._task, total=total + steps)

    def done(self) -> None:
        """See Watcher."""
        self._progress.advance(self._task)
        if not self._shown and time.monotonic() - self._began > PATIENCE:
            self._shown = True
            self._progress.start()


class _Rate(ProgressColumn):
    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say

    def render(self, task: Task) -> Text:
        rate = Message("{rate:.0f} a second", {"rate": task.speed or 0})
        return Text(self._say(rate), style="progress.data.speed")


def watching(say: Say) -> AbstractContextManager[Watcher]:
    """A bar where standard error is a terminal, else lines."""
    return Bar(say) if sys.stderr.isatty() else Lines(say)
