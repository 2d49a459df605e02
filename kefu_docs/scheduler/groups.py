"""Documents of one template that lanes are offered at once; of thousands the groups grow."""

from __future__ import annotations

from msgspec import Struct

from kefu_docs.model.jobs import PdfJob

GROWING, LARGE_GROUP, LARGEST_GROUP = 16, 64, 256
"""Groups of so many documents or more are followed by groups twice as large, up to a size.

That is an eighth of all, within these bounds: LibreOffice sets a sheet of 256 documents in less
time than four of 64, but few documents would wait for the last group.
"""
MOST_PARAGRAPHS, MOST_BYTES = 20_480, 8 << 20
"""What a group of more than LARGE_GROUP documents holds; all of it may come onto one sheet."""


class Group(Struct):
    """Documents that were collected, their paragraphs and bytes."""

    jobs: list[PdfJob] = []
    paragraphs: int = 0
    size: int = 0

    def add(self, job: PdfJob) -> None:
        """Take another document."""
        self.jobs.append(job)
        self.paragraphs += job.rendering.paragraphs
        self.size += job.rendering.size

    def is_whole(self, most: int) -> bool:
        """Whether nothing more comes into it, where groups have at most so many documents."""
        count = len(self.jobs)
        is_heavy = self.paragraphs >= MOST_PARAGRAPHS or self.size >= MOST_BYTES
        return count >= most or (count >= LARGE_GROUP and is_heavy)


def following_size(size: int, count: int) -> int:
    """How many documents the next group has, behind one of `size`, where there are `count`."""
    if size < GROWING:
        return size
    return min(2 * size, max(LARGE_GROUP, min(count // 8, LARGEST_GROUP)))
