"""What a lane is: one way from rendered documents to proved PDFs.

The scheduler has a row of lanes and knows nothing of how they work. It offers documents to the
first; what a lane does not take, or cannot finish, goes to the next. The last lane takes everything
and answers for it. A lane answers each event with what is to be done next.

Example: of twenty contracts, layout reuse takes a sheet of paragraphs and hands two contracts on;
batches make one task of these two; when their PDFs are there, layout reuse is told, and gives a
task that sets the other eighteen after them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from msgspec import Struct

from kefu_docs.model.jobs import PdfJob
from kefu_docs.scheduler.messages import Call, ProvedPdf

R = TypeVar("R")


class Result(Struct, frozen=True):
    """A document that is done with: its PDF, or the error that stopped it.

    An error that is no KefuError is a fault of the program's own.

    `is_plain`: LibreOffice laid it out as its template says and its fonts were understood, so that
    other documents may be set after it.
    """

    job: PdfJob
    outcome: ProvedPdf | Exception
    is_plain: bool = False

    @property
    def model(self) -> bytes | None:
        """The PDF, where other documents may be set after it."""
        made = self.outcome
        return made.pdf if self.is_plain and isinstance(made, ProvedPdf) else None


@dataclass
class Next:
    """What a lane answers to an event: tasks to start, results, and documents for the next lane.

    `no_models` are documents after which no others can be set, whatever becomes of them.
    """

    tasks: list[OneTask] = field(default_factory=list)
    results: list[Result] = field(default_factory=list)
    returned: list[PdfJob] = field(default_factory=list)
    no_models: list[PdfJob] = field(default_factory=list)


class Task(Protocol[R]):
    """One thing under way: LibreOffice converts `docx`, then a worker does `call` with the PDF.

    Where LibreOffice runs beside the workers, as on a cluster, both travel as one call.
    """

    @property
    def needs_office(self) -> bool:
        """Whether LibreOffice has anything to convert; else the call follows at once."""

    @property
    def lays_out(self) -> bool:
        """Whether LibreOffice lays whole documents out, which takes it long."""

    def docx(self) -> bytes:
        """What LibreOffice converts. Raises ComposeError where there is no such document."""

    def call(self) -> Call[R]:
        """What a worker does; LibreOffice's PDF, if there is one, comes first."""

    def done(self, result: R) -> Next:
        """Take what the call gave."""

    def failed(self, error: Exception, /) -> Next:
        """Take what stopped it.

        That is ComposeError, ConversionError, BrokenExecutor where the worker was lost, even with
        nothing else under way, or any other exception, which is a fault of the program's own.
        """


OneTask = Task[Any]
"""A task, whatever its calls give."""


class Lane(Protocol):
    """One way to PDFs."""

    def offer(self, jobs: Sequence[PdfJob], size: int, /) -> Next:
        """Take documents of one template, or return them.

        With `size` of them in a batch all workers are busy.
        """

    def laid_out(self, job: PdfJob, pdf: bytes | None, /) -> Next:
        """Hear what another lane made of a document; None where it is no model for others."""

    def kept_back(self) -> Next:
        """Let go on what was kept back for company, now that nothing else is under way."""
