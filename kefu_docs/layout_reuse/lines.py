"""Paragraphs as LibreOffice sets them: what each of their lines draws, and its shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from msgspec import Struct

from kefu_docs.layout_reuse.picture_objects import PictureObject
from kefu_docs.model import DocumentInfo

BETWEEN = "\0"
"""What stands between the texts of two glyphs; no glyph stands for it."""


class GlyphRun(Struct, frozen=True):
    """Glyphs of one face in one size (as written), by their codes, and what each stands for.

    A code has two bytes, as PDF writes them, and BETWEEN stands between two texts: a tuple of each
    would take processes three times as long to send each other.
    """

    face: str
    size: bytes
    codes: bytes
    texts: str


class Item(Struct, frozen=True):
    """Something drawn in the rectangle `clip`, both as written.

    `parts` are its bytes but for the height on the page, which stands between each two of them;
    `x` is where it begins, `shown` what its `runs` show, without white space.
    """

    clip: bytes
    parts: tuple[bytes, ...]
    height: bytes = b""
    x: bytes = b""
    runs: tuple[GlyphRun, ...] = ()
    shown: str = ""


LineShape = tuple[frozenset[tuple[str, bytes, bool]], bool]
"""The faces and sizes a line is set in, and whether a rectangle of its own clips it.

Blanks alone do not make a line higher, and are told from what shows.
"""
Shape = tuple[LineShape, ...]
_ANY_FACES: frozenset[tuple[str, bytes, bool]] = frozenset()


def height_of(items: Sequence[Item]) -> float:
    """How high a line stands on its page."""
    return float(next(item.height for item in items if item.height))


def shape_of(items: Sequence[Item], clip: bytes) -> LineShape:
    """Give the shape of a line on a page that `clip` clips."""
    drawn = frozenset((run.face, run.size, bool(item.shown)) for item in items for run in item.runs)
    return drawn, any(item.clip != clip for item in items)


def of_exact_lines(shape: Shape) -> Shape:
    """The shape of a paragraph whose lines are as high whatever faces and sizes they hold."""
    return tuple((_ANY_FACES, is_clipped) for _, is_clipped in shape)


class TypesetParagraph(Struct, frozen=True, dict=True):
    """A paragraph's lines as they stand on a sheet whose pages are clipped by `clip`."""

    lines: tuple[tuple[Item, ...], ...]
    clip: bytes

    @cached_property
    def shape(self) -> Shape:
        """What decides how high the lines are."""
        return tuple(shape_of(line, self.clip) for line in self.lines)

    @cached_property
    def heights(self) -> list[float]:
        """How high each line stands on its page."""
        return list(map(height_of, self.lines))


class Change(Struct, frozen=True):
    """A paragraph as it is to be set, and how a sheet shows the model's own wording of it.

    `falls` is None, but for a paragraph of a series that has lines of others now: there it is how
    far lines of one paragraph are apart on the sheet, for each two of the series.
    """

    now: TypesetParagraph
    was: TypesetParagraph
    falls: tuple[float, ...] | None = None


Exchange = Mapping[PictureObject, PictureObject]
"""Pictures of a model, and those that stand in their places."""


@dataclass(frozen=True)
class LaidOutPair:
    """Two documents that LibreOffice laid out: others may be set after the model.

    `docx` is the model's; `changes` are the paragraphs in which the witness differs from it, `info`
    is what the witness says about itself. `pictures` are those of the model that may be exchanged,
    place by place, and `shown` what the witness shows in their places, from `witness_docx`.
    """

    key: str
    docx: bytes = field(compare=False)
    model: bytes = field(compare=False)
    witness: bytes = field(compare=False)
    info: DocumentInfo = field(compare=False)
    changes: Mapping[int, Change] = field(compare=False)
    pictures: tuple[PictureObject, ...] = field(default=(), compare=False)
    shown: Exchange = field(default_factory=dict, compare=False)
    witness_docx: bytes = field(default=b"", compare=False, repr=False)


Margins = tuple[range, range]
"""The paragraphs above and below a page, by their numbers."""


class FlowSection(Struct, frozen=True):
    """The paragraphs of a section, which begins on a page of its own, by their numbers.

    `sides` stand above and below its first page, even pages, and all others; `start` is the number
    of its first page where that is given, `numbers` the form of them (ISO/IEC 29500-1, 17.18.59).
    """

    body: range
    sides: tuple[Margins, Margins, Margins]
    start: int | None = None
    numbers: str = "decimal"


class Flow(Struct, frozen=True):
    """What each paragraph of a document shows, without white space.

    Above and below pages PAGE and PAGES stand for a page's number and the number of pages. `heads`
    are those in rows that a table repeats on each page it reaches, by their numbers, table by
    table, and `exact` those whose lines are as high whatever they hold.
    """

    texts: tuple[str, ...]
    sections: tuple[FlowSection, ...]
    heads: tuple[range, ...] = ()
    exact: frozenset[int] = frozenset()

    @classmethod
    def of(cls, texts: Sequence[str]) -> Self:
        """A flow of paragraphs that show these, without headers and footers."""
        none = range(0), range(0)
        return cls(tuple(texts), (FlowSection(range(len(texts)), (none, none, none)),))

    @property
    def body(self) -> range:
        """The paragraphs between headers and footers."""
        return range(self.sections[0].body.start, self.sections[-1].body.stop)
