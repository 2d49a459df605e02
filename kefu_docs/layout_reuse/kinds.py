"""Which documents are set after which: LibreOffice lays out two of a kind, the others follow.

Documents are of one kind where they differ in what plain paragraphs say, and these have as many
lines, in the same faces and sizes. The first of a kind is the model. The second, the witness, is
laid out by LibreOffice, too, and has to come out the same when it is set after the model.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kefu_docs.layout_reuse.docx_paragraphs import Form, form_of, sheet_of
from kefu_docs.layout_reuse.lines import Change, Pattern, Setting
from kefu_docs.layout_reuse.plain_paragraph import shown_by
from kefu_docs.model.jobs import PdfJob

KINDS = 64
"""Frames and kinds of a template that are kept; what is of yet another LibreOffice lays out."""

TRIED, LEAST_SHARE = 128, 0.25
"""After so many documents of a template, the share of them that sheets must have helped."""


Changes = Mapping[int, Change]
"""Paragraphs by their numbers, as they are to be set."""


@dataclass(frozen=True)
class Sheet:
    """The paragraphs by which documents differ, once each, to be set by themselves.

    `examples` are those of the documents that LibreOffice lays out in any case.
    """

    works: tuple[PdfJob, ...]
    forms: tuple[Form, ...]
    paragraphs: tuple[str, ...]
    examples: tuple[PdfJob, ...]

    def docx(self) -> bytes:
        """The document to convert."""
        return sheet_of(self.works[0].rendering.docx, self.paragraphs)

    @property
    def texts(self) -> list[str]:
        """What each paragraph shows."""
        return list(map(shown_by, self.paragraphs))

    @property
    def waiting(self) -> list[PdfJob]:
        """The documents that LibreOffice need not lay out."""
        return [work for work in self.works if work not in self.examples]


@dataclass(frozen=True)
class Order:
    """Documents to be set after a pattern, and how each differs from its model."""

    pattern: Pattern
    works: tuple[PdfJob, ...]
    changes: tuple[Changes, ...]

    @property
    def waiting(self) -> Sequence[PdfJob]:
        """The documents that LibreOffice need not lay out."""
        return self.works

    def parts(self, size: int) -> Iterator[Order]:
        """Cut it into orders of at most so many documents."""
        for start in range(0, len(self.works), size):
            part = slice(start, start + size)
            yield Order(self.pattern, self.works[part], self.changes[part])


@dataclass
class Sorted:
    """What is to be done next: documents LibreOffice must lay out, and others to set."""

    laid_out: list[PdfJob] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)


@dataclass(frozen=True)
class _Member:
    """A document, and the paragraphs in which it differs from the first of its frame."""

    work: PdfJob
    form: Form
    own: Mapping[int, Setting]


class _Frame:
    """Documents that differ in plain paragraphs alone, compared with the `first` of them."""

    def __init__(self, first: Form) -> None:
        self.first = first
        self.examples = 0
        self.settings: dict[int, Setting] = {}
        self.kinds: dict[frozenset[tuple[int, object]], _Kind] = {}

    def differing(self, form: Form) -> list[int]:
        """The paragraphs that say something else than the first's."""
        return [n for n in form.plain if form.paragraphs[n] != self.first.paragraphs[n]]

    def changes(self, member: _Member, model: _Member) -> Changes:
        """The paragraphs that `member` says otherwise than `model`."""
        return {
            n: Change(member.own.get(n) or self.settings[n], model.own.get(n) or self.settings[n])
            for n in member.own.keys() | model.own.keys()
            if member.form.paragraphs[n] != model.form.paragraphs[n]
        }


class _Kind:
    """The documents of a kind: the two that LibreOffice lays out, and those that wait for them."""

    def __init__(self, frame: _Frame) -> None:
        self._frame = frame
        self._examples: list[_Member] = []
        self._pdfs: dict[str, bytes] = {}
        self._waiting: list[_Member] = []
        self._pattern: Pattern | None = None
        self.is_given_up = False

    def is_example(self, member: _Member) -> bool:
        """Take a document as an example where one is still needed."""
        is_needed = len(self._examples) < 2 and not self.is_given_up
        if is_needed:
            self._examples.append(member)
        return is_needed

    def wait(self, member: _Member) -> None:
        """Keep a document until there is a pattern for it."""
        self._waiting.append(member)

    def made(self, key: str, pdf: bytes | None, into: Sorted) -> None:
        """Take what LibreOffice made of an example; None where it failed."""
        if pdf is None:
            self.give_up(into)
            return
        self._pdfs[key] = pdf
        if len(self._pdfs) == 2:
            model, witness = self._examples
            self._pattern = Pattern(
                model.work.key,
                model.work.rendering.docx,
                self._pdfs[model.work.key],
                self._pdfs[witness.work.key],
                witness.work.info,
                self._frame.changes(witness, model),
            )
            self._pdfs.clear()
            self.go_on(into)

    def go_on(self, into: Sorted) -> None:
        """Order those that wait, once there is a pattern."""
        if self._pattern and self._waiting:
            members, self._waiting = self._waiting, []
            into.orders.append(
                Order(
                    self._pattern,
                    tuple(member.work for member in members),
                    tuple(self._frame.changes(member, self._examples[0]) for member in members),
                )
            )

    def give_up(self, into: Sorted) -> None:
        """Have LibreOffice lay out the documents of this kind."""
        self.is_given_up = True
        into.laid_out += [member.work for member in self._waiting]
        self._waiting.clear()


