"""Dates and spans of time that no line tears apart: 4 and 月 stay together, 15 and 天, too.

Word keeps them together where the template says so (settings.xml, `noLineBreaksBefore`), which
LibreOffice does not read (7.4, 25.2). A word joiner between a figure and its 年, 月 or 日, which
shows nothing, has LibreOffice ask whether it may break there. That it may not, it learns from the
profile that :mod:`kefu_docs.convert.profile_slot` writes: its own rules know no word joiner.
"""

from __future__ import annotations

import re

_JOINER, _SPACE = "\u2060", "\u200b"
_NEXT_RUN = r"</w:t></w:r><w:r(?: [^>]*)?>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: [^>]*)?>"
# A text goes on without a tag to its end; an attribute's value does not.
_FIGURE = re.compile(rf"([0-9])((?:{_NEXT_RUN})?)(?=[年月日天个][^<>]*</w:t>)")
# Between 2026年 and 3月, or 2个月 and 15天.
_SEAM = re.compile(f"([0-9]{_JOINER}(?:年|月|个月))(?=[0-9])")


def with_whole_dates(body: str) -> str:
    """The body of a docx with the joiners, for LibreOffice alone to read.

    Without them it would break, whatever the profile forbids, where a figure ends so near the
    margin that the gap it draws behind the figure is cut (test_no_line_begins_with_the_month).

    Neither version draws a gap where a joiner stands. A zero-width space takes the gaps before the
    next figures, too, so that a date is set evenly.
    """
    joined = _FIGURE.sub(rf"\1{_JOINER}\2", body)
    return joined if joined == body else _SEAM.sub(rf"\1{_SPACE}", joined)
