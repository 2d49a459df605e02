"""Paragraphs as LibreOffice sets them: what each of their lines draws, and its shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Run(NamedTuple):
    """Glyphs of one face in one size (as written), by their codes, and what each stands for."""

    face: str
    size: bytes
    codes: tuple[int, ...]
    texts: tuple[str, ...]


class Item(NamedTuple):
    """Something drawn in the rectangle `clip`, both as written.

    `parts` are its bytes but for the height on the page, which stands between each two of them;
    `x` is where it begins, `shown` what its `runs` show, without white space.
    """

    clip: bytes
    parts: tuple[bytes, ...]
    height: bytes = b""
    x: bytes = b""
    runs: tuple[Run, ...] = ()
    shown: str = ""


LineShape = tuple[frozenset[tuple[str, bytes, bool]], bool]
"""The faces and sizes a line is set in, and whether a rectangle of its own clips it.

Blanks alone do not make a line higher, and are told from what shows.
"""
Shape = tuple[LineShape, ...]


def height_of(items: Sequence[Item]) -> float:
    """How high a line stands on its page."""
    return float(next(item.height for item in items if item.height))


def shape_of(items: Sequence[Item], clip: bytes) -> LineShape:
    """Give the shape of a line on a page that `clip` clips."""
    drawn = frozenset((run.face, run.size, bool(item.shown)) for item in items for run in item.runs)
    return drawn, any(item.clip != clip for item in items)


@dataclass(frozen=True)
class Setting:
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


class Change(NamedTuple):
    """A paragraph as it is to be set, and how a sheet shows the model's own wording of it."""

    now: Setting
    was: Setting
