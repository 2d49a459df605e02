"""Brackets that are not closed, closed twice or by another one, and commas too many in them."""

from __future__ import annotations

import re

from kefu_docs.diagnostics import Message

_CLOSING = {"[": "]", "{": "}"}
_BEFORE_VALUE = re.compile(r"(?:^|[\s\[{,:])$")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")
_QUOTED = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'")
_NOT_CLOSED = Message("this bracket is not closed")

Place = tuple[int, int, Message]
"""Line and column from 0, and what is to be done there."""


def bracket_slip(
    lines: list[str], at: tuple[int, int], opened: tuple[int, int] | None, problem: str
) -> Place | None:
    """The slip at the place `at` where the parser of YAML stood, within or behind brackets.

    `opened` is where the bracket begins that it was in, None where it names none.
    """
    number, column = at
    mark = lines[number][column : column + 1]
    if "stream end" in problem and (place := _last_open(lines)):
        return *place, _NOT_CLOSED
    if "node content" in problem and mark == ",":
        return number, column, Message("nothing stands before this comma; delete it")
    if opened is None:
        return _without_opening(at, mark) if "node content" in problem else None
    begin = lines[opened[0]][opened[1] : opened[1] + 1]
    if mark in _CLOSING.values() and begin in _CLOSING and mark != _CLOSING[begin]:
        values = {"begin": begin, "end": mark, "right": _CLOSING[begin]}
        told = Message("a bracket begins with {begin} and ends with {end}; write {right}", values)
        return number, column, told
    if opened[0] < number and not _goes_on(lines, opened[0], number):
        return *opened, _NOT_CLOSED
    return None


def without_comment(line: str) -> str:
    """The line without the comment at its end, in which nothing is a slip."""
    return _COMMENT.sub("", line)


def _without_opening(at: tuple[int, int], mark: str) -> Place | None:
    if mark not in _CLOSING.values():
        return None
    told = Message("a closing bracket stands here without an opening one; delete it")
    return *at, told


def _goes_on(lines: list[str], first: int, number: int) -> bool:
    """Whether a line, further from the margin than the first of a group, still belongs to it."""
    indents = [len(lines[n]) - len(lines[n].lstrip(" ")) for n in (first, number)]
    return indents[1] > indents[0] and any(
        mark in without_comment(line) for line in lines[number:] for mark in _CLOSING.values()
    )


def _last_open(lines: list[str]) -> tuple[int, int] | None:
    """The last bracket that begins a value and is never closed."""
    stack: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        plain = without_comment(_QUOTED.sub(lambda found: "_" * len(found[0]), line))
        for column, character in enumerate(plain):
            if character in _CLOSING and _BEFORE_VALUE.search(plain[:column]):
                stack.append((number, column))
            elif character in _CLOSING.values() and stack:
                stack.pop()
    return stack[-1] if stack else None
