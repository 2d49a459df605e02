"""The lane as long as it has nothing to do: its modules are loaded for the first large group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kefu_docs.model.jobs import PdfJob
from kefu_docs.scheduler.lane import Next
from kefu_docs.scheduler.layout_habits import USUAL, HabitsOf

if TYPE_CHECKING:  # twenty milliseconds, which a build of one document has no use for
    from kefu_docs.layout_reuse.lane import LayoutReuse

LEAST = 16
"""Documents of a template for which a sheet is worth its while."""


class LayoutReuseOnDemand:
    """The first lane, in one run; `least` documents of a template are worth a sheet.

    `habits` tells how LibreOffice lays out.
    """

    def __init__(self, least: int = LEAST, habits: HabitsOf = lambda: USUAL) -> None:
        self._least = least
        self._habits = habits
        self._lane: LayoutReuse | None = None

    def offer(self, jobs: Sequence[PdfJob], size: int) -> Next:
        """Hand on what is too little for a sheet until there once was enough."""
        if self._lane is None and len(jobs) >= self._least:
            from kefu_docs.layout_reuse.lane import LayoutReuse

            self._lane = LayoutReuse(self._least, self._habits)
        return self._lane.offer(jobs, size) if self._lane else Next(returned=list(jobs))

    def laid_out(self, job: PdfJob, pdf: bytes | None) -> Next:
        """See Lane."""
        return self._lane.laid_out(job, pdf) if self._lane else Next()

    def kept_back(self) -> Next:
        """See Lane."""
        return self._lane.kept_back() if self._lane else Next()
