"""What goes to worker processes, and what comes back."""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, Future
from importlib import import_module
from pathlib import Path
from typing import Any, Generic, Protocol, Self, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from kefu_docs.diagnostics import Message
from kefu_docs.fonts import FontSet
from kefu_docs.model import DocumentInfo, PacketEntry, PdfFacts
from kefu_docs.model.fault_kind import FaultKind
from kefu_docs.store.pdf_files import StoredPdf

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)


BASE_SECONDS = 60.0
SECONDS_EACH = 2.0  # a contract takes 5 ms; an attachment's megabyte 50


class CallTooLongError(BrokenExecutor):
    """A call was not done within its time, and its worker was ended."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"a call took longer than {seconds:.0f} seconds")
        self.seconds = int(seconds)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel from a worker; pickle would make it anew from the text."""
        return type(self), (self.seconds,)


class Workplace(Struct, frozen=True):
    """What a worker finds on its own machine: the font set, and the folder of the store."""

    fonts: FontSet
    store: Path


class Call(Struct, Generic[R_co], frozen=True):
    """A function to call in a worker, by the name of its module, and what it is called with.

    It travels between processes, so `arguments` can be pickled and hold no path. The function gets
    the worker's own Workplace in front of them. Its module is loaded by the worker alone: what
    finishes documents takes a fifth of all that a build loads. `weight` is the number of documents
    or megabytes that it works on.

    `docx` is what LibreOffice converts first; the function gets the PDFs in front of its arguments.
    An executor without LibreOffice is given the PDFs instead (see `given`).
    """

    module: str
    function: str
    arguments: tuple[object, ...] = ()
    weight: float = 1.0
    docx: tuple[bytes, ...] = ()

    def given(self, *pdfs: bytes) -> Self:
        """The call with what LibreOffice made in front of its arguments, and nothing to convert."""
        return replace(self, arguments=(*pdfs, *self.arguments), docx=())

    def converting(self, *docx: bytes) -> Self:
        """The call behind LibreOffice's conversion of these documents: one thing for a worker."""
        return replace(self, docx=docx)

    @property
    def seconds(self) -> float:
        """How long it may take; it counts as hung then. This is far more than it needs.

        LibreOffice's conversions have limits of their own.
        """
        return BASE_SECONDS + SECONDS_EACH * self.weight

    def run(self, workplace: Workplace) -> R_co:
        """Call the function here; what it raises is passed on."""
        function: Any = getattr(import_module(self.module), self.function)
        result: R_co = function(workplace, *self.arguments)
        return result


OneCall = Call[Any]
"""A call, whatever it gives; those who wait for it know."""


class Executor(Protocol):
    """Does calls, on this machine or others."""

    @property
    def jobs(self) -> int:
        """How many calls it does at once, at the moment."""

    def submit(self, call: Call[R]) -> Future[R]:
        """Do a call; the future raises BrokenExecutor where its worker ended before it was done.

        That is CallTooLongError where the worker was ended because its time was over.
        """


class OwnExecutor(Executor, Protocol):
    """An executor of this machine, whose workers keep what they have read for later calls."""

    def look_ahead(self, call: Call[None]) -> None:
        """Do a call before others come, if nothing else is to be done; nobody waits for it."""


class ProvedPdf(Struct, frozen=True):
    """A finished PDF and what the proof found in it.

    `as_exported`: it keeps the fonts that LibreOffice wrote, because these were not understood.
    `sections` are the pages of each section, where these were counted.
    """

    pdf: bytes
    facts: PdfFacts
    as_exported: bool = False
    sections: tuple[int, ...] = ()

    @property
    def pages(self) -> int:
        """How many it has."""
        return self.facts.pages


class RefusedPdf(Struct, frozen=True):
    """What is wrong with a finished PDF, how many pages it has, and each section if counted."""

    fault: Message
    kind: FaultKind = FaultKind.OTHER
    pages: int = 0
    sections: tuple[int, ...] = ()


class PacketPayload(Struct, frozen=True):
    """What a packet is bound from: its cover, and its documents, whose PDFs are in the store.

    `key` is that of the packet in the store, where the worker puts it if it is large.
    """

    info: DocumentInfo
    cover: StoredPdf
    entries: tuple[PacketEntry, ...]
    files: tuple[StoredPdf, ...]
    key: str = ""
