"""Kinds of documents: LibreOffice lays out two of a kind, the others are set after these.

Documents have one frame where they differ in what plain paragraphs say and in nothing else. They
are of one kind where these paragraphs have as many lines, too, in the same faces and sizes. The
first of a kind is the model. The second, the witness, is laid out by LibreOffice as well, and has
to come out the same when it is set after the model.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from kefu_docs.layout_reuse.frames import Changes, Frame, Member
from kefu_docs.layout_reuse.lines import Exchange, LaidOutPair
from kefu_docs.model.jobs import PdfJob
from kefu_docs.scheduler.lane import Next, Result
from kefu_docs.scheduler.messages import Call, ProvedPdf

CHUNK = 16
"""Documents that a worker sets in one go."""

MOST_FAILED = 2
"""So many of a kind's examples may be no model; after one more the kind is left to LibreOffice."""


class Kind:
    """The documents of a kind: the two that LibreOffice lays out, and those that wait for them."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._examples: list[Member] = []
        self._pdfs: dict[str, bytes] = {}
        self._waiting: list[Member] = []
        self._pair: LaidOutPair | None = None
        self._failed = 0
        self.is_given_up = False

    def is_example(self, member: Member) -> bool:
        """Take a document as an example where one is still needed."""
        is_needed = len(self._examples) < 2 and not self.is_given_up
        if is_needed:
            self._examples.append(member)
        return is_needed

    def wait(self, member: Member) -> None:
        """Keep a document until there is a pair for it."""
        self._waiting.append(member)

    def laid_out(self, key: str, pdf: bytes | None, following: Next) -> list[PdfJob]:
        """Take what LibreOffice made of an example; None where it is no model.

        Gives what it lays out in its place. A document of which it dropped a mark is no model, and
        others of its kind are none the worse for it.
        """
        if pdf is None:
            return self._replaced(key, following)
        self._pdfs[key] = pdf
        if len(self._pdfs) == 2:
            model, witness = self._examples
            self._pair = LaidOutPair(
                model.job.key,
                model.job.rendering.docx,
                self._pdfs[model.job.key],
                self._pdfs[witness.job.key],
                witness.job.info,
                self._frame.changes(witness, model),
                model.pictures,
                self._frame.shown(witness, model),
                witness.job.rendering.docx if model.pictures else b"",
            )
            self._pdfs.clear()
            self.go_on(following)
        return []

    def _replaced(self, key: str, following: Next) -> list[PdfJob]:
        self._failed += 1
        if self._failed > MOST_FAILED:
            self.give_up(following)
        self._examples = [member for member in self._examples if member.job.key != key]
        taken, self._waiting = self._waiting[:1], self._waiting[1:]
        self._examples += taken
        return [member.job for member in taken]

    def go_on(self, following: Next) -> None:
        """Have those set that wait, once there is a pair."""
        if not self._pair:
            return
        members, self._waiting = self._waiting, []
        model = self._examples[0]
        for start in range(0, len(members), CHUNK):
            chunk = members[start : start + CHUNK]
            jobs = tuple(member.job for member in chunk)
            changes = tuple(self._frame.changes(member, model) for member in chunk)
            shown = tuple(self._frame.shown(member, model) for member in chunk)
            following.tasks.append(SetDocuments(self, self._pair, jobs, changes, shown))

    def give_up(self, following: Next) -> None:
        """Have LibreOffice lay out the documents of this kind."""
        self.is_given_up = True
        following.returned += [member.job for member in self._waiting]
        self._waiting.clear()


class SetDocuments(Struct, frozen=True):
    """Documents to be set after a pair of their kind, and how each differs from its model."""

    kind: Kind
    pair: LaidOutPair
    jobs: tuple[PdfJob, ...]
    changes: tuple[Changes, ...]
    shown: tuple[Exchange, ...]

    needs_office = False
    lays_out = False

    def docx(self) -> bytes:
        """Nothing is converted."""
        return b""

    def call(self) -> Call[Sequence[ProvedPdf | None]]:
        """Set and prove them."""
        payloads = [job.payload for job in self.jobs]
        arguments = self.pair, payloads, self.changes, self.shown
        return Call("kefu_docs.layout_reuse.tasks", "set_documents", arguments, len(payloads))

    def done(self, result: Sequence[ProvedPdf | None]) -> Next:
        """Give those that were set; if none was, the whole kind is given up."""
        following = Next()
        for job, proved in zip(self.jobs, result, strict=True):
            if proved:
                following.results.append(Result(job, proved))
            else:
                following.returned.append(job)
        if not following.results:
            self.kind.give_up(following)
        return following

    def failed(self, _error: Exception) -> Next:
        """Have LibreOffice lay them out."""
        return Next(returned=list(self.jobs))
