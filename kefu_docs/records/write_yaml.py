"""Trees of text to YAML as records are written: a line a key, small groups in brackets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from kefu_docs.records.parsed import Tree

_WIDEST = 100
"""Columns that a group in brackets takes at most."""

# YAML 1.2, 7.3.3: what a plain scalar cannot begin with, or hold; narrower than the standard, so
# that no reader takes it for anything but text.
_PLAIN = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`~=][^\x00-\x1f\x7f]*""")
_NEGATIVE = re.compile(r"-[0-9][0-9.]*")
_ENDS = re.compile(r": | #|:$|\s$|\t")
_IN_BRACKETS = re.compile(r"[,\[\]{}:]")


def scalar_text(value: str, style: str = "", *, in_brackets: bool = False) -> str:
    """A text as a scalar: in the quotation marks of `style`, else plain where that is safe."""
    if style == "'" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    is_plain = (_PLAIN.fullmatch(value) or _NEGATIVE.fullmatch(value)) and not _ENDS.search(value)
    if style or not is_plain or (in_brackets and _IN_BRACKETS.search(value)):
        return json.dumps(value, ensure_ascii=False)
    return value


def group_text(group: Mapping[str, Tree]) -> str:
    """A group in brackets: {province: 浙江省, county: 杭州市西湖区}."""
    return "{" + ", ".join(f"{key}: {_in_brackets(value)}" for key, value in group.items()) + "}"


def _in_brackets(value: Tree) -> str:
    if isinstance(value, dict):
        return group_text(value)
    if isinstance(value, list):
        return "[" + ", ".join(map(_in_brackets, value)) + "]"
    return scalar_text(value, in_brackets=True)


def item_text(item: Tree) -> str:
    """An entry of a list behind its hyphen; a group or a list in brackets."""
    return scalar_text(item) if isinstance(item, str) else _in_brackets(item)


def list_text(items: Sequence[Tree]) -> str:
    """A list in brackets: [接待, 售后]."""
    return _in_brackets(list(items))


def entry_lines(key: str, value: Tree, indent: int = 0) -> Iterator[str]:
    """A key with what is behind it, as lines without their ends."""
    start = " " * indent
    if isinstance(value, list):
        yield f"{start}{key}:"
        for item in value:
            yield f"{start}  - {item_text(item)}"
    elif isinstance(value, dict):
        short = f"{start}{key}: {group_text(value)}"
        if all(isinstance(v, str) and v for v in value.values()) and len(short) <= _WIDEST:
            yield short
            return
        yield f"{start}{key}:"
        for inner, below in value.items():
            yield from entry_lines(inner, below, indent + 2)
    elif value:
        yield f"{start}{key}: {scalar_text(value)}"
    else:
        yield f"{start}{key}:"
