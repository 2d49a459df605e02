"""Lines to write on: underlined blanks that end a paragraph, drawn by every LibreOffice.

LibreOffice 25.2 leaves out the blanks that end a left-aligned line, and with them the line below. A
zero-width space behind them, which shows nothing, makes them text like any other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kefu_docs.render.word.styles import Styles
from kefu_docs.render.word.word_package import STYLES

_ZERO_WIDTH = "\u200b"
_BLANKS = " \u3000\u00a0"
_END = re.compile("</w:t></w:r>(?:<w:(?:bookmarkStart|bookmarkEnd|proofErr)[^>]*/>)*</w:p>")
_UNDERLINED = re.compile(r'<w:u (?![^>]*w:val="none")')
_RUN_STYLE = re.compile(r'<w:rStyle w:val="([^"]+)"')


def body_with_lines_drawn(parts: Mapping[str, bytes], xml: str) -> str:
    """Mend the body `xml` of a docx with these parts, for LibreOffice alone to read."""
    ends = [end for end in _END.finditer(xml) if xml[end.start() - 1] in _BLANKS]
    if not ends:
        return xml
    styles = _underlining(parts.get(STYLES))
    pieces, done = [], 0
    for end in ends:
        run = xml[max(xml.rfind("<w:r>", 0, end.start()), xml.rfind("<w:r ", 0, end.start())) :]
        run = run[: run.find("<w:t")]
        style = _RUN_STYLE.search(run)
        if _UNDERLINED.search(run) or (style and style[1] in styles):
            pieces += [xml[done : end.start()], _ZERO_WIDTH]
            done = end.start()
    return "".join((*pieces, xml[done:]))


@lru_cache(maxsize=8)
def _underlining(styles: bytes | None) -> frozenset[str]:
    """The styles that underline, or whose base does."""
    return Styles(styles).switched_on("rPr/u")
