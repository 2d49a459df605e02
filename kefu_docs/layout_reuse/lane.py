"""The lane: which documents LibreOffice lays out, and which are set after these.

Documents of one template are offered in groups. A group's sheet holds the paragraphs by which its
documents differ; LibreOffice sets the sheet, and the first two documents of each frame beside it.
When the sheet is read, every document's kind is known (kinds). Which documents share a frame is
seen on the docx alone: where those of the first group share none, no sheet is made.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from kefu_docs.layout_reuse.docx_paragraphs import DocxParagraphs, take_apart
from kefu_docs.layout_reuse.frames import Deviation, Frame, Member
from kefu_docs.layout_reuse.kinds import Kind
from kefu_docs.layout_reuse.sheet import Sheet, TypesetSheet
from kefu_docs.layout_reuse.sheet_tables import place_of
from kefu_docs.model.jobs import PdfJob
from kefu_docs.scheduler.lane import Next
from kefu_docs.scheduler.layout_habits import USUAL, HabitsOf
from kefu_docs.scheduler.messages import Call

KINDS = 64
"""Frames and kinds of a template that are kept; what is of yet another LibreOffice lays out."""

LONGEST = 1_000
"""Paragraphs of a document that is set after others; a month's cover lists a thousand people, and
sixty of them would stand on one sheet."""

PICTURED = 32 << 20
"""Bytes of the documents whose pictures stand on one sheet."""

TRIED, LEAST_SHARE = 128, 0.25
"""After so many documents of a template, the share of them that sheets must have helped."""


@dataclass(eq=False)
class _UnderWay:
    """A sheet that LibreOffice sets; `typeset` is there once it is read."""

    sheet: Sheet
    typeset: TypesetSheet | None = None


@dataclass
class _Template:
    """What was met of a template: its frames and kinds, and how many documents sheets helped.

    Sheets are `under_way` in the order in which they were made.
    """

    under_way: list[_UnderWay] = field(default_factory=list)
    frames: int = 0
    kinds: int = 0
    tried: int = 0
    helped: int = 0
    is_given_up: bool = False

    @property
    def is_worth_a_sheet(self) -> bool:
        """Whether sheets have helped, or have not been tried enough."""
        has_helped = self.tried < TRIED or self.helped >= LEAST_SHARE * self.tried
        return has_helped and not self.is_given_up


@dataclass
class _Early:
    """An example that is laid out before its kind is known; `pdf` is None where that failed."""

    is_done: bool = False
    pdf: bytes | None = None


@dataclass
class _Group:
    """A sheet being made, and the documents it does not help."""

    found: list[tuple[PdfJob, DocxParagraphs]] = field(default_factory=list)
    paragraphs: dict[str, None] = field(default_factory=dict)  # in order
    pictures: dict[str, None] = field(default_factory=dict)  # in order
    pictured: int = 0  # bytes of documents with pictures
    examples: list[PdfJob] = field(default_factory=list)
    others: list[PdfJob] = field(default_factory=list)

    def takes(self, job: PdfJob, apart: DocxParagraphs) -> bool:
        """Whether a document's paragraphs and pictures may stand on this sheet."""
        size = job.rendering.size if apart.pictures else 0
        is_taken = not self.found or apart.basis == self.found[0][1].basis
        if is_taken and self.pictured + size <= PICTURED:
            self.pictured += size
            return True
        return False


