"""Dates and spans of time that no line tears apart: 4 and 月 stay together, 15 and 天, too.

Word keeps them together where the template says so (settings.xml, `noLineBreaksBefore`), which
LibreOffice does not read (7.4, 25.2). A word joiner between a figure and its 年, 月 or 日, which
shows nothing, has LibreOffice ask whether it may break there. That it may not, it learns from the
profile that :mod:`kefu_docs.convert.profile_slot` writes: its own rules know no word joiner.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_JOINER, _SPACE = "\u2060", "\u200b"
_NEXT_RUN = re.compile(
    r"</w:t></w:r><w:r(?: [^>]*)?>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: [^>]*)?>"
)
# A text goes on without a tag to its end; an attribute's value does not. Digits, with which a date
# begins, would be found three times as slowly: attributes are full of them.
_UNIT = re.compile("[年月日天个](?=[^<>]*</w:t>)")
_DIGITS = frozenset("0123456789")
# Between 2026年 and 3月, or 2个月 and 15天.
_SEAM = re.compile(f"{_JOINER}(?:年|月|个月)(?=[0-9])")


def with_whole_dates(body: str) -> str:
    """The body of a docx with the joiners, for LibreOffice alone to read.

    Without them it would break, whatever the profile forbids, where a figure ends so near the
    margin that the gap it draws behind the figure is cut (test_no_line_begins_with_the_month).

    Neither version draws a gap where a joiner stands. A zero-width space takes the gaps before the
    next figures, too, so that a date is set evenly.
    """
    places = (_behind_figure(body, unit.start()) for unit in _UNIT.finditer(body))
    joined = _with_mark(_JOINER, [place for place in places if place], body)
    if joined == body:
        return body
    seams = (seam for seam in _SEAM.finditer(joined) if joined[seam.start() - 1] in _DIGITS)
    return _with_mark(_SPACE, [seam.end() for seam in seams], joined)


def _behind_figure(body: str, unit: int) -> int:
    """Where the figure ends that stands before a unit, in its run or the one before; 0 for none."""
    end = unit
    if body.startswith(">", unit - 1):
        end = max(body.rfind("</w:t></w:r>", 0, unit), 0)
        if not _NEXT_RUN.fullmatch(body, end, unit):
            return 0
    return end if body[end - 1] in _DIGITS else 0


def _with_mark(mark: str, places: Sequence[int], body: str) -> str:
    return mark.join(body[start:end] for start, end in pairwise((0, *places, len(body))))
