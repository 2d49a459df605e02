"""Sets of code points as ranges: a face of 60,000 characters is some hundred of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from msgspec import Struct


class CodePoints(Struct, frozen=True):
    """Ranges in order, none touching the next, each from `firsts[i]` to `lasts[i]` inclusive."""

    firsts: tuple[int, ...]
    lasts: tuple[int, ...]

    @classmethod
    def of(cls, ranges: Iterable[tuple[int, int]]) -> CodePoints:
        """What is in any of these ranges, each given by its first and its last."""
        firsts: list[int] = []
        lasts: list[int] = []
        after = -1
        for first, last in sorted(ranges):
            if first > after:
                firsts.append(first)
                lasts.append(last)
            elif last >= after:
                lasts[-1] = last
            after = max(after, last + 1)
        return cls(tuple(firsts), tuple(lasts))

    @classmethod
    def read(cls, text: str) -> CodePoints:
        """The inverse of `text`."""
        ends = [int(word, 16) for word in text.split()]
        return cls(tuple(ends[::2]), tuple(ends[1::2]))

    @property
    def text(self) -> str:
        """First and last of each range, in hex."""
        return " ".join(f"{a:x} {b:x}" for a, b in zip(self.firsts, self.lasts, strict=True))

    @property
    def pattern(self) -> str:
        """The ranges as they stand between the brackets of a regular expression."""
        ranges = zip(self.firsts, self.lasts, strict=True)
        return "".join(f"\\U{a:08x}-\\U{b:08x}" for a, b in ranges)

    def __contains__(self, point: int) -> bool:
        index = bisect_right(self.firsts, point)
        return index > 0 and point <= self.lasts[index - 1]