class Patterns:
    """The kinds met in one run."""

    def __init__(self) -> None:
        self._frames: dict[bytes, _Frame] = {}
        self._frames_of: Counter[str] = Counter()  # how many, by template
        self._kinds: list[_Kind] = []
        self._kinds_of: Counter[str] = Counter()
        self._awaited: dict[str, _Kind] = {}  # by the keys of examples that are laid out
        self._kind_of: dict[str, _Kind] = {}  # by the keys of patterns
        self._tried: Counter[str] = Counter()  # documents, by template
        self._set: Counter[str] = Counter()
        self._early: set[str] = set()  # keys of documents laid out before their kind is known
        self._made: dict[str, bytes | None] = {}  # what became of these

    def are_there_for(self, template: str) -> bool:
        """Whether a sheet of this template has been made."""
        return self._frames_of[template] > 0

    def sheet(self, works: Sequence[PdfJob]) -> tuple[Sheet | None, list[PdfJob]]:
        """Give the sheet that tells how documents differ, and those to lay out in any case.

        These are the first two of each frame, and those that a sheet does not help.
        """
        name = works[0].document.template
        if self._tried[name] >= TRIED and self._set[name] < LEAST_SHARE * self._tried[name]:
            return None, list(works)
        found: list[tuple[PdfJob, Form]] = []
        laid_out, examples = [], []
        paragraphs: dict[str, None] = {}
        for work in works:
            form = form_of(work.rendering.docx)
            frame = form and self._frame_of(form, name)
            if not form or not frame or (found and form.basis != found[0][1].basis):
                laid_out.append(work)
                continue
            found.append((work, form))
            if frame.examples < 2:
                frame.examples += 1
                examples.append(work)
            for number in frame.differing(form):
                paragraphs[form.alone(number)] = None
                if number not in frame.settings:
                    paragraphs[frame.first.alone(number)] = None
        if not paragraphs:
            return None, list(works)
        members, forms = zip(*found, strict=True)
        sheet = Sheet(members, forms, tuple(paragraphs), tuple(examples))
        self._early |= {work.key for work in examples}
        return sheet, [*examples, *laid_out]

    def sort(self, sheet: Sheet, settings: Sequence[Setting]) -> Sorted:
        """Say what is to be done with the documents of a sheet, read into `settings`."""
        by_paragraph = dict(zip(sheet.paragraphs, settings, strict=True))
        result = Sorted()
        for work, form in zip(sheet.works, sheet.forms, strict=True):
            frame = self._frames[form.frame]
            own = {}
            for number in frame.differing(form):
                own[number] = by_paragraph[form.alone(number)]
                if number not in frame.settings:
                    frame.settings[number] = by_paragraph[frame.first.alone(number)]
            self._add(frame, _Member(work, form, own), result)
        for kind in self._kinds:
            kind.go_on(result)
        return result

    def lost(self, sheet: Sheet) -> None:
        """Forget the examples of a sheet that cannot be read."""
        for work in sheet.examples:
            self._early.discard(work.key)
            self._made.pop(work.key, None)

    def made(self, work: PdfJob, pdf: bytes | None) -> Sorted:
        """Take what LibreOffice made of a document, None where it failed; say what is next."""
        result = Sorted()
        if work.key in self._early:
            self._made[work.key] = pdf
        elif kind := self._awaited.pop(work.key, None):
            kind.made(work.key, pdf, result)
        return result

    def refused(self, order: Order) -> Sorted:
        """Set nothing after this pattern any more; say what is next."""
        result = Sorted()
        self._kind_of[order.pattern.key].give_up(result)
        return result

    def _frame_of(self, form: Form, template: str) -> _Frame | None:
        if form.frame not in self._frames and self._frames_of[template] < KINDS:
            self._frames_of[template] += 1
            self._frames[form.frame] = _Frame(form)
        return self._frames.get(form.frame)

    def _add(self, frame: _Frame, member: _Member, result: Sorted) -> None:
        deviation = frozenset(
            (number, setting.shape)
            for number, setting in member.own.items()
            if setting.shape != frame.settings[number].shape
        )
        template = member.work.document.template
        kind = frame.kinds.get(deviation)
        if kind is None and self._kinds_of[template] < KINDS:
            self._kinds_of[template] += 1
            kind = frame.kinds[deviation] = _Kind(frame)
            self._kinds.append(kind)
        self._tried[template] += 1
        key = member.work.key
        is_early = key in self._early
        self._early.discard(key)
        if kind and kind.is_example(member):
            self._kind_of[key] = kind
            if key in self._made:
                kind.made(key, self._made[key], result)
            else:
                self._awaited[key] = kind
        elif kind and not kind.is_given_up and not is_early:
            kind.wait(member)
            self._set[template] += 1
            return
        self._made.pop(key, None)
        if not is_early:
            result.laid_out.append(member.work)
