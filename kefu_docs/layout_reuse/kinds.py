"""Kinds of documents: LibreOffice lays out two of a kind, the others are set after these.

Documents have one frame where they differ in what plain paragraphs say and in nothing else. They
are of one kind where these paragraphs have as many lines, too, in the same faces and sizes. The
first of a kind is the model. The second, the witness, is laid out by LibreOffice as well, and has
to come out the same when it is set after the model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kefu_docs.layout_reuse.docx_paragraphs import DocxParagraphs
from kefu_docs.layout_reuse.lines import Change, Exchange, LaidOutPair, TypesetParagraph
from kefu_docs.layout_reuse.picture_objects import PictureObject, places_of
from kefu_docs.model.jobs import PdfJob
from kefu_docs.scheduler.lane import Next, Result
from kefu_docs.scheduler.messages import Call, ProvedPdf

CHUNK = 16
"""Documents that a worker sets in one go."""

Changes = Mapping[int, Change]
"""Paragraphs by their numbers, as they are to be set."""
Deviation = frozenset[tuple[int, object]]
"""The paragraphs that have another shape than the first document's of a frame, and their shapes.

What tells a document's pictures apart stands under _PICTURES.
"""
_PICTURES = -1


@dataclass(frozen=True)
class Member:
    """A document, and the paragraphs in which it differs from the first of its frame.

    `pictures` are what it shows in its places for pictures.
    """

    job: PdfJob
    apart: DocxParagraphs
    own: Mapping[int, TypesetParagraph]
    pictures: tuple[PictureObject, ...] = ()


class Frame:
    """Documents that differ in plain paragraphs alone, compared with the `first` of them."""

    def __init__(self, first: DocxParagraphs) -> None:
        self.first = first
        self.examples = 0
        self.typeset: dict[int, TypesetParagraph] = {}
        self.kinds: dict[Deviation, Kind] = {}

    def differing(self, apart: DocxParagraphs) -> list[int]:
        """The paragraphs that say something else than the first's."""
        return [n for n in apart.plain if apart.paragraphs[n] != self.first.paragraphs[n]]

    def wanted(self, apart: DocxParagraphs) -> list[str]:
        """The paragraphs whose lines must be known to set this document: its own, the first's."""
        wanted = []
        for number in self.differing(apart):
            wanted.append(apart.alone(number))
            if number not in self.typeset:
                wanted.append(self.first.alone(number))
        return wanted

    def member(
        self,
        job: PdfJob,
        apart: DocxParagraphs,
        typeset: Mapping[str, TypesetParagraph],
        pictures: Mapping[str, PictureObject | None],
    ) -> Member | None:
        """Take a document in, whose paragraphs are `typeset`; None where a picture is unknown."""
        own = {}
        for number in self.differing(apart):
            own[number] = typeset[apart.alone(number)]
            if number not in self.typeset:
                self.typeset[number] = typeset[self.first.alone(number)]
        shown = tuple(filter(None, (pictures[name] for name in apart.pictures)))
        return Member(job, apart, own, shown) if len(shown) == len(apart.pictures) else None

    def deviation(self, member: Member) -> Deviation:
        """What tells the kind of a document."""
        shapes = {
            (number, own.shape)
            for number, own in member.own.items()
            if own.shape != self.typeset[number].shape
        }
        return frozenset(shapes | {(_PICTURES, places_of(member.pictures))})

    def changes(self, member: Member, model: Member) -> Changes:
        """The paragraphs that `member` says otherwise than `model`."""
        return {
            n: Change(member.own.get(n) or self.typeset[n], model.own.get(n) or self.typeset[n])
            for n in member.own.keys() | model.own.keys()
            if member.apart.paragraphs[n] != model.apart.paragraphs[n]
        }

    def shown(self, member: Member, model: Member) -> Exchange:
        """The pictures that `member` shows in the places of the model's."""
        pairs = zip(model.pictures, member.pictures, strict=True)
        return {was: now for was, now in pairs if was != now}


class Kind:
    """The documents of a kind: the two that LibreOffice lays out, and those that wait for them."""

    def __init__(self, frame: Frame) -> None:
        self._frame = frame
        self._examples: list[Member] = []
        self._pdfs: dict[str, bytes] = {}
        self._waiting: list[Member] = []
        self._pair: LaidOutPair | None = None
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

    def laid_out(self, key: str, pdf: bytes | None, following: Next) -> None:
        """Take what LibreOffice made of an example; None where it is no model."""
        if pdf is None:
            self.give_up(following)
            return
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


@dataclass(frozen=True)
class SetDocuments:
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
