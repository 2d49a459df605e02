"""The line a finding is about, with a mark under the place."""

from __future__ import annotations

import os
import re
import unicodedata
from functools import lru_cache

from kefu_docs.diagnostics.diagnostic import Location
from kefu_docs.diagnostics.encodings import encoded_text
from kefu_docs.diagnostics.printable import masked_line

MOST_COLUMNS = 100
_BEFORE = 40
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ufeff]")


def excerpt(location: Location) -> tuple[str, ...]:
    """The line of the file and a line with a mark below; nothing where there is no such line.

    Private numbers are masked in their columns. The mark stands right where Chinese characters
    take two columns each, as in every terminal and in fixed-width fonts.
    """
    lines = _lines(location.file)
    if not 0 < location.line <= len(lines) or not lines[location.line - 1].strip():
        return ()
    # Masked before it is cut, so that no cut makes half a number of it.
    line = _UNSEEN.sub(_picture, masked_line(lines[location.line - 1].rstrip()))
    place = min(max(location.column - 1, 0), len(line))
    # Counted from the place on, for a line may be megabytes long.
    start = place - _fitting(line[:place], MOST_COLUMNS - _BEFORE, step=-1)
    dots = "..." if start > 0 else ""
    length = _fitting(line[start:], MOST_COLUMNS - len(dots))
    shown, end = dots + line[start : start + length], "..." if start + length < len(line) else ""
    gutter = f"{location.line:>5} | "
    below = " " * width(dots + line[start:place])
    return f"{gutter}{shown}{end}", f"{' ' * (len(gutter) - 2)}| {below}^"


def _fitting(text: str, columns: int, step: int = 1) -> int:
    """How many characters, from the first on or the last back, are at most so many columns wide."""
    if text.isascii():
        return min(len(text), columns)
    count = 0
    for character in text[::step]:
        columns -= _columns(character)
        if columns < 0:
            break
        count += 1
    return count


def width(text: str) -> int:
    """How many columns of a terminal the text takes (Unicode, UAX 11).

    Characters of ambiguous width, such as “ and …, count as one, as terminals draw them unless
    they are told otherwise.
    """
    return len(text) if text.isascii() else sum(map(_columns, text))


@lru_cache(maxsize=4096)
def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _picture(found: re.Match[str]) -> str:
    """A character that is seen and takes one column: the picture of a control, else a mark."""
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "?"


@lru_cache(maxsize=64)
def _lines(file: str) -> list[str]:
    """The lines of a file as a record's reader counts them; none where it cannot be read."""
    try:
        if not os.path.isfile(file):  # noqa: PTH113 - thousands; a pipe would hold the command
            return []
        with open(file, "rb") as opened:  # noqa: PTH123
            text = encoded_text(opened.read()).text
    except (OSError, ValueError):
        return []
    return re.split(r"\r\n|\r|\n", text) if "\r" in text else text.split("\n")
