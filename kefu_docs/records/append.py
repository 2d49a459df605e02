"""A renewal added to a person's record: `contract` becomes the first of `contracts`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kefu_docs.records.edit import NotEditableError
from kefu_docs.records.parsed import Tree
from kefu_docs.records.spans import spans_of
from kefu_docs.records.write_yaml import entry_lines

_ONE, _SEVERAL = ("contract",), ("contracts",)
_LINE = re.compile(r"\r\n|\n|\r")


def with_renewal(text: str, contract: Mapping[str, Tree]) -> str:
    """The text of a record with one more contract, behind those that there are.

    Lines of the earlier ones are moved two columns to the right where they become a list, and stay
    as they are otherwise. Raises NotEditableError where they stand in brackets.
    """
    spans = spans_of(text)
    found = _LINE.search(text)
    new_line = found[0] if found else "\n"
    if _ONE in spans.values:
        span, key = spans.values[_ONE], spans.keys[_ONE]
        if span.style != "block":
            raise NotEditableError(_ONE)
        moved = _LINE.sub(lambda end: f"{end[0]}  ", text[span.start : span.end])
        head = f"{text[: key.start]}contracts{text[key.end : span.start]}- "
        rest, indent = text[span.end :], span.indent
        before = f"{head}{moved}"
    else:
        first = spans.values.get((*_SEVERAL, 0))
        if first is None or spans.values[_SEVERAL].style != "block" or first.style != "block":
            raise NotEditableError(_SEVERAL)
        end = spans.values[_SEVERAL].end
        before, rest, indent = text[:end], text[end:], first.indent - 2
    line, _, after = rest.partition(new_line)
    entry = new_line.join(_item(contract, indent))
    if before.endswith(new_line):  # a text over several lines ends behind its last one
        return f"{before}{entry}{new_line}{rest}"
    return f"{before}{line}{new_line}{entry}{new_line}{after}"


def _item(contract: Mapping[str, Tree], indent: int) -> Iterator[str]:
    """An entry of a list, its first line behind a hyphen."""
    lines = [
        line for key, value in contract.items() for line in entry_lines(key, value, indent + 2)
    ]
    yield f"{' ' * indent}- {lines[0].lstrip()}"
    yield from lines[1:]
