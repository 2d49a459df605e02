"""Whether a text shows every value that was printed into it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kefu_docs.proof.text import Line, running_lines, squeezed

# Stands between texts that do not follow one another, and for what is already accounted for.
_GAP = "\x00"


def missing_values(
    printed: Sequence[str], pages: Sequence[Sequence[Line]]
) -> list[tuple[str, int, int]]:
    """List the values that `pages` do not show as often as they were printed.

    Each comes with the number of times it was printed and the number it was found. White space
    counts for nothing. A value may run on over a page break, with headers and footers in between,
    or these and the head of a table.
    """
    wanted = [value for value in map(squeezed, printed) if value]
    running = running_lines(pages)
    headers = [{line for line in theirs if line.in_margin} for theirs in running]
    missing = _missing(wanted, *_parted(pages, headers))
    if missing and headers != running:
        missing = min(missing, _missing(wanted, *_parted(pages, running)), key=len)
    shown = {squeezed(value): value for value in printed}
    return [(text, *missing[value]) for value, text in shown.items() if value in missing]


def _parted(pages: Sequence[Sequence[Line]], running: Sequence[set[Line]]) -> tuple[str, list[str]]:
    """Join the pages without their running lines, and list those."""
    body: list[str] = []
    repeated: list[str] = []
    for page, theirs in zip(pages, running, strict=True):
        for line in page:
            (repeated if line in theirs else body).append(line.text)
    return "".join(body), repeated


def _missing(wanted: Sequence[str], body: str, repeated: list[str]) -> dict[str, tuple[int, int]]:
    """Map each value that is not found to how often it was wanted and found.

    Values that stand in the order they were printed are all there: taking each as early as it
    comes succeeds whenever any way does. Otherwise (tables, frames) each needs a place of its own,
    long values choosing before short ones, so that 1800 is not also taken for 800.
    """
    once = _GAP.join(dict.fromkeys(repeated))
    if _stand_in_order(wanted, _GAP.join((once, body, once))):
        return {}
    rest = _GAP.join((*repeated, body))
    missing: dict[str, tuple[int, int]] = {}
    times = Counter(wanted)
    for value in sorted(times, key=len, reverse=True):
        found = min(times[value], rest.count(value))
        rest = rest.replace(value, _GAP * len(value), found)
        if found < times[value]:
            missing[value] = times[value], found
    return missing


def _stand_in_order(values: Sequence[str], text: str) -> bool:
    position = 0
    for value in values:
        found = text.find(value, position)
        if found < 0:
            return False
        position = found + len(value)
    return True
