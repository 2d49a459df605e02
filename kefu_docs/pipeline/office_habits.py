"""How the LibreOffice of this machine lays out: from the store, or seen in two conversions.

What it shows is kept under the digest of LibreOffice, fonts and program, so that a machine's first
build alone takes the time, about a tenth of a second.
"""

from __future__ import annotations

from concurrent.futures import BrokenExecutor, Future
from functools import cached_property

from kefu_docs.convert.pool import Pool
from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import ConversionError
from kefu_docs.pipeline.toolchain import Toolchain
from kefu_docs.scheduler.layout_habits import UNKNOWN, Habits, probes
from kefu_docs.scheduler.messages import Call, Executor
from kefu_docs.store import Store, digest, program_digest
from kefu_docs.store.machine_notes import MachineNotes

_KIND = "layout habits"


def known_habits(store: Store, tools: Toolchain) -> Habits | None:
    """What an earlier build has seen; None where no probe was made."""
    fact = MachineNotes(store).fact(_KIND, _key(tools))
    return None if fact is None else Habits.read(fact)


def told_of(habits: Habits, office: str) -> Message | None:
    """What a user is told of a LibreOffice that batches or own fonts do not go with."""
    if habits.grid == 0:
        return Message(
            "{office} writes PDFs in a way that the program does not know: each document is "
            "converted by itself and keeps LibreOffice's fonts, which is slower and larger",
            {"office": office},
        )
    if not habits.composes:
        return Message(
            "{office} lays documents out in a batch otherwise than alone: each is converted by "
            "itself, which is slower",
            {"office": office},
        )
    return None


class OfficeHabits:
    """Asks for the habits of `tools`' LibreOffice once; the probe begins with it, if the pool
    works ahead.
    """

    def __init__(
        self, store: Store, tools: Toolchain, pool: Pool | None, executor: Executor
    ) -> None:
        self._store = store
        self._tools = tools
        self._executor = executor
        self._known = known_habits(store, tools)
        # Without a pool the executor converts.
        self._pool = pool
        is_ahead = pool is not None and pool.is_ahead and not self._known
        self._pdfs = self._probed() if is_ahead else []

    def __call__(self) -> Habits:
        """The habits; where they are not known, as soon as the probe is converted."""
        return self._habits

    @property
    def told(self) -> Message | None:
        """What the user is told of them, if anything; nothing where nobody has asked."""
        if "_habits" not in self.__dict__:
            return None
        return told_of(self._habits, self._tools.versions["office"])

    def _probed(self) -> list[Future[bytes]]:
        return [self._pool.submit(docx) for docx in probes()] if self._pool else []

    @cached_property
    def _habits(self) -> Habits:
        if self._known:
            return self._known
        try:
            call = Call[Habits]("kefu_docs.scheduler.tasks", "shown_habits")
            pdfs = [pdf.result() for pdf in self._pdfs or self._probed()]
            whole = call.given(*pdfs) if pdfs else call.converting(*probes())
            habits = self._executor.submit(whole).result()
        except (ConversionError, BrokenExecutor):
            return UNKNOWN  # the documents will tell why
        MachineNotes(self._store).keep(_KIND, _key(self._tools), habits.as_text())
        return habits


def _key(tools: Toolchain) -> str:
    return digest(program_digest(), tools.versions["office"], tools.fonts.digest)
