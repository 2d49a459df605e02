"""Which line of a record is indented wrongly, and by how much it should be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kefu_docs.diagnostics import Message

_KEY = re.compile(r"(?P<indent> *)(?P<entries>(?:- +)*)[^\s#-][^:]*:(?P<value> +[^\s#].*)?")
_ENTRY = re.compile(r"(?P<indent> *)- ")


class _Indented(NamedTuple):
    number: int
    indent: int
    group: bool  # nothing stands behind the key, so that what belongs to it follows
    entry: bool  # it begins with a hyphen


def wrong_indentation(lines: list[str], at: int) -> tuple[int, int, Message] | None:
    """The line that does not fit the others, as line and column from 0, and what to do.

    `at` is the line that the parser could not place; the wrong one may be the line above: between
    two lines of one indent, or with an odd number of spaces.
    """
    here = _line(lines, at)
    above = list(_above(lines, at))
    if here is None or not above:
        return None
    before = above[0]
    if here.indent > before.indent and not before.group:
        return _too_deep(here, above)
    entries = {line.indent for line in above if line.entry}
    if here.entry and here.indent < before.indent and here.indent not in entries and entries:
        return _told(here, min(entries, key=lambda indent: (abs(indent - here.indent), -indent)))
    if here.indent < before.indent and here.indent not in {line.indent for line in above}:
        if before.indent % 2 and not here.indent % 2 and len(above) > 1:
            outer = next((line.indent for line in above if line.indent < here.indent), None)
            if outer is not None:
                return _told(before, here.indent)
        fitting = {line.indent for line in above if line.entry == here.entry} or {before.indent}
        return _told(here, min(fitting, key=lambda indent: (abs(indent - here.indent), -indent)))
    return _among_entries(here, above)


def _among_entries(here: _Indented, above: list[_Indented]) -> tuple[int, int, Message] | None:
    """A key where the hyphens of a list stand: it belongs to the last entry, or behind the list."""
    is_there = any(line.entry and line.indent == here.indent for line in above)
    if here.entry or not is_there:
        return None
    if above[0].indent > here.indent:
        return _told(here, above[0].indent)
    outer = next((line.indent for line in above if line.indent < here.indent), None)
    return None if outer is None else _told(here, outer)


def _too_deep(here: _Indented, above: list[_Indented]) -> tuple[int, int, Message]:
    before = above[0]
    same = [line for line in above if line.indent == here.indent and not line.entry]
    level = 0
    while level < len(above) and above[level].indent == before.indent and not above[level].group:
        level += 1
    parent = above[level] if level < len(above) else None
    if parent is not None and parent.group and parent.indent == before.indent:
        return _told(above[level - 1], here.indent)  # the group's first lines are not indented
    if same and parent is not None and parent.indent >= here.indent:
        return _told(above[level - 1], here.indent)
    return _told(here, before.indent)


def _told(line: _Indented, right: int) -> tuple[int, int, Message]:
    message = Message(
        "the indentation of this line is {count}, that of the lines it belongs to is {right}: put "
        "{right} {right:space|spaces} before it",
        {"count": line.indent, "right": right},
    )
    return line.number, line.indent, message


def _above(lines: list[str], at: int) -> Iterator[_Indented]:
    """The lines above that have a key or are an entry of a list, from below.

    A key behind a hyphen counts twice: where it stands, and where the hyphen does.
    """
    for number in range(at - 1, -1, -1):
        line = _line(lines, number)
        if line is not None and line.entry and (found := _KEY.match(lines[number])):
            inner = len(found["indent"]) + len(found["entries"])
            yield _Indented(number, inner, not found["value"], False)
        if line is not None:
            yield line


def _line(lines: list[str], number: int) -> _Indented | None:
    text = lines[number]
    if found := _KEY.match(text):
        indent = len(found["indent"])
        return _Indented(number, indent, not found["value"], bool(found["entries"]))
    if found := _ENTRY.match(text):
        return _Indented(number, len(found["indent"]), False, True)
    return None
