"""Dates that are not torn apart where a line ends: 4 and 月 stay on one line.

Word keeps them together where the template says so (settings.xml, `noLineBreaksBefore`), which
LibreOffice does not read (7.4, 25.2). A word joiner between a figure and its 年, 月 or 日, which
shows nothing, has LibreOffice ask whether it may break there. That it may not, it learns from the
profile that :mod:`kefu_docs.convert.profile_slot` writes: its own rules know no word joiner.
"""

from __future__ import annotations

import re

_JOINER = "\u2060"
_NEXT_RUN = r"</w:t></w:r><w:r(?: [^>]*)?>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: [^>]*)?>"
# A text goes on without a tag to its end; an attribute's value does not.
_FIGURE = re.compile(rf"(?<=[0-9])((?:{_NEXT_RUN})?)(?=[年月日][^<>]*</w:t>)")


def with_whole_dates(body: str) -> str:
    """The body of a docx with the joiners, for LibreOffice alone to read.

    Without them it would break, whatever the profile forbids, where a figure ends so near the
    margin that the gap it draws behind the figure is cut (test_no_line_begins_with_the_month).
    """
    return _FIGURE.sub(rf"{_JOINER}\1", body)
