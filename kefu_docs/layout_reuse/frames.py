"""Frames: documents that differ in what plain paragraphs say, or how many a series has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from msgspec import Struct

from kefu_docs.layout_reuse.docx_paragraphs import DocxParagraphs
from kefu_docs.layout_reuse.lines import Change, Exchange, Shape, TypesetParagraph, of_exact_lines
from kefu_docs.layout_reuse.picture_objects import PictureObject, places_of
from kefu_docs.layout_reuse.series import (
    UNKNOWN,
    Pair,
    aligned,
    differing_part,
    divided_anew,
)
from kefu_docs.model.jobs import PdfJob

Changes = Mapping[int, Change]
"""Paragraphs by their numbers, as they are to be set."""
Deviation = frozenset[tuple[int, object]]
"""Where a document's lines are others than those of the first of a frame, and their shapes.

What tells a document's pictures apart stands under _PICTURES.
"""
_PICTURES = -1


class Member(Struct, frozen=True):
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
        self.typeset: dict[str, TypesetParagraph] = {}  # the first's, as they stand on a sheet

    def wanted(self, apart: DocxParagraphs) -> list[str]:
        """The paragraphs whose lines must be known to set this document: its own, the first's."""
        wanted: list[str] = []
        for own, firsts in self._differing(apart):
            wanted += map(apart.alone, own)
            wanted += (xml for xml in map(self.first.alone, firsts) if xml not in self.typeset)
        return wanted

    def member(
        self,
        job: PdfJob,
        apart: DocxParagraphs,
        typeset: Mapping[str, TypesetParagraph],
        pictures: Mapping[str, PictureObject | None],
    ) -> Member | None:
        """Take a document in, whose paragraphs are `typeset`; None where a picture is unknown."""
        found: dict[int, TypesetParagraph] = {}
        for own, firsts in self._differing(apart):
            found |= {number: typeset[apart.alone(number)] for number in own}
            for xml in map(self.first.alone, firsts):
                if xml not in self.typeset:
                    self.typeset[xml] = typeset[xml]
        shown = tuple(filter(None, (pictures[name] for name in apart.pictures)))
        return Member(job, apart, found, shown) if len(shown) == len(apart.pictures) else None

    def deviation(self, member: Member) -> Deviation:
        """What tells the kind of a document."""
        found = chain.from_iterable(self._deviations(pair, member) for pair in self._pairs(member))
        return frozenset((*found, (_PICTURES, places_of(member.pictures))))

    def changes(self, member: Member, model: Member) -> Changes:
        """The paragraphs of `model` that `member` says otherwise."""
        found: dict[int, Change] = {}
        for pair in _unlike(member.apart, model.apart):
            found |= self._changes(pair, member, model)
        return found

    def shown(self, member: Member, model: Member) -> Exchange:
        """The pictures that `member` shows in the places of the model's."""
        pairs = zip(model.pictures, member.pictures, strict=True)
        return {was: now for was, now in pairs if was != now}

    def _pairs(self, member: Member) -> Iterator[Pair]:
        """What differs from the first document, or stands in one series with it."""
        for pair in _aligned(member.apart, self.first):
            if len(pair.own) != len(pair.other) or not member.own.keys().isdisjoint(pair.own):
                yield pair

    def _differing(self, apart: DocxParagraphs) -> Iterator[tuple[range, range]]:
        """The paragraphs that say something else than the first's; a longer series is all of it."""
        for own, firsts, _ in _unlike(apart, self.first):
            if len(own) != len(firsts):
                yield own, firsts
                continue
            for one, other in zip(own, firsts, strict=True):
                if apart.paragraphs[one] != self.first.paragraphs[other]:
                    yield range(one, one + 1), range(other, other + 1)

    def _deviations(self, pair: Pair, member: Member) -> Iterator[tuple[int, object]]:
        """Where a document's lines are others than the first's.

        Those of a series are taken together. But where the first has one paragraph and another
        more, or the other way round, one of them does not show how far apart two stand.
        """
        own, firsts, is_series = pair
        lines, usual = self._lines(member, own), self._lines(self.first, firsts)
        if is_series and lines and usual:
            if (lines, len(own) > 1) != (usual, len(firsts) > 1):
                yield firsts.start, (lines, len(own) > 1)
        elif len(own) == len(firsts):
            for one, other in zip(own, firsts, strict=True):
                shape = self._shape(member, one)
                if one in member.own and shape != self._shape(self.first, other):
                    yield other, shape
        else:
            yield firsts.start, tuple(self._shape(member, one) for one in own)

    def _lines(self, of: Member | DocxParagraphs, numbers: range) -> Shape | None:
        """The shapes of all lines of a series; None where those of a paragraph are not known."""
        shapes = [self._shape(of, number) for number in numbers]
        return tuple(chain.from_iterable(shapes)) if all(shapes) else None

    def _typeset(self, of: Member | DocxParagraphs, number: int) -> TypesetParagraph:
        apart = of.apart if isinstance(of, Member) else of
        own = of.own.get(number) if isinstance(of, Member) else None
        return own or self.typeset.get(apart.alone(number), UNKNOWN)

    def _shape(self, of: Member | DocxParagraphs, number: int) -> Shape:
        """What decides how high a paragraph's lines are: nothing it holds, where they are exact."""
        apart = of.apart if isinstance(of, Member) else of
        shape = self._typeset(of, number).shape
        return of_exact_lines(shape) if number in apart.exact else shape

    def _changes(self, pair: Pair, member: Member, model: Member) -> dict[int, Change]:
        own, other = member.apart.paragraphs, model.apart.paragraphs
        if len(pair.own) == len(pair.other):
            changes = {
                two: Change(self._typeset(member, one), self._typeset(model, two))
                for one, two in zip(pair.own, pair.other, strict=True)
                if own[one] != other[two]
            }
            is_as_divided = all(len(c.now.lines) == len(c.was.lines) for c in changes.values())
            if is_as_divided or not pair.is_series:
                return changes
        part, model_part = differing_part(
            [own[n] for n in pair.own], [other[n] for n in pair.other]
        )
        numbers = [pair.other[place] for place in model_part] or [pair.other.start]
        now = [self._typeset(member, pair.own[place]) for place in part]
        was = [self._typeset(model, number) for number in numbers]
        return dict(zip(numbers, divided_anew(now, was), strict=True))


def _aligned(own: DocxParagraphs, other: DocxParagraphs) -> tuple[Pair, ...]:
    return aligned(own.series, other.series, len(own.paragraphs))


def _unlike(own: DocxParagraphs, other: DocxParagraphs) -> Iterator[Pair]:
    """The pairs that do not say the same; most do, and are compared as a whole."""
    for pair in _aligned(own, other):
        a, b = pair.own, pair.other
        if own.paragraphs[a.start : a.stop] != other.paragraphs[b.start : b.stop]:
            yield pair
