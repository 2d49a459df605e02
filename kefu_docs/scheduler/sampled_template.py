"""What is known of a template whose documents LibreOffice may read as OpenDocument."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from msgspec import Struct

from kefu_docs.model.jobs import PdfJob
from kefu_docs.render.composing.compose import Canonical
from kefu_docs.render.composing.odf_blocks import DocumentBlocks
from kefu_docs.render.composing.odf_pattern import Pattern

LEAST, LEAST_IN_ALL = 24, 48
"""Documents of a template for which samples are worth their while: offered at once, or so far.

Samples cost as much as the way saves on some thirty; of groups of 24 there are two or more, for
each of two workers has one (scheduler.batch_size).
"""

FEWEST = 4
"""Of fewer documents no samples are taken; what remained would not be worth it."""


class PatternKeeper(Protocol):
    """Keeps patterns from one build to the next, of the LibreOffice and fonts that are there."""

    def known(self, shared: str) -> list[Pattern]:
        """The patterns of documents that share the parts of this digest (render.shared_parts)."""

    def keep(self, shared: str, patterns: Sequence[Pattern]) -> None:
        """Keep these and no others; samples came out of each as out of docx, byte for byte."""


class Cut(Struct, frozen=True):
    """A document and its blocks."""

    job: PdfJob
    blocks: DocumentBlocks


@dataclass
class SampledTemplate:
    """A template: samples under way, and patterns that have been held to theirs."""

    canonical: Canonical
    shared: str  # the digest of what its documents share
    patterns: list[Pattern] = field(default_factory=list)
    offered: int = 0
    is_given_up: bool = False  # no more samples are taken
    tries: int = 0
    samples: tuple[Cut, ...] = ()
    unsure: Pattern | None = None  # learned, and not yet held to the samples
    laid_out: dict[str, bytes | None] = field(default_factory=dict)
    waiting: list[Cut] = field(default_factory=list)
    size: int = 1

    @property
    def is_learning(self) -> bool:
        """Whether samples are under way."""
        return bool(self.samples)

    @property
    def unknown(self) -> list[Cut]:
        """What waits and is of no pattern."""
        return [cut for cut in self.waiting if self.pattern_of(cut) is None]

    def pattern_of(self, cut: Cut) -> Pattern | None:
        """The pattern that knows all that a document holds; None where none does."""
        return next((p for p in self.patterns if p.knows(cut.blocks)), None)

    def are_enough(self, count: int) -> bool:
        """Whether samples of so many documents are worth their while.

        Layout reuse hands on a few at a time.
        """
        return count >= LEAST or (self.offered >= LEAST_IN_ALL and count >= FEWEST)
