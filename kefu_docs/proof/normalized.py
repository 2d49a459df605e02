"""Text with what layout and fonts may change taken out, so that equal texts compare equal."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kefu_docs.fonts import IGNORABLE
from kefu_docs.fonts.code_points import CodePoints

# Code points that share a glyph with another one: fonts may give either back. Radicals and
# compatibility ideographs with their unified ideograph, and no other compatibility character.
_SAME_GLYPH = {
    code: unicodedata.normalize("NFKC", chr(code))
    for block in ((0x2F00, 0x2FD6), (0xF900, 0xFADA), (0x2F800, 0x2FA1E))
    for code in range(*block)
}
_SAME_GLYPH |= {0x2011: "-", 0x22EF: "…", 0x301C: "～"} | dict.fromkeys(IGNORABLE, "")
# 5,407 characters by their 23 ranges: one by one a search takes a thousand times as long.
_FOLDED = re.compile(f"[{CodePoints.of((code, code) for code in _SAME_GLYPH).pattern}]")


@lru_cache(maxsize=1 << 10)
def squeezed(text: str) -> str:
    """Drop all white space, the ideographic space too, and fold code points of one glyph."""
    joined = "".join(text.split())
    return joined.translate(_SAME_GLYPH) if _FOLDED.search(joined) else joined
