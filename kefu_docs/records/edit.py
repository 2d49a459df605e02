"""Values of a record replaced in its text; not a byte besides is changed.

A round trip through a YAML library rewrites quotes, brackets and comments (ruamel.yaml changes ten
of the sample's fourteen files), so that a change of one phone number cannot be found in git.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from kefu_docs.model import Path
from kefu_docs.records.parsed import Tree
from kefu_docs.records.spans import Spans, ValueSpan, spans_of
from kefu_docs.records.text import parse
from kefu_docs.records.write_yaml import entry_lines, group_text, item_text, list_text, scalar_text

_NEW_LINE = re.compile(r"\r\n|\n|\r")


class NotEditableError(Exception):
    """A value is written in a way that cannot be replaced safely, such as over several lines."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


class _Edit(Struct, frozen=True):
    start: int
    end: int
    text: str


def edited(text: str, changes: Mapping[Path, Tree], order: Sequence[Path]) -> str:
    """The text of a record with `changes`; a key that is not there comes where `order` has it.

    Raises NotEditableError.
    """
    spans = spans_of(text)
    edits: list[_Edit] = []
    missing: dict[Path, dict[str, Tree]] = {}
    for path, value in changes.items():
        if path in spans.values:
            edits.append(_replaced(spans, path, value, text))
        else:
            _add(missing, spans, path, value)
    rank = {path: number for number, path in enumerate(order)}
    for parent, group in missing.items():
        keys = sorted(group, key=lambda key: rank.get((*parent, key), len(rank)))
        edits += _inserted(text, spans, parent, {key: group[key] for key in keys}, rank)
    # Those of one place in the order in which they were asked for.
    for edit in sorted(edits, key=lambda e: e.start)[::-1]:
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _replaced(spans: Spans, path: Path, value: Tree, text: str) -> _Edit:
    """A scalar in the place of another, or of nothing; a list in the place of a list."""
    span = spans.values[path]
    if isinstance(value, list):
        return _list_replaced(spans, path, value, text)
    if not isinstance(value, str) or span.style in {"|", ">", "block", "{"}:
        raise NotEditableError(path)
    written = scalar_text(value, span.style, in_brackets=_is_in_brackets(spans, path[:-1]))
    if span.start == span.end and text[span.start - 1 : span.start] == ":":
        written = f" {written}"
    return _Edit(span.start, span.end, written)


def _list_replaced(spans: Spans, path: Path, items: Sequence[Tree], text: str) -> _Edit:
    """A list in the place of another, in brackets or on lines as that was.

    Entries that it had already keep their bytes; comments would be lost.
    """
    span = spans.values[path]
    if any(key[:-1] == path for key in spans.keys):
        raise NotEditableError(path)
    if span.style == "{":
        return _Edit(span.start, span.end, list_text(items))
    if span.start == span.end:  # nothing behind the key
        return _Edit(span.start, span.end, f" {list_text(items)}")
    is_list = (*path, 0) in spans.values
    end_of_line = _NEW_LINE.search(text, span.end)
    until = end_of_line.start() if end_of_line else len(text)
    if span.style != "block" or not is_list or "#" in text[span.start : until]:
        raise NotEditableError(path)
    found = _NEW_LINE.search(text)
    new_line = found[0] if found else "\n"
    between = f"{new_line}{' ' * span.indent}- "
    known = _entries(spans, path, text)
    entries = [next((e for old, e in known if old == item), item_text(item)) for item in items]
    # An empty one stands in brackets, which must not begin where the key does.
    written = "- " + between.join(entries) if items else f"  {list_text(items)}"
    ended = text[span.end - 1] in "\r\n"  # a text over several lines ends behind its last one
    return _Edit(span.start, span.end, written + new_line * ended)


def _entries(spans: Spans, path: Path, text: str) -> list[tuple[Tree | None, str]]:
    """The entries of a list that is there, each with the text it is written in."""
    found: Tree | None = parse("", text.encode()).tree
    for step in path:
        found = found.get(str(step)) if isinstance(found, dict) else found[int(step)]  # type: ignore[index]
    assert isinstance(found, list)
    places = (spans.values[*path, number] for number in range(len(found)))
    return [
        (entry, text[s.start : s.end].rstrip("\r\n"))
        for entry, s in zip(found, places, strict=True)
        if s.style not in {"|", ">"}
    ]


def _add(missing: dict[Path, dict[str, Tree]], spans: Spans, path: Path, value: Tree) -> None:
    """Put a value under the nearest group around it that is there."""
    parent = path[:-1]
    while parent not in spans.values or spans.values[parent].style not in {"block", "{"}:
        if not parent:
            raise NotEditableError(path)
        parent = parent[:-1]
    below, *inner = path[len(parent) :]
    here: dict[str, Tree] = missing.setdefault(parent, {})
    for step in inner:
        nested = here.setdefault(str(below), {})
        if not isinstance(nested, dict):
            raise NotEditableError(path)
        here, below = nested, step
    here[str(below)] = value


def _inserted(
    text: str, spans: Spans, parent: Path, group: Mapping[str, Tree], rank: Mapping[Path, int]
) -> Iterator[_Edit]:
    """New keys of a group that is there."""
    span = spans.values[parent]
    siblings = [path for path in spans.keys if path[:-1] == parent]
    in_brackets = span.style == "{" or _is_in_brackets(spans, parent)
    for key, value in group.items():
        here = (*parent, key)
        if here in spans.keys:  # with nothing behind it
            if not isinstance(value, dict):
                raise NotEditableError(here)
            end = spans.keys[here].end + 1
            yield _Edit(end, end, f" {group_text(value)}")
        elif in_brackets:
            yield _in_brackets(spans, span, siblings, key, value)
        else:
            yield _on_lines(text, spans, siblings, here, value, rank)


def _in_brackets(
    spans: Spans, span: ValueSpan, siblings: Sequence[Path], key: str, value: Tree
) -> _Edit:
    entry = group_text({key: value})[1:-1]
    if not siblings:
        return _Edit(span.start + 1, span.start + 1, entry)
    end = _end(spans, siblings[-1])
    return _Edit(end, end, f", {entry}")


def _on_lines(
    text: str,
    spans: Spans,
    siblings: Sequence[Path],
    path: Path,
    value: Tree,
    rank: Mapping[Path, int],
) -> _Edit:
    """A line of its own behind the keys that belong before it."""
    found = _NEW_LINE.search(text)
    new_line = found[0] if found else "\n"
    indent = spans.values[path[:-1]].indent
    lines = new_line.join(entry_lines(str(path[-1]), value, indent))
    own = rank.get(path, len(rank))
    before = [sibling for sibling in siblings if rank.get(sibling, len(rank)) <= own]
    if not before:
        start = spans.keys[siblings[0]].start
        return _Edit(start, start, lines.lstrip() + new_line + " " * indent)
    end = _end(spans, before[-1])
    if text[end - 1 : end] in {"\n", "\r"}:  # a text over several lines ends behind its last one
        return _Edit(end, end, lines + new_line)
    rest = _NEW_LINE.search(text, end)
    if rest is None:
        return _Edit(len(text), len(text), new_line + lines)
    return _Edit(rest.end(), rest.end(), lines + new_line)


def _end(spans: Spans, path: Path) -> int:
    """The end of the value behind a key; of the key, where there is none."""
    value = spans.values.get(path)
    return max(spans.keys[path].end + 1, value.end if value else 0)


def _is_in_brackets(spans: Spans, path: Path) -> bool:
    return any(
        (span := spans.values.get(path[:length])) and span.style == "{"
        for length in range(len(path) + 1)
    )
