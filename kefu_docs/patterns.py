"""Which documents are set after which: LibreOffice lays out two of a kind, the others follow.

Documents are of one kind where they differ in what plain paragraphs say, and these have as many
lines, in the same faces and sizes. The first of a kind is the model. The second, the witness, is
laid out by LibreOffice, too, and has to come out the same when it is set after the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from kefu_docs.batches import Work
from kefu_docs.finishing import Pattern
from kefu_docs.packets import Setting
from kefu_docs.render import Form, form_of, sheet_of, shown_by

KINDS = 64
"""Kinds of which a model is kept; what is of yet another is laid out by LibreOffice."""


Changes = Mapping[int, Setting]
"""Paragraphs by their numbers, as they are to be set."""


@dataclass(frozen=True)
class Sheet:
    """The paragraphs by which documents differ, once each, to be set by themselves."""

    works: tuple[Work, ...]
    forms: tuple[Form, ...]
    paragraphs: tuple[str, ...]

    def docx(self) -> bytes:
        """The document to convert."""
        return sheet_of(self.works[0].rendering.docx, self.paragraphs)

    @property
    def texts(self) -> list[str]:
        """What each paragraph shows."""
        return list(map(shown_by, self.paragraphs))


@dataclass(frozen=True)
class Order:
    """Documents to be set after a pattern, and how each differs from its model."""

    pattern: Pattern
    works: tuple[Work, ...]
    changes: tuple[Changes, ...]

    def parts(self, size: int) -> Iterator[Order]:
        """Cut it into orders of at most so many documents."""
        for start in range(0, len(self.works), size):
            part = slice(start, start + size)
            yield Order(self.pattern, self.works[part], self.changes[part])


@dataclass
class Sorted:
    """What is to be done next: documents LibreOffice must lay out, and others to set."""

    laid_out: list[Work] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)


@dataclass(frozen=True)
class _Member:
    """A document, and the paragraphs in which it differs from the first of its frame."""

    work: Work
    form: Form
    own: Changes


class _Frame:
    """Documents that differ in plain paragraphs alone, compared with the `first` of them."""

    def __init__(self, first: Form) -> None:
        self.first = first
        self.settings: dict[int, Setting] = {}
        self.kinds: dict[frozenset[tuple[int, object]], _Kind] = {}

    def differing(self, form: Form) -> list[int]:
        """The paragraphs that say something else than the first's."""
        return [n for n in form.plain if form.paragraphs[n] != self.first.paragraphs[n]]

    def changes(self, member: _Member, model: _Member) -> Changes:
        """The paragraphs that `member` says otherwise than `model`."""
        return {
            n: member.own.get(n) or self.settings[n]
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
        self._is_given_up = False

    def add(self, member: _Member, into: Sorted) -> bool:
        """Say what is to be done with a document, and whether it is one of the two examples."""
        if self._is_given_up:
            into.laid_out.append(member.work)
        elif len(self._examples) < 2:
            self._examples.append(member)
            into.laid_out.append(member.work)
            return True
        else:
            self._waiting.append(member)
        return False

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
        self._is_given_up = True
        into.laid_out += [member.work for member in self._waiting]
        self._waiting.clear()


class Patterns:
    """The kinds met in one run."""

    def __init__(self) -> None:
        self._frames: dict[bytes, _Frame] = {}
        self._kinds: list[_Kind] = []
        self._awaited: dict[str, _Kind] = {}  # by the keys of examples that are laid out
        self._kind_of: dict[str, _Kind] = {}  # by the keys of patterns

    def sheet(self, works: Sequence[Work]) -> tuple[Sheet | None, list[Work]]:
        """Give the sheet that tells how documents differ, and those that it does not help."""
        found: list[tuple[Work, Form]] = []
        others = []
        for work in works:
            form = form_of(work.rendering.docx)
            if form and (not found or form.basis == found[0][1].basis):
                found.append((work, form))
            else:
                others.append(work)
        paragraphs: dict[str, None] = {}
        for _, form in found:
            frame = self._frames.setdefault(form.frame, _Frame(form))
            for number in frame.differing(form):
                paragraphs[form.alone(number)] = None
                if number not in frame.settings:
                    paragraphs[frame.first.alone(number)] = None
        if not paragraphs:
            return None, list(works)
        members, forms = zip(*found, strict=True)
        return Sheet(members, forms, tuple(paragraphs)), others

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

    def made(self, work: Work, pdf: bytes | None) -> Sorted:
        """Take what LibreOffice made of a document, None where it failed; say what is next."""
        result = Sorted()
        if kind := self._awaited.pop(work.key, None):
            kind.made(work.key, pdf, result)
        return result

    def refused(self, order: Order) -> Sorted:
        """Set nothing after this pattern any more; say what is next."""
        result = Sorted()
        self._kind_of[order.pattern.key].give_up(result)
        return result

    def _add(self, frame: _Frame, member: _Member, result: Sorted) -> None:
        deviation = frozenset(
            (number, setting.shape)
            for number, setting in member.own.items()
            if setting.shape != frame.settings[number].shape
        )
        kind = frame.kinds.get(deviation)
        if kind is None:
            if len(self._kinds) == KINDS:
                result.laid_out.append(member.work)
                return
            kind = frame.kinds[deviation] = _Kind(frame)
            self._kinds.append(kind)
        if kind.add(member, result):
            self._awaited[member.work.key] = kind
            self._kind_of[member.work.key] = kind
