"""ToUnicode character maps: what the codes of a font stand for (ISO 32000-1, 9.10.3).

They are read whoever wrote them, lists and ranges, and written as lists. Source of the notation:
Adobe Technical Note 5014, CMap and CIDFont Files Specification, 5.5; note 5411, ToUnicode Mapping
File Tutorial.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from kefu_docs.fonts.programs.face import neighbours

_LISTED = 100  # entries of a list, at most: note 5014, 5.5
_BEGIN, _END = b"beginbf", b"endbf"
_CHARACTER = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^\]]*)\])")
_TEXT = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_CMAP = b"""\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
%bendcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def write_texts(texts: Mapping[int, str]) -> bytes:
    """Write the map of a font with codes of two bytes."""
    codes = tuple(sorted(texts))
    listed = tuple(map(texts.__getitem__, codes))
    groups = neighbours(codes)
    return _CMAP % b"".join(_entries(codes[start:end], listed[start:end]) for start, end in groups)


@lru_cache(maxsize=1 << 12)
def _entries(codes: tuple[int, ...], texts: tuple[str, ...]) -> bytes:
    """List the texts of neighbouring codes, which many documents have in common."""
    items = list(zip(codes, texts, strict=True))
    lists = [items[at : at + _LISTED] for at in range(0, len(items), _LISTED)]
    return b"".join(
        b"%d beginbfchar\n%bendbfchar\n" % (len(listed), b"".join(map(_entry, listed)))
        for listed in lists
    )


def _entry(item: tuple[int, str]) -> bytes:
    return b"<%04X> <%b>\n" % (item[0], encoded(item[1]))


def read_texts(cmap: bytes) -> dict[int, str]:
    """Read the texts by code. ValueError where a text is no UTF-16 but for lone surrogates."""
    texts: dict[int, str] = {}
    for section in cmap.split(_END)[:-1]:
        texts.update(_section(section))
    return texts


@lru_cache(maxsize=1 << 12)
def _section(section: bytes) -> Mapping[int, str]:
    """Read what stands before the end of a list; the documents of a build share most lists."""
    _, begun, listed = section.rpartition(_BEGIN)
    if not begun:
        return {}
    if listed.startswith(b"char"):
        return {int(code, 16): decoded(text) for code, text in _CHARACTER.findall(listed)}
    return dict(_ranges(listed))


def _ranges(listed: bytes) -> Iterator[tuple[int, str]]:
    """Read ranges of codes: with one text, whose last character counts up, or a text for each."""
    for first, last, text, several in _RANGE.findall(listed):
        codes = range(int(first, 16), int(last, 16) + 1)
        if several:
            yield from zip(codes, map(decoded, _TEXT.findall(several)), strict=False)
        elif start := decoded(text):
            yield from ((c, start[:-1] + chr(ord(start[-1]) + c - codes[0])) for c in codes)


@lru_cache(maxsize=1 << 14)
def decoded(utf16: bytes) -> str:
    """Text of UTF-16 in hexadecimal."""
    # A lone surrogate is let through to be seen: what a document shows is compared with what it
    # says, and a text that could not be read would be told as a fault of the font.
    return bytes.fromhex(utf16.decode()).decode("utf-16-be", "surrogatepass")


def encoded(text: str) -> bytes:
    """Undo decoded."""
    return text.encode("utf-16-be", "surrogatepass").hex().upper().encode()
