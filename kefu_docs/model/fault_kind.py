"""What kind of thing is wrong with a PDF, as far as that tells which other layout may mend it."""

from __future__ import annotations

from enum import Enum, auto


class FaultKind(Enum):
    """All that the proof of one document found, in one word."""

    MARKS = auto()
    """Nothing but punctuation marks are missing, as LibreOffice leaves out at the ends of lines."""

    MARGINS = auto()
    """Headers or footers are missing, and nothing else."""

    PARTED = auto()
    """Headings stand away from their text in a batch, and nothing else is wrong."""

    OF_THE_DOCUMENT = auto()
    """Something is wrong that the document itself has: no other layout of it can be right."""

    OTHER = auto()
    """Something else, or several of these."""
