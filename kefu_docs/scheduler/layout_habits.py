"""How a LibreOffice lays out, as two conversions of a small document show it.

Its glyphs stand on a grid, and a document may come out of a batch as by itself or not. Versions
differ in both (docs/libreoffice-text.md), so nothing is decided by their numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Self

from kefu_docs.render import compose, for_libreoffice
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
    def keeps_rows(self) -> bool:
        """Whether a table's last rows are kept with what follows wherever they stand in a batch.

        LibreOffice that lays out on twips (25.2) forgets that where it has guessed the end of a
        page behind the table (test_the_pay_table_is_signed_on_its_last_page).
        """
        return self.grid != _TWIP

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
