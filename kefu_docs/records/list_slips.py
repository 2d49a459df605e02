"""Entries of lists without a hyphen, and hyphens in front of what is no entry."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kefu_docs.diagnostics import Message

_BLANK = re.compile(r"\s*(?:#.*)?$")
_KEY = re.compile(r" *[^\s#\"'\[{-][^:]*:(?: |$)")
_BEGINS = Message("an entry of a list begins with a hyphen and a space: `- `")
_STRAY = Message("a hyphen stands in front of the key, which is no entry of a list; delete it")

Place = tuple[int, int, Message]
"""Line and column from 0, and what is to be done there."""


def list_slip(lines: list[str], number: int) -> Place | None:
    """The slip of a hyphen in the line that the parser could not place, or in the one above."""
    return (
        _open_above(lines, number)
        or _hyphen_above(lines, number)
        or _stray_hyphen(lines, number)
        or _entry_without_key(lines, number)
        or _behind_entry(lines, number)
        or _no_hyphen(lines, number)
    )


def entry_without_hyphen(lines: list[str], number: int) -> Place | None:
    """A line of text, without a key, that stands where the entries of a list have their hyphens."""
    line, above = lines[number], _above(lines, number)
    if above is None or line.lstrip().startswith("- "):
        return None
    if not _is_entry(lines[above]) or _indent(lines[above]) != _indent(line):
        return None
    if line.lstrip().startswith(("{", "[")):
        return number, _indent(line), _BEGINS
    message = Message(
        "this line is no entry of the list: begin it with a hyphen and a space, or, if it goes on "
        "with the text above, indent it by two more spaces"
    )
    return number, _indent(line), message


def _open_above(lines: list[str], number: int) -> Place | None:
    """An opening bracket behind a key whose list begins below with a hyphen."""
    above = _above(lines, number)
    if above is None or not _is_entry(lines[number]) or not re.search(r": +\[ *$", lines[above]):
        return None
    return above, lines[above].rindex("["), Message("this bracket is not closed")


def _hyphen_above(lines: list[str], number: int) -> Place | None:
    """The hyphen in front of a record's first key, which makes a list of the record."""
    above = [line for line in range(number) if not _BLANK.match(lines[line])]
    if not above or not re.match(r"- +[\w-]+: ", lines[above[0]]) or len(above) > 1:
        return None
    return above[0], 0, _STRAY


def _stray_hyphen(lines: list[str], number: int) -> Place | None:
    """A hyphen in front of a key whose neighbours above are keys of the same indentation."""
    line = lines[number]
    if not re.match(r" *- +[^\s:]+:(?: |$)", line):
        return None
    indent = _indent(line)
    for above in _lines_above(lines, number):
        if _indent(lines[above]) <= indent:
            is_key = _indent(lines[above]) == indent and bool(_KEY.match(lines[above]))
            return (number, indent, _STRAY) if is_key else None
    return None


def _entry_without_key(lines: list[str], number: int) -> Place | None:
    """An entry that begins with a text, where keys follow: its first key is missing."""
    above = _above(lines, number)
    if above is None or not _KEY.match(lines[number]) or not _is_entry(lines[above]):
        return None
    text = re.match(r" *- +", lines[above])
    if text is None or text.end() != _indent(lines[number]) or _KEY.match(lines[above][2:]):
        return None
    if re.search(r": ", lines[above]):
        return None
    message = Message("keys follow this text: write the key that it belongs to in front of it")
    return above, text.end(), message


def _behind_entry(lines: list[str], number: int) -> Place | None:
    """A key as far from the margin as the hyphen of the entry above: it may belong into that."""
    above, indent = _above(lines, number), _indent(lines[number])
    entry = re.match(r" *- +[\w-]+ *: ", lines[above]) if above is not None else None
    if above is None or entry is None or _indent(lines[above]) != indent:
        return None
    if lines[number][indent:].startswith("-"):
        return None
    message = Message(
        "this key stands below an entry of a list, not in it: indent it by two more spaces, or "
        "delete the hyphen of the line above"
    )
    return number, indent, message


def _no_hyphen(lines: list[str], number: int) -> Place | None:
    """The first line of an entry that lacks its hyphen, in a list which is the whole file."""
    above = next(_lines_above(lines, number), None)
    line = lines[number]
    if above is None or _indent(line) or _BLANK.match(line) or line.startswith("-"):
        return None
    outermost = [at for at in _lines_above(lines, number) if not _indent(lines[at])]
    if outermost and all(_is_entry(lines[at]) for at in outermost):
        return number, 0, _BEGINS
    return None


def _is_entry(line: str) -> bool:
    return line.lstrip(" ").startswith("- ")


def _above(lines: list[str], number: int) -> int | None:
    return next(_lines_above(lines, number), None)


def _lines_above(lines: list[str], number: int) -> Iterator[int]:
    """The lines above with something in them, from below."""
    return (at for at in range(number - 1, -1, -1) if not _BLANK.match(lines[at]))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
