"""Sets of code points as ranges: a face of 60,000 characters is some hundred of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class CodePoints:
    """Ranges in order, none touching the next, each from `firsts[i]` to `lasts[i]` inclusive."""

    firsts: tuple[int, ...]
    lasts: tuple[int, ...]

    @classmethod
    def of(cls, points: Iterable[int]) -> CodePoints:
        """The ranges of single code points."""
        ordered = sorted(set(points))
        if not ordered:
            return cls((), ())
        gaps = [(a, b) for a, b in pairwise(ordered) if b > a + 1]
        return cls(
            (ordered[0], *(first for _, first in gaps)), (*(last for last, _ in gaps), ordered[-1])
        )

    @classmethod
    def read(cls, text: str) -> CodePoints:
        """The inverse of `text`."""
        ends = [int(word, 16) for word in text.split()]
        return cls(tuple(ends[::2]), tuple(ends[1::2]))

    @property
    def text(self) -> str:
        """First and last of each range, in hex."""
        return " ".join(f"{a:x} {b:x}" for a, b in zip(self.firsts, self.lasts, strict=True))

    def __contains__(self, point: int) -> bool:
        index = bisect_right(self.firsts, point)
        return index > 0 and point <= self.lasts[index - 1]
