"""Which pieces of a template's text its conditions and loops leave in, for one record.

Jinja goes through the template's conditions and loops with the record's values, and prints the
marks of the pieces it comes by, and a gap for each value. A value is worked out only where that
calls something, which may change what a condition sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from kefu_docs.render.preparing.literal_text import FIRST_MARK, Literal, literal_text
from kefu_docs.render.templating.gapped_values import GAP, GAP_OF_VALUE, with_gaps
from kefu_docs.render.templating.jinja_environment import INSERTS, PRINTED, environment

_MARKS = re.compile(f"[{chr(FIRST_MARK)}-\U0010ffff]+")
_MOST_PATHS = 1024


class Stretch(NamedTuple):
    """Pieces that follow each other with no value between, and their text."""

    text: str
    pieces: tuple[Literal, ...]

    @classmethod
    def of(cls, pieces: tuple[Literal, ...]) -> Stretch:
        """The stretch of some pieces."""
        return cls("".join(piece.text for piece in pieces), pieces)


class LiteralPaths:
    """The pieces of one part of a template, given as the tree that docxtpl has not patched.

    TemplateSyntaxError where its tags do not compile once the XML around them is left out.
    """

    def __init__(self, root: etree._Element) -> None:
        read = literal_text(root)
        compiler = environment()
        compiler.finalize = None  # what is printed is not looked at
        compiler.filters[GAP_OF_VALUE] = lambda _: GAP
        tree = with_gaps(compiler.parse(read.source), [piece.text for piece in read.pieces])
        self._pieces = read.pieces
        self._template = compiler.from_string(tree)
        self._known: dict[str, tuple[Stretch, ...]] = {}
        self._only = None if "{" in read.source else tuple(self._stretches(read.source))

    @property
    def has_text(self) -> bool:
        """Whether there is any text but tags."""
        return bool(self._pieces)

    def left_in(self, values: Mapping[str, object]) -> tuple[Stretch, ...]:
        """What must be printed, in its order.

        Raises what the template's own expressions raise on `values`.
        """
        if self._only is not None:
            return self._only
        path = self._template.render({**values, PRINTED: [], INSERTS: []})
        if path not in self._known:
            if len(self._known) >= _MOST_PATHS:
                self._known.clear()
            self._known[path] = tuple(self._stretches(path))
        return self._known[path]

    def _stretches(self, path: str) -> Iterator[Stretch]:
        for marks in _MARKS.findall(path):
            numbers = (ord(mark) - FIRST_MARK for mark in marks)
            # A value may hold such characters, too.
            pieces = tuple(self._pieces[n] for n in numbers if n < len(self._pieces))
            yield Stretch.of(pieces)
