"""Both parsers put marks where editors do, in columns of characters."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from kefu_docs.records.yaml_events import Event, c_events, python_events

TEXT = "a: {b: \ufeff甲, c: 丙\u200b}\r\nd:\n  - '丁\ufeff'  # 戊\n  - |\n    \ufeff己\ne: 1\n"


def marks(events: Iterator[Event]) -> list[tuple[str, int, int]]:
    """Each scalar, with line and column of its begin."""
    return [
        (event.value, event.start_mark.line, event.start_mark.column)
        for event in events
        if hasattr(event, "value")
    ]


@pytest.mark.parametrize("events", [c_events, python_events])
def test_a_byte_order_mark_within_a_text_is_a_column(
    events: Callable[[str], Iterator[Event]],
) -> None:
    """The Python parser itself counts none, so that what follows would stand one column off."""
    assert marks(events(TEXT)) == [
        ("a", 0, 0),
        ("b", 0, 4),
        ("\ufeff甲", 0, 7),
        ("c", 0, 11),
        ("丙\u200b", 0, 14),
        ("d", 1, 0),
        ("丁\ufeff", 2, 4),
        ("\ufeff己\n", 3, 4),
        ("e", 5, 0),
        ("1", 5, 3),
    ]
