"""Which drawing of a document lies on which, by numbers that no other document of a batch has.

LibreOffice (7.4, 25.2) puts a drawing in front of all lower ones that it has met, whichever
document they are of. Where several of a document have the same number, those of another document
come in between, and its own may change places (test_a_batch_comes_out_as_alone, stacked).
Attributes: ISO/IEC 29500-1, 20.4.2.3 (relativeHeight); 29500-4, 19.1.2.19 (z-index).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_HEIGHT = re.compile(
    r"(<wp:anchor [^>]*?\brelativeHeight=\"|<v:\w+ [^>]*?\bstyle=[\"'][^\"'>]*?\bz-index:)(-?\d+)"
)
_MARKS = ("relativeHeight=", "z-index:")
_LEAST, _MOST = 2, 0x1DFF_FFFF
"""An anchor with a number outside of these is as high as the highest, in Word as in 25.2."""
_BELOW_ALL = -(10**7)
"""Drawings of VML that lie behind the text have negative numbers, and keep one."""


def in_own_order(
    body: str, parts: Mapping[str, bytes], margins: Iterable[str], index: int
) -> tuple[str, dict[str, bytes]]:
    """A body and the parts with its headers and footers, as those of the document `index` of many.

    Each of its drawings has the same others above and below as in Word.
    """
    if not any(mark in body or _is_in(parts, margins, mark) for mark in _MARKS):
        return body, dict(parts)
    read = {part: parts[part].decode() for part in margins}
    found = {_height(m) for xml in (body, *read.values()) for m in _HEIGHT.finditer(xml)}
    first = index * len(found) + _LEAST
    own = {
        height: first + rank + (_BELOW_ALL if height < 0 else 0)
        for rank, height in enumerate(sorted(found))
    }

    def numbered(xml: str) -> str:
        return _HEIGHT.sub(lambda m: f"{m[1]}{own[_height(m)]}", xml)

    return numbered(body), {**parts, **{p: numbered(xml).encode() for p, xml in read.items()}}


def _height(found: re.Match[str]) -> int:
    height = int(found[2])
    return height if found[1].startswith("<v") or _LEAST <= height <= _MOST else _MOST


def _is_in(parts: Mapping[str, bytes], names: Iterable[str], mark: str) -> bool:
    return any(mark.encode() in parts[name] for name in names)
