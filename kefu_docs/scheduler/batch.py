"""Batches: rendered documents of one template that LibreOffice lays out in one go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kefu_docs.model.jobs import PdfJob
from kefu_docs.render import compose, narrowed, with_lines_drawn

LARGEST = 32
"""Documents in a batch; larger ones gain nothing (docs/performance.md)."""

PARAGRAPHS = 800
"""Paragraphs in a batch, so that LibreOffice lays it out like each of them alone (see compose)."""

NARROWER = (18, 36)
"""By how many twips a page becomes narrower for a document that the proof refuses."""


@dataclass(frozen=True)
class Batch:
    """Documents of one template that are converted in one go.

    `suspect`: it was under way when a process crashed; `tried`: how often the proof has refused
    a document that is converted by itself.
    """

    works: tuple[PdfJob, ...]
    composed: bool = True
    suspect: bool = False
    tried: int = 0

    def docx(self) -> bytes:
        """The document to convert; ComposeError where these cannot be one."""
        documents = [work.rendering.docx for work in self.works]
        if self.composed:
            return compose(documents)
        mended = with_lines_drawn(documents[0])
        return narrowed(mended, NARROWER[self.tried - 1]) if self.tried else mended

    def halves(self) -> list[Batch]:
        """Two batches, to find the document that makes this one fail."""
        middle = len(self.works) // 2
        parts = self.works[:middle], self.works[middle:]
        return [replace(self, works=part) for part in parts]

    def again(self) -> Batch | None:
        """What is tried when the proof has refused a document that is converted by itself."""
        return replace(self, tried=self.tried + 1) if self.tried < len(NARROWER) else None


def single(work: PdfJob) -> Batch:
    """A document that is converted as it is."""
    return Batch((work,), composed=False)


def batches(works: Sequence[PdfJob], size: int) -> Iterator[Batch]:
    """Cut documents of one template into batches of `size` or as many as paragraphs allow."""
    batch: list[PdfJob] = []
    paragraphs = 0
    for work in works:
        paragraphs += work.rendering.paragraphs
        if batch and (len(batch) == size or paragraphs > PARAGRAPHS):
            yield Batch(tuple(batch))
            batch, paragraphs = [], work.rendering.paragraphs
        batch.append(work)
    if batch:
        yield Batch(tuple(batch))


def batch_size(count: int, jobs: int) -> int:
    """The size of batches, at most LARGEST, in which `count` documents keep all workers busy."""
    rounds = max(1, -(-count // (LARGEST * jobs)))
    return max(1, -(-count // (rounds * jobs)))
