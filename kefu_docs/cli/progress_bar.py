"""A bar with rate and time left, for people who watch a long build."""

from __future__ import annotations

import time
from typing import Self

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

from kefu_docs.diagnostics import Message, Say
from kefu_docs.pipeline.settings import Ready, no_steps

PATIENCE = 1.0
"""Seconds a build takes before a bar is shown."""


class Bar:
    """A bar on the terminal, gone when the build is done."""

    def __init__(self, say: Say, console: Console | None = None, ready: Ready = no_steps) -> None:
        self.found = ready
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

    def __exit__(self, *_: object) -> None:
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
