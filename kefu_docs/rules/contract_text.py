"""The rendered text of a contract as the rules on texts search it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Characters that stand for others: full-width digits and letters, radicals, doubled ideographs.
_COMPATIBLE = re.compile("[０-９Ａ-Ｚａ-ｚ\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")


def plain_text(text: str) -> str:
    """The text without space and line ends, and in one width of digits and letters."""
    return "".join(map(_plain_line, text.split("\n")))


@lru_cache(maxsize=4096)
def _plain_line(line: str) -> str:
    """A line of it; the lines of a template come again with every contract."""
    plain = "".join(line.split())
    return unicodedata.normalize("NFKC", plain) if _COMPATIBLE.search(plain) else plain