class LayoutReuse:
    """The first lane, in one run; `least` documents of a template are worth a sheet.

    `habits` tells how LibreOffice lays out; nothing is reused where batches cannot be relied on: a
    page of a document by itself may end elsewhere than that of another with the same lines. Where
    the template is what keeps documents out of batches, they have no series (see `_apart`).
    """

    def __init__(self, least: int, habits: HabitsOf = lambda: USUAL) -> None:
        self.habits = habits
        self._least = least
        self._frames: dict[bytes, Frame] = {}
        self._kinds: dict[tuple[Frame, Deviation], Kind] = {}
        self._templates: defaultdict[str, _Template] = defaultdict(_Template)
        self._awaited: dict[str, Kind] = {}  # by the keys of examples that are being laid out
        self._early: dict[str, _Early] = {}  # by the keys of examples whose kind is not known

    def offer(self, jobs: Sequence[PdfJob], _size: int) -> Next:
        """Make a sheet of documents of one template, and hand on those to lay out in any case."""
        template = self._templates[jobs[0].document.template]
        is_enough = len(jobs) >= self._least or template.frames
        if not template.is_worth_a_sheet or not is_enough:
            return Next(returned=list(jobs))
        habits = self.habits()
        if not habits.composes or habits.unlike_alone({j.key: j.rendering.docx for j in jobs}):
            return Next(returned=list(jobs))
        group = self._group(jobs, template)
        # Documents of free text, such as summaries, share no frame: neither will those to come.
        template.is_given_up = not template.frames
        if not group.paragraphs and not group.pictures:
            return Next(returned=list(jobs))
        found, apart = zip(*group.found, strict=True)
        examples, pictures = tuple(group.examples), tuple(group.pictures)
        paragraphs = tuple(sorted(group.paragraphs, key=place_of))
        sheet = Sheet(found, apart, paragraphs, examples, pictures)
        self._early |= {job.key: _Early() for job in group.examples}
        template.under_way.append(_UnderWay(sheet))
        return Next(tasks=[ReadSheet(self, sheet)], returned=[*group.examples, *group.others])

    def laid_out(self, job: PdfJob, pdf: bytes | None) -> Next:
        """Take what LibreOffice made of a document; None where it is no model for others."""
        following = Next()
        if early := self._early.get(job.key):
            early.is_done, early.pdf = True, pdf
        elif kind := self._awaited.pop(job.key, None):
            self._laid_out(kind, job, pdf, following)
        return following

    def kept_back(self) -> Next:
        """Nothing is."""
        return Next()

    def _laid_out(self, kind: Kind, job: PdfJob, pdf: bytes | None, following: Next) -> None:
        others = kind.laid_out(job.key, pdf, following)
        self._awaited |= dict.fromkeys((other.key for other in others), kind)
        following.returned += others

    def sort(self, sheet: Sheet, typeset: TypesetSheet) -> Next:
        """Say what is to be done with a sheet's documents, now that its lines are known.

        It waits for the sheets before it: their examples, which LibreOffice lays out already, are
        to be those of their kinds.
        """
        template = self._templates[sheet.jobs[0].document.template]
        next(u for u in template.under_way if u.sheet is sheet).typeset = typeset
        return self._sorted(template)

    def _sorted(self, template: _Template) -> Next:
        """Sort the documents of the sheets that are read, up to the first that is not."""
        following = Next()
        while template.under_way and (typeset := template.under_way[0].typeset) is not None:
            sheet = template.under_way.pop(0).sheet
            by_paragraph = dict(zip(sheet.paragraphs, typeset.paragraphs, strict=True))
            by_name = dict(zip(sheet.pictures, typeset.pictures, strict=True))
            for job, apart in zip(sheet.jobs, sheet.apart, strict=True):
                frame = self._frames[apart.frame]
                member = frame.member(job, apart, by_paragraph, by_name)
                self._add(frame, job, member, following)
        for kind in self._kinds.values():
            kind.go_on(following)
        return following

    def lost(self, sheet: Sheet, *, is_given_up: bool) -> Next:
        """Hand on the documents of a sheet that cannot be read; its examples are forgotten.

        `is_given_up`: no other sheet of this template could be read either.
        """
        template = self._templates[sheet.jobs[0].document.template]
        template.is_given_up = template.is_given_up or is_given_up
        for job in sheet.examples:
            self._early.pop(job.key, None)
        template.under_way = [u for u in template.under_way if u.sheet is not sheet]
        following = self._sorted(template)
        following.returned += sheet.waiting
        return following

    def _group(self, jobs: Sequence[PdfJob], template: _Template) -> _Group:
        group = _Group()
        documents = [(job, self._apart(job)) for job in jobs]
        shared = Counter(apart.frame for _, apart in documents if apart)
        # Where most are like others, those that are like none so far will have their like, too.
        least = 2 if 2 * sum(n for n in shared.values() if n > 1) < len(jobs) else 1
        for job, apart in documents:
            is_shared = apart and shared[apart.frame] >= least
            frame = apart and self._frame_of(apart, template, is_shared=bool(is_shared))
            if not apart or not frame or not group.takes(job, apart):
                group.others.append(job)
                continue
            group.found.append((job, apart))
            if frame.examples < 2:
                frame.examples += 1
                group.examples.append(job)
            group.paragraphs |= dict.fromkeys(frame.wanted(apart))
            group.pictures |= dict.fromkeys(apart.pictures)
        return group

    def _apart(self, job: PdfJob) -> DocxParagraphs | None:
        """A document taken apart; without series where LibreOffice lays it out by itself.

        It lays out the first pages of a file before it knows what follows, and ends pages by a
        guess that counts paragraphs (docs/decisions/003 and 004). So each paragraph of such a
        document must be one of the model's, of as many lines.
        """
        is_long = job.rendering.paragraphs > LONGEST
        return None if is_long else take_apart(job.rendering.docx, has_series=not job.alone)

    def _frame_of(
        self, apart: DocxParagraphs, template: _Template, *, is_shared: bool
    ) -> Frame | None:
        """A document's frame, if it is known or `is_shared` by several documents.

        Nothing is set after a document that no other is like.
        """
        if apart.frame not in self._frames and is_shared and template.frames < KINDS:
            template.frames += 1
            self._frames[apart.frame] = Frame(apart)
        return self._frames.get(apart.frame)

    def _kind_of(self, frame: Frame, member: Member, template: _Template) -> Kind | None:
        key = frame, frame.deviation(member)
        if key not in self._kinds and template.kinds < KINDS:
            template.kinds += 1
            self._kinds[key] = Kind(frame)
        return self._kinds.get(key)

    def _add(self, frame: Frame, job: PdfJob, member: Member | None, following: Next) -> None:
        """Take a document whose kind is known now as an example, to wait, or to be laid out."""
        template = self._templates[job.document.template]
        template.tried += 1
        kind = self._kind_of(frame, member, template) if member else None
        early = self._early.pop(job.key, None)
        if kind and member and kind.is_example(member):
            if early and early.is_done:
                self._laid_out(kind, job, early.pdf, following)
            else:
                self._awaited[job.key] = kind
        elif kind and member and not kind.is_given_up and not early:
            template.helped += 1
            kind.wait(member)
            return
        if not early:
            following.returned.append(job)


class ReadSheet(Struct, frozen=True):
    """A sheet that LibreOffice sets and a worker reads."""

    lane: LayoutReuse
    sheet: Sheet

    needs_office = True
    lays_out = False

    def docx(self) -> bytes:
        """The sheet."""
        return self.sheet.docx()

    def call(self) -> Call[TypesetSheet | None]:
        """Read its paragraphs and pictures."""
        arguments = self.sheet.texts, self.lane.habits().grid, len(self.sheet.pictures)
        return Call("kefu_docs.layout_reuse.tasks", "read_typeset", arguments)

    def done(self, result: TypesetSheet | None) -> Next:
        """Sort the documents, if the sheet was understood."""
        if result is None:
            return self.lane.lost(self.sheet, is_given_up=True)
        return self.lane.sort(self.sheet, result)

    def failed(self, _error: Exception) -> Next:
        """Do without it."""
        return self.lane.lost(self.sheet, is_given_up=False)
