"""Where every value of a record stands in its text, from its first character to its last.

tree.py notes where values begin, which is enough to tell what is wrong with them; to put another
in the place of one, its end is needed, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec import Struct
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import MappingEndEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from kefu_docs.model import Path
from kefu_docs.records.parsed import line_starts
from kefu_docs.records.yaml_events import Event, c_events, python_events


class ValueSpan(Struct, frozen=True):
    """From the character at `start` up to the one at `end`, which is not part of it.

    `style` is what a scalar is written in: nothing, a quotation mark, | or >; of a group or a list
    `{` where it stands in brackets, else `block`. `indent` is the column of a group's keys.
    """

    start: int
    end: int
    style: str
    indent: int = 0


@dataclass
class Spans:
    """The spans of values by path, and of the keys they stand behind."""

    values: dict[Path, ValueSpan] = field(default_factory=dict)
    keys: dict[Path, ValueSpan] = field(default_factory=dict)


def spans_of(text: str) -> Spans:
    """The spans of a record that was read without fault."""
    try:
        return _SpanReader(text, c_events(text)).all()
    except YAMLError:  # what YAML 1.1 refuses: see tree.py
        return _SpanReader(text, python_events(text)).all()


class _SpanReader:
    def __init__(self, text: str, events: Iterator[Event]) -> None:
        self._events = events
        self._spans = Spans()
        # The C parser counts lines and columns of characters but gives no index of its own.
        self._lines = line_starts(text)

    def all(self) -> Spans:
        next(self._events)  # the start of the stream
        next(self._events)  # and of the document
        self._value(next(self._events), ())
        return self._spans

    def _index(self, mark: Event) -> int:
        line: int = mark.line
        column: int = mark.column
        return self._lines[line] + column

    def _value(self, event: Event, path: Path) -> int:
        """Note the value that begins with `event`, and give its end."""
        start = self._index(event.start_mark)
        if isinstance(event, ScalarEvent):
            end = self._index(event.end_mark)
            self._spans.values[path] = ValueSpan(start, end, event.style or "")
            return end
        in_brackets = bool(event.flow_style)
        end, indent = start, int(event.start_mark.column)
        is_list = isinstance(event, SequenceStartEvent)
        closing = SequenceEndEvent if is_list else MappingEndEvent
        number = 0
        while not isinstance(event := next(self._events), closing):
            if is_list:
                end = self._value(event, (*path, number))
                number += 1
            else:
                here = (*path, event.value)
                key_end = self._index(event.end_mark)
                self._spans.keys[here] = ValueSpan(self._index(event.start_mark), key_end, "")
                end = max(key_end, self._value(next(self._events), here))
        if in_brackets:
            end = self._index(event.end_mark)
        self._spans.values[path] = ValueSpan(start, end, "{" if in_brackets else "block", indent)
        return end
