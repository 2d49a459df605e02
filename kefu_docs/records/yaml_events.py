"""The events of YAML text, by the C parser and by the Python parser of ruamel.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]

from kefu_docs.records.parsed import line_starts

Event = Any
"""An event of ruamel.yaml, whose own types lack what its kinds have."""


def c_events(text: str) -> Iterator[Event]:
    """Those of the C parser, which follows YAML 1.1. Raises YAMLError."""
    return iter(CParser(text).get_event, None)


def python_events(text: str) -> Iterator[Event]:
    """Those of the Python parser, which reads by YAML 1.2 or names the fault. Raises YAMLError.

    Its marks count no column for U+FEFF, but an index; here columns are of characters, as in the C
    parser.
    """
    starts = line_starts(text)
    for event in YAML(typ="safe", pure=True).parse(text):
        for mark in (event.start_mark, event.end_mark):
            mark.column = mark.index - starts[mark.line]
        yield event
