"""The opening of a paragraph: its tag and properties, as text (ISO/IEC 29500-1, 17.3.1.22, 26)."""

from __future__ import annotations

import re
from functools import lru_cache

OPENING = r"<w:p(?: [^>]*)?(?:/>|>(?:<w:pPr/>|<w:pPr>.*?</w:pPr>)?)"
"""A pattern of one; with DOTALL."""


@lru_cache(maxsize=64)
def with_spacing(opening: str, spacing: str, without: re.Pattern[str]) -> str:
    """The opening with a `w:spacing` of the same attributes as those that it loses by `without`."""
    if "<w:pPr>" in opening:
        kept = without.sub("", opening.removesuffix("</w:pPr>"))
        return f"{kept}{spacing}</w:pPr>"
    is_empty = opening.endswith("/>") and not opening.endswith("<w:pPr/>")
    start = opening.removesuffix("<w:pPr/>").removesuffix("/>").removesuffix(">")
    return f"{start}><w:pPr>{spacing}</w:pPr>{'</w:p>' if is_empty else ''}"
