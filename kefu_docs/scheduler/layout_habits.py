"""How a LibreOffice lays out, as two conversions of a small document show it.

Its glyphs stand on a grid, and a document may come out of a batch as by itself or not. Versions
differ in both (docs/libreoffice-text.md), so nothing is decided by their numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice
from typing import NamedTuple, Self

from kefu_docs.render import (
    compose,
    counts_margins,
    for_libreoffice,
    has_sections,
    is_parted,
)
from kefu_docs.scheduler.probe_document import probe_document

_NUMBERS = (1, 2, 1)
_TWIP = 50  # as in finish.text_grid, which the main process does not load


class Habits(NamedTuple):
    """What a LibreOffice was seen to do.

    `grid`: what its glyphs stand on, in thousandths of a point; 0 where its text is not understood,
    so that documents keep the fonts it wrote. `composes`: whether a document comes out of a batch
    as by itself; where not, each is converted by itself, without layout reuse.
    """

    grid: int
    composes: bool

    @property
    def underlines_by_format(self) -> bool:
        """Whether a line under text may be longer where it read OpenDocument than where a docx.

        On twips (25.2) it is two hundredths of a point longer or shorter, in some documents.
        """
        return self.grid == _TWIP

    def unlike_alone(self, documents: Mapping[str, bytes]) -> frozenset[str]:
        """Which documents of one template are laid out otherwise in some batches, by their keys.

        LibreOffice that lays out on twips (25.2) forgets where pages end or begin by some tables
        (test_the_pay_table_is_signed_on_its_last_page), and headers of its own count there; those
        of further sections count in 7.4, too.
        """
        is_counted = any(map(counts_margins, islice(documents.values(), 1)))
        if self.grid == _TWIP:
            found = [key for key, docx in documents.items() if is_counted or is_parted(docx)]
        else:
            found = [key for key, docx in documents.items() if is_counted and has_sections(docx)]
        return frozenset(found)

    def as_text(self) -> str:
        """A text that `read` reads."""
        return f"{self.grid} {int(self.composes)}"

    @classmethod
    def read(cls, text: str) -> Self:
        """Read what `as_text` wrote."""
        grid, composes = text.split()
        return cls(int(grid), composes == "1")


USUAL = Habits(0, composes=True)
"""Of the versions that the program was tried with, whose grid their version tells."""

UNKNOWN = Habits(0, composes=False)
"""Of a LibreOffice that the probe could not be converted with."""

HabitsOf = Callable[[], Habits]
"""Gives the habits once they are asked for, which may take as long as the two conversions."""


def probes() -> tuple[bytes, bytes]:
    """What is converted: the document by itself, and a batch that it begins and ends."""
    documents = [probe_document(number) for number in _NUMBERS]
    return for_libreoffice(documents[0]), compose(documents)
